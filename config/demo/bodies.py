"""The bodies of the demo under today's law; what the reorganisations of 2025 ended is kept as history.

Contact data of the provider and of Lai Châu's department are those printed in Điều 7 of the Lai Châu draft of 2025.
Communes are invented and say so in their names.
"""

from datetime import date

from config.demo.shapes import Body, DatedName, GivenFunction, Succession
from directory.models import Agency, AgencyFunction

Kind = Agency.Kind
Function = AgencyFunction.Function
LAI_CHAU_RULES = "lai_chau_2025"
VINH_LONG_RULES = "vinh_long_2020"
PROVINCIAL_RULES = {"lai_chau": LAI_CHAU_RULES, "vinh_long": VINH_LONG_RULES}
REFORM = "Sắp xếp đơn vị hành chính, bỏ cấp huyện từ 01/7/2025 (chưa đối chiếu số văn bản)"
MERGER = "Sắp xếp đơn vị hành chính cấp tỉnh từ 01/7/2025 (chưa đối chiếu số văn bản)"
NEW_DEPARTMENTS = "Hợp nhất cơ quan chuyên môn cấp tỉnh, tháng 3/2025 (chưa đối chiếu số văn bản)"
LAST_DAY_OF_DISTRICTS = date(2025, 6, 30)
FIRST_DAY_OF_COMMUNES = date(2025, 7, 1)
FIRST_DAY_OF_SCIENCE = date(2025, 3, 1)
LAST_DAY_OF_INFORMATION = date(2025, 2, 28)


def _commune(*, slug: str, name: str, place: str, province: str, parent: str, overlay: str = "") -> Body:
    return Body(
        slug=slug,
        kind=Kind.PEOPLE_COMMITTEE,
        name=f"Ủy ban nhân dân {name} (giả định)",
        short_name=f"UBND {name} (giả định)",
        abbreviation="UBND-VP",
        province=province,
        place=place,
        valid_from=FIRST_DAY_OF_COMMUNES,
        parent=parent,
        address=f"Trung tâm {name} (giả định), tỉnh {province}",
        mailbox=slug.replace("_", ""),
        overlay=overlay,
        fictional=True,
    )


def _province(*, slug: str, name: str, valid_from: date, code: str = "", valid_to: date | None = None) -> Body:
    return Body(
        slug=slug,
        kind=Kind.PEOPLE_COMMITTEE,
        name=f"Ủy ban nhân dân tỉnh {name}",
        short_name=f"UBND tỉnh {name}",
        abbreviation="UBND-VP",
        province=name,
        place=name,
        valid_from=valid_from,
        valid_to=valid_to,
        exchange_code=code,
        mailbox="ubnd",
        overlay=PROVINCIAL_RULES.get(slug, ""),
    )


def _science(*, slug: str, province: str, parent: str, since: date, **more: str) -> Body:
    """A department that was named Sở Thông tin và Truyền thông until 28/02/2025."""
    return Body(
        slug=slug,
        kind=Kind.DEPARTMENT,
        name=f"Sở Khoa học và Công nghệ tỉnh {province}",
        short_name=f"Sở KH&CN {province}",
        abbreviation="SKHCN-CĐS",
        province=province,
        place=province,
        valid_from=since,
        parent=parent,
        mailbox="sokhcn",
        names=(
            DatedName(f"Sở Thông tin và Truyền thông tỉnh {province}", "STTTT", since, LAST_DAY_OF_INFORMATION),
            DatedName(
                f"Sở Khoa học và Công nghệ tỉnh {province}", "SKHCN", FIRST_DAY_OF_SCIENCE, legal_ref=NEW_DEPARTMENTS
            ),
        ),
        **more,  # type: ignore[arg-type]  # text fields of Body only
    )


