"""/ho-so/<id>/ban-sao/: where the document and its copies are, and what the sender writes down of one of them."""

import uuid
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from directory.domain.roles import Role
from directory.policies import REGISTERS, Policy, policy
from requests_workflow.engine.decide import decide
from requests_workflow.forms.copies import CopyArrivedForm, CopyReceivedForm, CopySentForm
from requests_workflow.models import DossierCopy
from requests_workflow.procedures.outgoing_document.signing import SENDERS
from requests_workflow.regulations.profile import CHANNELS, DELEGATED_DEPARTMENT
from requests_workflow.selectors.calendar import load_calendar
from requests_workflow.selectors.copies import TrackedCopy, has_readers, tracked_copies
from requests_workflow.selectors.facts import facts_for
from requests_workflow.services.act_input import ActInput
from requests_workflow.services.copies import record_copy_arrival, record_copy_receipt, record_copy_sending
from requests_workflow.services.documents import Incoming
from requests_workflow.services.errors import InvalidInput, WorkflowError, known
from requests_workflow.services.perform import perform
from requests_workflow.views.loading import Case, load_case


@require_safe
@policy(REGISTERS)
def copies(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """The document at its addressee and each copy at its body, with proof of sending and of arrival."""
    case = load_case(request, public_id, whole=True)
    tracked = tracked_copies(dossier=case.dossier, now=case.now, calendar=load_calendar())
    if not tracked:
        raise Http404
    context = {
        "case": case,
        "dossier": case.dossier,
        "first_sending": case.dossier.steps.filter(transition="send", request=None).order_by("id").first(),
        "copies": [{"tracked": one, "act": _act(case, one)} for one in tracked],
        "clause": case.profile.copies.clause.cite(),
        "acknowledges": _allows(case, "acknowledge_copy"),
    }
    return render(request, "requests_workflow/copies.html", context)


@policy(Policy("copy_recorders", SENDERS | {Role.DEPARTMENT_OFFICER}))
def record_copy(request: HttpRequest, public_id: uuid.UUID, copy_id: uuid.UUID) -> HttpResponse:
    """One copy: that it left; that it arrived, with the paper where the sender says so, not its own receiver."""
    case = load_case(request, public_id, whole=True)
    copy = get_object_or_404(case.dossier.copies.select_related("agency"), public_id=copy_id)
    receives = _receives(case, copy)
    if case.dossier.sent_at is None or not (receives or SENDERS & case.actor.roles_for(case.dossier.managing_agency)):
        raise Http404
    has_accounts = has_readers(copy.agency, on=case.actor.day)
    reads_itself = has_accounts and case.dossier.closed_at is None
    if copy.received_at is not None or (copy.sent_at is not None and reads_itself):
        return redirect("cases:copies", public_id=public_id)
    form: CopySentForm | CopyArrivedForm
    data, files = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    if copy.sent_at is None:
        # Towards a body that is not on the product paper is always open.
        channels = case.profile.channels_for(DELEGATED_DEPARTMENT, wet_signed=not has_accounts)
        form = CopySentForm(data, channels=channels, version=case.dossier.version)
    else:
        form = CopyArrivedForm(data) if receives else CopyReceivedForm(data, files)
    errors: list[str] = []
    if request.method == "POST" and form.is_valid():
        try:
            _record(case, copy, form)
            messages.success(request, f"Đã ghi nhận bản sao của {copy.agency.name}.")
            return redirect("cases:copies", public_id=public_id)
        except InvalidInput as error:
            for one in error.errors:
                if one.field in form.fields:
                    form.add_error(one.field, one.text)
                else:
                    errors.append(one.text)
        except WorkflowError as error:
            errors = list(error.sentences)
    context = {
        "case": case,
        "dossier": case.dossier,
        "copy": copy,
        "channel": CHANNELS.get(copy.channel, ""),
        "form": form,
        "is_sending": copy.sent_at is None,
        "receives": receives,
        "errors": [{"text": text} for text in errors],
        "max_bytes": settings.MAX_UPLOAD_BYTES,
        "clause": case.profile.copies.clause.cite(),
    }
    return render(request, "requests_workflow/copies_record.html", context, status=422 if data is not None else 200)


def _record(case: Case, copy: DossierCopy, form: CopySentForm | CopyArrivedForm) -> None:
    c: dict[str, Any] = form.cleaned_data
    if isinstance(form, CopySentForm) and case.dossier.closed_at is not None:
        record_copy_sending(
            copy_id=copy.public_id,
            by=case.user,
            now=case.now,
            sent_at=c["legal_at"],
            channel=c["channel"],
            channel_code=c["channel_code"],
            form_key=c["form_key"],
        )
        return
    if isinstance(form, CopySentForm):
        perform(
            dossier_id=case.dossier.public_id,
            act="record_copy_sent",
            by=case.user,
            now=case.now,
            given=ActInput(
                channel=c["channel"], channel_code=c["channel_code"], legal_at=c["legal_at"], copy_id=copy.public_id
            ),
            expected_version=c["version"],
            form_key=c["form_key"],
        )
        return
    if not isinstance(form, CopyReceivedForm):
        record_copy_arrival(
            copy_id=copy.public_id,
            by=case.user,
            now=case.now,
            received_at=c["legal_at"],
            incoming_number=c["incoming_number"],
            form_key=c["form_key"],
        )
        return
    upload = known(c["proof_file"])
    record_copy_receipt(
        copy_id=copy.public_id,
        by=case.user,
        now=case.now,
        received_at=c["legal_at"],
        incoming_number=c["incoming_number"],
        proof=Incoming(data=upload.read(), name=upload.name),
        form_key=c["form_key"],
    )


def _act(case: Case, one: TrackedCopy) -> str:
    """What this reader writes down of the copy: the label of a link to its page, or ""."""
    if _receives(case, one.copy) and one.standing.code == "under_way":
        return "Ghi nhận đã nhận"
    if not SENDERS & case.actor.roles_for(case.dossier.managing_agency):
        return ""
    # The case itself takes no acts after its end: then the sender writes down what is missing, of every body.
    ended = case.dossier.closed_at is not None and case.dossier.sent_at is not None
    if one.standing.code == "to_send":
        return "Ghi nhận đã gửi" if ended or _allows(case, "record_copy_sent") else ""
    by_sender = ended or not one.has_readers
    return "Ghi nhận đã đến (có giấy tờ)" if one.standing.code == "under_way" and by_sender else ""


def _receives(case: Case, copy: DossierCopy) -> bool:
    """Whether the reader is an officer of the body whose copy it is, and the ended case takes no acts any more."""
    ended = case.dossier.closed_at is not None and copy.sent_at is not None
    return ended and Role.DEPARTMENT_OFFICER in case.actor.roles_for(copy.agency)


def _allows(case: Case, act: str) -> bool:
    """Whether the act exists and is allowed for this reader now."""
    facts = facts_for(dossier=case.dossier, by=case.user, now=case.now)
    try:
        decision = decide(case.dossier.kind.dossier, case.dossier.state, act, facts)
    except LookupError:
        return False
    return decision.allowed
