"""The questions of /bat-dau/chuyen-gi-da-xay-ra/: every path ends, every end exists, every procedure is reached."""

from collections.abc import Iterator

import pytest

from directory.domain.roles import Role
from requests_workflow.domain.what_happened import FIRST, QUESTIONS, SEPARATOR, Place, place_of
from requests_workflow.domain.what_happened_ends import LOSS_REPORT, OUTCOMES
from requests_workflow.procedures.registry import KINDS
from requests_workflow.regulations.registry import BASES, OVERLAYS
from requests_workflow.views.start_said import speaker_for
from requests_workflow.views.start_words import BY_KIND, Said
from tests import world

URL = "/bat-dau/chuyen-gi-da-xay-ra/"
# Longer than any sensible row of questions: who passes it goes round in a circle.
TOO_LONG = 8
# What the law says of a case, by the answers that describe it; written by hand.
CASES = {
    "thiet-bi.bi-khoa": ["token_recovery"],
    "thiet-bi.mat": [LOSS_REPORT, "revocation", "device_loss", "individual_issue"],
    "thiet-bi.hong": ["revocation", "device_return", "individual_issue", "organisation_issue"],
    "thiet-bi.lo-khoa": ["revocation", "device_return", "individual_issue", "organisation_issue"],
    "thiet-bi.doi-van-thu": [],
    "thiet-bi.da-ban-giao": ["handover_notice"],
    "thiet-bi.thue-bao-tra.het-han-thu-hoi": ["device_return"],
    "het-han.da-het.ca-nhan": ["individual_issue", "device_return"],
    "het-han.da-het.co-quan": ["organisation_issue", "device_return"],
    "het-han.da-het.he-thong": ["system_issue", "device_return"],
    "het-han.con-it.ca-nhan": ["individual_issue", "device_return"],
    "het-han.con-lau.chua": ["certificate_update"],
    "het-han.con-lau.roi.ca-nhan": ["individual_issue", "device_return"],
    "nguoi.co-quan": ["certificate_update"],
    "nguoi.thu-dien-tu": ["certificate_update"],
    "nguoi.chuc-vu.con": [],
    "nguoi.chuc-vu.khong": ["revocation", "device_return", "individual_issue"],
    "nguoi.ho-ten": ["revocation", "individual_issue"],
    "nguoi.nghi-huu": ["revocation", "device_return"],
    "nguoi.thoi-viec": ["revocation", "device_return"],
    "nguoi.tu-tran": ["revocation", "device_return", "device_loss"],
    "co-quan.doi-ten": ["certificate_update"],
    "co-quan.cap-tren": ["certificate_update"],
    "co-quan.sap-nhap.co-quan-moi": ["certificate_update", "revocation", "device_return"],
    "co-quan.sap-nhap.co-quan-san-co": ["revocation", "device_return", "certificate_update"],
    "co-quan.giai-the": ["revocation", "device_return", "certificate_update"],
    "he-thong.doi-ten": ["certificate_update"],
    "he-thong.ngung": ["revocation", "device_return"],
    "can-moi.ca-nhan": ["individual_issue", "handover_notice"],
    "can-moi.co-quan": ["organisation_issue", "handover_notice"],
    "can-moi.he-thong": ["system_issue"],
    "thong-bao.cuc": ["revocation", "device_return"],
    "thong-bao.cong-an": ["revocation", "device_return"],
    "thong-bao.to-tung": ["revocation", "device_return"],
}


def paths(place: Place | None = None) -> Iterator[tuple[str, ...]]:
    """Every path from the first question to an end."""
    place = place or place_of(())
    words = tuple(answer.word for _, answer in place.taken)
    assert len(words) < TOO_LONG, words
    if place.outcome is not None:
        yield words
        return
    assert place.question is not None
    for answer in place.question.answers:
        yield from paths(place_of((*words, answer.word)))


