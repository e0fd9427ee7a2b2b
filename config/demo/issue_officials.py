"""Invented officials for whom first certificates are asked for, and those at work with them in the second province.

Nobody here has a certificate in force: they never had one, or it expired or was revoked. `issue_cases` uses some of
them; `thuebaocho`, `nc_moi_dan_van` and `vl_moi_dia_chinh` stay free for whoever tries out a request.
"""

from config.demo.hints import CONTACT_HINT
from config.demo.shapes import Official
from config.demo.terms import Term
from directory.domain.roles import Role
from tokens.models import Token

State = Token.State

NEW_SUBSCRIBERS: tuple[Official, ...] = (
    Official(
        slug="thuebaomoi",
        full_name="Vàng Thị Mai",
        position="Công chức Tư pháp - Hộ tịch",
        agency="na_cang",
        roles=(Role.SUBSCRIBER,),
        term=None,
        hint="Thuê bao mới: xã đã bàn giao thiết bị, xác nhận đã nhận hoặc báo chưa nhận được.",
    ),
    Official(
        slug="thuebaosim",
        full_name="Lường Văn Tâm",
        position="Phó Trưởng phòng Văn hóa - Xã hội",
        agency="na_cang",
        roles=(Role.SUBSCRIBER,),
        term=None,
        hint="Thuê bao dùng SIM PKI: xác nhận đã dùng được chữ ký số.",
    ),
    Official(
        slug="thuebaocho",
        full_name="Chẻo Thị Hoa",
        position="Công chức Văn phòng - Thống kê",
        agency="na_cang",
        roles=(Role.SUBSCRIBER,),
        term=None,
        hint="Chưa có chứng thư: để văn phòng xã lập đề nghị cấp mới (Mẫu 01) rồi theo dõi dòng của mình.",
    ),
)

WITHOUT_CERTIFICATE: tuple[Official, ...] = tuple(
    Official(slug=slug, full_name=name, position=position, agency=agency, managing=managing, term=None)
    for slug, name, position, agency, managing in (
        ("nc_moi_dan_van", "Khoàng A Pó", "Công chức Lao động - Xã hội", "na_cang", ""),
        ("nc_moi_dia_chinh", "Đèo Văn Hặc", "Công chức Địa chính - Xây dựng", "na_cang", ""),
        ("nc_moi_ke_toan", "Lò Thị Xuyến", "Công chức Tài chính - Kế toán", "na_cang", ""),
        ("nc_moi_van_hoa", "Giàng Thị Chư", "Công chức Văn hóa - Xã hội", "na_cang", ""),
        ("nc_moi_tu_phap", "Phan Văn Lả", "Công chức Tư pháp - Hộ tịch", "na_cang", ""),
        ("nc_moi_quan_su", "Sìn Văn Dền", "Phó Chỉ huy trưởng Ban Chỉ huy quân sự", "na_cang", ""),
        ("nc_moi_noi_vu", "Mào Thị Inh", "Công chức Văn phòng - Nội vụ", "na_cang", ""),
        ("nc_moi_mot_cua", "Tẩn Mí Sai", "Công chức Bộ phận Một cửa", "na_cang", ""),
        ("nc_moi_kinh_te", "Vừ A Lềnh", "Chuyên viên Phòng Kinh tế", "na_cang_kinh_te", "na_cang"),
        ("nc_moi_thuy_loi", "Hù Thị Pa", "Chuyên viên Phòng Kinh tế", "na_cang_kinh_te", "na_cang"),
        ("nc_moi_y_te", "Pờ Thị Nhung", "Công chức Văn hóa - Xã hội", "na_cang", ""),
        ("stc_moi_gia", "Hoàng Minh Châu", "Chuyên viên Phòng Quản lý giá", "so_tai_chinh", ""),
        ("stc_moi_tin_hoc", "Lê Anh Quân", "Chuyên viên Phòng Tin học thống kê", "so_tai_chinh", ""),
    )
)

# Their old certificates are named in the request for a new one.
AFTER_AN_OLD_ONE: tuple[Official, ...] = (
    Official(
        slug="nc_cu_het_han",
        full_name="Ly A Chinh",
        position="Công chức Địa chính - Nông nghiệp",
        agency="na_cang",
        term=Term.EXPIRED,
        device_state=State.RETURNED,
    ),
    Official(
        slug="nc_cu_thu_hoi",
        full_name="Thào Thị Sua",
        position="Công chức Văn phòng - Nội vụ",
        agency="na_cang",
        term=Term.REVOKED,
        device_state=State.LOST,
    ),
)

# The local rules of Vĩnh Long accept addresses of one domain alone; "gia.dinh" is nobody's name there.
SECOND_PROVINCE: tuple[Official, ...] = (
    Official(
        slug="vl_daumoi",
        full_name="Ngô Thị Kiều",
        position="Công chức phụ trách công nghệ thông tin",
        agency="rach_dua",
        roles=(Role.CONTACT_OFFICER,),
        hint=CONTACT_HINT,
    ),
    *(
        Official(
            slug=slug,
            full_name=name,
            position=position,
            agency="rach_dua",
            term=None,
            email=f"gia.dinh.{number:02d}@vinhlong.gov.vn",
        )
        for number, (slug, name, position) in enumerate(
            (
                ("vl_moi_ke_toan", "Sơn Thị Hạnh", "Công chức Tài chính - Kế toán"),
                ("vl_moi_van_hoa", "Lê Văn Phước", "Công chức Văn hóa - Xã hội"),
                ("vl_moi_tu_phap", "Trần Thị Tuyết", "Công chức Tư pháp - Hộ tịch"),
                ("vl_moi_dia_chinh", "Danh Hoàng Nhân", "Công chức Địa chính - Nông nghiệp"),
            ),
            start=1,
        )
    ),
)

# Certificates that come to their end: told in the digest of expiring certificates at each of its levels.
COMING_TO_THEIR_END: tuple[Official, ...] = tuple(
    Official(slug=slug, full_name=name, position=position, agency="na_cang", term=term)
    for slug, name, position, term in (
        ("nc_con_120_ngay", "Hảng A Dơ", "Công chức Địa chính - Xây dựng", Term.DAYS_120),
        ("nc_con_75_ngay", "Lò Văn Ngoan", "Công chức Tài chính - Kế toán", Term.DAYS_75),
        ("nc_con_52_ngay", "Vàng Văn Dính", "Công chức Lao động - Xã hội", Term.DAYS_52),
        ("nc_con_44_ngay", "Sùng A Vàng", "Công chức Văn hóa - Xã hội", Term.DAYS_44),
        ("nc_con_34_ngay", "Chang Thị Sơn", "Công chức Tư pháp - Hộ tịch", Term.DAYS_34),
    )
)

IN_ISSUE_CASES: tuple[Official, ...] = (
    *NEW_SUBSCRIBERS,
    *WITHOUT_CERTIFICATE,
    *AFTER_AN_OLD_ONE,
    *SECOND_PROVINCE,
    *COMING_TO_THEIR_END,
)
