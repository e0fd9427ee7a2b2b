"""/thiet-bi/<id>/giao/: a body's or a system's device goes to another keeper; both sides confirm, or signed minutes."""

import uuid
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from directory.policies import DRAFTERS, REGISTERS, ActorRequest, policy
from directory.selectors.roles import Actor
from requests_workflow.documents.render import UnprintableText
from requests_workflow.documents.render_minutes import render_keeper_change
from requests_workflow.forms.keeper_change import KeeperForm
from requests_workflow.selectors.kept_candidates import labelled
from requests_workflow.services.errors import InvalidInput, WorkflowError
from requests_workflow.services.keeper_changes import (
    Purpose,
    confirm_keeper,
    give_by_paper,
    give_up,
    offer_device,
    purposes,
    returning_terms,
)
from requests_workflow.services.keeper_papers import keeper_change
from requests_workflow.views.files import framed
from tokens.models import Custody, KeeperChange, Token
from tokens.selectors.keeping import by_decision, open_change, takers, why_not_given
from tokens.selectors.register import may_hand_over, present_custody, visible_to
from tokens.services.keeping import Terms
from tokens.services.scans import keep_scan, kept_scan

NOBODY = "{} chưa có ai khác trong hệ thống để nhận. Nhờ quản trị hệ thống ghi nhận người và vai trò văn thư trước."
WAITING = "Thiết bị đang chờ {} xác nhận nhận. Thôi lần giao đó trước rồi giao lại."


def _tokens(actor: Actor) -> QuerySet[Token]:
    return visible_to(actor).select_related("subscriber", "managing_agency", "certificate").defer("certificate__der")


def _token_to_give(request: ActorRequest, public_id: uuid.UUID) -> Token:
    token = get_object_or_404(_tokens(request.actor), public_id=public_id)
    if not may_hand_over(actor=request.actor, token=token):
        raise Http404
    return token


@require_http_methods(["GET", "HEAD", "POST"])
@policy(DRAFTERS)
def give(request: ActorRequest, public_id: uuid.UUID) -> HttpResponse:
    """The questions; the answers to check; then the offer, or the record. The scan travels as a signed reference."""
    now = timezone.now()
    token = _token_to_give(request, public_id)
    holder = present_custody(token)
    if request.method == "POST" and _pressed_twice(request, token):
        return redirect("cases:keeper_done", public_id=token.public_id)
    allowed = purposes(token, on=timezone.localdate(now))
    people = takers(token=token, on=timezone.localdate(now), lending=Purpose.LEND in allowed)
    refusal = why_not_given(token=token, holder=holder)
    if not refusal and (waiting := open_change(token)) is not None:
        refusal = WAITING.format(waiting.taker)
    if not refusal and not people:
        refusal = NOBODY.format(token.managing_agency.name)
    if holder is None or refusal:
        context = {"token": token, "refusal": refusal, "waiting": open_change(token)}
        return render(request, "requests_workflow/keeper_change_refused.html", context, status=409)
    form = KeeperForm(
        request.POST or None,
        request.FILES or None,
        people=labelled(people=people, agency=token.managing_agency, on=timezone.localdate(now)),
        purposes=allowed,
        returning=returning_terms(token) if Purpose.BACK in allowed else None,
        decided=by_decision(token),
        since=holder.since,
        now=now,
    )
    context = {"token": token, "holder": holder, "form": form}
    if form.is_bound and form.is_valid() and "sua" not in request.POST:
        return _checked(request, token, holder, form, context)
    return _asked(request, form, context)


def _asked(request: ActorRequest, form: KeeperForm, context: dict[str, Any]) -> HttpResponse:
    kept = kept_scan(reference=request.POST.get("tep_bien_ban", ""), user_id=request.user.pk)
    context |= {"max_bytes": settings.MAX_UPLOAD_BYTES, "kept": bool(kept)}
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "requests_workflow/keeper_change.html", context, status=status)


def _pressed_twice(request: ActorRequest, token: Token) -> bool:
    """The same answers were recorded a moment ago: the back button, or a second press."""
    last = token.keeper_changes.select_related("taker", "custody").order_by("-id").first()
    stands = last is not None and (last.ended_at is None or (last.custody is not None and last.custody.until is None))
    if "ghi" not in request.POST or last is None or not stands:
        return False
    same = request.POST.get("nguoi_nhan", "") in ("", str(last.taker.public_id)) and last.offered_by == request.user
    number, at = request.POST.get("so_quyet_dinh", ""), request.POST.get("giao_luc", "")
    when = f"{timezone.localtime(last.given_at):%d/%m/%Y %H:%M}" if last.given_at else ""
    return (
        same and request.POST.get("viec") == last.purpose and number in ("", last.decision_number) and at in ("", when)
    )


