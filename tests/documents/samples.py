"""Documents that the tests render: real wording, people marked fictional by their workplaces."""

from datetime import date, datetime, timedelta, timezone
from typing import Any

from requests_workflow.documents.model import (
    AdministrativeDocument,
    Column,
    Coordinator,
    CustodyRow,
    DeviceLine,
    Ground,
    IncomingReference,
    Party,
    Receipt,
    RecoveredDevice,
    RecoveryForm,
    RecoveryMinutes,
    RefusalLetter,
    Signatory,
    Signer,
    SupplementNotice,
)

HANOI = timezone(timedelta(hours=7))
COMMUNE = "Ủy ban nhân dân xã Pắc Ta"
DEPARTMENT = "Sở Khoa học và Công nghệ tỉnh Lai Châu"
CLAUSE = "điểm b khoản 2 Điều 13 Quy chế quản lý, sử dụng chữ ký số chuyên dùng công vụ tỉnh Lai Châu"
RECEIVED = datetime(2026, 11, 4, 8, 30, 15, tzinfo=HANOI)
INCOMING = IncomingReference(number_symbol="05/UBND-VP", issued_on=date(2026, 11, 3), sender=COMMUNE)

COLUMNS = (
    Column(key="serial", title="Số hiệu thiết bị lưu khóa bí mật", width_mm=36),
    Column(key="name", title="Tên chứng thư chữ ký số", width_mm=32, group="Thông tin của thuê bao"),
    Column(key="workplace", title="Cơ quan, tổ chức công tác", width_mm=34, group="Thông tin của thuê bao"),
    Column(key="email", title="Địa chỉ thư điện tử công vụ", width_mm=51, group="Thông tin của thuê bao"),
)
COORDINATOR = Coordinator(
    full_name="Vàng Thị Mẫu",
    identity_number="012345678901",
    identity_issued_on=date(2021, 5, 8),
    identity_issued_by="Cục Cảnh sát quản lý hành chính về trật tự xã hội",
    position="Văn thư",
    workplace=COMMUNE,
    mobile="0912 345 678",
)


def row(index: int) -> dict[str, str]:
    return {
        "serial": f"5450{index:06d}",
        "name": f"Nguyễn Văn Mẫu {index}",
        "workplace": COMMUNE,
        "email": f"nguyenvanmau{index}.pacta@laichau.gov.vn",
    }


def commune_document(**changes) -> AdministrativeDocument:
    values: dict[str, Any] = {
        "issuing_body": "ỦY BAN NHÂN DÂN XÃ PẮC TA",
        "symbol": "UBND-VP",
        "place": "Pắc Ta",
        "subject": "V/v đề nghị khôi phục thiết bị lưu khóa bí mật",
        "recipients": (DEPARTMENT,),
        "signer": Signer(
            power_lines=("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH"), title_lines=("PHÓ CHỦ TỊCH",), name="Lò Thị Giả Định"
        ),
        "copies_to": ("Như trên", "Phòng Văn hóa - Xã hội xã", "Lưu: VT, VP"),
    }
    return AdministrativeDocument(**(values | changes))


def department_document(**changes) -> AdministrativeDocument:
    values: dict[str, Any] = {
        "superior_body": "ỦY BAN NHÂN DÂN TỈNH LAI CHÂU",
        "issuing_body": "SỞ KHOA HỌC VÀ CÔNG NGHỆ",
        "symbol": "SKHCN-CĐS",
        "place": "Lai Châu",
        "subject": "V/v không chấp nhận đề nghị khôi phục thiết bị lưu khóa bí mật",
        "recipients": (COMMUNE,),
        "signer": Signer(title_lines=("GIÁM ĐỐC",), name="Trần Văn Ví Dụ"),
        "copies_to": ("Như trên", "Giám đốc, các Phó Giám đốc Sở", "Lưu: VT, CĐS"),
    }
    return AdministrativeDocument(**(values | changes))


def recovery_form(count: int = 1, document: AdministrativeDocument | None = None, **changes) -> RecoveryForm:
    values: dict[str, Any] = {
        "document": document or commune_document(),
        "managing_body": COMMUNE,
        "recovery_office": DEPARTMENT,
        "legal_basis": "Nghị định số 68/2024/NĐ-CP ngày 25 tháng 6 năm 2024 của Chính phủ "
        "quy định về chữ ký số chuyên dùng công vụ",
        "coordinator": COORDINATOR,
        "columns": COLUMNS,
        "rows": tuple(row(index) for index in range(1, count + 1)),
    }
    return RecoveryForm(**(values | changes))


