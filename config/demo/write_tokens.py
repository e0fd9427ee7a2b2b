"""Devices of the demo and who holds them."""

from datetime import date, datetime, time, timedelta

from certificates.domain.validity import VIETNAM
from certificates.models import Certificate
from config.demo.bodies import FIRST_DAY_OF_COMMUNES
from config.demo.devices import SEALS, SERVICE_DEVICES, STOCK
from config.demo.identity import demo_id
from config.demo.officials import OFFICIALS
from config.demo.shapes import Official
from config.demo.terms import revoked_at
from config.demo.write_certificates import local_day, seal_slug
from directory.models import Agency, Person
from tokens.models import Custody, Token

State = Token.State
INTACT = "Nguyên vẹn, mật khẩu ban đầu niêm phong"
HANDED_OVER = "Bàn giao thiết bị kèm chứng thư"
BY_DECISION = "Giao giữ thiết bị của cơ quan theo quyết định"
STOCKED = "Nhập kho chờ cấp"
TAKEN_BACK = "Thuê bao giao lại thiết bị khi chứng thư hết hạn"
_CODES = {Token.Kind.PKI_TOKEN: "PKI", Token.Kind.HSM: "HSM", Token.Kind.SIM_PKI: "SIM", Token.Kind.OTHER: "TB"}
_MODELS = {Token.Kind.PKI_TOKEN: "eToken 5110", Token.Kind.HSM: "HSM mạng", Token.Kind.SIM_PKI: "SIM PKI"}


class TokenWriter:
    """Writes devices with serial numbers that say TEST, counted in the order of writing."""

    def __init__(
        self,
        *,
        agencies: dict[str, Agency],
        people: dict[str, Person],
        certificates: dict[str, Certificate],
        now: datetime,
    ) -> None:
        self.agencies = agencies
        self.people = people
        self.certificates = certificates
        self.now = now
        self._number = 0

    def write(self) -> None:
        """All devices of the demo."""
        for official in OFFICIALS:
            if official.term is not None:
                self._write_personal(official)
        for seal in SEALS:
            certificate = self.certificates[seal_slug(seal.agency)]
            token = self._token(
                seal_slug(seal.agency), agency=certificate.managing_agency, certificate=certificate, state=State.IN_USE
            )
            Custody.objects.create(
                token=token,
                holder_person=self.people[seal.keeper],
                holder_agency=self.agencies[seal.agency],
                since=_handed_over(certificate),
                condition=INTACT,
                reason=BY_DECISION,
                decision_number=seal.decision_number,
                decision_date=seal.decision_date,
            )
        for device in SERVICE_DEVICES:
            certificate = self.certificates[device.slug]
            token = self._token(
                device.slug,
                agency=certificate.managing_agency,
                certificate=certificate,
                state=device.state,
                kind=device.kind,
            )
            self._hold(token, None, self.agencies[device.agency], _handed_over(certificate))
        for stock in STOCK:
            agency = self.agencies[stock.agency]
            token = self._token(stock.slug, agency=agency, state=State.IN_STOCK)
            keeper = self.people[stock.keeper]
            self._hold(token, keeper, agency, self.now - timedelta(days=90), reason=STOCKED)

    def _write_personal(self, official: Official) -> None:
        certificate = self.certificates[official.slug]
        person = self.people[official.slug]
        state, kind = official.device_state, official.device
        token = self._token(
            official.slug, agency=certificate.managing_agency, certificate=certificate, state=state, kind=kind
        )
        ended = None
        if state == State.LOST:
            ended = revoked_at(today=local_day(self.now))
        elif state == State.RETURNED:
            ended = _morning(local_day(certificate.not_after) + timedelta(days=3))
        self._hold(token, person, person.agency, _handed_over(certificate), until=ended)
        if state == State.RETURNED and ended is not None:
            self._hold(token, None, certificate.managing_agency, ended, reason=TAKEN_BACK)

    def _token(
        self,
        slug: str,
        *,
        state: Token.State,
        kind: Token.Kind = Token.Kind.PKI_TOKEN,
        agency: Agency,
        certificate: Certificate | None = None,
    ) -> Token:
        self._number += 1
        return Token.objects.create(
            public_id=demo_id("token", slug),
            serial_number=f"TEST-{_CODES[kind]}-{self._number:06d}",
            kind=kind,
            model=_MODELS.get(kind, ""),
            subscriber=certificate.subscriber if certificate else None,
            managing_agency=agency,
            certificate=certificate,
            state=state,
        )

    def _hold(
        self,
        token: Token,
        person: Person | None,
        agency: Agency,
        since: datetime,
        *,
        until: datetime | None = None,
        reason: str = HANDED_OVER,
    ) -> None:
        Custody.objects.create(
            token=token,
            holder_person=person,
            holder_agency=agency,
            since=since,
            until=until,
            condition=INTACT,
            reason=reason,
        )


def _handed_over(certificate: Certificate) -> datetime:
    """Three days after the certificate's first day, in office hours, and not before the communes existed."""
    return _morning(max(local_day(certificate.not_before), FIRST_DAY_OF_COMMUNES) + timedelta(days=3))


def _morning(day: date) -> datetime:
    return datetime.combine(day, time(9, 0), VIETNAM)
