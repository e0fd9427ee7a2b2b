"""What is done with the files of a dossier without moving it: each is a step under its clause."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from requests_workflow.engine.clauses import Clause
from requests_workflow.procedures.outgoing_document import clauses
from requests_workflow.regulations.profile import Profile


@dataclass(frozen=True)
class FileAct:
    """One such act, as the timeline calls it; `clause` is the national one."""

    label: str
    clause: Clause


FILE_ACTS: Mapping[str, FileAct] = MappingProxyType(
    {
        "attach_file": FileAct("Đính kèm tài liệu", clauses.DRAFTING),
        "remove_file": FileAct("Bỏ tài liệu kèm theo", clauses.CORRECTING_DRAFT),
        "seal_attachment": FileAct("Ký số của cơ quan trên tài liệu kèm theo", clauses.SEPARATE_FILES),
        "seal_scan": FileAct("Ký số của cơ quan trên bản quét", clauses.SCANS),
        "issue_copy": FileAct("Lập bản sao điện tử", clauses.ELECTRONIC_COPY),
    }
)


def clause_of(*, act: str, profile: Profile) -> Clause:
    """The clause under which the act stands: the local one where there is one."""
    return profile.local_clauses.get(act, FILE_ACTS[act].clause)