def _checked(
    request: ActorRequest, token: Token, holder: Custody, form: KeeperForm, context: dict[str, Any]
) -> HttpResponse:
    """The page that shows the answers, the minutes to sign, or the act itself."""
    given, terms = form.cleaned_data, form.terms()
    if "in" in request.POST:
        return _to_sign(token, holder=holder, terms=terms)
    reference = given["tep_bien_ban"]
    if given["bien_ban"]:
        reference = keep_scan(data=given["bien_ban"].read(), user_id=request.user.pk)
    scan = kept_scan(reference=reference, user_id=request.user.pk) if reference else ""
    if form.by_paper and not scan:
        form.add_error("bien_ban", "Hệ thống không còn giữ tệp đã chọn. Chọn lại bản quét biên bản.")
        return _asked(request, form, context)
    errors: list[dict[str, str]] = []
    if "ghi" in request.POST:
        try:
            _do(request, token, form=form, terms=terms, scan=scan)
            return redirect("cases:keeper_done", public_id=token.public_id)
        except InvalidInput as error:
            form.add_service_errors(error)
            return _asked(request, form, context)
        except WorkflowError as error:
            errors = [{"text": text} for text in error.sentences]
    context |= {"errors": errors, "reference": reference, "terms": terms}
    status = 409 if errors else 200
    return render(request, "requests_workflow/keeper_change_check.html", context, status=status)


def _do(request: ActorRequest, token: Token, *, form: KeeperForm, terms: Terms, scan: str) -> None:
    now = timezone.now()
    if form.by_paper:
        at = form.cleaned_data["giao_luc"]
        give_by_paper(token=token, terms=terms, at=at, document_ref=scan, by=request.user, now=now)
    else:
        offer_device(token=token, terms=terms, by=request.user, now=now)


def _to_sign(token: Token, *, holder: Custody, terms: Terms) -> HttpResponse:
    """The minutes with what was typed, for both sides to sign by hand; nothing is recorded."""
    now = timezone.now()
    paper = Custody(
        token=token,
        holder_person=terms.taker,
        holder_agency=token.managing_agency,
        given_by_person=holder.holder_person,
        given_by_agency=holder.holder_agency,
        since=now,
        condition=terms.condition,
        decision_number=terms.decision_number,
        decision_date=terms.decision_date,
    )
    try:
        pdf = render_keeper_change(keeper_change(token=token, custody=paper, now=now))
    except UnprintableText as error:
        return HttpResponse(str(error), content_type="text/plain; charset=utf-8", status=422)
    response = HttpResponse(pdf, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="bien-ban-ban-giao-{token.public_id}.pdf"'
    return framed(response)


@require_safe
@policy(DRAFTERS)
def done(request: ActorRequest, public_id: uuid.UUID) -> HttpResponse:
    """Says who keeps the device now, or who has to confirm, and what is to be done."""
    token = _token_to_give(request, public_id)
    holder, waiting = present_custody(token), open_change(token)
    if waiting is None and (holder is None or holder.holder_person is None):
        return redirect("tokens:detail", public_id=token.public_id)
    context = {"token": token, "holder": holder, "waiting": waiting}
    return render(request, "requests_workflow/keeper_change_done.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@policy(REGISTERS)
def confirm(request: ActorRequest, public_id: uuid.UUID) -> HttpResponse:
    """What exactly changes hands, who has confirmed, and the buttons of whoever looks: yes, no, or take it back."""
    now = timezone.now()
    token = get_object_or_404(Token.objects.select_related("managing_agency", "subscriber"), public_id=public_id)
    change = token.keeper_changes.select_related("giver", "taker", "offered_by__person").order_by("-id").first()
    mine = change is not None and request.user.person_id in (change.giver_id, change.taker_id)
    drafts = may_hand_over(actor=request.actor, token=token)
    if change is None or request.user.person_id is None or not (mine or drafts):
        raise Http404
    reason, errors = request.POST.get("ly_do", "").strip()[:500], []
    if request.method == "POST" and request.POST.get("lan") == str(change.public_id):
        try:
            if "xac_nhan" in request.POST:
                change = confirm_keeper(change=change, by=request.user, now=now)
            else:
                change = give_up(change=change, reason=reason, by=request.user, now=now)
            messages.success(request, _said(change))
            return redirect("cases:confirm_keeper", public_id=public_id)
        except InvalidInput as error:
            errors = [{"text": one.text, "target": "id_ly_do"} for one in error.errors]
        except WorkflowError as error:
            errors = [{"text": text} for text in error.sentences]
    elif request.method == "POST":
        errors = [{"text": "Lần giao này đã được lập lại. Xem lại nội dung dưới đây."}]
    own = change.given_at if request.user.person_id == change.giver_id else change.taken_at
    context = {
        "token": token,
        "change": change,
        "mine": mine,
        "side": "giao" if request.user.person_id == change.giver_id else "nhận",
        "may_confirm": mine and change.ended_at is None and own is None,
        "may_stop": change.ended_at is None,
        "sees_device": _tokens(request.actor).filter(pk=token.pk).exists(),
        "reason": reason,
        "errors": errors,
    }
    return render(request, "requests_workflow/keeper_change_confirm.html", context, status=409 if errors else 200)


def _said(change: KeeperChange) -> str:
    if change.outcome == KeeperChange.Outcome.DONE:
        return f"Hai bên đã xác nhận. Sổ giao giữ ghi {change.taker} giữ thiết bị."
    if change.ended_at is not None:
        return "Đã thôi lần giao này. Sổ giao giữ không đổi."
    return "Đã ghi xác nhận của bạn. Chờ bên kia xác nhận."
