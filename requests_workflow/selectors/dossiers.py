"""Dossiers and rows as one user may see them. Views reach objects through here alone; the rest is a 404."""

import uuid
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q, QuerySet

from directory.domain.names import fold
from directory.domain.roles import Role
from directory.models import Agency, Subscriber
from directory.selectors.roles import Actor, prefix_filter
from requests_workflow.models import Document, Dossier, Request
from requests_workflow.procedures.outgoing_document.states import DRAFTING_STATES
from requests_workflow.procedures.registry import ANSWERED_BY_PROVIDER, KINDS
from requests_workflow.regulations.profile import PROVIDER
from requests_workflow.selectors.signing_delegation import signs_by_delegation
from tokens.models import Custody

# While it is being drawn up the paper is the agency's own affair, also when it is drawn up anew after a supplement.
AT_THE_AGENCY = frozenset(DRAFTING_STATES)
# What an agency draws up about its people is its own affair until it leaves; a recovery is asked for by themselves.
AGENCYS_OWN = frozenset(KINDS) - {"token_recovery"}
LEFT_THE_AGENCY = (Q(sent_at__isnull=False) & ~Q(state__in=AT_THE_AGENCY)) | Q(entered_by_department=True)


def has_left_the_agency(dossier: Dossier) -> bool:
    """Whether other bodies may see it: sent and not taken back for redrafting, or typed in by the department."""
    return dossier.entered_by_department or (dossier.sent_at is not None and dossier.state not in AT_THE_AGENCY)


def goes_on_paper(dossier: Dossier) -> bool:
    """Whether paper is a channel: signed by hand, or minutes that travel with a device."""
    return dossier.signing_way == Dossier.SigningWay.WET_SCAN or dossier.kind.may_go_by_hand


# Who needs the data to do the work of the case; readers of statistics and of the ledger do not.
WORKING_ROLES = frozenset(Role) - {Role.SUBSCRIBER, Role.REPORT_MANAGER, Role.AUDITOR, Role.ADMINISTRATOR}
# Mẫu 06 prints the identity number and phone of the coordinating person.
PAPERS_WITH_IDENTITY = (
    Document.Kind.FORM,
    Document.Kind.FORM_SIGNED,
    Document.Kind.FORM_NUMBERED,
    Document.Kind.FORM_SEALED,
    Document.Kind.WET_SCAN,
    Document.Kind.INCOMING,
    Document.Kind.SUPPLEMENT,
    # Whatever goes with it, and its copies, may say as much.
    Document.Kind.WET_SCAN_SEALED,
    Document.Kind.ATTACHMENT,
    Document.Kind.ATTACHMENT_REMOVED,
    Document.Kind.ATTACHMENT_SEALED,
    Document.Kind.CORNER_PREPARED,
    Document.Kind.COPY_PREPARED,
    Document.Kind.E_COPY,
)


def visible_to(actor: Actor) -> QuerySet[Dossier]:
    """Own agency's subtree; for the delegated department what was sent in its territory; own case of a subscriber.

    Bodies and own cases are looked up first (at most four small queries): with their ids in hand PostgreSQL reads the
    list by `dossier_agency_id`, where a join or a subquery in an OR would make it walk all cases of the province.
    """
    condition = _managed_within(actor.subtree_paths())
    left = LEFT_THE_AGENCY
    if actor.department_territories:
        condition |= _managed_within(actor.department_territories) & left
    provider_ids = [a.pk for a in actor.agencies(Role.PROVIDER_OFFICER)]
    if provider_ids:
        condition |= Q(recipient_id__in=provider_ids) & left
        condition |= Q(provider_id__in=provider_ids, forwarded_at__isnull=False) & left
    # The receiving body's văn thư registers what arrives and issues the answer.
    desks = [a.pk for a in actor.agencies(Role.REGISTRY_CLERK)]
    if desks:
        condition |= Q(recipient_id__in=desks) & left
    if actor.person_id is not None and Role.SUBSCRIBER in actor.roles:
        condition |= Q(pk__in=list(own_rows(actor).values_list("dossier_id", flat=True).distinct().order_by()))
    # Whoever was chosen to sign by a decision of the head may work in a division, or head another body.
    entrusted = Dossier.objects.filter(signer=actor.user, signer_delegation__isnull=False)
    condition |= Q(pk__in=list(entrusted.values_list("pk", flat=True).order_by()))
    return Dossier.objects.filter(condition)


@dataclass(frozen=True)
class OpenCounts:
    """Cases that are not over, those past a term of ours, and those past a term of the provider's."""

    open: int
    late: int
    provider_late: int


def is_late(*, now: datetime, by_provider: bool) -> Q:
    """Condition: an answer is owed and its term is over; whose term it is."""
    whose = Q(due_bearer=PROVIDER)
    return Q(answered_at__isnull=True, due_at__lt=now) & (whose if by_provider else ~whose)


