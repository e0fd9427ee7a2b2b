"""Which forms can be imported, and how a checked row of each becomes a row of a draft."""

import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from directory.domain.names import fold
from directory.models import Agency, Person
from requests_workflow.domain.information_changes import CHANGES
from requests_workflow.procedures.registry import kind_of
from requests_workflow.regulations.profile import FormRef, Profile
from requests_workflow.services.draft_rows import RowInput
from requests_workflow.services.drafting import AnyRow
from requests_workflow.services.form_rows import FormRow
from requests_workflow.services.individual_rows import IndividualRow
from requests_workflow.spreadsheets.checking import medium_of

type Cells = Mapping[str, str]
# Identity number -> public id of the person who works at the agency.
type People = Mapping[str, uuid.UUID]


@dataclass(frozen=True, kw_only=True)
class ImportKind:
    """`identity` names whom or what a row is about, for rows that say the same twice; "" while nobody can tell.

    `filled_in` are columns that the registers fill when they are left empty; `keeper` is the column whose identity
    number names a person of the agency, "" where there is none.
    """

    procedure: str
    build: Callable[[Cells, People], AnyRow]
    identity: Callable[[Cells], str]
    filled_in: frozenset[str] = frozenset()
    keeper: str = ""

    def form(self, profile: Profile) -> FormRef:
        """The form whose columns the list has."""
        return kind_of(self.procedure).form(profile)


def _individual(cells: Cells, people: People) -> AnyRow:
    medium = medium_of(cells["sim_pki"])
    operator = cells["sim_pki"] if medium == "sim_pki" else ""
    return IndividualRow(cells={**cells, "sim_pki": operator}, medium=medium)


def _recovery(cells: Cells, people: People) -> AnyRow:
    return RowInput(
        token_serial=cells["token_serial"],
        certificate_name=cells["certificate_name"],
        subscriber_agency=cells["subscriber_agency"],
        subscriber_email=cells["subscriber_email"],
    )


def _with_keeper(cells: Cells, people: People) -> AnyRow:
    return FormRow(cells=cells, person_id=people.get(cells["keeper"]))


def _update(cells: Cells, people: People) -> AnyRow:
    codes = {one.label: one.code for one in CHANGES.values()}
    return FormRow(cells={**cells, "change_code": codes.get(cells["change_code"], "")})


def _as_typed(cells: Cells, people: People) -> AnyRow:
    return FormRow(cells=cells)


def _serial(cells: Cells) -> str:
    return cells["certificate_serial"]


IMPORT_KINDS: Mapping[str, ImportKind] = MappingProxyType(
    {
        one.procedure: one
        for one in (
            ImportKind(
                procedure="individual_issue",
                build=_individual,
                identity=lambda cells: (
                    f"{cells['identity_number']}:{medium_of(cells['sim_pki'])}" if cells["identity_number"] else ""
                ),
            ),
            ImportKind(
                procedure="organisation_issue",
                build=_with_keeper,
                identity=lambda cells: fold(cells["organisation_name"]),
                keeper="keeper",
            ),
            ImportKind(
                procedure="system_issue",
                build=_with_keeper,
                identity=lambda cells: fold(cells["system_name"]),
                keeper="keeper",
            ),
            ImportKind(
                procedure="certificate_update",
                build=_update,
                identity=_serial,
                filled_in=frozenset({"certificate_name", "official_email"}),
            ),
            ImportKind(
                procedure="revocation",
                build=_as_typed,
                identity=_serial,
                filled_in=frozenset({"certificate_name", "official_email"}),
            ),
            ImportKind(
                procedure="token_recovery",
                build=_recovery,
                identity=lambda cells: cells["token_serial"].upper(),
                filled_in=frozenset({"certificate_name", "subscriber_agency", "subscriber_email"}),
            ),
        )
    }
)


def import_kind(procedure: str) -> ImportKind:
    """Raises LookupError for a procedure whose lists are not imported."""
    try:
        return IMPORT_KINDS[procedure]
    except KeyError:
        raise LookupError(f"no import for {procedure!r}") from None


def people_of(*, agency: Agency, numbers: set[str]) -> dict[str, uuid.UUID]:
    """Who works at the agency or below it, by identity number; one query."""
    found = Person.objects.filter(
        agency__path__startswith=agency.path, left_on__isnull=True, identity_number__in=numbers - {""}
    )
    return dict(found.values_list("identity_number", "public_id"))
