"""An export says what the paper says: every column, everybody whom the paper names, every remark, for each form."""

from datetime import UTC, date, datetime

import pytest

from directory.domain.roles import Role
from directory.models import Agency, Person
from requests_workflow.models import Dossier, Request
from requests_workflow.procedures.registry import KINDS
from requests_workflow.regulations.registry import profile_by_code
from requests_workflow.services.channel_files import Contents
from requests_workflow.services.errors import WorkflowError
from requests_workflow.services.export_contents import contents_of
from requests_workflow.services.old_cases import RECORDABLE
from tests import world

NOW = datetime(2026, 11, 20, 3, 0, tzinfo=UTC)


@pytest.fixture
def commune(db: None) -> Agency:
    return world.make_agency("UBND xã Nà Cang", address="Bản Nà Cang", exchange_code="000.11.22.H35")


@pytest.fixture
def keeper(commune: Agency) -> Person:
    """The contact person, who works in a division of the body."""
    division = world.make_agency("Phòng Văn hóa - Xã hội", parent=commune, can_submit=False)
    identity = {"identity_issued_on": date(2022, 5, 9), "identity_issued_by": "Cục Cảnh sát QLHC về TTXH"}
    return world.make_person("Lò Thị Mai", agency=division, official_email="lothimai@nacang.gov.vn", **identity)


def case_of(procedure: str, commune: Agency, keeper: Person, **printed: str) -> tuple[Dossier, Request]:
    """A numbered dossier with one row that fills every column of its form."""
    clerk = world.make_user("Vừ A Soạn", Role.CLERK, agency=commune)
    dossier = world.make_dossier(
        commune, by=clerk, procedure=procedure, number="12", symbol="UBND", document_date=NOW.date(), coordinator=keeper
    )
    form = dossier.kind.form(profile_by_code(dossier.profile_code))
    cells = {column.key: f"{column.label} của dòng" for column in form.columns}
    cells |= {"identity_number": "099000000123", "identity_issued_on": "09/05/2022", "identity_issued_by": "CA"}
    return dossier, world.make_request(dossier, person=keeper, printed=cells | printed)


def said(contents: Contents) -> dict[str, str]:
    return {one.key: one.value for one in (*contents.document, *contents.contact)}


@pytest.mark.parametrize("procedure", sorted(KINDS))
def test_every_column_and_everybody_named_is_in_the_export(procedure: str, commune: Agency, keeper: Person) -> None:
    dossier, row = case_of(procedure, commune, keeper)
    if procedure == "handover_notice":
        dossier.parent, _ = case_of("individual_issue", commune, keeper)
        dossier.save()
    contents = contents_of(dossier=dossier, now=NOW)
    form = dossier.kind.form(profile_by_code(dossier.profile_code))
    (line,) = contents.rows
    assert [key for key, _ in contents.columns] == [column.key for column in form.columns]
    assert all(line[key] for key, _ in contents.columns)
    assert len({label for _, label in contents.columns}) == len(form.columns)
    named = said(contents)
    if form.contact_fields:
        assert [one.key for one in contents.contact] == [column.key for column in form.contact_fields]
        assert named["contact_id_issued_on"] == "09/05/2022"
    elif procedure == "handover_notice":
        assert named["about"] == "Công văn số 12/UBND ngày 20/11/2026 của UBND xã Nà Cang"
    else:
        side = {"device_return": "giver", "device_loss": "managing_body"}[procedure]
        assert (named[f"{side}_name"], named[f"{side}_id_number"]) == ("Lò Thị Mai", keeper.identity_number)
        assert ("subscriber_1_name" in named) == (procedure == "device_loss")
    if procedure == "token_recovery":
        # The paper names where the contact person works, not the body that sends it.
        assert named["contact_agency"] == "Phòng Văn hóa - Xã hội"
    row.delete()
    with pytest.raises(WorkflowError, match="đã rút"):
        contents_of(dossier=dossier, now=NOW)


def test_what_the_paper_says_beyond_the_cells_is_in_the_export(commune: Agency, keeper: Person) -> None:
    issue, row = case_of("individual_issue", commune, keeper, sim_pki="")
    row.medium = Request.Medium.CENTRALISED
    row.save()
    assert contents_of(dossier=issue, now=NOW).rows[0]["sim_pki"] == "Ký số tập trung"
    revocation, _ = case_of("revocation", commune, keeper, reason="Lý do khác", reason_detail="chuyển công tác")
    assert contents_of(dossier=revocation, now=NOW).rows[0]["reason"] == "Lý do khác: chuyển công tác"
    founded, row = case_of("organisation_issue", commune, keeper, founding_reference="QĐ 5/QĐ-UBND ngày 02/01/2026")
    row.procedure = "organisation_issue"
    row.printed["old_certificate_serial"] = "5a01"
    row.save()
    remarks = said(contents_of(dossier=founded, now=NOW))["remarks"]
    assert "QĐ 5/QĐ-UBND ngày 02/01/2026" in remarks
    assert "5a01" in remarks


@pytest.mark.parametrize("base", ["national_2016", "national_2019"])
def test_a_case_of_an_old_regime_is_exported_on_its_own_form(base: str, commune: Agency, keeper: Person) -> None:
    for procedure in sorted(RECORDABLE):
        dossier, _ = case_of(procedure, commune, keeper)
        dossier.base, dossier.coordinator = base, None
        contents = contents_of(dossier=dossier, now=NOW)
        form = dossier.kind.form(profile_by_code(base))
        assert said(contents)["form"].startswith(form.name)
        assert all(contents.rows[0][column.key] for column in form.columns)
