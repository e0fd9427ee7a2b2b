"""Every clause of the five local texts and of NĐ 68/2024, as their texts number them; the matrix has a row for each.

Where a text leaves out a number (the first point of Điều 3 of Lai Châu) its place in the list counts. The articles of
NĐ 68/2024 are listed as finely as they are known.
"""

from collections.abc import Mapping
from types import MappingProxyType

from requests_workflow.regulations.instruments import (
    LAI_CHAU_2025,
    ND_68_2024,
    NINH_BINH_CITY_2018,
    NINH_THUAN_2017,
    TAN_UYEN_2024,
    VINH_LONG_2020,
)
from requests_workflow.regulations.locators import expand

CLAUSES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        ND_68_2024: expand("""
            Điều 1
            Điều 2: khoản 1-3
            Điều 3
            Điều 3: khoản 1
            Điều 4
            Điều 5
            Điều 6
            Điều 7: khoản 1-7
            Điều 8
            Điều 9: khoản 1-4
            Điều 10: khoản 1-3
            Điều 11 khoản 1: điểm a-c
            Điều 11: khoản 2
            Điều 12
            Điều 13
            Điều 14
            Điều 15 khoản 1: điểm a-b
            Điều 15: khoản 2-3
            Điều 16
            Điều 17 khoản 1: điểm a-d
            Điều 17 khoản 2: điểm b-c
            Điều 17 khoản 3: điểm b
            Điều 17 khoản 4: điểm b
            Điều 18
            Điều 19
            Điều 20
            Điều 21
            Điều 22: khoản 1-3
            Điều 23-27
            Điều 28
            Điều 29: khoản 1-5
            Điều 30
            Điều 31 khoản 1: điểm a-c
            Điều 31: khoản 2
            Điều 32
            Điều 33
            Điều 34
            Điều 35-36
            Điều 37
            Điều 38
            Điều 39
            Điều 40
            Mẫu số 01 Phụ lục
            Mẫu số 02 Phụ lục
            Mẫu số 03 Phụ lục
            Mẫu số 04 Phụ lục
            Mẫu số 05 Phụ lục
            Mẫu số 06 Phụ lục
            Mẫu số 07 Phụ lục
            Mẫu số 08 Phụ lục
            Mẫu số 09 Phụ lục
        """),
        LAI_CHAU_2025: expand("""
            Điều 1
            Điều 2
            Điều 3: khoản 1-2
            Điều 4: khoản 1-4
            Điều 5: khoản 1-3
            Điều 6: khoản 1-2
            Điều 7 khoản 1: điểm a-b
            Điều 7 khoản 2: điểm a-b
            Điều 8: khoản 1-2
            Điều 9
            Điều 10: khoản 1-5
            Điều 11
            Điều 12
            Điều 13: khoản 1
            Điều 13 khoản 2: điểm a-b
            Điều 13: khoản 3
            Điều 14
            Điều 15 khoản 1: điểm a-b
            Điều 15: khoản 2-3
            Điều 15 khoản 4: điểm a-b
            Điều 15 khoản 5: điểm a-b
            Điều 15: khoản 6
            Điều 16 khoản 1 điểm a: bước 1-3
            Điều 16 khoản 1 điểm b: bước 1-2
            Điều 16 khoản 1 điểm c: bước 1-3
            Điều 16: khoản 2
            Điều 16 khoản 3: điểm a-b
            Điều 17: khoản 1-3
            Điều 18: khoản 1-4
            Điều 19: khoản 1-3
            Điều 20
            Điều 21: khoản 1-4
            Điều 22: khoản 1-5
            Điều 23: khoản 1-2
        """),
        VINH_LONG_2020: expand("""
            Căn cứ
            Quyết định: Điều 1-3
            Điều 1: khoản 1-2
            Điều 2: khoản 1-3
            Điều 3
            Điều 4: khoản 1-4
            Điều 5 khoản 1: điểm a-c
            Điều 5: khoản 2
            Điều 5 khoản 3: điểm a-c
            Điều 6
            Điều 7
            Điều 8: khoản 1-8
            Điều 9: khoản 1-7
            Điều 10: khoản 1-2
            Điều 11: khoản 1-3
            Điều 12
            Điều 13: khoản 1-5
            Điều 14: khoản 1-4
            Điều 15: khoản 1-4
            Điều 16: khoản 1-2
        """),
        NINH_BINH_CITY_2018: expand("""
            Căn cứ
            Quyết định: Điều 1-3
            Điều 1
            Điều 2
            Điều 3: khoản 1-4
            Điều 4: khoản 1-3
            Điều 5: khoản 1-2
            Điều 6 khoản 1: điểm a-b
            Điều 6: khoản 2-3
            Điều 7 khoản 1: điểm a-g
            Điều 7 khoản 2: điểm a-c
            Điều 7: khoản 3
            Điều 8: khoản 1
            Điều 8 khoản 2: điểm a-c
            Điều 9 khoản 1: điểm a-b
            Điều 9 khoản 2: điểm a-b
            Điều 10 khoản 1: điểm a-d
            Điều 10 khoản 2: điểm a-đ
            Điều 10: khoản 3
            Điều 11: khoản 1-3
            Điều 12: khoản 1-4
            Điều 13
            Điều 14: khoản 1-2
            Điều 15: khoản 1-3
            Điều 16: khoản 1-7
            Điều 17 khoản 1: điểm a-h
            Điều 17 khoản 2: điểm a-đ
            Điều 17 khoản 3: điểm a-đ
            Điều 17 khoản 4: điểm a-d
            Điều 18
            Điều 19
        """),
        NINH_THUAN_2017: expand("""
            Căn cứ
            Quyết định: Điều 1-2
            Điều 1: khoản 1-2
            Điều 2: khoản 1-10
            Điều 3: khoản 1-4
            Điều 4: khoản 1
            Điều 4 khoản 2: điểm a-c
            Điều 5: khoản 1-4
            Điều 6: khoản 1-6
            Điều 7
            Điều 8
            Điều 9: khoản 1-2
            Điều 10: khoản 1-3
            Điều 11 khoản 1: điểm a-d
            Điều 11: khoản 2
            Điều 12 khoản 1: điểm a-d
            Điều 12 khoản 2: điểm a-b
            Điều 13: khoản 1-2
            Điều 14: khoản 1-4
            Điều 15: khoản 1-6
            Điều 16: khoản 1-6
            Điều 17: khoản 1-5
            Điều 18: khoản 1-4
            Điều 19: khoản 1-2
            Điều 20: khoản 1-2
        """),
        TAN_UYEN_2024: expand("""
            Căn cứ
            mục 1: điểm a-b
            mục 2
            mục 3 điểm a: cho cá nhân | cho cơ quan, tổ chức | cho thiết bị, dịch vụ, phần mềm | tiếp nhận, bàn giao
            mục 3: điểm b
            mục 4: gạch đầu dòng 1-3
            mục 5: đoạn 1 | gạch đầu dòng 1-2
            mục 6: đoạn 1 | Mẫu số 05 | bàn giao lại | 05 ngày làm việc | thất lạc
            mục 8: đoạn 1-4
            Lưu ý
            Đầu mối hướng dẫn
        """),
    }
)
