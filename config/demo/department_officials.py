"""The invented officials of departments, of the province, of the provider and of the second province."""

from config.demo.hints import DEPUTY_HINT, DESK_HINT, DRAFT_HINT, LOCK_HINT, SEAL_HINT, SIGN_HINT
from config.demo.shapes import Official
from directory.domain.roles import Role
from tokens.models import Token

State = Token.State

FINANCE: tuple[Official, ...] = (
    Official(
        slug="stc_vanphong",
        full_name="Trần Thu Trang",
        position="Chuyên viên Văn phòng Sở",
        agency="so_tai_chinh",
        roles=(Role.CLERK,),
        hint=f"{DRAFT_HINT} Có hai hồ sơ cũ tháng 8/2024.",
    ),
    Official(
        slug="stc_truongphong",
        full_name="Lê Quang Huy",
        position="Chánh Văn phòng Sở",
        agency="so_tai_chinh",
        roles=(Role.UNIT_HEAD,),
        hint="Duyệt nội dung trước khi kiểm tra thể thức, hoặc trả lại kèm ý kiến; đang được ủy quyền ký (TUQ.).",
    ),
    Official(
        slug="stc_thethuc",
        full_name="Phạm Thị Ngân",
        position="Chuyên viên pháp chế",
        agency="so_tai_chinh",
        roles=(Role.FORMAT_CHECKER,),
        hint="Kiểm tra thể thức, kỹ thuật trình bày trước khi trình lãnh đạo.",
    ),
    Official(
        slug="stc_giamdoc",
        full_name="Đỗ Văn Khánh",
        position="Giám đốc Sở",
        agency="so_tai_chinh",
        roles=(Role.AGENCY_LEADER,),
        title="GIÁM ĐỐC",
        is_head=True,
        hint=SIGN_HINT,
    ),
    Official(
        slug="stc_vanthu",
        full_name="Bùi Thị Yến",
        position="Văn thư",
        agency="so_tai_chinh",
        roles=(Role.REGISTRY_CLERK,),
        hint=SEAL_HINT,
    ),
    Official(
        slug="stc_thuebao",
        full_name="Vũ Đình Nam",
        position="Chuyên viên Phòng Ngân sách",
        agency="so_tai_chinh",
        roles=(Role.SUBSCRIBER,),
        hint=LOCK_HINT,
        device_state=State.LOCKED,
    ),
)

SCIENCE: tuple[Official, ...] = (
    Official(
        slug="canboso",
        full_name="Đặng Minh Tuấn",
        position="Chuyên viên Phòng Chuyển đổi số",
        agency="so_khcn",
        roles=(Role.DEPARTMENT_OFFICER,),
        hint=DESK_HINT,
    ),
    Official(
        slug="canboso2",
        full_name="Hà Thị Thu",
        position="Chuyên viên Phòng Chuyển đổi số",
        agency="so_khcn",
        roles=(Role.DEPARTMENT_OFFICER,),
        device_state=State.LOCKED,
        hint="Cán bộ xử lý thứ hai; thiết bị của chính mình đang bị khóa nên không được tự quyết định.",
    ),
    Official(
        slug="giamdocso",
        full_name="Ngô Văn Thành",
        position="Giám đốc Sở",
        agency="so_khcn",
        roles=(Role.DEPARTMENT_LEADER, Role.AGENCY_LEADER),
        title="GIÁM ĐỐC",
        is_head=True,
        hint="Ký văn bản từ chối; ký đề nghị của chính Sở.",
    ),
    Official(
        slug="phogiamdocso",
        full_name="Cao Thị Hồng",
        position="Phó Giám đốc Sở",
        agency="so_khcn",
        roles=(Role.DEPARTMENT_LEADER, Role.AGENCY_LEADER),
        title="PHÓ GIÁM ĐỐC",
        hint=DEPUTY_HINT,
    ),
    Official(
        slug="vanthuso",
        full_name="Mai Thị Loan",
        position="Văn thư",
        agency="so_khcn",
        roles=(Role.REGISTRY_CLERK,),
        hint="Cấp số, ký số của Sở và phát hành văn bản trả lời.",
    ),
    Official(
        slug="sokhcn_vanphong",
        full_name="Lương Văn Hòa",
        position="Chuyên viên Văn phòng Sở",
        agency="so_khcn",
        roles=(Role.CLERK,),
        hint=DRAFT_HINT,
    ),
)

