"""`manage.py verify_ledger [--json]`: exit code 0 when the ledger is whole, 1 when it is broken."""

import json
import re
import sys
from argparse import ArgumentParser, ArgumentTypeError
from typing import Any

from django.core.management.base import BaseCommand

from directory.ledger.verification import Anchor, Verdict, verify

REASONS = {
    "entry_missing": "mục đã vào chuỗi nhưng không còn trong nhật ký",
    "entry_changed": "nội dung mục đã bị sửa",
    "link_missing": "chuỗi thiếu mắt xích đứng trước mục này",
    "link_changed": "mắt xích của mục đã bị sửa hoặc đổi chỗ",
    "not_linked": "mục cũ hơn cuối chuỗi nhưng không có mắt xích",
    "anchor_missing": "chuỗi ngắn hơn điểm mốc đã lưu bên ngoài; mục cuối cùng còn lại được nêu",
}


class Command(BaseCommand):
    help = "Kiểm tra nhật ký: tính lại từng mục và từng mắt xích, chỉ ra chỗ hỏng đầu tiên."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--json", action="store_true", help="In kết quả dạng JSON.")
        parser.add_argument(
            "--anchor",
            action="append",
            default=[],
            type=anchor,
            metavar="VỊ-TRÍ:SHA256",
            help="Điểm mốc lưu ngoài cơ sở dữ liệu mà chuỗi phải đi qua; dùng được nhiều lần.",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        verdict = verify(anchors=options["anchor"])
        if options["json"]:
            text = json.dumps({"entries": verdict.entries, "intact": verdict.intact, "broken_at": verdict.broken_at})
        else:
            text = sentence(verdict)
        self.stdout.write(text)
        if not verdict.intact:
            sys.exit(1)


def anchor(text: str) -> Anchor:
    """Parse "POSITION:64 hex digits"; ArgumentTypeError otherwise."""
    if not re.fullmatch(r"[1-9]\d{0,18}:[0-9a-fA-F]{64}", text, re.ASCII):
        raise ArgumentTypeError("điểm mốc có dạng VỊ-TRÍ:SHA256 (64 chữ số thập lục phân)")
    position, _, chain = text.partition(":")
    return Anchor(position=int(position), chain=bytes.fromhex(chain))


def sentence(verdict: Verdict) -> str:
    """The verdict as a Vietnamese sentence."""
    if verdict.reason is None:
        waiting = verdict.entries - verdict.linked
        tail = f", {waiting} mục đang chờ vào chuỗi" if waiting else ""
        return f"Nhật ký nguyên vẹn: {verdict.entries} mục{tail}."
    place = "ở đầu chuỗi" if verdict.broken_at is None else f"tại mục {verdict.broken_at}"
    return f"Nhật ký KHÔNG nguyên vẹn {place}: {REASONS[verdict.reason]}. Đã đọc {verdict.entries} mục."
