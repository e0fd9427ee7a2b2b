"""/bao-cao/tap-huan/, /bao-cao/kiem-tra/, /bao-cao/ke-hoach/: a list, and one entry of it where ?muc= names it."""

import re
from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models import Model, QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from directory.policies import ActorRequest, policy
from directory.selectors.kept import kept_post
from directory.selectors.keyset import keyset_page
from reporting.domain.money import in_dong
from reporting.forms.supervision import CourseForm, InspectionForm, ParticipantForm, PlanItemForm, SettlementForm
from reporting.models import Inspection, PlanItem, YearlyPlan
from reporting.selectors import supervision as found
from reporting.services import supervision as services
from reporting.services.supervision import SupervisionRefused
from reporting.views.policies import SUPERVISION
from reporting.views.tabs import tabs_of
from requests_workflow.regulations.registry import profile_in_force

COURSE_COLUMNS = [{"label": "Nội dung"}, {"label": "Ngày", "nowrap": True}, {"label": "Cơ quan tổ chức"}]
COURSE_COLUMNS += [{"label": "Căn cứ, kế hoạch"}, {"label": "Người dự đã ghi", "numeric": True}]
PARTICIPANT_COLUMNS = [{"label": "Họ và tên"}, {"label": "Cơ quan, đơn vị"}, {"label": "Kết quả"}]
INSPECTION_COLUMNS = [{"label": "Nội dung"}, {"label": "Ngày", "nowrap": True}, {"label": "Cơ quan được kiểm tra"}]
INSPECTION_COLUMNS += [
    {"label": "Cơ quan kiểm tra"},
    {"label": "Hạn khắc phục", "nowrap": True},
    {"label": "Tình trạng"},
]
PLAN_COLUMNS = [{"label": "Cơ quan, tổ chức"}, {"label": "Năm", "nowrap": True}, {"label": "Số dòng", "numeric": True}]
PLAN_COLUMNS += [{"label": "Tổng dự trù", "numeric": True}]
KEY = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


@policy(SUPERVISION)
def training(request: ActorRequest) -> HttpResponse:
    """Courses of the actor's scope; the officer of the department adds one."""
    if "muc" in request.GET:
        return _course(request)
    offices = found.offices(request.actor)
    form: CourseForm | None = None
    if offices:
        bodies = list(found.supervised_bodies(found=offices, on=request.actor.day))
        form = CourseForm(_sent(request), offices=offices, bodies=bodies)
    if _checked(request, form) and form is not None:
        data = form.cleaned_data
        try:
            course = services.add_course(
                office=form.offices[data["dia_ban"]],
                held_on=data["ngay"],
                subject=data["noi_dung"],
                legal_ref=data["can_cu"],
                partners=[form.bodies[key] for key in data["phoi_hop"]],
                by=request.user,
                now=timezone.now(),
            )
            return _done(request, "Đã ghi lớp tập huấn. Ghi tiếp người đã dự.", f"?muc={course.public_id}")
        except SupervisionRefused as refusal:
            form.place(name=refusal.field, text=str(refusal))
    page: Any = keyset_page(found.courses(request.actor), params=request.GET, noun="lớp")
    rows = [
        _row(f"?muc={one.public_id}", one.subject, _day(one.held_on), one.organiser.name, one.legal_ref, str(one.taken))
        for one in page.items
    ]
    return _page(request, "training", form, page=page, rows=rows, columns=COURSE_COLUMNS)