ABOVE: tuple[Official, ...] = (
    Official(
        slug="cuc",
        full_name="Nguyễn Hải Long",
        position="Trợ lý",
        agency="cuc",
        roles=(Role.PROVIDER_OFFICER,),
        term=None,
        hint="Xử lý đề nghị về thiết bị khác PKI Token (HSM, SIM PKI).",
    ),
    Official(
        slug="baocao",
        full_name="Tống Thị Mai",
        position="Chuyên viên Văn phòng UBND tỉnh",
        agency="lai_chau",
        roles=(Role.REPORT_MANAGER,),
        term=None,
        hint="Xem số liệu, hồ sơ của toàn tỉnh.",
    ),
    Official(
        slug="kiemtra",
        full_name="Phùng Văn Lực",
        position="Thanh tra viên",
        agency="lai_chau",
        roles=(Role.AUDITOR,),
        term=None,
        hint="Đọc nhật ký, đối chiếu hồ sơ của toàn tỉnh.",
    ),
    Official(
        slug="quantri",
        full_name="Đinh Công Sơn",
        position="Quản trị viên",
        agency="lai_chau",
        roles=(Role.ADMINISTRATOR,),
        term=None,
        hint="Quản trị tài khoản, vai trò, lịch làm việc.",
    ),
)

VINH_LONG: tuple[Official, ...] = (
    Official(
        slug="vl_vanphong",
        full_name="Huỳnh Thị Diễm",
        position="Chuyên viên Văn phòng",
        agency="rach_dua",
        roles=(Role.CLERK,),
        hint=DRAFT_HINT,
    ),
    Official(
        slug="vl_chutich",
        full_name="Trương Văn Út",
        position="Chủ tịch UBND xã",
        agency="rach_dua",
        roles=(Role.AGENCY_LEADER,),
        title="CHỦ TỊCH",
        is_head=True,
        hint=SIGN_HINT,
    ),
    Official(
        slug="vl_vanthu",
        full_name="Lâm Thị Bé",
        position="Văn thư",
        agency="rach_dua",
        roles=(Role.REGISTRY_CLERK,),
        hint=SEAL_HINT,
    ),
    Official(
        slug="vl_bi_khoa",
        full_name="Kim Văn Tài",
        position="Công chức Tư pháp - Hộ tịch",
        agency="rach_dua",
        device_state=State.LOCKED,
    ),
    Official(
        slug="vl_canboso",
        full_name="Thạch Ngọc Sang",
        position="Chuyên viên",
        agency="so_khcn_vinh_long",
        roles=(Role.DEPARTMENT_OFFICER,),
        hint="Cán bộ xử lý của Sở KH&CN Vĩnh Long: tiếp nhận, chuyển Cục (Mẫu 01, 04); chỉ thấy hồ sơ tỉnh mình.",
    ),
    Official(
        slug="vl_giamdocso",
        full_name="Phan Thanh Bình",
        position="Giám đốc Sở",
        agency="so_khcn_vinh_long",
        roles=(Role.DEPARTMENT_LEADER, Role.AGENCY_LEADER),
        title="GIÁM ĐỐC",
        is_head=True,
        hint="Ký văn bản từ chối của Sở KH&CN Vĩnh Long.",
    ),
    Official(
        slug="vl_vanthuso",
        full_name="Võ Thị Cẩm",
        position="Văn thư",
        agency="so_khcn_vinh_long",
        roles=(Role.REGISTRY_CLERK,),
        hint="Cấp số, ký số và phát hành văn bản của Sở KH&CN Vĩnh Long.",
    ),
)
