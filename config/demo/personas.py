"""The personas of the demo, for the persona switcher and `manage.py demo_accounts`."""

from dataclasses import dataclass

from config.demo.bodies import BODIES
from config.demo.officials import OFFICIALS
from directory.domain.roles import Role


@dataclass(frozen=True)
class Persona:
    """One account of the demo. `label` is name and position, `agency` the short name of the body."""

    username: str
    label: str
    agency: str
    roles: tuple[Role, ...]
    task_hint: str


def personas() -> list[Persona]:
    """All personas in the order in which the switcher shows them; no query."""
    agencies = {body.slug: body.short_name for body in BODIES}
    return [
        Persona(
            username=official.slug,
            label=f"{official.full_name} – {official.position}",
            agency=agencies[official.agency],
            roles=official.held_roles,
            task_hint=official.hint,
        )
        for official in OFFICIALS
        if official.roles
    ]
