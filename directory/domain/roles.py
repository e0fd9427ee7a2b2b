"""The roles a person can hold at a body, as values shared by every app.

A role is held at one body for a period (a membership); the procedures name roles, never people or offices.
"""

from enum import StrEnum


class Role(StrEnum):
    """A role; the value is what the database and the ledger keep, `label` is what people read."""

    SUBSCRIBER = "subscriber"
    CLERK = "clerk"
    CONTACT_OFFICER = "contact_officer"
    UNIT_HEAD = "unit_head"
    FORMAT_CHECKER = "format_checker"
    AGENCY_LEADER = "agency_leader"
    REGISTRY_CLERK = "registry_clerk"
    DEPARTMENT_OFFICER = "department_officer"
    DEPARTMENT_LEADER = "department_leader"
    PROVIDER_OFFICER = "provider_officer"
    REPORT_MANAGER = "report_manager"
    AUDITOR = "auditor"
    ADMINISTRATOR = "administrator"

    @property
    def label(self) -> str:
        """The Vietnamese name, NFC, as shown on screens and in docs/quy-trinh."""
        return _LABELS[self]


_LABELS = {
    Role.SUBSCRIBER: "Thuê bao",
    Role.CLERK: "Người soạn thảo",
    Role.CONTACT_OFFICER: "Cán bộ đầu mối",
    Role.UNIT_HEAD: "Lãnh đạo đơn vị",
    Role.FORMAT_CHECKER: "Người kiểm tra thể thức",
    Role.AGENCY_LEADER: "Lãnh đạo cơ quan",
    Role.REGISTRY_CLERK: "Văn thư cơ quan",
    Role.DEPARTMENT_OFFICER: "Cán bộ xử lý của Sở được ủy quyền",
    Role.DEPARTMENT_LEADER: "Lãnh đạo Sở được ủy quyền",
    Role.PROVIDER_OFFICER: "Cán bộ Cục CTS&BMTT",
    Role.REPORT_MANAGER: "Người phụ trách báo cáo",
    Role.AUDITOR: "Người kiểm tra nhật ký",
    Role.ADMINISTRATOR: "Quản trị hệ thống",
}