_GOVERNMENT = Body(
    slug="ban_co_yeu",
    kind=Kind.OTHER,
    name="Ban Cơ yếu Chính phủ",
    short_name="Ban Cơ yếu Chính phủ",
    abbreviation="BCY",
    province="Hà Nội",
    place="Hà Nội",
    valid_from=date(2006, 1, 1),
)
_PROVIDER = Body(
    slug="cuc",
    kind=Kind.PROVIDER,
    name="Cục Chứng thực số và Bảo mật thông tin",
    short_name="Cục CTS&BMTT",
    abbreviation="CTSBMTT",
    province="Hà Nội",
    place="Hà Nội",
    valid_from=date(2006, 1, 1),
    parent="ban_co_yeu",
    address="Số Lô CN27A, Khu công nghệ cao Hòa Lạc, Hà Nội",
    phone="024.3773.8668",
    exchange_code="G11.07.05",
    mailbox="ca",
)
_FINANCE = Body(
    slug="so_tai_chinh",
    kind=Kind.DEPARTMENT,
    name="Sở Tài chính tỉnh Lai Châu",
    short_name="Sở Tài chính Lai Châu",
    abbreviation="STC-VP",
    province="Lai Châu",
    place="Lai Châu",
    valid_from=date(2004, 1, 1),
    parent="lai_chau",
    mailbox="sotaichinh",
    overlay=LAI_CHAU_RULES,
    unit_head_step=True,
    format_check_step=True,
)
_TAN_UYEN = Body(
    slug="tan_uyen",
    kind=Kind.PEOPLE_COMMITTEE,
    name="Ủy ban nhân dân huyện Tân Uyên",
    short_name="UBND huyện Tân Uyên",
    abbreviation="UBND-VP",
    province="Lai Châu",
    place="Tân Uyên",
    valid_from=date(2008, 10, 30),
    valid_to=LAST_DAY_OF_DISTRICTS,
    parent="lai_chau",
    overlay=LAI_CHAU_RULES,
)
_ECONOMY_DIVISION = Body(
    slug="na_cang_kinh_te",
    kind=Kind.DIVISION,
    name="Phòng Kinh tế xã Nà Cang (giả định)",
    short_name="Phòng Kinh tế xã Nà Cang (giả định)",
    abbreviation="PKT",
    province="Lai Châu",
    place="Nà Cang",
    valid_from=FIRST_DAY_OF_COMMUNES,
    parent="na_cang",
    overlay=LAI_CHAU_RULES,
    sealed=False,
    fictional=True,
)
_NINH_BINH_CITY = Body(
    slug="tp_ninh_binh",
    kind=Kind.PEOPLE_COMMITTEE,
    name="Ủy ban nhân dân thành phố Ninh Bình",
    short_name="UBND TP Ninh Bình",
    abbreviation="UBND-VP",
    province="Ninh Bình",
    place="TP. Ninh Bình",
    valid_from=date(2007, 2, 7),
    valid_to=LAST_DAY_OF_DISTRICTS,
    parent="ninh_binh",
)
_NINH_THUAN_DEPARTMENT = Body(
    slug="so_ninh_thuan",
    kind=Kind.DEPARTMENT,
    name="Sở Khoa học và Công nghệ tỉnh Ninh Thuận",
    short_name="Sở KH&CN Ninh Thuận",
    abbreviation="SKHCN-CĐS",
    province="Ninh Thuận",
    place="Ninh Thuận",
    valid_from=date(2008, 1, 1),
    valid_to=LAST_DAY_OF_DISTRICTS,
    parent="ninh_thuan",
    names=(
        DatedName("Sở Thông tin và Truyền thông tỉnh Ninh Thuận", "STTTT", date(2008, 1, 1), LAST_DAY_OF_INFORMATION),
        DatedName(
            "Sở Khoa học và Công nghệ tỉnh Ninh Thuận",
            "SKHCN",
            FIRST_DAY_OF_SCIENCE,
            LAST_DAY_OF_DISTRICTS,
            NEW_DEPARTMENTS,
        ),
    ),
)
_KHANH_HOA_DEPARTMENT = Body(
    slug="so_khanh_hoa",
    kind=Kind.DEPARTMENT,
    name="Sở Khoa học và Công nghệ tỉnh Khánh Hòa",
    short_name="Sở KH&CN Khánh Hòa",
    abbreviation="SKHCN-CĐS",
    province="Khánh Hòa",
    place="Khánh Hòa",
    valid_from=FIRST_DAY_OF_SCIENCE,
    parent="khanh_hoa",
)

