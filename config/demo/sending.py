"""A request to the provider on its way out: signed, numbered, sealed and sent, with its copy to the department."""

from datetime import date

from config.demo.acting import Acting
from requests_workflow.models import Dossier
from requests_workflow.services.act_input import ActInput

CLERK = "vanphong"


class Sending:
    """Sends what was drafted; the clock is that of `acting`, days are working days before the day of loading."""

    def __init__(self, acting: Acting) -> None:
        self.acting = acting

    def day(self, ago: int, hour: int, minute: int = 0) -> date:
        """Sets the clock to an hour of the `ago`-th working day before today; returns that day."""
        day = self.acting.working_day(before=self.acting.today, count=ago)
        self.acting.on(day, hour, minute)
        return day

    def by_commune(self, dossier: Dossier, *, number: str) -> Dossier:
        """Signature, number, seal and sending to the provider by xã Nà Cang, today."""
        dossier = self.acting.act(dossier, "submit_to_leader", by=CLERK)
        dossier = self.acting.sign(dossier, "sign", by="chutich")
        return self.numbered_sealed_sent(dossier, by="vanthu", number=number)

    def to_department(self, dossier: Dossier, *, number: str, ago: int) -> Dossier:
        """Sent by xã Rạch Dừa today, and taken in by its department `ago` working days before the day of loading."""
        dossier = self.acting.act(dossier, "submit_to_leader", by="vl_vanphong")
        dossier = self.acting.sign(dossier, "sign", by="vl_chutich")
        dossier = self.numbered_sealed_sent(dossier, by="vl_vanthu", number=number, channel="qlvb")
        self.day(ago, 9)
        given = ActInput(legal_at=self.acting.clock, incoming_number=f"7{number}", files=self.acting.files())
        dossier = self.acting.act(dossier, "receive_at_department", by="vl_canboso", given=given)
        self.acting.verify_received()
        return dossier

    def forwarded(self, dossier: Dossier, *, code: str, ago: int) -> Dossier:
        """The department of the second province has sent it on to the provider."""
        self.day(ago, 9)
        given = self.acting.sent(channel="dichvucong", code=code)
        return self.acting.act(dossier, "forward", by="vl_canboso", given=given)

    def numbered_sealed_sent(self, dossier: Dossier, *, by: str, number: str, channel: str = "dichvucong") -> Dossier:
        """Numbered and dated today, sealed by the văn thư `by`, sent."""
        day = self.acting.clock.date()
        dossier = self.acting.act(dossier, "assign_number", by=by, given=ActInput(number=number, document_date=day))
        dossier = self.acting.sign(dossier, "seal", by=by)
        given = self.acting.sent(channel=channel, code=f"{channel.upper()}-{day:%Y}-{number}")
        return self.acting.act(dossier, "send", by=by, given=given)

    def copy(self, dossier: Dossier, *, ago: int, acknowledged: int, by: str = "vanthu") -> None:
        """The department's copy left in the afternoon, and is in its incoming register."""
        self.day(ago, 15)
        sent = ActInput(channel="qlvb", channel_code=f"SAO-{dossier.number}", legal_at=self.acting.clock)
        self.acting.act(dossier, "record_copy_sent", by=by, given=sent)
        self.day(acknowledged, 8)
        arrived = ActInput(legal_at=self.acting.clock, incoming_number=f"9{dossier.number}")
        self.acting.act(dossier, "acknowledge_copy", by="canboso", given=arrived)
