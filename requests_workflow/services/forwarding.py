"""The department as receiving point: it takes the dossier in and sends it on to the provider (Vĩnh Long Điều 8.6)."""

from requests_workflow.services.errors import known
from requests_workflow.services.performance import Performance
from requests_workflow.services.suspending import resume
from requests_workflow.services.verifying import verify_again


def record_arrival(p: Performance) -> None:
    """The department has the dossier; no clock starts, the provider's does when the provider has it."""
    dossier, arrived_at = p.dossier, known(p.given.legal_at)
    dossier.first_received_at = dossier.first_received_at or arrived_at
    dossier.incoming_number = p.given.incoming_number or dossier.incoming_number
    dossier.forwarded_at = None
    if p.by is not None:
        dossier.officer = p.by
    resume(dossier=dossier, at=arrived_at)
    verify_again(dossier=dossier, by=p.by, now=p.now)


def record_forwarding(p: Performance) -> None:
    """When and how it went on to the provider."""
    p.dossier.forwarded_at = p.given.legal_at
    p.dossier.forwarding_channel = p.given.channel
    p.dossier.forwarding_code = p.given.channel_code
