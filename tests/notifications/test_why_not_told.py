"""Why nobody was told: letters that failed, how often, and whether they are tried again; of cases and certificates."""

from datetime import timedelta
from smtplib import SMTPRecipientsRefused
from typing import Any

from certificates.models import ExpiryReminder
from directory.models import User
from requests_workflow.selectors.expiry_scope import DIGEST
from requests_workflow.selectors.why_not_told import why_of_dossier
from requests_workflow.selectors.why_of_certificate import why_of_certificate
from requests_workflow.services import outbox
from tests import world
from tests.notifications.test_telling_once import THURSDAY, clerk, say  # noqa: F401  the clerk of these tests too
from tokens.models import DeviceReturn


def test_why_says_how_often_a_letter_failed_and_whether_it_is_tried_again(clerk: User):  # noqa: F811
    assert clerk.person is not None
    dossier = world.make_dossier(clerk.person.agency, by=clerk)
    say(clerk, "1", dossier=dossier, url="")

    def refuse(payload: dict[str, Any]) -> None:
        raise SMTPRecipientsRefused({payload["to"]: (550, b"5.1.1 unknown")})

    def why() -> str:
        return " ".join(line for one in why_of_dossier(dossier=dossier, now=THURSDAY) for line in one.lines)

    outbox.dispatch(senders={"email": refuse}, now=THURSDAY)
    assert "sẽ gửi lại" in why()
    for number in range(1, outbox.REFUSED_TRIES):
        outbox.dispatch(senders={"email": refuse}, now=THURSDAY + number * timedelta(minutes=10))
    said = why()
    assert f"{outbox.REFUSED_TRIES - 3} lần gửi trước không được" in said
    assert said.count("unknown") == 3
    assert "không gửi lại nữa" in said


def test_why_of_a_certificate_names_its_reminders_their_letters_and_the_device_to_give_back(clerk: User):  # noqa: F811
    assert clerk.person is not None
    body = clerk.person.agency
    subscriber = world.make_subscriber(clerk.person)
    certificate = world.make_certificate(subscriber, days_left=20)

    def why() -> str:
        return " ".join(line for one in why_of_certificate(certificate=certificate, now=THURSDAY) for line in one.lines)

    assert "Chưa nhắc ai về chứng thư này." in why()
    say(clerk, "2026-11-19", kind=DIGEST)
    ExpiryReminder.objects.create(
        certificate=certificate, recipient=clerk, level="d5", told_at=THURSDAY, digest_day=THURSDAY.date()
    )

    def away(payload: dict[str, Any]) -> None:
        raise ConnectionError("the mail server is away")

    outbox.dispatch(senders={"email": away}, now=THURSDAY)
    said = why()
    assert "19/11/2026, Lò Thị Mai: còn 2–5 ngày để nộp hồ sơ gia hạn; thư điện tử đến l•••i@nacang.example" in said
    assert "the mail server is away); sẽ gửi lại." in said
    common = {"certificate": certificate, "managing_agency": body, "cause": "revoked", "explanation": {}}
    for serial, settled in (("TRA-1", None), ("TRA-2", THURSDAY)):
        DeviceReturn.objects.create(
            token=world.make_token(serial, subscriber=subscriber),
            starts_at=THURSDAY - timedelta(days=1),
            due_at=THURSDAY + timedelta(days=6),
            clause="Điều 20",
            opened_at=THURSDAY,
            settled_at=settled,
            outcome="returned" if settled else "",
            **common,
        )
    said = why()
    assert "Thiết bị TRA-1: Tính từ 10:00 18/11/2026 đến 10:00 25/11/2026" in said
    assert "Thiết bị TRA-1: Đã qua 50 % thời hạn: chưa đến mức này; khi đến sẽ báo: Lò Thị Mai." in said
    assert "Thiết bị TRA-2: đã xong lúc 10:00 19/11/2026, không báo hạn nữa." in said
