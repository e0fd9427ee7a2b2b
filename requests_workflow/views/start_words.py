"""What the start page of each procedure says. A number of a rule is never typed: {parameter} is a profile's value."""

from dataclasses import dataclass

from requests_workflow.engine.clauses import Clause
from requests_workflow.regulations.instruments import ND_30_2020, ND_68_2024


@dataclass(frozen=True)
class Said:
    """A sentence; the clauses of its {parameters} are shown with it, and `clause` where it has one of its own.

    {provider} and {recipient} are names of bodies. `evidence` says how sure the clause is (legal_words.EVIDENCE).
    """

    text: str
    clause: Clause | None = None
    evidence: str = ""


@dataclass(frozen=True, kw_only=True)
class StartPage:
    """One procedure before it begins. `kind` is its code in the registry, "" for the report of a loss.

    `form` names the profile's form, `to` who gets it: "issue_route", "recovery_recipients" or "provider". `begin` is
    the name of the address where it begins, for who drafts; `everybody` where others may begin it too.
    """

    slug: str
    kind: str
    title: str
    form: str
    when: str
    needs: tuple[Said, ...]
    decides: Said
    term: Said
    gets: tuple[str, ...]
    begin: str
    label: str
    conditions: tuple[Said, ...] = ()
    to: str = "issue_route"
    everybody: bool = False


def _law(locator: str) -> Clause:
    return Clause(ND_68_2024, locator)


SIGNING = Said("Chữ ký của lãnh đạo và của cơ quan, tổ chức quản lý trực tiếp, có tư cách pháp nhân và con dấu riêng")
CONTACT = Said("Người phối hợp: họ tên, số định danh cá nhân, chức vụ, điện thoại, thư điện tử công vụ")
EMAIL = Said("Thư điện tử công vụ do cơ quan nhà nước cấp {email_domains}; không dùng hộp thư miễn phí")
PROVIDER_DECIDES = Said("{provider}.", _law("Điều 6"), "V")
ISSUE_TERM = Said("{issue_deadline} kể từ ngày {provider} nhận được hồ sơ hợp lệ.")
NEW_TERM = "Chứng thư có thời hạn nhiều nhất {new_term_max_years}"
HANDOVER = "Sau khi nhận thiết bị: bàn giao có xác nhận của hai bên, rồi gửi {handover_notice_form}"

