"""What a local text wants said to people is said where they work, and nowhere else."""

import pytest

from directory.domain.roles import Role
from tests import world


@pytest.mark.django_db
@pytest.mark.parametrize(("overlay", "said"), [("ninh_thuan_2017", True), ("vinh_long_2020", False), ("", False)])
def test_a_case_says_where_a_printed_copy_has_no_force(overlay: str, said: bool) -> None:
    agency = world.make_agency("UBND xã Phước Dinh", overlay=overlay)
    clerk = world.make_user("Đàng Thị Soạn", Role.CLERK, agency=agency)
    dossier = world.make_dossier(agency, by=clerk, overlay=overlay)
    page = world.client_of(clerk).get(f"/ho-so/{dossier.public_id}/").content.decode()
    assert ("không có giá trị pháp lý: gửi chính tệp đã ký" in page) is said
    assert ("Điều 4 khoản 1 Quyết định số 42/2017/QĐ-UBND" in page) is said
