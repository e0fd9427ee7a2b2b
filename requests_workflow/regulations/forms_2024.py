"""Forms of NĐ 68/2024 as data: contact fields and columns. Mẫu 07 has our own columns until its text is in hand."""

from requests_workflow.engine.clauses import Clause
from requests_workflow.regulations.instruments import ND_68_2024
from requests_workflow.regulations.profile import FormColumn, FormRef

SUBSCRIBER = "Thông tin của thuê bao"

CONTACT = (
    FormColumn("contact_name", "Họ và tên"),
    FormColumn("contact_id_number", "Số định danh cá nhân", kind="id12"),
    FormColumn("contact_id_issued_on", "Ngày cấp", kind="date"),
    FormColumn("contact_id_issued_by", "Nơi cấp"),
    FormColumn("contact_position", "Chức vụ"),
)
MOBILE = FormColumn("contact_mobile", "Số điện thoại di động", kind="phone")

# Mẫu 01: the contact person takes delivery, so e-mail and address are asked for as well.
DELIVERY_CONTACT = (
    *CONTACT,
    MOBILE,
    FormColumn("contact_email", "Địa chỉ thư điện tử công vụ", kind="email.gov"),
    FormColumn("contact_address", "Địa chỉ tiếp nhận"),
)

RECOVERY_FORM = FormRef(
    mau="06",
    instrument=ND_68_2024,
    title="V/v đề nghị khôi phục thiết bị lưu khóa bí mật",
    contact_fields=(*CONTACT, FormColumn("contact_agency", "Cơ quan công tác"), MOBILE),
    columns=(
        FormColumn("token_serial", "Số hiệu thiết bị lưu khóa bí mật"),
        FormColumn("certificate_name", "Tên chứng thư chữ ký số", group=SUBSCRIBER),
        FormColumn("subscriber_agency", "Cơ quan, tổ chức công tác", group=SUBSCRIBER),
        FormColumn("subscriber_email", "Địa chỉ thư điện tử công vụ", group=SUBSCRIBER, kind="email.gov"),
    ),
    clause=Clause(ND_68_2024, "Mẫu số 06 Phụ lục"),
)

# One printed column holds number, date and place of the identity card; they are kept as three values.
INDIVIDUAL_ISSUE_FORM = FormRef(
    mau="01",
    instrument=ND_68_2024,
    title="V/v đề nghị cấp chứng thư chữ ký số chuyên dùng công vụ cho cá nhân",
    contact_fields=DELIVERY_CONTACT,
    columns=(
        FormColumn("full_name", "Họ và tên"),
        FormColumn("birth_date", "Ngày sinh", kind="date"),
        FormColumn("identity", "Số định danh cá nhân/Ngày cấp, nơi cấp", kind="identity"),
        FormColumn("official_email", "Địa chỉ thư điện tử công vụ", kind="email.gov"),
        FormColumn("workplace", "Tên cơ quan, tổ chức công tác"),
        FormColumn("province", "Tỉnh/Thành phố", kind="province"),
        FormColumn("position", "Chức vụ"),
        FormColumn("phone", "Số điện thoại di động", kind="phone"),
        FormColumn(
            "old_certificate_serial",
            "Số hiệu chứng thư chữ ký số cũ (nếu có)",
            required=False,
            kind="certificate_serial",
        ),
        FormColumn("sim_pki", "SIM PKI", required=False, kind="sim_pki"),
    ),
    clause=Clause(ND_68_2024, "Mẫu số 01 Phụ lục"),
)

HANDOVER_NOTICE_FORM = FormRef(
    mau="07",
    instrument=ND_68_2024,
    title="V/v thông báo bàn giao thiết bị lưu khóa bí mật cho thuê bao",
    contact_fields=(),
    columns=(
        FormColumn("subscriber_name", "Tên thuê bao"),
        FormColumn("workplace", "Cơ quan, tổ chức công tác"),
        FormColumn("certificate_serial", "Số hiệu chứng thư chữ ký số", kind="certificate_serial"),
        FormColumn("token_serial", "Số hiệu thiết bị lưu khóa bí mật"),
        FormColumn("handed_over_on", "Ngày bàn giao", kind="date"),
    ),
    clause=Clause(ND_68_2024, "Mẫu số 07 Phụ lục"),
    evidence="NF",
)
