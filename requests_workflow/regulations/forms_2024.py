"""Forms of NĐ 68/2024 as data: contact fields and columns. 03, 07, 08, 09 have our own until their text is in hand."""

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

ORGANISATION_ISSUE_FORM = FormRef(
    mau="02",
    instrument=ND_68_2024,
    title="V/v đề nghị cấp chứng thư chữ ký số chuyên dùng công vụ cho cơ quan, tổ chức",
    contact_fields=DELIVERY_CONTACT,
    columns=(
        FormColumn("organisation_name", "Tên cơ quan, tổ chức"),
        FormColumn("address", "Địa chỉ"),
        # The form has no "(nếu có)" for the two codes, and not every body has them: empty is asked about, not refused.
        FormColumn("tax_code", "Mã số thuế", required=False, kind="tax_code"),
        FormColumn("budget_code", "Mã quan hệ ngân sách", required=False, kind="budget_code"),
        FormColumn("province", "Tỉnh/Thành phố", kind="province"),
        FormColumn("official_email", "Địa chỉ thư điện tử công vụ", kind="email.gov"),
    ),
    clause=Clause(ND_68_2024, "Mẫu số 02 Phụ lục"),
)

SYSTEM_ISSUE_FORM = FormRef(
    mau="03",
    instrument=ND_68_2024,
    title="V/v đề nghị cấp chứng thư chữ ký số chuyên dùng công vụ cho thiết bị, dịch vụ, phần mềm",
    contact_fields=DELIVERY_CONTACT,
    columns=(
        FormColumn("system_name", "Tên thiết bị, dịch vụ, phần mềm"),
        FormColumn("system_kind", "Loại", kind="system_kind"),
        FormColumn("managing_body", "Tên cơ quan, tổ chức quản lý"),
        FormColumn("province", "Tỉnh/Thành phố", kind="province"),
        FormColumn("network_name", "Tên miền hoặc địa chỉ IP", required=False, kind="network_name"),
        FormColumn("official_email", "Địa chỉ thư điện tử công vụ", kind="email.gov"),
        FormColumn("purpose", "Mục đích sử dụng"),
    ),
    clause=Clause(ND_68_2024, "Mẫu số 03 Phụ lục"),
    evidence="NF",
)

SERVICE = "Dịch vụ yêu cầu"

UPDATE_FORM = FormRef(
    mau="04",
    instrument=ND_68_2024,
    title="V/v đề nghị gia hạn, thay đổi nội dung thông tin chứng thư chữ ký số chuyên dùng công vụ",
    contact_fields=DELIVERY_CONTACT,
    columns=(
        FormColumn("certificate_name", "Tên chứng thư chữ ký số"),
        FormColumn("certificate_serial", "Số hiệu chứng thư chữ ký số", kind="certificate_serial"),
        # The address registered at issue, not the new one.
        FormColumn("official_email", "Địa chỉ thư điện tử công vụ", kind="email.gov"),
        FormColumn("old_information", "Thông tin cần thay đổi", required=False),
        FormColumn("new_information", "Thông tin mới", required=False),
        FormColumn("renew", "Gia hạn", group=SERVICE, required=False, kind="check"),
        FormColumn("change", "Thay đổi thông tin", group=SERVICE, required=False, kind="check"),
    ),
    clause=Clause(ND_68_2024, "Mẫu số 04 Phụ lục"),
)

REVOCATION_FORM = FormRef(
    mau="05",
    instrument=ND_68_2024,
    title="V/v đề nghị thu hồi chứng thư chữ ký số chuyên dùng công vụ",
    contact_fields=(
        *CONTACT,
        MOBILE,
        FormColumn("contact_email", "Địa chỉ thư điện tử công vụ", kind="email.gov"),
        FormColumn("contact_address", "Địa chỉ thu hồi"),
    ),
    columns=(
        FormColumn("certificate_name", "Tên chứng thư chữ ký số"),
        # An individual's certificate has the identity, an organisation's the two codes.
        FormColumn("identity", "Số định danh cá nhân/Ngày cấp, nơi cấp", required=False, kind="identity"),
        FormColumn("tax_code", "Mã số thuế", required=False, kind="tax_code"),
        FormColumn("budget_code", "Mã quan hệ ngân sách", required=False, kind="budget_code"),
        FormColumn("official_email", "Địa chỉ thư điện tử công vụ", kind="email.gov"),
        FormColumn("certificate_serial", "Số hiệu chứng thư chữ ký số", kind="certificate_serial"),
        FormColumn("token_serial", "Số hiệu thiết bị lưu khóa bí mật", required=False),
        FormColumn("reason", "Lý do thu hồi", kind="revocation_reason"),
    ),
    clause=Clause(ND_68_2024, "Mẫu số 05 Phụ lục"),
)

RETURN_FORM = FormRef(
    mau="08",
    instrument=ND_68_2024,
    title="Biên bản giao, nhận thiết bị lưu khóa bí mật",
    contact_fields=(),
    columns=(
        FormColumn("certificate_name", "Tên chứng thư chữ ký số"),
        FormColumn("certificate_serial", "Số hiệu chứng thư chữ ký số", kind="certificate_serial"),
        FormColumn("token_serial", "Số hiệu thiết bị lưu khóa bí mật"),
        FormColumn("condition", "Tình trạng thiết bị"),
        FormColumn("note", "Ghi chú", required=False),
    ),
    clause=Clause(ND_68_2024, "Mẫu số 08 Phụ lục"),
    evidence="NF",
)

LOSS_FORM = FormRef(
    mau="09",
    instrument=ND_68_2024,
    title="Biên bản xác nhận thất lạc thiết bị lưu khóa bí mật",
    contact_fields=(),
    columns=(
        FormColumn("certificate_name", "Tên chứng thư chữ ký số"),
        FormColumn("certificate_serial", "Số hiệu chứng thư chữ ký số", required=False, kind="certificate_serial"),
        FormColumn("token_serial", "Số hiệu thiết bị lưu khóa bí mật"),
        FormColumn("lost_on", "Thời điểm thất lạc", kind="date"),
        FormColumn("circumstances", "Hoàn cảnh thất lạc"),
    ),
    clause=Clause(ND_68_2024, "Mẫu số 09 Phụ lục"),
    evidence="NF",
)
