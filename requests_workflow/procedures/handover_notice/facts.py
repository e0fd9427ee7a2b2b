"""What the guards of Mẫu 07 may know about a notice."""

from dataclasses import dataclass

from requests_workflow.procedures.outgoing_document.facts import DocumentFacts


@dataclass(frozen=True, kw_only=True)
class HandoverNoticeFacts(DocumentFacts):
    """Facts of one notice; its rows follow the notice and have no acts of their own."""

    rows_without_certificate: tuple[str, ...] = ()  # names whose certificate is not in the register
    rows_not_handed_over: tuple[str, ...] = ()  # names whose device is no longer with them on record
