"""Renewals, changes, revocations, and first certificates of bodies and systems; `cases` says in which order."""

from certificates.models import Certificate
from config.demo.acting import Acting, user
from config.demo.identity import demo_id
from config.demo.issue_acting import IssueActing, agency, person
from config.demo.sending import CLERK, Sending
from requests_workflow.models import Dossier
from requests_workflow.services.act_input import ActInput
from requests_workflow.services.drafting import create_draft
from requests_workflow.services.form_rows import FormRow
from signing.test_ca import TestCA

ECONOMY_DIVISION = {
    "organisation_name": "Phòng Kinh tế xã Nà Cang (giả định)",
    "address": "Trung tâm xã Nà Cang (giả định), tỉnh Lai Châu",
    "province": "Lai Châu",
    "official_email": "phongkinhte.nacang@laichau.example",
    "founding_reference": "Quyết định số 15/QĐ-UBND ngày 01/7/2025 của UBND xã Nà Cang",
}
PETITIONS = {
    "system_name": "Hệ thống tiếp nhận phản ánh kiến nghị xã Nà Cang (giả định)",
    "system_kind": "Phần mềm",
    "managing_body": "Ủy ban nhân dân xã Nà Cang (giả định)",
    "province": "Lai Châu",
    "network_name": "phananh.nacang.example",
    "official_email": "nacang@laichau.example",
    "purpose": "Ký số văn bản trả lời tự động",
}


class FormCases:
    """Each method writes one case."""

    def __init__(self, acting: Acting, *, ca: TestCA) -> None:
        self.acting = acting
        self.ca = ca
        self.provider = IssueActing(acting, ca=ca)
        self.sending = Sending(acting)

    def revoked(self) -> None:
        """Mẫu 05: one device is overdue to go back; the other goes back in two working days, after a supplement."""
        self.sending.day(10, 13, 45)
        rows = (
            self._of("nc_nghi_huu", reason_code="retired"),
            self._of("nc_thoi_viec", reason_code="resigned"),
        )
        dossier = self._draft("revocation", *rows)
        dossier = self.sending.by_commune(dossier, number="80")
        self.sending.copy(dossier, ago=10, acknowledged=9)
        self.sending.day(9, 10)
        dossier = self.provider.received(dossier, by=CLERK)
        self.sending.day(8, 10)
        wanted = {2: "Đề nghị bổ sung quyết định cho thôi việc của thuê bao."}
        dossier = self.provider.answer(dossier, by=CLERK, number="3002/CTSBMTT", granted=(1,), more=wanted)
        self._on_the_list("nc_nghi_huu")
        self.sending.day(6, 9)
        supplement = ActInput(
            channel="dichvucong",
            channel_code="BS-80",
            legal_at=self.acting.clock,
            files=self.acting.files(supplement_file=self.acting.proof),
        )
        dossier = self.acting.act(dossier, "supply_supplement", by="vanthu", given=supplement)
        self.sending.day(5, 10)
        dossier = self.provider.received(dossier, by=CLERK)
        self.sending.day(3, 14)
        self.provider.answer(dossier, by=CLERK, number="3034/CTSBMTT", granted=(2,))
        self._on_the_list("nc_thoi_viec")

    def renewed_and_changed(self) -> None:
        """Mẫu 04: a renewal that waits for its owner to install it, and a new e-mail address that is installed."""
        self.sending.day(7, 13, 45)
        changed = person("nc_doi_thu").official_email
        rows = (
            self._of("thuebaogiahan", renew="x"),
            self._of(
                "nc_doi_thu",
                change="x",
                change_code="email",
                old_information=changed,
                new_information=f"pa.{changed}",
            ),
        )
        dossier = self._draft("certificate_update", *rows)
        dossier = self.sending.by_commune(dossier, number="86")
        self.sending.copy(dossier, ago=7, acknowledged=6)
        self.sending.day(6, 10)
        dossier = self.provider.received(dossier, by=CLERK)
        self.sending.day(4, 10)
        dossier = self.provider.answer(dossier, by=CLERK, number="3021/CTSBMTT", granted=(1, 2))
        self.provider.certificates(dossier, 1, 2, by=CLERK)
        self.sending.day(3, 9, 30)
        given = ActInput(legal_at=self.acting.clock, installer="Nguyễn Thị Hạnh, cán bộ đầu mối")
        self.acting.act(dossier, "record_installation", by=CLERK, row=2, given=given)

    def through_department(self) -> None:
        """Mẫu 04 of the second province: its department has sent it on, and the provider's clock runs."""
        self.sending.day(6, 13, 45)
        dossier = self._draft("certificate_update", self._of("vl_gia_han", renew="x"), body="rach_dua", by="vl_daumoi")
        dossier = self.sending.to_department(dossier, number="33", ago=5)
        dossier = self.sending.forwarded(dossier, code="G11-2026-5560", ago=4)
        self.sending.day(2, 10)
        self.provider.received(dossier, by="vl_canboso")

    def organisation_asked(self) -> None:
        """Mẫu 02: a division's own certificate, which the provider has not answered."""
        self.sending.day(3, 9)
        row = FormRow(cells=ECONOMY_DIVISION, person_id=person("vanthu").public_id)
        dossier = self.sending.by_commune(self._draft("organisation_issue", row), number="96")
        self.sending.copy(dossier, ago=3, acknowledged=2)

    def system_draft(self) -> None:
        """Mẫu 03: begun by the contact officer."""
        self.sending.day(1, 16, 25)
        row = FormRow(cells=PETITIONS, person_id=person("daumoi").public_id)
        self._draft("system_issue", row, by="daumoi")

    def _draft(self, procedure: str, *rows: FormRow, body: str = "na_cang", by: str = CLERK) -> Dossier:
        now = self.acting.tick()
        return create_draft(agency=agency(body), rows=rows, by=user(by), now=now, procedure=procedure)

    @staticmethod
    def _of(slug: str, **cells: str) -> FormRow:
        """A line about the certificate of this official."""
        return FormRow(certificate_id=demo_id("certificate", slug), cells=cells)

    def _on_the_list(self, slug: str) -> None:
        """The test CA's next revocation list names what the provider says that it has revoked."""
        revoked = Certificate.objects.get(public_id=demo_id("certificate", slug))
        self.ca.revoke(serial=int(revoked.serial_number, 16), at=self.acting.clock, reason="cessation_of_operation")