def refusal(devices: int = 1, **changes) -> RefusalLetter:
    values: dict[str, Any] = {
        "document": department_document(),
        "department": DEPARTMENT,
        "incoming": INCOMING,
        "received_at": RECEIVED,
        "grounds": (Ground(clause=CLAUSE, reason="Thuê bao không thuộc cơ quan, tổ chức đề nghị"),),
        "devices": tuple(
            DeviceLine(serial=f"5450{i:06d}", certificate_name=f"Nguyễn Văn Mẫu {i}") for i in range(1, devices + 1)
        ),
    }
    return RefusalLetter(**(values | changes))


def supplement_notice(items: int = 1) -> SupplementNotice:
    return SupplementNotice(
        document=department_document(subject="V/v bổ sung hồ sơ đề nghị khôi phục thiết bị lưu khóa bí mật"),
        department=DEPARTMENT,
        incoming=INCOMING,
        received_at=RECEIVED,
        items=tuple(
            Ground(clause=CLAUSE, reason=f"Dòng {i}: bổ sung số hiệu thiết bị lưu khóa bí mật")
            for i in range(1, items + 1)
        ),
        time_limit="01 ngày làm việc",
        clock_clause=CLAUSE,
    )


def receipt() -> Receipt:
    return Receipt(
        document=department_document(
            symbol=None,
            issued_on=date(2026, 11, 4),
            subject="Hồ sơ đề nghị khôi phục thiết bị lưu khóa bí mật",
            recipients=(),
            signer=Signer(title_lines=("NGƯỜI TIẾP NHẬN",), name="Phạm Thị Minh Họa", seal_mm=None),
            copies_to=(COMMUNE, "Lưu: hồ sơ"),
        ),
        code="KP-2026-000123",
        department=DEPARTMENT,
        incoming=INCOMING,
        channel="Hệ thống quản lý văn bản và điều hành",
        first_received_at=RECEIVED,
        valid_received_at=RECEIVED,
        device_count=1,
        due_at=datetime(2026, 11, 5, 17, 0, tzinfo=HANOI),
        due_reasons=("04/11/2026: ngày nhận, không tính", "05/11/2026: ngày làm việc thứ 1"),
        clause=CLAUSE,
    )


def minutes(devices: int = 1) -> RecoveryMinutes:
    return RecoveryMinutes(
        document=department_document(
            symbol="BB-SKHCN", subject="Khôi phục thiết bị lưu khóa bí mật", recipients=(), signer=None
        ),
        incoming=INCOMING,
        began_at=RECEIVED,
        ended_at=RECEIVED + timedelta(hours=1),
        location="trụ sở Sở Khoa học và Công nghệ",
        parties=(
            Party(role="Bên khôi phục", organisation=DEPARTMENT, name="Phạm Thị Minh Họa", position="Chuyên viên"),
            Party(role="Bên đề nghị", organisation=COMMUNE, name="Vàng Thị Mẫu", position="Văn thư"),
        ),
        way="trực tiếp tại nơi tiếp nhận",
        tool="VGCAUnlockTokenSetup",
        operator="Phạm Thị Minh Họa",
        devices=tuple(
            RecoveredDevice(
                serial=f"5450{i:06d}",
                certificate_name=f"Nguyễn Văn Mẫu {i}",
                result="Đã khôi phục",
                recovered_at=RECEIVED + timedelta(minutes=20),
            )
            for i in range(1, devices + 1)
        ),
        custody=(
            CustodyRow(given_by="Vàng Thị Mẫu", taken_by="Phạm Thị Minh Họa", at=RECEIVED, condition="Bị khóa"),
            CustodyRow(given_by="Phạm Thị Minh Họa", taken_by="Vàng Thị Mẫu", at=RECEIVED + timedelta(minutes=30)),
        ),
        signatories=(
            Signatory(role="ĐẠI DIỆN BÊN ĐỀ NGHỊ", name="Vàng Thị Mẫu"),
            Signatory(role="ĐẠI DIỆN BÊN KHÔI PHỤC", name="Phạm Thị Minh Họa"),
        ),
    )
