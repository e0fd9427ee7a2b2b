"""Cases of the demo: every list has something in it at the first start, told from the moment of loading.

They are driven through the product's own services with real test signatures, in the order of their dates. The devices
of `thuebao` and `canboso2`, one more locked PKI token (`nc_bi_khoa`) and the seals stay free for whoever tries it out.
"""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from functools import partial

from django.db.models import F

from config.demo.acting import Acting, user
from config.demo.case_papers import scanned_form
from config.demo.form_cases import FormCases
from config.demo.form_others import OtherCases
from config.demo.identity import demo_id
from config.demo.issue_cases import IssueCases
from directory.models import Person
from requests_workflow.documents.model import Signer
from requests_workflow.models import Dossier, Notification, OutboxMessage
from requests_workflow.regulations.grounds import REFUSAL_GROUNDS, SUPPLEMENT_GROUNDS, ReadyGround
from requests_workflow.services.act_input import ActInput, HandoverInput, RecoveryInput
from requests_workflow.services.expiry_returns import open_expired
from signing.test_ca import TestCA
from tokens.models import Recovery

FORGOTTEN = "Nhập sai mật khẩu quá số lần cho phép."
# Notices of what happened longer ago were read at the time.
NEWS = timedelta(days=1)
READ_AFTER = timedelta(hours=1)


def write_cases(*, now: datetime, ca: TestCA) -> int:
    """Writes the cases into the running transaction and returns how many; `now` is the moment of loading."""
    acting = Acting(now=now)
    issue, forms, others = IssueCases(acting, ca=ca), FormCases(acting, ca=ca), OtherCases(acting)
    for write in (
        partial(_refused_last_month, acting),
        issue.closed,
        issue.handed_over,
        issue.at_the_hand_over,
        partial(_closed_in_time, acting),
        forms.revoked,
        issue.answered_row_by_row,
        issue.forwarded,
        forms.renewed_and_changed,
        issue.supplement_asked,
        forms.through_department,
        others.delegated,
        issue.at_the_provider,
        partial(_overdue, acting),
        partial(_waiting_for_supplement, acting),
        issue.copy_not_sent,
        forms.organisation_asked,
        issue.at_department,
        partial(_at_the_provider, acting),
        partial(_due_next, acting),
        issue.notice_waiting,
        partial(_entered_from_outside, acting),
        others.lost,
        partial(_waiting_for_receipt, acting),
        partial(_returned_to_the_drafter, acting),
        partial(_waiting_for_the_unit_head, acting),
        issue.waiting_for_the_leader,
        forms.system_draft,
        issue.draft_with_odd_cells,
        others.of_two_regimes,
    ):
        write()
    # What the product does every morning: devices whose certificates have run out must go back.
    open_expired(now=now)
    _settle_messages(now=now)
    return Dossier.objects.count()


def _refused_last_month(acting: Acting) -> None:
    day = acting.working_day(before=acting.today, count=23)
    dossier = _sent_by_commune(acting, day=day, devices=("nc_het_han_bi_khoa",), number="61")
    acting.on(acting.working_day(before=acting.today, count=22), 8, 30)
    dossier = acting.receive(dossier, by="canboso", incoming_number="1108")
    acting.tick(60)
    given = ActInput(
        clause=_ground(REFUSAL_GROUNDS, "certificate").clause.cite(),
        reason="Chứng thư chữ ký số của thuê bao đã hết hạn trước ngày cơ quan gửi văn bản. "
        "Đề nghị cơ quan lập hồ sơ cấp mới chứng thư.",
    )
    dossier = acting.act(dossier, "propose_refusal", by="canboso", given=given)
    acting.on(acting.clock.date(), 14, 0)
    dossier = acting.sign(dossier, "sign_refusal", by="giamdocso")
    numbered = ActInput(number="412", document_date=acting.clock.date())
    dossier = acting.act(dossier, "assign_refusal_number", by="vanthuso", given=numbered)
    acting.sign(dossier, "issue_refusal", by="vanthuso", given=acting.sent(channel="qlvb", code="SKHCN-412"))


