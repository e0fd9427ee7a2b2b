"""Whether a body has named the contact officers that its rules want (Vĩnh Long Điều 9 khoản 4)."""

from datetime import date

from directory.domain.roles import Role
from directory.models import Agency
from directory.selectors.roles import holders_of
from requests_workflow.engine.clauses import Clause
from requests_workflow.regulations.profile import Profile

CONTACT = frozenset({Role.CONTACT_OFFICER})


def contact_officer_wanted(*, agency: Agency, profile: Profile, on: date) -> Clause | None:
    """The clause that wants more contact officers than the body has on that day; None where it asks for no more."""
    least = profile.contact_officers_min
    if not least.value or len(holders_of(agency=agency, roles=CONTACT, on=on)) >= least.value:
        return None
    return least.clause