BODIES: tuple[Body, ...] = (
    _GOVERNMENT,
    _PROVIDER,
    _province(slug="lai_chau", name="Lai Châu", valid_from=date(2004, 1, 1), code="H35"),
    _science(
        slug="so_khcn",
        province="Lai Châu",
        parent="lai_chau",
        since=date(2008, 1, 1),
        address="Tầng 7, nhà D, Trung tâm Hành chính - Chính trị tỉnh, phường Tân Phong, tỉnh Lai Châu",
        phone="02133.791.558",
        exchange_code="H35.6",
        overlay=LAI_CHAU_RULES,
    ),
    _FINANCE,
    _TAN_UYEN,
    _commune(
        slug="na_cang",
        name="xã Nà Cang",
        place="Nà Cang",
        province="Lai Châu",
        parent="lai_chau",
        overlay=LAI_CHAU_RULES,
    ),
    _ECONOMY_DIVISION,
    _commune(
        slug="ban_luot",
        name="xã Bản Lướt",
        place="Bản Lướt",
        province="Lai Châu",
        parent="lai_chau",
        overlay=LAI_CHAU_RULES,
    ),
    _province(slug="vinh_long", name="Vĩnh Long", valid_from=date(1992, 5, 5)),
    _science(
        slug="so_khcn_vinh_long",
        province="Vĩnh Long",
        parent="vinh_long",
        since=date(2008, 1, 1),
        overlay=VINH_LONG_RULES,
    ),
    _commune(
        slug="rach_dua",
        name="xã Rạch Dừa",
        place="Rạch Dừa",
        province="Vĩnh Long",
        parent="vinh_long",
        overlay=VINH_LONG_RULES,
    ),
    _province(slug="ninh_binh", name="Ninh Bình", valid_from=date(1992, 4, 1)),
    _NINH_BINH_CITY,
    _commune(slug="hoa_tien", name="phường Hoa Tiên", place="Hoa Tiên", province="Ninh Bình", parent="ninh_binh"),
    _province(slug="ninh_thuan", name="Ninh Thuận", valid_from=date(1992, 4, 1), valid_to=LAST_DAY_OF_DISTRICTS),
    _NINH_THUAN_DEPARTMENT,
    _province(slug="khanh_hoa", name="Khánh Hòa", valid_from=date(1989, 7, 1)),
    _KHANH_HOA_DEPARTMENT,
)

FUNCTIONS: tuple[GivenFunction, ...] = (
    GivenFunction(
        "cuc",
        Function.PROVIDER,
        "",
        date(2024, 8, 15),
        "Nghị định 68/2024/NĐ-CP; Điều 7 khoản 1 Quy chế Lai Châu 2025 (dự thảo)",
    ),
    GivenFunction(
        "so_khcn",
        Function.DELEGATED_DEPARTMENT,
        "lai_chau",
        date(2025, 1, 1),
        "Điều 7 khoản 2 Quy chế Lai Châu 2025 (dự thảo)",
    ),
    GivenFunction(
        "so_khcn_vinh_long",
        Function.DELEGATED_DEPARTMENT,
        "vinh_long",
        date(2020, 12, 28),
        "Điều 6 Quy chế ban hành kèm theo Quyết định 35/2020/QĐ-UBND tỉnh Vĩnh Long",
    ),
)

SUCCESSIONS: tuple[Succession, ...] = (
    Succession("tan_uyen", "na_cang", FIRST_DAY_OF_COMMUNES, REFORM),
    Succession("tan_uyen", "ban_luot", FIRST_DAY_OF_COMMUNES, REFORM),
    Succession("tp_ninh_binh", "hoa_tien", FIRST_DAY_OF_COMMUNES, REFORM),
    Succession("ninh_thuan", "khanh_hoa", FIRST_DAY_OF_COMMUNES, MERGER),
    Succession("so_ninh_thuan", "so_khanh_hoa", FIRST_DAY_OF_COMMUNES, MERGER),
)

_MAIL_DOMAINS = {"Lai Châu": "laichau", "Vĩnh Long": "vinhlong", "Hà Nội": "bcy"}


# Taken as official where the demo runs (config.apps), so that its lists are not full of warnings.
MAIL_DOMAINS = frozenset(f"{name}.example" for name in _MAIL_DOMAINS.values())


def mail(*, local: str, province: str) -> str:
    """An address under .example (RFC 2606), which no mail ever reaches; "" where the demo has no people."""
    domain = _MAIL_DOMAINS.get(province)
    return f"{local}@{domain}.example" if domain and local else ""