START_PAGES = (
    StartPage(
        slug="cap-cho-ca-nhan",
        kind="individual_issue",
        title="Cấp chứng thư cho cá nhân",
        form="individual_issue_form",
        when="Cán bộ, công chức, viên chức cần chứng thư lần đầu, hoặc chứng thư cũ đã hết hạn hay bị thu hồi.",
        needs=(
            Said("Họ tên, ngày sinh, số định danh cá nhân, ngày cấp, nơi cấp, chức vụ, số di động của từng người"),
            EMAIL,
            Said("Số hiệu chứng thư cũ nếu cấp lại", _law("Điều 21"), "I"),
            CONTACT,
            SIGNING,
        ),
        conditions=(
            Said(
                "Người đó thuộc cơ quan, tổ chức áp dụng Nghị định và có nhu cầu giao dịch điện tử.",
                _law("Điều 10 khoản 1"),
                "V",
            ),
        ),
        decides=PROVIDER_DECIDES,
        term=ISSUE_TERM,
        gets=("Chứng thư và thiết bị lưu khóa bí mật (hoặc SIM PKI, ký số tập trung)", NEW_TERM, HANDOVER),
        begin="cases:start_issue",
        label="Lập hồ sơ",
    ),
    StartPage(
        slug="cap-cho-co-quan",
        kind="organisation_issue",
        title="Cấp chứng thư cho cơ quan, tổ chức",
        form="organisation_issue_form",
        when="Cơ quan, tổ chức cần chứng thư lần đầu, hoặc chứng thư cũ đã hết hạn hay bị thu hồi.",
        needs=(
            Said("Tên, địa chỉ như trong quyết định thành lập; mã số thuế, mã quan hệ ngân sách nếu đã được cấp"),
            Said(
                "Quyết định thành lập, hoặc văn bản xác nhận của người đứng đầu cơ quan cấp trên trực tiếp",
                _law("Điều 10 khoản 2"),
                "V",
            ),
            EMAIL,
            Said(
                "Văn thư sẽ giữ thiết bị, và quyết định giao thiết bị khi bàn giao", Clause(ND_30_2020, "Điều 32"), "M"
            ),
            CONTACT,
            Said(
                "Chữ ký của lãnh đạo và của cơ quan; cơ quan chưa có chứng thư thì ký giấy, đóng dấu, quét gửi kèm",
                Clause(ND_30_2020, "Điều 13 khoản 6"),
                "R",
            ),
        ),
        conditions=(Said("Cơ quan, tổ chức có tư cách pháp nhân.", _law("Điều 10 khoản 2"), "V"),),
        decides=PROVIDER_DECIDES,
        term=ISSUE_TERM,
        gets=("Chứng thư và thiết bị của cơ quan, do văn thư giữ như con dấu", NEW_TERM, HANDOVER),
        begin="cases:start_organisation",
        label="Lập hồ sơ",
    ),
    StartPage(
        slug="cap-cho-thiet-bi-dich-vu-phan-mem",
        kind="system_issue",
        title="Cấp chứng thư cho thiết bị, dịch vụ, phần mềm",
        form="system_issue_form",
        when="Máy chủ, dịch vụ hoặc phần mềm của cơ quan cần ký số hoặc xác thực.",
        needs=(
            Said("Tên, loại, tên miền hoặc địa chỉ IP (nếu có), mục đích sử dụng"),
            EMAIL,
            Said("Người vận hành sẽ giữ thiết bị lưu khóa bí mật"),
            CONTACT,
            SIGNING,
        ),
        conditions=(
            Said(
                "Thiết bị, dịch vụ, phần mềm do cơ quan, tổ chức có tư cách pháp nhân sở hữu hoặc quản lý.",
                _law("Điều 10 khoản 3"),
                "V",
            ),
        ),
        decides=PROVIDER_DECIDES,
        term=ISSUE_TERM,
        gets=("Chứng thư cho thiết bị, dịch vụ, phần mềm đó", NEW_TERM, HANDOVER),
        begin="cases:start_system",
        label="Lập hồ sơ",
    ),
    StartPage(
        slug="gia-han-thay-doi",
        kind="certificate_update",
        title="Gia hạn, thay đổi thông tin chứng thư",
        form="update_form",
        when="Chứng thư còn hiệu lực nhưng sắp hết hạn, hoặc thông tin ghi trong chứng thư đã thay đổi.",
        needs=(
            Said("Số hiệu chứng thư và thư điện tử công vụ đã đăng ký khi cấp"),
            Said("Thông tin cũ và thông tin mới, nếu thay đổi thông tin", _law("Mẫu số 04 Phụ lục"), "R"),
            Said("Thiết bị đang dùng: chứng thư mới được cài vào chính thiết bị đó", _law("Điều 14"), "S"),
            CONTACT,
            SIGNING,
        ),
        conditions=(
            Said("Gia hạn: chứng thư còn ít nhất {renewal_min_days_left}, tính đến {filing_window_counts}."),
            Said("Mỗi chứng thư được gia hạn nhiều nhất {renewal_limit}, mỗi lần nhiều nhất {renewal_max_years}."),
            Said("Thay đổi thông tin: chứng thư còn ít nhất {change_min_days_left}; ngày hết hạn giữ nguyên."),
            Said(
                "Cá nhân: đổi cơ quan công tác hoặc thư điện tử công vụ. Chức vụ, họ tên, số định danh thì không.",
                _law("Điều 15 khoản 1 điểm a"),
                "V",
            ),
            Said("Cơ quan, tổ chức: đổi tên hoặc địa chỉ.", _law("Điều 15 khoản 2"), "V"),
            Said("Thiết bị, dịch vụ, phần mềm: đổi tên, nâng cấp, thêm tính năng.", _law("Điều 15 khoản 3"), "V"),
        ),
        decides=PROVIDER_DECIDES,
        term=Said("{update_deadline} kể từ ngày {provider} nhận được hồ sơ hợp lệ."),
        gets=("Tệp chứng thư mới (.cer), cài vào thiết bị đang dùng; không có thiết bị mới",),
        begin="cases:start_update",
        label="Chọn chứng thư",
    ),
    StartPage(
        slug="thu-hoi",
        kind="revocation",
        title="Thu hồi chứng thư",
        form="revocation_form",
        when="Chứng thư không được dùng nữa: lộ khóa, hỏng hoặc mất thiết bị, nghỉ việc, giải thể, ngừng hoạt động.",
        needs=(
            Said("Số hiệu chứng thư, số hiệu thiết bị và lý do thu hồi", _law("Mẫu số 05 Phụ lục"), "R"),
            Said(
                "Đề nghị của thuê bao có xác nhận của cơ quan, khi lý do là mất an toàn",
                _law("Điều 17 khoản 1 điểm b"),
                "V",
            ),
            Said("Người phối hợp thu hồi thiết bị và địa chỉ thu hồi", _law("Mẫu số 05 Phụ lục"), "R"),
            SIGNING,
        ),
        conditions=(
            Said("Lý do là một trong các trường hợp của Nghị định.", _law("Điều 17"), "V"),
            Said(
                "Cơ quan tiến hành tố tụng, công an yêu cầu thu hồi: chọn bên yêu cầu khi bắt đầu, không cần mẫu này.",
                _law("Điều 17 khoản 1 điểm c"),
                "V",
            ),
        ),
        decides=PROVIDER_DECIDES,
        term=Said("{revocation_deadline} kể từ ngày {provider} nhận được hồ sơ hợp lệ."),
        gets=(
            "Thông báo thu hồi của {provider}",
            "Thiết bị được giao nộp trong {device_return_deadline} kể từ {device_return_starts}, kèm {return_form}",
        ),
        begin="cases:start_revocation",
        label="Chọn chứng thư",
    ),
    StartPage(
        slug="khoi-phuc",
        kind="token_recovery",
        title="Khôi phục thiết bị lưu khóa bí mật",
        form="recovery_form",
        when="Thiết bị bị khóa do nhập sai mật khẩu quá số lần quy định.",
        needs=(
            Said("Số hiệu in trên thiết bị bị khóa"),
            Said("Người phối hợp thực hiện khôi phục"),
            Said("Chữ ký số của lãnh đạo và của cơ quan"),
        ),
        decides=Said("{recovery_recipients}.", None),
        term=Said("{recovery_deadline} kể từ {recovery_deadline_starts}."),
        gets=("Thiết bị dùng lại được với mật khẩu mới; chứng thư giữ nguyên",),
        begin="cases:start",
        label="Lập hồ sơ",
        to="recovery_recipients",
    ),
    StartPage(
        slug="thong-bao-ban-giao",
        kind="handover_notice",
        title="Thông báo bàn giao thiết bị",
        form="handover_notice_form",
        when="Thiết bị nhận từ {provider} đã được bàn giao cho thuê bao.",
        needs=(
            Said("Hồ sơ cấp chứng thư có thiết bị đã bàn giao, hai bên đã xác nhận"),
            Said("Chữ ký số của lãnh đạo và của cơ quan"),
        ),
        decides=Said("Không ai phải quyết định: {provider} nhận thông báo.", _law("Điều 12"), "M"),
        term=Said("Gửi ngay sau khi bàn giao; hệ thống nhắc sau {handover_notice_levels}."),
        gets=("Hồ sơ cấp chứng thư được kết thúc",),
        begin="cases:worklist",
        label="Xem việc cần thông báo",
        to="provider",
    ),
    StartPage(
        slug="giao-nop",
        kind="device_return",
        title="Giao nộp thiết bị",
        form="return_form",
        when="Chứng thư trên thiết bị đã hết hạn hoặc đã bị thu hồi.",
        needs=(
            Said("Thiết bị do thuê bao bàn giao lại cho cơ quan", _law("Điều 20"), "S"),
            Said("Tình trạng của từng thiết bị"),
            Said("Chữ ký của bên giao và bên nhận"),
        ),
        decides=Said("Không ai phải quyết định: {provider} nhận thiết bị và ký biên bản.", _law("Điều 20"), "S"),
        term=Said("{device_return_deadline} kể từ {device_return_starts}, hoặc {device_return_starts_at_expiry}."),
        gets=("Biên bản giao, nhận có chữ ký của hai bên",),
        begin="cases:returns",
        label="Xem thiết bị phải giao nộp",
        to="provider",
    ),
    StartPage(
        slug="that-lac",
        kind="device_loss",
        title="Xác nhận thất lạc thiết bị",
        form="loss_form",
        when="Thiết bị bị mất, không giao nộp được. Vừa mới mất thì báo mất ngay trước khi lập biên bản.",
        needs=(
            Said("Số hiệu thiết bị, thời điểm và hoàn cảnh thất lạc"),
            Said("Xác nhận của thuê bao và của cơ quan, tổ chức quản lý trực tiếp", _law("Điều 20"), "S"),
        ),
        decides=Said("Không ai phải quyết định: {provider} nhận biên bản.", _law("Điều 20"), "S"),
        term=Said("Gửi ngay khi phát hiện thất lạc.", _law("Điều 20"), "S"),
        gets=("Biên bản thay cho việc giao nộp thiết bị",),
        begin="cases:returns",
        label="Xem thiết bị phải giao nộp",
        to="provider",
    ),
    StartPage(
        slug="bao-mat",
        kind="",
        title="Báo mất thiết bị",
        form="",
        when="Không tìm thấy thiết bị lưu khóa bí mật. Báo ngay, không chờ giấy tờ.",
        needs=(Said("Mất khi nào, trong hoàn cảnh nào"), Said("Đã gọi điện báo cho ai, lúc nào (nếu đã gọi)")),
        decides=Said("Không ai phải quyết định: hệ thống ghi nhận ngay và báo cho {loss_told_to}."),
        term=Said("Ngay khi phát hiện mất.", _law("Điều 20"), "S"),
        gets=(
            "Thiết bị được đánh dấu là mất",
            "Hồ sơ thu hồi ({revocation_form}) và biên bản thất lạc ({loss_form}) được lập sẵn cho cán bộ của cơ quan",
        ),
        begin="cases:loss_devices",
        label="Báo mất",
        to="provider",
        everybody=True,
    ),
)
BY_SLUG = {one.slug: one for one in START_PAGES}
BY_KIND = {one.kind: one for one in START_PAGES}
FEE = Said(
    "Không thu phí, theo trang dịch vụ công của {provider}. "
    "Trong Nghị định số 68/2024/NĐ-CP chưa tìm thấy quy định về phí."
)
