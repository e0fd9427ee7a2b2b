"""The legal documents that the product cites, with their right numbers and dates.

The page /can-cu-phap-ly/ lists them; local rules sometimes misprint a date, so every citation is made from this table.
"""

from dataclasses import dataclass
from datetime import date
from types import MappingProxyType


@dataclass(frozen=True)
class Instrument:
    """A document with legal or internal force.

    `status`: "in_force", "draft", "expired" (its issuer or its base is gone), "replaced", or "internal": a rule of the
    product, not law.
    `issued_on` and `in_force_on` are None where the source prints no full date.
    `evidence`: "V" text read, "R" published transcription, "S" read in full in a local rule, "I" inferred,
    "M" known without its text at hand, "P" the product's own rule. `note` says in Vietnamese what is still to be
    confirmed.
    """

    code: str
    title: str
    number: str
    issued_on: date | None
    in_force_on: date | None
    status: str
    evidence: str = "V"
    note: str = ""

    @property
    def short_name(self) -> str:
        """How a citation names it, e.g. "Nghị định số 68/2024/NĐ-CP"; drafts and internal rules say so."""
        if self.status in {"draft", "internal"}:
            return f"{self.title} ({self.number})"
        if not self.number:
            return self.title
        kind = next((word for word in _SHORT_KINDS if self.title.startswith(word)), self.title)
        return f"{kind} số {self.number}"


# Documents of these kinds are cited by kind and number; a law or a code keeps its name.
_SHORT_KINDS = ("Nghị định", "Nghị quyết", "Thông tư", "Quyết định", "Công văn")

ND_68_2024 = "nd-68-2024"
ND_30_2020 = "nd-30-2020"
ND_130_2018 = "nd-130-2018"
ND_26_2007 = "nd-26-2007"
TT_185_2019 = "tt-185-2019"
LAW_ETRANSACTIONS_2023 = "luat-gddt-2023"
CIVIL_CODE_2015 = "blds-2015"
LABOUR_CODE_2019 = "blld-2019"
LAI_CHAU_2025 = "lai-chau-2025"
TAN_UYEN_2024 = "tan-uyen-2024"
LAI_CHAU_2901_2024 = "lai-chau-2901-2024"
STTTT_1581_2024 = "stttt-1581-2024"
VPCP_12729_2025 = "vpcp-12729-2025"
NQ_80_TW = "nq-80-tw"
QD_28_2018 = "qd-28-2018"
TT_41_2017 = "tt-41-2017"
TT_08_2016 = "tt-08-2016"
ND_23_2025 = "nd-23-2025"
VINH_LONG_2020 = "vinh-long-2020"
NINH_BINH_CITY_2018 = "ninh-binh-city-2018"
NINH_THUAN_2017 = "ninh-thuan-2017"
PRODUCT_RULES = "product-rules"