def _closed_in_time(acting: Acting) -> None:
    day = acting.working_day(before=acting.today, count=10)
    dossier = _sent_by_commune(acting, day=day, devices=("nc_ke_toan",), number="79")
    day = acting.working_day(before=acting.today, count=9)
    acting.on(day, 8, 0)
    dossier = acting.receive(dossier, by="canboso", incoming_number="1174")
    dossier = acting.act(dossier, "accept", by="canboso")
    operator = _person("canboso")
    taken, recovered = acting.on(day, 9, 30), acting.tick(20)
    recovery = RecoveryInput(
        way=Recovery.Way.COUNTER,
        tool="VGCAUnlockTokenSetup",
        operator=operator,
        performed_at=recovered,
        handover=HandoverInput(
            taken_at=taken,
            returned_at=acting.tick(15),
            condition_in="Nguyên vẹn, đang bị khóa",
            condition_out="Nguyên vẹn, đã mở khóa",
        ),
    )
    dossier = acting.act(dossier, "record_recovery", by="canboso", row=1, given=ActInput(recovery=recovery))
    acting.on(day, 15, 0)
    acting.act(dossier, "confirm_password_on_paper", by="vanphong", row=1, given=ActInput(files=acting.files()))


def _overdue(acting: Acting) -> None:
    day = acting.working_day(before=acting.today, count=4)
    dossier = _sent_by_commune(acting, day=day, devices=("nc_noi_vu",), number="93")
    acting.on(acting.working_day(before=acting.today, count=3), 9, 0)
    acting.receive(dossier, by="canboso", incoming_number="1215")


def _waiting_for_supplement(acting: Acting) -> None:
    day = acting.working_day(before=acting.today, count=4)
    dossier = _sent_by_commune(acting, day=day, devices=("nc_van_hoa",), number="94", hour=14)
    day = acting.working_day(before=acting.today, count=3)
    acting.on(day, 10, 0)
    dossier = acting.receive(dossier, by="canboso", incoming_number="1217")
    acting.on(day, 15, 30)
    given = ActInput(
        clause=_ground(SUPPLEMENT_GROUNDS, "form_incomplete").clause.cite(),
        reason="Cơ quan công tác của thuê bao trên Mẫu số 06 chưa ghi tên đơn vị trực thuộc. "
        "Đề nghị gửi văn bản ghi đủ thông tin.",
    )
    acting.act(dossier, "return_for_supplement", by="canboso", given=given)


def _at_the_provider(acting: Acting) -> None:
    day = acting.working_day(before=acting.today, count=2)
    _sent_by_commune(acting, day=day, devices=("nc_hsm",), number="97", channel="dichvucong")


def _due_next(acting: Acting) -> None:
    day = acting.working_day(before=acting.latest, count=1)
    acting.on(day, 13, 45)
    dossier = acting.draft(agency="so_tai_chinh", devices=("stc_ngan_sach", "stc_dau_tu"), by="stc_vanphong")
    dossier = acting.act(dossier, "submit_to_unit_head", by="stc_vanphong")
    dossier = acting.act(dossier, "approve_content_to_format", by="stc_truongphong")
    dossier = acting.act(dossier, "approve_format", by="stc_thethuc")
    dossier = acting.sign(dossier, "sign", by="stc_giamdoc")
    dossier = _numbered_sealed_sent(acting, dossier, by="stc_vanthu", number="512", channel="qlvb")
    acting.on(acting.latest, 9, 0)
    acting.receive(dossier, by="canboso2", incoming_number="1231")


