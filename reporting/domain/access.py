"""Who reads the periodic report: an agency's people its own, the department that of its land, the provider none."""

from directory.domain.roles import Role

PERIODIC_ROLES = frozenset(
    {
        Role.CLERK,
        Role.CONTACT_OFFICER,
        Role.UNIT_HEAD,
        Role.AGENCY_LEADER,
        Role.REGISTRY_CLERK,
        Role.REPORT_MANAGER,
        Role.AUDITOR,
        Role.DEPARTMENT_OFFICER,
        Role.DEPARTMENT_LEADER,
    }
)