def _course(request: ActorRequest) -> HttpResponse:
    course = _asked(request, found.courses(request.actor))
    agencies = found.trained_by(actor=request.actor, course=course)
    form: ParticipantForm | None = None
    if agencies and course.held_on <= request.actor.day:
        people = list(found.people_of(agencies=agencies, on=request.actor.day))
        form = ParticipantForm(_sent(request), agencies=agencies, people=people)
    if _checked(request, form) and form is not None:
        data = form.cleaned_data
        try:
            services.add_participant(
                course=course,
                agency=form.agencies[data["co_quan"]],
                person=form.people.get(data["nguoi"]),
                name=data["ho_ten"],
                body=data["noi_cong_tac"],
                result=data["ket_qua"],
                by=request.user,
                now=timezone.now(),
            )
            return _done(request, "Đã ghi người dự tập huấn.", f"?muc={course.public_id}")
        except SupervisionRefused as refusal:
            form.place(name=refusal.field, text=str(refusal))
    listed = found.participants(actor=request.actor, course=course)
    page = keyset_page(listed, params=request.GET, noun="người")
    rows = [{"cells": [one.name, one.body, one.result or "Chưa ghi"]} for one in page.items]
    return _page(request, "training", form, page=page, rows=rows, columns=PARTICIPANT_COLUMNS, entry=course)


@policy(SUPERVISION)
def inspections(request: ActorRequest) -> HttpResponse:
    """Inspections of the actor's scope; the officer of the department adds one."""
    if "muc" in request.GET:
        return _inspection(request)
    offices = found.offices(request.actor)
    form: InspectionForm | None = None
    if offices:
        bodies = list(found.supervised_bodies(found=offices, on=request.actor.day))
        form = InspectionForm(_sent(request), bodies=bodies)
    if _checked(request, form) and form is not None:
        data = form.cleaned_data
        given = services.InspectionInput(
            inspected=form.bodies[data["co_quan"]],
            held_on=data["ngay"],
            subject=data["noi_dung"],
            findings=data["ket_qua"],
            demands=data["yeu_cau"],
            due_on=data["han"],
            partners=[form.bodies[key] for key in data["phoi_hop"]],
        )
        try:
            services.add_inspection(given=given, by=request.user, now=timezone.now())
            return _done(request, "Đã ghi cuộc kiểm tra.", "")
        except SupervisionRefused as refusal:
            form.place(name=refusal.field, text=str(refusal))
    page = keyset_page(found.inspections(request.actor), params=request.GET, noun="cuộc kiểm tra")
    rows = [
        _row(
            f"?muc={one.public_id}",
            one.subject,
            _day(one.held_on),
            one.inspected.name,
            one.inspecting.name,
            _day(one.due_on) if one.due_on else "Không có",
            {"tag": _standing(one, request)},
        )
        for one in page.items
    ]
    return _page(request, "inspections", form, page=page, rows=rows, columns=INSPECTION_COLUMNS)


def _inspection(request: ActorRequest) -> HttpResponse:
    one = _asked(request, found.inspections(request.actor))
    own = {office.agency_id for office in found.offices(request.actor)}
    open_here = one.inspecting_id in own and one.demands and one.settled_on is None
    form = SettlementForm(_sent(request)) if open_here else None
    if _checked(request, form) and form is not None:
        on, note = form.cleaned_data["ngay"], form.cleaned_data["ket_qua"]
        try:
            services.settle_inspection(inspection=one, on=on, note=note, by=request.user, now=timezone.now())
            return _done(request, "Đã ghi kết quả khắc phục.", f"?muc={one.public_id}")
        except SupervisionRefused as refusal:
            form.place(name=refusal.field, text=str(refusal))
    return _page(request, "inspections", form, entry=one, tag=_standing(one, request))


@policy(SUPERVISION)
def plans(request: ActorRequest) -> HttpResponse:
    """Yearly plans of the actor's scope; a line is added for one's own body, or by the department's officer."""
    if "muc" in request.GET:
        return _plan(request)
    bodies = found.plan_bodies(actor=request.actor)
    years = services.open_years(timezone.now())
    form = PlanItemForm(_sent(request), bodies=bodies, years=years) if bodies else None
    if _checked(request, form) and form is not None:
        data = form.cleaned_data
        try:
            item = services.add_plan_item(
                agency=bodies[data["co_quan"]],
                year=int(data["nam"]),
                kind=PlanItem.Kind(data["loai"]),
                quantity=data["so_luong"],
                unit_cost=data["don_gia"],
                note=data["ghi_chu"],
                by=request.user,
                now=timezone.now(),
            )
            return _done(request, f"Đã ghi vào kế hoạch: {in_dong(item.cost)}.", f"?muc={item.plan.public_id}")
        except SupervisionRefused as refusal:
            form.place(name=refusal.field, text=str(refusal))
    page = keyset_page(found.plans(request.actor), params=request.GET, noun="kế hoạch")
    rows = [
        _row(f"?muc={one.public_id}", one.agency.name, str(one.year), str(len(one.items.all())), in_dong(one.total))
        for one in page.items
    ]
    return _page(request, "plans", form, page=page, rows=rows, columns=PLAN_COLUMNS)


