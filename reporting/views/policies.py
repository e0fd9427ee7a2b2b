"""Who may open which report."""

from directory.policies import DRAFTERS, REPORTS, Policy
from reporting.domain.access import PERIODIC_ROLES

PERIODIC = Policy("periodic_reports", PERIODIC_ROLES)
# The page that leads to whatever reports somebody may open.
ANY_REPORT = Policy("any_report", PERIODIC.roles | REPORTS.roles)
# Registers of training, inspections and plans: those who read reports, and the clerks who write for their agency.
SUPERVISION = Policy("supervision", REPORTS.roles | DRAFTERS.roles)
