"""Where a profile says that the product keeps the register of documents, it gives numbers and times itself.

Lai Châu Điều 15.6 takes times from the agency's document system, so this is off unless a profile turns it on.
"""

from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from directory.models import Agency
from requests_workflow.engine.decide import Decision
from requests_workflow.engine.transition import Facts
from requests_workflow.models import DocumentRegister, Dossier
from requests_workflow.services.act_input import ActInput
from requests_workflow.services.errors import known

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")
NUMBERING = {"assign_number", "assign_refusal_number"}


def from_register(*, decision: Decision, facts: Facts, dossier: Dossier, given: ActInput, now: datetime) -> ActInput:
    """`given` completed by the product's own register; unchanged where the agency's document system is the register.

    Must run inside the transaction of the act: a number that was taken for an act that fails is given back.
    """
    transition = decision.transition
    if not (decision.allowed and transition.register_act and facts.profile.product_keeps_register.value):
        return given
    if transition.name in NUMBERING:
        body = known(dossier.recipient) if transition.name == "assign_refusal_number" else dossier.managing_agency
        today = now.astimezone(VIETNAM).date()
        number = given.number or str(next_number(agency=body, year=today.year))
        return replace(given, number=number, document_date=given.document_date or today)
    return replace(
        given,
        legal_at=given.legal_at or now,
        channel=given.channel or Dossier.Channel.OWN_REGISTER,
        channel_code=given.channel_code or dossier.code,
    )


def next_number(*, agency: Agency, year: int) -> int:
    """The next outgoing number of the agency in that year, from 1, without gaps (NĐ 30/2020 Điều 15)."""
    register, _ = DocumentRegister.objects.select_for_update().get_or_create(agency=agency, year=year)
    register.last_number += 1
    register.save(update_fields=["last_number"])
    return register.last_number