_ALL = (
    Instrument(
        ND_68_2024,
        "Nghị định quy định về chữ ký số chuyên dùng công vụ",
        "68/2024/NĐ-CP",
        date(2024, 6, 25),
        date(2024, 8, 15),
        "in_force",
        "V",
        "Chưa có nguyên văn Điều 22, nội dung được biết qua quy chế của địa phương. Chưa có bản gốc Mẫu số 01–09.",
    ),
    Instrument(
        ND_30_2020,
        "Nghị định về công tác văn thư",
        "30/2020/NĐ-CP",
        date(2020, 3, 5),
        date(2020, 3, 5),
        "in_force",
        "R",
        "Một số quy chế địa phương in sai ngày ban hành là 03/3/2020.",
    ),
    Instrument(
        ND_130_2018,
        "Nghị định quy định chi tiết thi hành Luật Giao dịch điện tử về chữ ký số và dịch vụ chứng thực chữ ký số",
        "130/2018/NĐ-CP",
        date(2018, 9, 27),
        date(2018, 11, 15),
        "replaced",
        "V",
        "Phần chữ ký số chuyên dùng được thay bằng Nghị định số 68/2024/NĐ-CP từ 15/8/2024.",
    ),
    Instrument(
        ND_26_2007,
        "Nghị định quy định chi tiết thi hành Luật Giao dịch điện tử về chữ ký số và dịch vụ chứng thực chữ ký số",
        "26/2007/NĐ-CP",
        date(2007, 2, 15),
        None,
        "replaced",
        "S",
        "Chỉ biết số, ngày và trích yếu qua căn cứ của quy chế Ninh Thuận.",
    ),
    Instrument(
        TT_185_2019,
        "Thông tư về cung cấp, quản lý, sử dụng dịch vụ chứng thực chữ ký số chuyên dùng Chính phủ",
        "185/2019/TT-BQP",
        date(2019, 12, 4),
        None,
        "replaced",
        "V",
        "Chưa có nguyên văn toàn bộ thông tư; ngày có hiệu lực chưa xác nhận.",
    ),
    Instrument(
        LAW_ETRANSACTIONS_2023,
        "Luật Giao dịch điện tử",
        "20/2023/QH15",
        date(2023, 6, 22),
        date(2024, 7, 1),
        "in_force",
        "V",
        "Ngày thông qua (22/6/2023) cần đối chiếu với bản gốc.",
    ),
    Instrument(
        CIVIL_CODE_2015,
        "Bộ luật Dân sự",
        "91/2015/QH13",
        date(2015, 11, 24),
        date(2017, 1, 1),
        "in_force",
        "M",
        "Điều 147, 148 về cách tính thời hạn: cần đối chiếu với bản gốc.",
    ),
    Instrument(
        LABOUR_CODE_2019,
        "Bộ luật Lao động",
        "45/2019/QH14",
        date(2019, 11, 20),
        date(2021, 1, 1),
        "in_force",
        "M",
        "Điều 111, 112 về ngày nghỉ: cần đối chiếu với bản gốc.",
    ),
    Instrument(
        LAI_CHAU_2025,
        "Quy chế quản lý, sử dụng chữ ký số chuyên dùng công vụ trong cơ quan nhà nước tỉnh Lai Châu",
        "dự thảo năm 2025, chưa có số",
        None,
        None,
        "draft",
        "S",
        "Dự thảo; còn ghi tên Sở Thông tin và Truyền thông và cấp huyện.",
    ),
    Instrument(
        TAN_UYEN_2024,
        "Công văn của UBND huyện Tân Uyên hướng dẫn chữ ký số chuyên dùng công vụ theo Nghị định số 68/2024/NĐ-CP",
        "",
        None,
        date(2024, 8, 15),
        "expired",
        "S",
        "Bản có được không ghi số và ngày (tháng 8 năm 2024). Cấp huyện kết thúc từ 01/7/2025.",
    ),
    Instrument(
        LAI_CHAU_2901_2024,
        "Công văn của UBND tỉnh Lai Châu về triển khai thực hiện Nghị định 68/2024/NĐ-CP",
        "2901/UBND-VX",
        date(2024, 7, 25),
        None,
        "in_force",
        "S",
        "Chỉ biết số, ngày và trích yếu.",
    ),
    Instrument(
        STTTT_1581_2024,
        "Công văn của Sở Thông tin và Truyền thông tỉnh Lai Châu hướng dẫn chữ ký số chuyên dùng công vụ",
        "1581/STTTT-BCVTCNTT",
        date(2024, 8, 1),
        None,
        "in_force",
        "S",
        "Chỉ biết số, ngày và trích yếu.",
    ),
    Instrument(
        VPCP_12729_2025,
        "Công văn của Văn phòng Chính phủ về hoán đổi ngày làm việc dịp Tết Dương lịch 2026",
        "12729/VPCP-KGVX",
        date(2025, 12, 25),
        None,
        "in_force",
        "V",
    ),
    Instrument(
        NQ_80_TW,
        "Nghị quyết của Bộ Chính trị (Ngày Văn hóa Việt Nam 24/11)",
        "80-NQ/TW",
        None,
        None,
        "in_force",
        "V",
        "Văn bản thi hành ngày nghỉ 24/11 chưa tìm thấy; tắt được trong lịch làm việc.",
    ),
    Instrument(
        QD_28_2018,
        "Quyết định về việc gửi, nhận văn bản điện tử giữa các cơ quan trong hệ thống hành chính nhà nước",
        "28/2018/QĐ-TTg",
        date(2018, 7, 12),
        None,
        "in_force",
        "V",
        "Quy chế của Vĩnh Long in sai ngày ban hành là 12/12/2018. Hiệu lực hiện nay cần kiểm tra.",
    ),
    Instrument(
        TT_41_2017,
        "Thông tư quy định sử dụng chữ ký số cho văn bản điện tử trong cơ quan nhà nước",
        "41/2017/TT-BTTTT",
        date(2017, 12, 19),
        date(2018, 2, 5),
        "in_force",
        "V",
        "Chưa xác nhận còn hiệu lực; ưu tiên Điều 29–32 Nghị định số 68/2024/NĐ-CP.",
    ),
    Instrument(
        TT_08_2016,
        "Thông tư quy định về cung cấp, quản lý, sử dụng dịch vụ chứng thực chữ ký số chuyên dùng",
        "08/2016/TT-BQP",
        date(2016, 2, 1),
        None,
        "replaced",
        "R",
        "Chưa có nguyên văn toàn bộ thông tư.",
    ),
    Instrument(
        ND_23_2025,
        "Nghị định về chữ ký điện tử và dịch vụ tin cậy",
        "23/2025/NĐ-CP",
        date(2025, 2, 21),
        date(2025, 4, 10),
        "in_force",
        "V",
        "Điều 1 loại trừ chữ ký số chuyên dùng công vụ: không áp dụng cho chứng thư ở đây.",
    ),
    Instrument(
        VINH_LONG_2020,
        "Quyết định ban hành Quy chế quản lý, sử dụng chứng thư số, chữ ký số tỉnh Vĩnh Long",
        "35/2020/QĐ-UBND",
        date(2020, 12, 15),
        date(2020, 12, 28),
        "in_force",
        "S",
        "Dựa trên Nghị định số 130/2018/NĐ-CP và Thông tư số 185/2019/TT-BQP đã được thay thế.",
    ),
    Instrument(
        NINH_BINH_CITY_2018,
        "Quyết định ban hành Quy chế quản lý, sử dụng chứng thư số và chữ ký số thành phố Ninh Bình",
        "5210/QĐ-UBND",
        date(2018, 12, 26),
        date(2018, 12, 26),
        "expired",
        "S",
        "Cấp thành phố thuộc tỉnh kết thúc từ 01/7/2025.",
    ),
    Instrument(
        NINH_THUAN_2017,
        "Quyết định ban hành Quy chế quản lý, sử dụng chứng thư số, chữ ký số tỉnh Ninh Thuận",
        "42/2017/QĐ-UBND",
        date(2017, 6, 2),
        date(2017, 6, 17),
        "in_force",
        "S",
        "Ninh Thuận sáp nhập vào Khánh Hòa từ 01/7/2025; còn áp dụng trên địa bàn cũ đến khi được thay: cần xác nhận.",
    ),
    Instrument(
        PRODUCT_RULES,
        "Quy tắc kiểm soát nội bộ của hệ thống",
        "không phải quy định pháp luật",
        None,
        None,
        "internal",
        "P",
    ),
)

INSTRUMENTS = MappingProxyType({one.code: one for one in _ALL})


def instrument(code: str) -> Instrument:
    """The instrument with this code. Raises LookupError when nobody registered it."""
    try:
        return INSTRUMENTS[code]
    except KeyError:
        raise LookupError(f"no instrument {code!r}") from None
