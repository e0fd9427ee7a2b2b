"""Who may open which report."""

from directory.policies import REPORTS, Policy
from reporting.domain.access import PERIODIC_ROLES

PERIODIC = Policy("periodic_reports", PERIODIC_ROLES)
# The page that leads to whatever reports somebody may open.
ANY_REPORT = Policy("any_report", PERIODIC.roles | REPORTS.roles)
