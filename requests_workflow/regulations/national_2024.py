"""The national base from 15/8/2024: Nghị định số 68/2024/NĐ-CP with Nghị định số 30/2020/NĐ-CP for documents."""

from datetime import date
from types import MappingProxyType

from requests_workflow.engine.clauses import Clause
from requests_workflow.regulations.instruments import CIVIL_CODE_2015, ND_30_2020, ND_68_2024, PRODUCT_RULES
from requests_workflow.regulations.profile import PROVIDER, FormColumn, FormRef, Profile, Value

SUBSCRIBER = "Thông tin của thuê bao"

RECOVERY_FORM = FormRef(
    mau="06",
    instrument=ND_68_2024,
    title="V/v đề nghị khôi phục thiết bị lưu khóa bí mật",
    contact_fields=(
        FormColumn("contact_name", "Họ và tên"),
        FormColumn("contact_id_number", "Số định danh cá nhân", kind="id12"),
        FormColumn("contact_id_issued_on", "Ngày cấp", kind="date"),
        FormColumn("contact_id_issued_by", "Nơi cấp"),
        FormColumn("contact_position", "Chức vụ"),
        FormColumn("contact_agency", "Cơ quan công tác"),
        FormColumn("contact_mobile", "Số điện thoại di động", kind="phone"),
    ),
    columns=(
        FormColumn("token_serial", "Số hiệu thiết bị lưu khóa bí mật"),
        FormColumn("certificate_name", "Tên chứng thư chữ ký số", group=SUBSCRIBER),
        FormColumn("subscriber_agency", "Cơ quan, tổ chức công tác", group=SUBSCRIBER),
        FormColumn("subscriber_email", "Địa chỉ thư điện tử công vụ", group=SUBSCRIBER, kind="email.gov"),
    ),
    clause=Clause(ND_68_2024, "Mẫu số 06 Phụ lục"),
)

PROFILE = Profile(
    code="national_2024",
    title="Nghị định số 68/2024/NĐ-CP",
    status="in_force",
    valid_from=date(2024, 8, 15),
    valid_to=None,
    recovery_deadline=Value(1, "working_day", Clause(ND_68_2024, "Điều 22"), "S"),
    recovery_deadline_starts=Value("valid_receipt", "event", Clause(ND_68_2024, "Điều 22"), "S"),
    # Nobody is delegated nationally: each province says which kinds its department recovers.
    recovery_recipients=Value(MappingProxyType({}), "device_kind", Clause(ND_68_2024, "Điều 22 khoản 3"), "S"),
    recovery_form=RECOVERY_FORM,
    channels=Value(
        MappingProxyType({PROVIDER: ("dichvucong", "truc_lien_thong")}), "channel", Clause(ND_68_2024, "Điều 4"), "S"
    ),
    # No text says when receipt after office hours counts, so the day on the label of the document system decides.
    receipt_after_hours=Value("same_day", "rule", Clause(CIVIL_CODE_2015, "Điều 147"), "NF"),
    number_before_sign=Value(False, "order", Clause(ND_30_2020, "Điều 15"), "R"),
    product_keeps_register=Value(False, "register", Clause(ND_30_2020, "Điều 16"), "R"),
    copies=Value((), "function", Clause(ND_68_2024, "Điều 4"), "NF"),
    nearly_due_working_hours=Value(2, "working_hour", Clause(PRODUCT_RULES, "Cảnh báo sắp đến hạn"), "P"),
    wet_signature_allowed=Value(True, "rule", Clause(ND_30_2020, "Điều 13 khoản 6"), "R"),
    secret_documents_allowed=Value(False, "rule", Clause(ND_30_2020, "Điều 18 khoản 2"), "R"),
    min_pdf_version=Value("1.4", "pdf_version", Clause(ND_30_2020, "Phụ lục I phần II"), "R"),
    reason_min_length=Value(10, "character", Clause(PRODUCT_RULES, "Độ dài lý do"), "P"),
)
