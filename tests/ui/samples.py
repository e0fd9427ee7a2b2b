"""Sample contexts for every component, as the pages give them; read by the style guide and its tests."""

from datetime import date, datetime, timedelta, timezone
from types import SimpleNamespace
from typing import Any

from django import forms

HANOI = timezone(timedelta(hours=7))
AT = datetime(2026, 8, 5, 9, 30, tzinfo=HANOI)
CLAUSE = "Điều 13 khoản 2 điểm b Quy chế quản lý, sử dụng chữ ký số chuyên dùng công vụ"
TONES = ("neutral", "info", "success", "warning", "danger")


class CaseForm(forms.Form):
    reason = forms.CharField(label="Lý do", help_text="Ít nhất 10 ký tự.", widget=forms.Textarea)
    received = forms.DateField(label="Ngày nhận")
    channel = forms.ChoiceField(
        label="Kênh nhận",
        choices=[("qlvb", "Hệ thống quản lý văn bản"), ("paper", "Bản giấy")],
        widget=forms.RadioSelect,
    )
    copies = forms.MultipleChoiceField(
        label="Đồng gửi",
        choices=[("a", "Sở Khoa học và Công nghệ"), ("b", "Lưu")],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    agreed = forms.BooleanField(label="Đã đối chiếu với bản chính", help_text="Bắt buộc trước khi gửi.")
    code = forms.CharField(label="Mã hồ sơ", widget=forms.HiddenInput, required=False)


class FilterForm(forms.Form):
    q = forms.CharField(label="Tìm theo mã, tên", required=False)
    state = forms.ChoiceField(label="Trạng thái", choices=[("", "Tất cả"), ("sent", "Đã gửi")], required=False)


class TokenRowForm(forms.Form):
    serial = forms.CharField(label="Số hiệu thiết bị")
    holder = forms.CharField(label="Thuê bao")
    kind = forms.ChoiceField(label="Loại", choices=[("", ""), ("pki", "PKI Token"), ("sim", "SIM PKI")])
    note = forms.CharField(label="Ghi chú", required=False)


class UploadForm(forms.Form):
    file = forms.FileField(label="Bản đã ký", help_text="Đúng tệp đã tải về, sau khi ký bằng thiết bị của bạn.")


TokenFormSet = forms.formset_factory(TokenRowForm, extra=3)


def chrome(**changes: Any) -> SimpleNamespace:
    """The frame as a registry clerk sees it in the demo."""
    links = [
        ("Việc của tôi", "/", "page"),
        ("Hồ sơ", "/ho-so/", ""),
        ("Chứng thư", "/chung-thu/", ""),
        ("Thiết bị", "/thiet-bi/", ""),
        ("Kiểm tra chữ ký", "/ky-so/kiem-tra/", ""),
        ("Báo cáo", "/bao-cao/", ""),
        ("Căn cứ pháp lý", "/can-cu-phap-ly/", ""),
        ("Lịch làm việc", "/lich-lam-viec/", ""),
    ]
    frame: dict[str, Any] = {
        "demo": True,
        "persona_url": "/dung-thu/",
        "notifications_url": "/thong-bao/",
        "agency_name": "Ủy ban nhân dân xã Bình Lư (giả định)",
        "signed_in": True,
        "user_name": "Nguyễn Thị Minh Nguyệt",
        "user_key": "7",
        "roles": ["Văn thư cơ quan", "Người soạn thảo"],
        "unread": 3,
        "version": "0.1.0",
        "nav": [{"label": label, "url": url, "current": current} for label, url, current in links],
    }
    return SimpleNamespace(**(frame | changes))


def management(**data: str) -> dict[str, str]:
    """Management form data of a grid of two rows."""
    return {"rows-TOTAL_FORMS": "2", "rows-INITIAL_FORMS": "0"} | data


def style_guide() -> dict[str, Any]:
    """Every component in every tone, with long Vietnamese names and errors."""
    return {
        "chrome": chrome(),
        "crumbs": [{"url": "/", "label": "Việc của tôi"}, {"url": "/ho-so/", "label": "Hồ sơ"}],
        "form": CaseForm({"reason": "ngắn", "received": "31/02/2026"}),
        "upload": UploadForm(),
        "filters": FilterForm({}),
        "formset": TokenFormSet(management(**{"rows-0-serial": "BK-00213", "rows-0-kind": "pki"}), prefix="rows"),
        "tags": [{"label": f"Trạng thái {tone}", "tone": tone} for tone in TONES]
        + [{"label": "Chưa kiểm tra được", "tone": "neutral", "icon": "unknown"}],
        "tabs": [
            {"url": "?nhom=toi", "label": "Chờ tôi", "count": 4, "current": True},
            {"url": "?nhom=don-vi", "label": "Cả đơn vị", "count": 0, "current": False},
        ],
        "columns": [
            {"label": "Mã hồ sơ", "nowrap": True},
            {"label": "Nội dung"},
            {"label": "Trạng thái"},
            {"label": "Còn lại"},
            {"label": "Số dòng", "numeric": True},
        ],
        "rows": [
            {
                "tone": tone,
                "cells": [
                    {"text": f"KP-2026-00{n}", "url": f"/ho-so/{n}/"},
                    "Khôi phục thiết bị lưu khóa bí mật của Ủy ban nhân dân xã Bản Bo",
                    {"tag": {"label": "Đã tiếp nhận, đang kiểm tra", "tone": "info"}},
                    {"tag": {"label": words, "tone": tone, "icon": "clock"}},
                    n,
                ],
            }
            for n, (tone, words) in enumerate(
                [
                    ("danger", "quá hạn 2 ngày làm việc"),
                    ("warning", "còn 1 giờ làm việc"),
                    ("neutral", "còn 1 ngày làm việc"),
                ],
                start=11,
            )
        ],
        "page": {"previous_url": "?truoc=1", "next_url": "?sau=9", "summary": "Hồ sơ 51–100"},
        "acts": [
            {"label": "Chấp nhận", "allowed": True, "url": "/ho-so/1/chap-nhan/"},
            {"label": "Trả lại để bổ sung", "allowed": True, "url": "/ho-so/1/tra-lai/", "tone": "secondary"},
            {"label": "Từ chối", "allowed": True, "url": "/ho-so/1/tu-choi/", "tone": "danger"},
            {
                "label": "Ký văn bản từ chối",
                "allowed": False,
                "refusals": [
                    {"text": "Người kiểm tra không được ký văn bản từ chối; chuyển lãnh đạo khác.", "clause": CLAUSE}
                ],
            },
        ],
        "summary": [
            {"label": "Mã hồ sơ", "value": "KP-2026-0011"},
            {"label": "Trạng thái", "tag": {"label": "Đã tiếp nhận", "tone": "info"}},
            {
                "label": "Cơ quan đề nghị",
                "value": "Ủy ban nhân dân xã Bình Lư",
                "acts": [{"url": "/sua/", "label": "Sửa"}],
            },
            {"label": "Văn bản", "value": "12/UBND-VX.pdf", "url": "/tep/", "note": "SHA-256 đã ghi nhật ký"},
            {"label": "Người phối hợp", "value": ""},
        ],
        "steps": [
            {"title": "Đã ký", "at": AT, "actor": "Lò Văn Pành", "role": "Lãnh đạo cơ quan", "clause": CLAUSE},
            {
                "title": "Trả lại người soạn",
                "at": AT,
                "actor": "Lò Văn Pành",
                "comment": "Sai số hiệu ở dòng 2.",
                "tone": "warning",
                "icon": "return",
            },
            {
                "title": "Đang chờ tiếp nhận",
                "at": AT,
                "actor": "",
                "tone": "neutral",
                "icon": "clock",
                "links": [{"url": "/tep/", "label": "Tệp minh chứng"}],
            },
        ],
        "deadline": {
            "due_at": AT + timedelta(days=1, hours=7, minutes=30),
            "words": "còn 4 giờ làm việc",
            "tone": "warning",
            "clause": CLAUSE,
            "starts_at": AT,
            "days": [
                {
                    "date": date(2026, 8, 5),
                    "counts": False,
                    "why": "ngày tiếp nhận không tính",
                    "clause": "Điều 147 khoản 1 BLDS",
                },
                {"date": date(2026, 8, 6), "counts": True, "why": "ngày làm việc thứ 1"},
            ],
        },
        "checks": [
            {
                "label": "Chữ ký của người ký hợp lệ",
                "result": "pass",
                "detail": "Lò Văn Pành, 05/8/2026 09:30",
                "evidence_url": "/bao-cao/1/",
            },
            {
                "label": "Thiết bị thuộc loại Sở được ủy quyền",
                "result": "fail",
                "detail": "Loại HSM",
                "clause": CLAUSE,
                "override_url": "/ly-do/",
            },
            {"label": "Chứng thư còn hiệu lực", "result": "unknown", "detail": "Chưa tải được danh sách thu hồi."},
            {"label": "Thuê bao thuộc cơ quan gửi", "result": "overridden", "detail": "Mới chuyển về từ 01/8/2026."},
        ],
        "jobs": [
            {"state": "running", "label": "Kiểm tra chữ ký trên tệp tải lên", "done": 3, "total": 10},
            {"state": "done", "label": "Ký hàng loạt"},
            {"state": "failed", "label": "Tạo văn bản", "message": "Không đọc được mẫu văn bản.", "code": "A1B2-C3"},
        ],
    }
