"""/ho-so/<id>/nhan-thiet-bi/: devices that came, written into the register by the department or by the agency."""

import re
import uuid

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from directory.policies import REGISTERS, policy
from directory.selectors.kept import kept_post
from requests_workflow.domain.device_list import Unmatched
from requests_workflow.engine.decide import Decision, decide
from requests_workflow.forms.devices import DevicesForm
from requests_workflow.models import Request
from requests_workflow.procedures.certificate_issue.facts import IssueFacts
from requests_workflow.procedures.provider_request.rules import through_department
from requests_workflow.procedures.registry import INDIVIDUAL_ISSUE
from requests_workflow.selectors.facts import facts_for
from requests_workflow.services.errors import InvalidInput, Refused, WorkflowError
from requests_workflow.services.perform import perform
from requests_workflow.views.loading import Case, load_case

# Rows whose device may come, by the act that takes it in. The department takes what is still with the provider.
WAITING = {
    "receive_devices_at_department": ("issued",),
    "receive_devices": ("issued", "device_at_department"),
}

# Buttons that write into the form and record nothing.
FILLING = frozenset({"dien", "tiep"})
_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


@policy(REGISTERS)
def receive_devices(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """The lines of one parcel; which act it is depends on who looks, and on ?viec= for who may do both."""
    case = load_case(request, public_id, whole=True)
    decisions = _decisions(case)
    if not decisions:
        raise Http404
    decision = next((d for d in decisions if d.transition.name == request.GET.get("viec")), decisions[0])
    act = decision.transition.name
    rows = _rows(case, act=act)
    kept = kept_post(request)
    posted = request.method == "POST"
    form = DevicesForm(request.POST if posted else kept, request.FILES or None, rows=rows, user=case.user)
    refusals: list[dict[str, str]] = []
    unmatched: list[Unmatched] = []
    status, filling = 200, posted and bool(FILLING & set(request.POST))
    if filling:
        unmatched = form.fill_from_pasted()
        form.keep_files()
        form = DevicesForm(initial=form.as_typed(), rows=rows, user=case.user)
        _focus_first_empty(form)
    elif posted:
        if _done(case, request.POST.get("form_key", "")):
            return _done_page(case, act)
        refusals = _gone(case, names=[name for name, value in request.POST.items() if value], rows=rows)
        outcome = (refusals, 409) if refusals else _perform(case=case, form=form, decision=decision)
        if outcome is None:
            return _done_page(case, act)
        refusals, status = outcome
        form.keep_files()
    context = {
        "case": case,
        "dossier": case.dossier,
        "transition": decision.transition,
        "clause": decision.clause.cite(),
        "others": [d.transition for d in decisions if d is not decision],
        "column": "Thuê bao, chứng thư" if case.dossier.procedure == INDIVIDUAL_ISSUE.code else "Cấp cho, chứng thư",
        "form": form,
        "lines": list(form.lines()),
        "unmatched": unmatched,
        "refusals": refusals,
        "kept": kept is not None,
        "max_bytes": settings.MAX_UPLOAD_BYTES,
    }
    return render(request, "requests_workflow/devices.html", context, status=status)


def _done_page(case: Case, act: str) -> HttpResponse:
    return redirect(f"{reverse('cases:case', args=[case.dossier.public_id])}?xong={act}")


def _decisions(case: Case) -> list[Decision]:
    """The acts of receiving that are this person's in this case; those for which a device is on its way come first."""
    facts = facts_for(dossier=case.dossier, by=case.user, now=case.now)
    if not isinstance(facts, IssueFacts):
        return []
    found = []
    for act in WAITING:
        decision = decide(case.dossier.kind.dossier, case.dossier.state, act, facts)
        elsewhere = act == "receive_devices_at_department" and not through_department(facts)
        if decision.transition.is_role_of(facts) and not elsewhere:
            found.append((not decision.transition.exists_for(facts), decision))
    return [decision for _, decision in sorted(found, key=lambda one: one[0])]


def _done(case: Case, form_key: str) -> bool:
    """Whether this very form has been received already (a second press)."""
    try:
        return case.dossier.steps.filter(form_key=uuid.UUID(form_key)).exists()
    except ValueError:
        return False


def _gone(case: Case, *, names: list[str], rows: list[Request]) -> list[dict[str, str]]:
    """Of the lines that were filled those that wait no longer: somebody else was faster."""
    waiting = {str(row.public_id) for row in rows}
    filled = {key for name in names for part, _, key in [name.partition("-")] if part in ("serial", "tick")}
    ids = [key for key in filled - waiting if _UUID.fullmatch(key)]
    return [
        {
            "text": f"{row.name}: đang ở “{row.kind.request.label(row.state)}”, do người khác vừa ghi nhận. "
            "Các dòng khác vẫn giữ nội dung đã nhập.",
            "clause": "",
        }
        for row in case.dossier.requests.filter(public_id__in=ids).order_by("position")
    ]


def _rows(case: Case, *, act: str) -> list[Request]:
    rows = case.dossier.requests.filter(medium=Request.Medium.TOKEN, state__in=WAITING[act])
    return list(rows.select_related("certificate", "token").defer("certificate__der").order_by("position"))


def _perform(*, case: Case, form: DevicesForm, decision: Decision) -> tuple[list[dict[str, str]], int] | None:
    """None when the devices were received; else (refusals, status), with the errors in the form."""
    if not form.is_valid():
        return [], 422
    try:
        perform(
            dossier_id=case.dossier.public_id,
            act=decision.transition.name,
            by=case.user,
            now=case.now,
            given=form.act_input(),
            form_key=form.cleaned_data["form_key"],
        )
    except InvalidInput as error:
        form.add_service_errors(error)
        form.new_key()
        return [], 409
    except Refused as error:
        return [{"text": r.text, "clause": r.clause.cite() if r.clause else ""} for r in error.refusals], 409
    except WorkflowError as error:
        return [{"text": text, "clause": ""} for text in error.sentences], 409
    return None


def _focus_first_empty(form: DevicesForm) -> None:
    """The next scan goes to the first line that has no serial yet."""
    for line in form.lines():
        field = line.fields.get("serial")
        if field is not None and not field.value():
            field.field.widget.attrs["autofocus"] = True
            return
