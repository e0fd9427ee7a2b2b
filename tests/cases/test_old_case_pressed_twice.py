"""Two presses of the button at a time, on committed rows: an old case is entered once."""

import threading
from datetime import UTC, datetime, timedelta

import pytest
from django.db import OperationalError, connection, transaction

from directory.domain.roles import Role
from requests_workflow.models import Dossier
from requests_workflow.services.errors import InvalidInput
from requests_workflow.services.old_cases import OldCase, OldRow, record_old_case
from tests import world
from tests.cases.driver import SCAN

RECEIVED = datetime(2024, 8, 14, 2, 0, tzinfo=UTC)


@pytest.mark.django_db(transaction=True)
def test_a_second_press_waits_for_the_first():
    province = world.make_agency("UBND tỉnh")
    world.delegate(world.make_agency("Sở KH&CN", parent=province), territory=province)
    commune = world.make_agency("UBND xã Nà Cang", parent=province)
    clerk = world.make_user("Lò Thị Mai", Role.CLERK, agency=commune)
    case = OldCase(
        procedure="token_recovery",
        number="41",
        symbol="UBND-VP",
        document_date=RECEIVED.date(),
        sent_at=RECEIVED,
        received_at=RECEIVED,
        answered_at=RECEIVED + timedelta(days=2),
        outcome="closed",
        rows=(OldRow(cells={"token_serial": "NC-1"}),),
    )
    refused: list[str] = []

    def press() -> Dossier:
        return record_old_case(agency=commune, case=case, proof=SCAN, by=clerk, now=datetime.now(UTC))

    def press_again() -> None:
        try:
            with connection.cursor() as cursor:
                cursor.execute("SET lock_timeout = '500ms'")
            press()
        except OperationalError as error:
            refused.append(str(error))
        finally:
            connection.close()

    with transaction.atomic():
        press()
        thread = threading.Thread(target=press_again)
        thread.start()
        thread.join()
    assert "lock timeout" in refused[0]
    with pytest.raises(InvalidInput, match="đã có ở hồ sơ"):
        press()
    assert Dossier.objects.count() == 1
