"""A procedure as a Vietnamese page: a table of its acts and a state diagram, made from the procedure itself."""

from requests_workflow.engine.procedure import Procedure
from requests_workflow.engine.texts import TEXTS
from requests_workflow.engine.transition import Rule, Transition
from requests_workflow.engine.vocabulary import EFFECTS, NEEDS

HEADINGS = ("Việc", "Từ", "Đến", "Vai trò", "Cần có", "Khi", "Hạn", "Căn cứ")


def render_page(procedure: Procedure) -> str:
    """The Markdown page of docs/quy-trinh for this procedure; the same procedure always gives the same text."""
    lines = [
        f"# {procedure.title}",
        "",
        "Trang này được tạo từ quy trình trong hệ thống bằng lệnh `manage.py render_procedures`; không sửa tay.",
        "",
        "## Trạng thái",
        "",
        "| Trạng thái | Mã | Ghi chú |",
        "| --- | --- | --- |",
        *(f"| {label} | `{state}` | {_note(procedure, state)} |" for state, label in procedure.states.items()),
        "",
        "## Các việc",
        "",
        f"| {' | '.join(HEADINGS)} |",
        f"| {' | '.join('---' for _ in HEADINGS)} |",
        *(_row(procedure, one) for one in procedure.transitions),
        "",
        "## Điều kiện chặn",
        "",
        "| Việc | Bị từ chối khi chưa đạt | Căn cứ |",
        "| --- | --- | --- |",
        *_guards(procedure),
        "",
        "## Hệ quả",
        "",
        *(
            f"- {_act(one, procedure)}: {'; '.join(EFFECTS[name] for name in one.effects)}."
            for one in procedure.transitions
            if one.effects
        ),
        "",
        "## Sơ đồ",
        "",
        "```mermaid",
        "stateDiagram-v2",
        *(f'    state "{label}" as {state}' for state, label in procedure.states.items()),
        f"    [*] --> {procedure.initial}",
        *(f"    {one.source} --> {one.target}: {one.label}" for one in procedure.transitions),
        *(f"    {state} --> [*]" for state in procedure.states if state in procedure.final),
        "```",
        "",
    ]
    return "\n".join(lines)


def _note(procedure: Procedure, state: str) -> str:
    if state == procedure.initial:
        return "bắt đầu"
    return "kết thúc" if state in procedure.final else ""


def _row(procedure: Procedure, one: Transition) -> str:
    cells = (
        one.label,
        procedure.label(one.source),
        procedure.label(one.target),
        _roles(one),
        ", ".join(NEEDS[name] for name in sorted(one.needs)),
        one.applies_text,
        f"`{one.deadline.parameter}`" if one.deadline else "",
        one.clause.cite(),
    )
    return f"| {' | '.join(cells)} |"


def _roles(one: Transition) -> str:
    if one.system:
        return "Hệ thống"
    own = sorted(role.label for role in one.roles - one.at_recipient)
    there = sorted(
        role.label if role.value != "registry_clerk" else f"{role.label} (nơi nhận)" for role in one.at_recipient
    )
    return ", ".join(own + there)


def _act(one: Transition, procedure: Procedure) -> str:
    return f"{one.label} ({procedure.label(one.source)})"


def _guards(procedure: Procedure) -> list[str]:
    """A row for each guard of each act; a sentence keeps its placeholders as an ellipsis."""
    rows = []
    for one in procedure.transitions:
        for guard in one.guards:
            if isinstance(guard, Rule):
                sentence = TEXTS[guard.code].format_map(_Ellipsis())
                rows.append(f"| {_act(one, procedure)} | {sentence} | {guard.clause.cite()} |")
    return rows


class _Ellipsis(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return "…"
