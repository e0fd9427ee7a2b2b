"""Invented officials whose certificates are renewed, changed, revoked, lost or run out in the demo's cases."""

from config.demo.shapes import Official
from config.demo.terms import Term
from directory.domain.roles import Role

IN_FORM_CASES: tuple[Official, ...] = (
    Official(
        slug="thuebaogiahan",
        full_name="Lò Thị Hương",
        position="Công chức Tài chính - Kế toán",
        agency="na_cang",
        roles=(Role.SUBSCRIBER,),
        term=Term.DAYS_52,
        hint="Chứng thư đã được gia hạn (Mẫu 04): xác nhận đã cài chứng thư mới vào thiết bị.",
    ),
    Official(
        slug="thuebaomat",
        full_name="Sùng A Phình",
        position="Công chức Địa chính - Xây dựng",
        agency="na_cang",
        roles=(Role.SUBSCRIBER,),
        hint="Đã báo thất lạc thiết bị: theo dõi hồ sơ thu hồi (Mẫu 05) và thông báo thất lạc (Mẫu 09) xã đang lập.",
    ),
    Official(
        slug="nc_doi_thu",
        full_name="Vàng Thị Pà",
        position="Công chức Văn hóa - Xã hội",
        agency="na_cang",
    ),
    Official(
        slug="nc_nghi_huu",
        full_name="Hoàng Văn Páo",
        position="Công chức Văn phòng - Thống kê",
        agency="na_cang",
    ),
    Official(
        slug="nc_thoi_viec",
        full_name="Tẩn Thị Mẩy",
        position="Công chức Bộ phận Một cửa",
        agency="na_cang",
    ),
    Official(
        slug="nc_vua_het_han",
        full_name="Phùng A Lử",
        position="Công chức Tư pháp - Hộ tịch",
        agency="na_cang",
        term=Term.EXPIRED_LATELY,
    ),
    # The local rules of Vĩnh Long accept addresses of one domain alone (see `issue_officials.SECOND_PROVINCE`).
    Official(
        slug="vl_gia_han",
        full_name="Thạch Thị Lan",
        position="Công chức Văn phòng - Thống kê",
        agency="rach_dua",
        term=Term.DAYS_75,
        email="gia.dinh.05@vinhlong.gov.vn",
    ),
)
