"""Words and tones that templates of a case need."""

from django import template

from requests_workflow.procedures.registry import PROCEDURES

register = template.Library()
VERDICTS = {
    "valid": ("Hợp lệ", "success"),
    "invalid": ("Không hợp lệ", "danger"),
    "indeterminate": ("Chưa kiểm tra được", "neutral"),
    "unsigned": ("Chưa ký", "neutral"),
}


@register.filter
def act_label(name: str) -> str:
    """The label of an act by its name; empty for an unknown name (it comes from the address bar)."""
    transitions = (transition for table in PROCEDURES.values() for transition in table.transitions)
    return next((t.label for t in transitions if t.name == name), "")


@register.filter
def verdict_label(verdict: str) -> str:
    return VERDICTS.get(verdict, ("Chưa kiểm tra được", "neutral"))[0]


@register.filter
def verdict_tone(verdict: str) -> str:
    return VERDICTS.get(verdict, ("", "neutral"))[1]