def _entered_from_outside(acting: Acting) -> None:
    acting.on(acting.latest, 10, 0)
    dossier = acting.draft(agency="ban_luot", devices=("bl_van_phong",), by="canboso", from_outside=True)
    day = acting.working_day(before=acting.latest, count=1)
    received_at = acting.on(acting.latest, 10, 30)
    scan = scanned_form(
        dossier=dossier,
        coordinator=Person.objects.get(public_id=demo_id("person", "nc_chuyen_cong_tac")),
        signer=Signer(power_lines=("TM. ỦY BAN NHÂN DÂN",), title_lines=("CHỦ TỊCH",), name="Pờ Văn Nam"),
        number="37",
        issued_on=day,
        now=received_at,
    )
    given = ActInput(
        number="37",
        symbol=dossier.managing_agency.abbreviation,
        document_date=day,
        channel="paper",
        channel_code="trực tiếp",
        legal_at=received_at,
        incoming_number="1233",
        files={"scan_file": scan},
    )
    acting.act(dossier, "enter_received", by="canboso", given=given)
    acting.verify_received()


def _waiting_for_receipt(acting: Acting) -> None:
    day = acting.working_day(before=acting.today, count=1)
    _sent_by_commune(acting, day=day, devices=("nc_mot_cua", "nc_ho_tich"), number="101", hour=14)


def _returned_to_the_drafter(acting: Acting) -> None:
    acting.on(acting.working_day(before=acting.today, count=1), 15, 0)
    dossier = _drafted_by_commune(acting, devices=("nc_nong_nghiep",))
    dossier = acting.act(dossier, "submit_to_leader", by="vanphong")
    acting.tick(15)
    reason = "Đề nghị kiểm tra lại cơ quan công tác của thuê bao: đồng chí Ín thuộc Phòng Kinh tế, rồi trình lại."
    acting.act(dossier, "return_to_drafter", by="chutich", given=ActInput(reason=reason))


def _waiting_for_the_unit_head(acting: Acting) -> None:
    acting.on(acting.working_day(before=acting.today, count=1), 16, 0)
    dossier = acting.draft(agency="so_tai_chinh", devices=("stc_tin_hoc",), by="stc_vanphong")
    acting.act(dossier, "submit_to_unit_head", by="stc_vanphong")


def _sent_by_commune(
    acting: Acting, *, day: date, devices: Sequence[str], number: str, channel: str = "qlvb", hour: int = 8
) -> Dossier:
    """Lock reports, draft, signature, number, seal and sending by xã Nà Cang on one day."""
    acting.on(day, hour)
    dossier = _drafted_by_commune(acting, devices=devices)
    dossier = acting.act(dossier, "submit_to_leader", by="vanphong")
    dossier = acting.sign(dossier, "sign", by="chutich")
    return _numbered_sealed_sent(acting, dossier, by="vanthu", number=number, channel=channel)


def _drafted_by_commune(acting: Acting, *, devices: Sequence[str]) -> Dossier:
    for device in devices:
        acting.report(device=device, by="daumoi", note=FORGOTTEN)
    return acting.draft(agency="na_cang", devices=devices, by="vanphong")


def _numbered_sealed_sent(acting: Acting, dossier: Dossier, *, by: str, number: str, channel: str) -> Dossier:
    numbered = ActInput(number=number, document_date=acting.clock.date())
    dossier = acting.act(dossier, "assign_number", by=by, given=numbered)
    dossier = acting.sign(dossier, "seal", by=by)
    code = f"{channel.upper()}-{acting.clock:%Y}-{number}"
    return acting.act(dossier, "send", by=by, given=acting.sent(channel=channel, code=code))


def _settle_messages(*, now: datetime) -> None:
    """Old notices count as read; no letter goes out, today's or in a digest, and the signing jobs are done already."""
    Notification.objects.exclude(mail="").update(mail="", mail_day=None)
    Notification.objects.filter(created_at__lt=now - NEWS).update(read_at=F("created_at") + READ_AFTER)
    OutboxMessage.objects.filter(done_at__isnull=True).update(done_at=F("created_at"))


def _ground(grounds: Sequence[ReadyGround], code: str) -> ReadyGround:
    return next(one for one in grounds if one.code == code)


def _person(username: str) -> Person:
    person = user(username).person
    if person is None:
        raise LookupError(username)
    return person
