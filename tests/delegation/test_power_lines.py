"""The lines above the name are those of NĐ 30/2020 Điều 13 and Phụ lục I, for committees and for departments."""

import pytest

from requests_workflow.domain.signing_power import delegated_power, signing_power

COMMITTEE, DEPARTMENT = True, False
TM = "TM. ỦY BAN NHÂN DÂN"


@pytest.mark.parametrize(
    ("collective", "title", "head", "printed"),
    [
        # The head speaks for the collective; a deputy does so in the head's place (Điều 13 khoản 2).
        (COMMITTEE, "Chủ tịch", None, [TM, "CHỦ TỊCH"]),
        (COMMITTEE, "Phó Chủ tịch", "Chủ tịch", [TM, "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"]),
        # One head decides (khoản 1): no collective is named.
        (DEPARTMENT, "Giám đốc", None, ["GIÁM ĐỐC"]),
        (DEPARTMENT, "Phó Giám đốc", "Giám đốc", ["KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"]),
        # "Q." stands before the post of whoever acts as head; a deputy of that head signs for the post.
        (COMMITTEE, "Quyền Chủ tịch", None, [TM, "Q. CHỦ TỊCH"]),
        (DEPARTMENT, "Q. Giám đốc", None, ["Q. GIÁM ĐỐC"]),
        (DEPARTMENT, "Phó Giám đốc", "Q. Giám đốc", ["KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"]),
    ],
)
def test_leaders_sign_for_the_body(collective: bool, title: str, head: str | None, printed: list[str]):
    lines = signing_power(collective=collective, title=title, is_head=head is None, head_title=head or title)
    assert [*lines.power, *lines.title] == printed


@pytest.mark.parametrize(
    ("kind", "collective", "titles", "printed"),
    [
        ("kt", COMMITTEE, ("Phó Chủ tịch", "Chủ tịch"), [TM, "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"]),
        ("kt", DEPARTMENT, ("Phó Giám đốc", "Giám đốc"), ["KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"]),
        # Orders and authorisations come from the head alone (khoản 3, 4).
        ("tl", COMMITTEE, ("Chánh Văn phòng", "Chủ tịch"), ["TL. CHỦ TỊCH", "CHÁNH VĂN PHÒNG"]),
        ("tl", DEPARTMENT, ("Chánh Văn phòng", "Giám đốc"), ["TL. GIÁM ĐỐC", "CHÁNH VĂN PHÒNG"]),
        ("tuq", COMMITTEE, ("Giám đốc Sở", "Chủ tịch"), ["TUQ. CHỦ TỊCH", "GIÁM ĐỐC SỞ"]),
        ("tuq", DEPARTMENT, ("Trưởng phòng", "Q. Giám đốc"), ["TUQ. GIÁM ĐỐC", "TRƯỞNG PHÒNG"]),
        # An order to sign that was handed on to a deputy (khoản 4).
        (
            "tl",
            DEPARTMENT,
            ("Phó Chánh Văn phòng", "Giám đốc", "Chánh Văn phòng"),
            ["TL. GIÁM ĐỐC", "KT. CHÁNH VĂN PHÒNG", "PHÓ CHÁNH VĂN PHÒNG"],
        ),
    ],
)
def test_delegates_sign_for_the_head(kind: str, collective: bool, titles: tuple[str, ...], printed: list[str]):
    title, head, *unit_head = titles
    lines = delegated_power(
        kind=kind, collective=collective, title=title, delegator_title=head, unit_head_title="".join(unit_head)
    )
    assert [*lines.power, *lines.title] == printed


def test_no_other_power_is_made_up():
    with pytest.raises(ValueError, match="tm"):
        delegated_power(kind="tm", collective=True, title="Trưởng phòng", delegator_title="Chủ tịch")
