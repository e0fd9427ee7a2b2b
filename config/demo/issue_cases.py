"""Requests for first certificates in the demo, at telling states; `cases` says in which order they are written."""

from certificates.models import Certificate
from config.demo.acting import Acting
from config.demo.identity import demo_id
from config.demo.issue_acting import INTACT, IssueActing, line
from config.demo.sending import CLERK, Sending
from requests_workflow.models import Dossier
from requests_workflow.services.act_input import ActInput
from requests_workflow.services.individual_rows import IndividualRow
from signing.test_ca import TestCA

NOT_IN_THE_REGISTER = "Số định danh cá nhân không khớp cơ sở dữ liệu quốc gia về dân cư."


class IssueCases:
    """Each method writes one case, or goes on with one that an earlier method has begun."""

    def __init__(self, acting: Acting, *, ca: TestCA) -> None:
        self.acting = acting
        self.issue = IssueActing(acting, ca=ca)
        self.sending = Sending(acting)
        self._handed_over: Dossier | None = None

    def closed(self) -> None:
        """Two people have their devices, and the provider has its notice."""
        dossier = self._sent(line("nc_moi_dia_chinh", body="na_cang"), _renewed("nc_cu_het_han"), number="64", ago=21)
        self.sending.copy(dossier, ago=21, acknowledged=20)
        dossier = self._answered(dossier, received=20, answered=18, number="2871/CTSBMTT", issued=(1, 2))
        dossier = self._devices(dossier, 1, 2, ago=16)
        self.sending.day(15, 9)
        for position in (1, 2):
            dossier = self.issue.handed_over_on_paper(dossier, position, by=CLERK)
        self.sending.day(14, 8)
        self.sending.by_commune(self.issue.notice(dossier, by=CLERK), number="73")

    def handed_over(self) -> None:
        """Two devices were handed over; `notice_waiting` drafts their notice."""
        rows = (line("nc_moi_ke_toan", body="na_cang"), line("nc_moi_kinh_te", body="na_cang"))
        dossier = self._sent(*rows, number="70", ago=16)
        self.sending.copy(dossier, ago=16, acknowledged=15)
        dossier = self._answered(dossier, received=15, answered=13, number="2934/CTSBMTT", issued=(1, 2))
        dossier = self._devices(dossier, 1, 2, ago=9)
        self.sending.day(2, 8)
        for position in (1, 2):
            dossier = self.issue.handed_over_on_paper(dossier, position, by=CLERK)
        self._handed_over = dossier

    def notice_waiting(self) -> None:
        """The Mẫu 07 of these two waits for the chairman's signature."""
        if self._handed_over is None:
            raise LookupError("nothing was handed over")
        self.sending.day(1, 8)
        notice = self.issue.notice(self._handed_over, by=CLERK)
        self.acting.act(notice, "submit_to_leader", by=CLERK)

    def at_the_hand_over(self) -> None:
        """Devices are here: one offered, one handed over four working days ago without a notice, one in the drawer."""
        rows = [line(slug, body="na_cang") for slug in ("nc_moi_van_hoa", "thuebaomoi", "nc_moi_thuy_loi")]
        dossier = self._sent(*rows, number="72", ago=15)
        self.sending.copy(dossier, ago=15, acknowledged=14)
        dossier = self._answered(dossier, received=14, answered=11, number="2960/CTSBMTT", issued=(1, 2, 3))
        dossier = self._devices(dossier, 1, 2, 3, ago=6)
        self.sending.day(4, 9)
        dossier = self.issue.handed_over_on_paper(dossier, 1, by=CLERK)
        self.sending.day(1, 9)
        self.acting.act(dossier, "offer_handover", by=CLERK, row=2, given=ActInput(condition=INTACT))

    def answered_row_by_row(self) -> None:
        """One issued and waiting for the device, one refused, one on a SIM whose owner has to confirm."""
        rows = (
            line("nc_moi_tu_phap", body="na_cang"),
            line("nc_moi_quan_su", body="na_cang"),
            line("thuebaosim", body="na_cang", medium="sim_pki", sim_pki="Viettel"),
        )
        dossier = self._sent(*rows, number="82", ago=9)
        self.sending.copy(dossier, ago=9, acknowledged=8)
        self._answered(
            dossier, received=7, answered=3, number="3011/CTSBMTT", issued=(1, 3), refused={2: NOT_IN_THE_REGISTER}
        )

    def forwarded(self) -> None:
        """The department of the second province has sent it on to the provider."""
        rows = (line("vl_moi_ke_toan", body="rach_dua"), line("vl_moi_van_hoa", body="rach_dua"))
        dossier = self._at_department(*rows, number="31", ago=7)
        self.sending.forwarded(dossier, code="G11-2026-5531", ago=5)

    def supplement_asked(self) -> None:
        """The provider wants a decision of appointment."""
        self.sending.day(6, 8)
        rows = (line("stc_moi_gia", body="so_tai_chinh"), line("stc_moi_tin_hoc", body="so_tai_chinh"))
        dossier = self.issue.draft(*rows, body="so_tai_chinh", by="stc_vanphong")
        dossier = self.acting.act(dossier, "submit_to_unit_head", by="stc_vanphong")
        dossier = self.acting.act(dossier, "approve_content_to_format", by="stc_truongphong")
        dossier = self.acting.act(dossier, "approve_format", by="stc_thethuc")
        dossier = self.acting.sign(dossier, "sign", by="stc_giamdoc")
        dossier = self.sending.numbered_sealed_sent(dossier, by="stc_vanthu", number="498")
        self.sending.copy(dossier, by="stc_vanthu", ago=6, acknowledged=5)
        self.sending.day(3, 9)
        given = ActInput(
            reason="Đề nghị bổ sung quyết định bổ nhiệm của đồng chí Lê Anh Quân; chức vụ trên văn bản chưa rõ.",
            **self.issue.letter("3009/CTSBMTT"),  # type: ignore[arg-type]  # see letter()
        )
        self.acting.act(dossier, "record_provider_supplement_request", by="stc_vanphong", given=given)

    def at_the_provider(self) -> None:
        """The provider has it, and its three working days run."""
        revoked = Certificate.objects.get(public_id=demo_id("certificate", "nc_cu_thu_hoi"))
        rows = (
            line("nc_moi_noi_vu", body="na_cang"),
            line("nc_cu_thu_hoi", body="na_cang", old_certificate_serial=revoked.serial_number),
        )
        dossier = self._sent(*rows, number="91", ago=5)
        self.sending.copy(dossier, ago=5, acknowledged=4)
        self.sending.day(2, 9)
        self.issue.received(dossier, by=CLERK)

    def copy_not_sent(self) -> None:
        """On its way to the provider; nobody has sent the department its copy."""
        self._sent(line("nc_moi_mot_cua", body="na_cang"), number="95", ago=3)

    def at_department(self) -> None:
        """The department of the second province has it and has not sent it on."""
        self._at_department(line("vl_moi_tu_phap", body="rach_dua"), number="34", ago=3, hour=14)

    def waiting_for_the_leader(self) -> None:
        """On the chairman's desk."""
        self.sending.day(1, 16, 15)
        dossier = self.issue.draft(line("nc_moi_y_te", body="na_cang"), body="na_cang", by="daumoi")
        self.acting.act(dossier, "submit_to_leader", by="daumoi")

    def draft_with_odd_cells(self) -> None:
        """What a clerk has copied from an old list: it is kept as typed, and the page says what is wrong with it."""
        self.sending.day(1, 16, 35)
        workplace = {"workplace": "UBND xã Nà Cang", "province": "lai chau"}
        self.issue.draft(
            IndividualRow(
                cells={
                    **workplace,
                    "full_name": "Phàn A Sài",
                    "birth_date": "3-7-1989",
                    "identity_number": "0990 89 00 12",
                    "official_email": "phanasai@gmail.com",
                    "position": "Công chức Địa chính",
                    "phone": "+84 300 000 991",
                }
            ),
            IndividualRow(
                cells={
                    **workplace,
                    "full_name": "Lý Thị Mỷ",
                    "birth_date": "31/02/1992",
                    "identity_number": "099092000992",
                    "identity_issued_on": "12/05/2021",
                    "identity_issued_by": "Bộ Công an",
                    "official_email": "ly.my@laichau.example",
                    "phone": "0300 000 992",
                }
            ),
            body="na_cang",
            by="daumoi",
        )

    def _sent(self, *rows: IndividualRow, number: str, ago: int) -> Dossier:
        """Draft, signature, number, seal and sending by xã Nà Cang, that many working days ago."""
        self.sending.day(ago, 8)
        return self.sending.by_commune(self.issue.draft(*rows, body="na_cang", by=CLERK), number=number)

    def _at_department(self, *rows: IndividualRow, number: str, ago: int, hour: int = 8) -> Dossier:
        """Sent by xã Rạch Dừa, and taken in by its department on the next working day."""
        self.sending.day(ago, hour)
        dossier = self.issue.draft(*rows, body="rach_dua", by="vl_vanphong")
        return self.sending.to_department(dossier, number=number, ago=ago - 1)

    def _answered(
        self,
        dossier: Dossier,
        *,
        received: int,
        answered: int,
        number: str,
        issued: tuple[int, ...],
        refused: dict[int, str] | None = None,
    ) -> Dossier:
        """The provider took it in, answered, and sent the certificates, which are in the register."""
        self.sending.day(received, 10)
        dossier = self.issue.received(dossier, by=CLERK)
        self.sending.day(answered, 10)
        dossier = self.issue.answer(dossier, by=CLERK, number=number, granted=issued, refused=refused)
        self.issue.certificates(dossier, *issued, by=CLERK)
        return Dossier.objects.select_related("managing_agency", "recipient").get(pk=dossier.pk)

    def _devices(self, dossier: Dossier, *positions: int, ago: int) -> Dossier:
        self.sending.day(ago, 14)
        return self.issue.devices(dossier, *positions, by=CLERK)


def _renewed(slug: str) -> IndividualRow:
    """A line that names the old certificate."""
    old = Certificate.objects.get(public_id=demo_id("certificate", slug))
    return line(slug, body="na_cang", old_certificate_serial=old.serial_number)