def test_every_path_ends_and_nothing_is_left_aside():
    ends = [place_of(path).outcome for path in paths()]
    assert {id(end) for end in ends} == {id(end) for end in OUTCOMES.values()}
    asked = {answer.to for question in QUESTIONS.values() for answer in question.answers}
    assert asked | {FIRST} == set(QUESTIONS) | set(OUTCOMES)
    for question in QUESTIONS.values():
        words = [answer.word for answer in question.answers]
        assert len(set(words)) == len(words) > 1
        assert not any(SEPARATOR in word for word in words)


def test_every_procedure_is_reached_and_has_a_start_page():
    reached = {task.procedure for end in OUTCOMES.values() for task in end.tasks}
    assert reached == {*KINDS, LOSS_REPORT} == set(BY_KIND)
    assert all(end.grounds for end in OUTCOMES.values())


@pytest.mark.parametrize(("path", "procedures"), CASES.items(), ids=CASES)
def test_a_case_leads_to_what_the_law_asks_for(path: str, procedures: list[str]):
    end = place_of(path.split(SEPARATOR)).outcome
    assert end is not None
    assert [task.procedure for task in end.tasks] == procedures


def test_words_that_lead_nowhere_are_refused():
    for path in (("khong-co",), ("thiet-bi", "khong-co"), ("thiet-bi", "bi-khoa", "bi-khoa")):
        with pytest.raises(LookupError):
            place_of(path)


def test_every_sentence_can_be_said_under_every_profile_of_today():
    profiles = [base for base in BASES if not base.historic]
    profiles += [overlay.over(base) for base in profiles for overlay in OVERLAYS.values()]
    sentences = [text for q in QUESTIONS.values() for text in (q.text, q.hint, *(a.label for a in q.answers))]
    for end in OUTCOMES.values():
        sentences += [end.title, end.text, *(task.words for task in end.tasks)]
    for profile in profiles:
        speaker = speaker_for(profile=profile, agency=None, on=profile.valid_from)
        for text in sentences:
            said = speaker.say(Said(text)).text
            assert "{" not in said
            assert "  " not in said


@pytest.mark.django_db
def test_the_pages_keep_the_path_in_the_address_and_speak_with_the_values_of_the_profile():
    commune = world.make_agency("UBND xã Nà Cang", parent=world.make_agency("UBND tỉnh"), overlay="lai_chau_2025")
    client = world.client_of(world.make_user("Lò Văn An", Role.SUBSCRIBER, agency=commune))
    first = client.get(URL).content.decode()
    assert f'href="{URL}?duong=het-han"' in first
    page = client.get(f"{URL}?duong=het-han").content.decode()
    assert "Còn từ 30 ngày trở lên" in page
    assert f'href="{URL}?duong=het-han.con-lau"' in page
    # The page of the certificate is a link away; of the clause it is said what of it was not found.
    assert 'href="/chung-thu/"' in page.split('<p class="hint">')[1].split("</p>")[0]
    assert "Chưa tìm thấy quy định, cần xác nhận: thời hạn còn lại tính đến: " in page
    # Each answer so far can be changed; the first leads back to the first question.
    page = client.get(f"{URL}?duong=het-han.con-lau").content.decode()
    assert f'<a href="{URL}">Đổi' in page
    assert f'<a href="{URL}?duong=het-han">Đổi' in page
    end = client.get(f"{URL}?duong=thiet-bi.mat").content.decode()
    assert "Làm ngay" in end
    assert 'href="/bat-dau/bao-mat/"' in end
    assert "Mẫu số 05" in end
    assert "Mẫu số 09" in end
    # A notice is written down without the form of a revocation.
    notice = client.get(f"{URL}?duong=thong-bao.cuc").content.decode()
    assert "Mẫu số 08" in notice
    assert "Mẫu số 05" not in notice
    assert client.get(f"{URL}?duong=khong.co").status_code == 404
    assert client.get(f"{URL}?duong=thiet-bi.mat.mat").status_code == 404
    assert client.post(URL).status_code == 405
