"""Invented officials without accounts whose devices are the subject of the demo's cases (see `cases`)."""

from config.demo.shapes import Official
from tokens.models import Token

LOCKED = Token.State.LOCKED

IN_CASES: tuple[Official, ...] = (
    Official(
        slug="nc_mot_cua",
        full_name="Vàng Thị Súa",
        position="Công chức Bộ phận Một cửa",
        agency="na_cang",
        device_state=LOCKED,
    ),
    Official(
        slug="nc_ho_tich",
        full_name="Lò Văn Panh",
        position="Công chức Tư pháp - Hộ tịch",
        agency="na_cang",
        device_state=LOCKED,
    ),
    Official(
        slug="nc_ke_toan",
        full_name="Hoàng Thị Nhung",
        position="Công chức Tài chính - Kế toán",
        agency="na_cang",
        device_state=LOCKED,
    ),
    Official(
        slug="nc_noi_vu",
        full_name="Giàng Thị Ly",
        position="Công chức Văn phòng - Nội vụ",
        agency="na_cang",
        device_state=LOCKED,
    ),
    Official(
        slug="nc_nong_nghiep",
        full_name="Tao Văn Ín",
        position="Chuyên viên Phòng Kinh tế",
        agency="na_cang_kinh_te",
        managing="na_cang",
        device_state=LOCKED,
    ),
    Official(
        slug="nc_van_hoa",
        full_name="Phùng Thị Mảy",
        position="Công chức Văn hóa - Xã hội",
        agency="na_cang",
        device_state=LOCKED,
    ),
    Official(
        slug="stc_ngan_sach",
        full_name="Trịnh Quốc Bảo",
        position="Chuyên viên Phòng Ngân sách",
        agency="so_tai_chinh",
        device_state=LOCKED,
    ),
    Official(
        slug="stc_dau_tu",
        full_name="Nguyễn Thị Bích Liên",
        position="Phó Trưởng phòng Đầu tư",
        agency="so_tai_chinh",
        device_state=LOCKED,
    ),
    Official(
        slug="stc_tin_hoc",
        full_name="Đào Việt Dũng",
        position="Chuyên viên Văn phòng Sở",
        agency="so_tai_chinh",
        device_state=LOCKED,
    ),
    Official(
        slug="bl_van_phong",
        full_name="Lý A Sình",
        position="Công chức Văn phòng - Thống kê",
        agency="ban_luot",
        device_state=LOCKED,
    ),
)