def open_counts(actor: Actor, *, now: datetime) -> OpenCounts:
    """Of the cases that the actor may see; one query after those of visible_to."""
    running = visible_to(actor).filter(closed_at__isnull=True)
    counted = running.aggregate(
        open=Count("pk"),
        late=Count("pk", filter=is_late(now=now, by_provider=False)),
        provider_late=Count("pk", filter=is_late(now=now, by_provider=True)),
    )
    return OpenCounts(**counted)


def _managed_within(paths: tuple[str, ...]) -> Q:
    """Cases of the bodies whose path starts with one of the prefixes; nothing for no prefix."""
    bodies = Agency.objects.filter(prefix_filter(lookup="path", paths=paths)).values_list("pk", flat=True)
    return Q(managing_agency_id__in=list(bodies) if paths else [])


def own_rows(actor: Actor) -> QuerySet[Request]:
    """Rows about the actor: as subscriber, as keeper of an organisation's device, or as the person asked for.

    What belongs to one person is looked up first (three small queries), so that the rows are read by their indexes.
    """
    if actor.person_id is None:
        return Request.objects.none()
    subscribers = Subscriber.objects.filter(person_id=actor.person_id)
    kept = Custody.objects.filter(
        holder_person_id=actor.person_id, until__isnull=True, token__subscriber__kind=Subscriber.Kind.ORGANISATION
    )
    # A person who is asked for is not a subscriber yet; before it is sent, the paper is the agency's own affair.
    asked = Request.objects.filter(
        person_id=actor.person_id, procedure__in=ANSWERED_BY_PROVIDER, dossier__sent_at__isnull=False
    )
    return Request.objects.filter(
        Q(subscriber_id__in=list(subscribers.values_list("pk", flat=True)))
        | Q(token_id__in=list(kept.values_list("token_id", flat=True)))
        | Q(pk__in=list(asked.values_list("pk", flat=True)))
    ).exclude(procedure__in=AGENCYS_OWN, dossier__sent_at__isnull=True, dossier__state__in=AT_THE_AGENCY)


def rows_named(*, actor: Actor, text: str) -> QuerySet[Request]:
    """Rows whose device bears the serial or whose person the name; for who is a subscriber alone, among own rows."""
    rows = Request.objects.all() if actor.roles - {Role.SUBSCRIBER} else own_rows(actor)
    return rows.filter(Q(printed__token_serial__istartswith=text) | Q(person__folded_name__contains=fold(text)))


def sees_whole_case(*, actor: Actor, dossier: Dossier) -> bool:
    """False for a subscriber who is nothing else to this case: own rows only, no papers with other people's data."""
    if signs_by_delegation(actor=actor, dossier=dossier):
        return True
    path = dossier.managing_agency.path
    if any(path.startswith(prefix) for prefix in actor.subtree_paths()):
        return True
    if not has_left_the_agency(dossier):
        return False
    if any(path.startswith(prefix) for prefix in actor.department_territories):
        return True
    if dossier.recipient_id in {a.pk for a in actor.agencies(Role.PROVIDER_OFFICER, Role.REGISTRY_CLERK)}:
        return True
    providers = {a.pk for a in actor.agencies(Role.PROVIDER_OFFICER)}
    return dossier.forwarded_at is not None and dossier.provider_id in providers


def visible_documents(*, actor: Actor, dossier: Dossier) -> QuerySet[Document]:
    """Files of a case that the actor may open; papers with identity data only for those who work on the case."""
    documents = Document.objects.filter(dossier=dossier)
    if not sees_whole_case(actor=actor, dossier=dossier):
        return documents.none()
    if may_see_identity(actor=actor, dossier=dossier):
        return documents
    return documents.exclude(kind__in=PAPERS_WITH_IDENTITY)


def may_see_identity(*, actor: Actor, dossier: Dossier) -> bool:
    """Whether the actor works on this case, at the body that sends it or at the body that receives it."""
    bodies = [body for body in (dossier.managing_agency, dossier.recipient, dossier.provider) if body is not None]
    bodies += [copy.agency for copy in dossier.copies.select_related("agency")]
    if signs_by_delegation(actor=actor, dossier=dossier):
        return True
    return sees_whole_case(actor=actor, dossier=dossier) and any(
        WORKING_ROLES & actor.roles_for(body) for body in bodies
    )


def by_public_id(*, actor: Actor, public_id: uuid.UUID) -> QuerySet[Dossier]:
    """One visible dossier with what a case page needs joined; the caller takes it with get_object_or_404."""
    return (
        visible_to(actor)
        .filter(public_id=public_id)
        .select_related(
            "managing_agency", "recipient", "drafted_by__person", "signer__person", "officer__person", "provider"
        )
        .select_related("coordinator__agency", "provider", "parent")
    )