def _plan(request: ActorRequest) -> HttpResponse:
    plan = _asked(request, found.plans(request.actor))
    mine = str(plan.agency.public_id) in found.plan_bodies(actor=request.actor)
    may_edit = mine and plan.year in services.open_years(timezone.now())
    errors: list[dict[str, str]] = []
    if request.method == "POST":
        if not may_edit:
            raise Http404
        key = request.POST.get("bo", "")
        item = plan.items.select_related("plan__agency").filter(public_id=key).first() if KEY.fullmatch(key) else None
        try:
            if item is None:
                raise SupervisionRefused("Dòng này đã được bỏ. Tải lại trang.")
            services.remove_plan_item(item=item, by=request.user, now=timezone.now())
            return _done(request, "Đã bỏ một dòng của kế hoạch.", f"?muc={plan.public_id}")
        except SupervisionRefused as refusal:
            errors = [{"text": str(refusal)}]
    lines = [{"item": one, "unit_cost": in_dong(one.unit_cost), "cost": in_dong(one.cost)} for one in plan.items.all()]
    context = {"lines": lines, "total": in_dong(plan.total), "may_edit": may_edit, "errors": errors}
    context["paper_clause"] = _paper_clause(plan, on=request.actor.day)
    return _page(request, "plans", None, entry=plan, **context)


def _paper_clause(plan: YearlyPlan, *, on: date) -> str:
    """The local clause that wants what concerns money on paper too (Ninh Thuận Điều 13 khoản 2), or ""."""
    rule = profile_in_force(overlay=plan.agency.overlay or None, on=on).paper_too_for
    return rule.clause.cite() if "budget" in rule.value else ""


def _sent(request: ActorRequest) -> Any:
    return request.POST if request.method == "POST" else kept_post(request)


def _checked(request: ActorRequest, form: Any) -> bool:
    """Whether a valid form was sent; raises Http404 for a POST of somebody who has no form here."""
    if request.method != "POST":
        return False
    if form is None:
        raise Http404
    return bool(form.is_valid())


def _asked[M: Model](request: ActorRequest, rows: QuerySet[M]) -> M:
    """The entry that ?muc= names, where the actor may see it; raises Http404 otherwise."""
    text = request.GET.get("muc", "")
    entry = rows.filter(public_id=UUID(text)).first() if KEY.fullmatch(text) else None
    if entry is None:
        raise Http404
    return entry


def _done(request: ActorRequest, text: str, query: str) -> HttpResponse:
    messages.success(request, text)
    return redirect(f"{request.path}{query}")


def _page(request: ActorRequest, name: str, form: Any, **context: Any) -> HttpResponse:
    status = 422 if request.method == "POST" else 200
    context |= {"form": form, "tabs": tabs_of(request)}
    return render(request, f"reporting/supervision_{name}.html", context, status=status)


def _row(url: str, text: str, *cells: Any) -> dict[str, Any]:
    return {"cells": [{"text": text, "url": url}, *cells]}


def _day(day: Any) -> str:
    return f"{day:%d/%m/%Y}"


def _standing(one: Inspection, request: ActorRequest) -> dict[str, str]:
    if not one.demands:
        return {"label": "Không có yêu cầu", "tone": "neutral"}
    if one.settled_on is not None:
        return {"label": f"Đã khắc phục {_day(one.settled_on)}", "tone": "success"}
    if one.due_on is not None and one.due_on < request.actor.day:
        return {"label": "Quá hạn khắc phục", "tone": "danger"}
    return {"label": "Đang khắc phục", "tone": "info"}
