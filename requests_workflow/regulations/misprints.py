"""What the sources print wrong or leave out, so that a reader who compares is not misled; told on /can-cu-phap-ly/."""

from dataclasses import dataclass

from requests_workflow.engine.clauses import Clause
from requests_workflow.regulations.instruments import (
    LAI_CHAU_2025,
    NINH_BINH_CITY_2018,
    NINH_THUAN_2017,
    TAN_UYEN_2024,
    VINH_LONG_2020,
)


@dataclass(frozen=True)
class Misprint:
    """`printed` is what the source says, `right` what it should say or what the reader needs to know."""

    clause: Clause
    printed: str
    right: str


MISPRINTS = (
    Misprint(
        Clause(VINH_LONG_2020, "Căn cứ"),
        "Nghị định số 30/2020/NĐ-CP, ngày 03/3/2020",
        "Nghị định số 30/2020/NĐ-CP ban hành ngày 05/3/2020.",
    ),
    Misprint(
        Clause(VINH_LONG_2020, "Căn cứ"),
        "Quyết định số 28/2018/QĐ-TTg, ngày 12/12/2018 của Chính phủ",
        "Quyết định số 28/2018/QĐ-TTg ngày 12/7/2018 của Thủ tướng Chính phủ.",
    ),
    Misprint(
        Clause(VINH_LONG_2020, "Điều 5 khoản 1 điểm c"),
        "nghĩa vụ, trách nhiệm theo quy định tại Điều 12",
        "Trách nhiệm của thuê bao ở Điều 13; Điều 12 là trách nhiệm của Sở Tài chính.",
    ),
    Misprint(
        Clause(VINH_LONG_2020, "Điều 15 khoản 3"),
        "các thủ tục tại Điều 7",
        "Các thủ tục ở Điều 5; Điều 7 là kiểm tra hiệu lực chứng thư số.",
    ),
    Misprint(
        Clause(LAI_CHAU_2025, "Điều 2"),
        "“quy định tại khoản 1, 2, 3, 4, 5 Điều này”",
        "Các đoạn của Điều 2 không đánh số; khoản 1–5 là năm đoạn đầu.",
    ),
    Misprint(
        Clause(LAI_CHAU_2025, "Điều 3 khoản 1"),
        "đoạn thứ nhất không có số, đoạn thứ hai là khoản 2",
        "Hệ thống viện dẫn đoạn thứ nhất là khoản 1.",
    ),
    Misprint(
        Clause(LAI_CHAU_2025, "Điều 18"),
        "Sở Thông tin và Truyền thông; cấp huyện",
        "Nay là Sở Khoa học và Công nghệ; không còn cấp huyện từ 01/7/2025.",
    ),
    Misprint(
        Clause(NINH_THUAN_2017, "Quyết định"),
        "đoạn về nơi thi hành không có “Điều 3”",
        "Đoạn này nằm ngay sau Điều 2 của Quyết định.",
    ),
    Misprint(
        Clause(NINH_BINH_CITY_2018, "Điều 7 khoản 2 điểm c"),
        "Nghị định số 43/2011/NĐ-CP",
        "Đã được thay bằng Nghị định số 42/2022/NĐ-CP ngày 24/6/2022.",
    ),
    Misprint(
        Clause(TAN_UYEN_2024, "mục 8"),
        "số thứ tự đi từ 6 đến 8, không có mục 7",
        "Hệ thống viện dẫn “mục 8” như in.",
    ),
    Misprint(
        Clause(TAN_UYEN_2024, "mục 1 điểm a"),
        "“Trực liên thông văn bản quốc gia”",
        "Trục liên thông văn bản quốc gia.",
    ),
)
