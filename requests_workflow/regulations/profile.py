"""A regulation profile: the values by which a case runs, each with its unit and its clause.

The national base and a local overlay are chosen apart, by date; the pair is pinned to a case at receipt and a later
change never touches the case.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import date
from types import MappingProxyType
from typing import Any

from requests_workflow.engine.clauses import Clause

# Who may receive a dossier: a function, never a name, since names of bodies change.
DELEGATED_DEPARTMENT = "delegated_department"
PROVIDER = "provider"

CHANNELS = MappingProxyType(
    {
        "qlvb": "Hệ thống quản lý văn bản và điều hành",
        "dichvucong": "Hệ thống thông tin đăng ký, quản lý yêu cầu chứng thực",
        "truc_lien_thong": "Trục liên thông văn bản quốc gia",
        "paper": "Bản giấy (trực tiếp hoặc bưu chính)",
    }
)


@dataclass(frozen=True)
class Value[T]:
    """One legal value: `unit` says what it counts, `clause` where it is written.

    `evidence`: "V" text read, "R" transcription, "S" read in a local rule, "I" inferred, "M" from knowledge without the
    text, "P" the product's choice, "NF" looked for and not found: the customer has to confirm it.
    """

    value: T
    unit: str
    clause: Clause
    evidence: str = "V"


@dataclass(frozen=True)
class FormColumn:
    """A column of a form's table: `group` is the merged head cell above it, "" when it stands alone."""

    key: str
    label: str
    group: str = ""
    required: bool = True
    kind: str = "text"


@dataclass(frozen=True)
class FormRef:
    """A form by its number and the instrument whose annex it is; its fields and columns are data."""

    mau: str
    instrument: str
    title: str
    contact_fields: tuple[FormColumn, ...]
    columns: tuple[FormColumn, ...]
    clause: Clause
    evidence: str = "R"

    @property
    def name(self) -> str:
        """ "Mẫu số 06"; a form of an old regime whose number nobody has found says so."""
        return f"Mẫu số {self.mau}" if self.mau else "Mẫu chưa rõ số"


@dataclass(frozen=True, kw_only=True)
class Profile:
    """All values in force for a case. `code` is what a pinned case stores, e.g. "national_2024+lai_chau_2025".

    `status` is "in_force", "draft" or "replaced"; `historic` marks a base under which old cases are recorded and no new
    dossier is made; `note` says in Vietnamese what is still to be confirmed of the whole. `local_clauses` maps an act's
    name or a refusal's code to the local clause that says it more closely than the national text.
    """

    code: str
    title: str
    status: str
    valid_from: date
    valid_to: date | None
    recovery_deadline: Value[int]
    recovery_deadline_starts: Value[str]
    recovery_recipients: Value[Mapping[str, str]]
    recovery_form: FormRef
    issue_deadline: Value[int]
    issue_route: Value[str]
    individual_issue_form: FormRef
    handover_notice_form: FormRef
    handover_notice_levels: Value[tuple[int, ...]]
    organisation_issue_form: FormRef
    system_issue_form: FormRef
    update_form: FormRef
    update_deadline: Value[int]
    change_min_days_left: Value[int]
    renewal_limit: Value[int]
    filing_window_counts: Value[str]
    new_term_max_years: Value[int]
    renewal_max_years: Value[int]
    revocation_form: FormRef
    revocation_deadline: Value[int]
    return_form: FormRef
    loss_form: FormRef
    device_return_deadline: Value[int]
    device_return_starts: Value[str]
    device_return_starts_at_expiry: Value[str]
    email_domains: Value[tuple[str, ...]]
    usual_email_suffixes: Value[tuple[str, ...]]
    denied_email_domains: Value[tuple[str, ...]]
    renewal_min_days_left: Value[int]
    channels: Value[Mapping[str, tuple[str, ...]]]
    receipt_after_hours: Value[str]
    number_before_sign: Value[bool]
    product_keeps_register: Value[bool]
    copies: Value[tuple[str, ...]]
    nearly_due_working_hours: Value[int]
    escalation_levels: Value[tuple[int, ...]]
    wet_signature_allowed: Value[bool]
    secret_documents_allowed: Value[bool]
    min_pdf_version: Value[str]
    reason_min_length: Value[int]
    # What an authority says of bodies, keepers, reports and duties; the forms a subscriber filled in under older law.
    subscriber_forms: Value[Mapping[str, str]]
    extra_revocation_cases: Value[tuple[str, ...]]
    excluded_body_kinds: Value[tuple[str, ...]]
    contact_officers_min: Value[int | None]
    subscriber_manager: Value[str | None]
    organisation_token_decision: Value[bool]
    keeper_change_minutes: Value[bool]
    organisation_token_lending: Value[str]
    personal_token_lending: Value[bool]
    device_secrecy: Value[str | None]
    password_change_months: Value[int | None]
    loss_told_to: Value[tuple[str, ...]]
    report_periods: Value[tuple[str, ...]]
    report_due_before: Value[str | None]
    training_by: Value[tuple[str, ...]]
    inspection_by: Value[tuple[str, ...]]
    yearly_plan_by: Value[tuple[str, ...]]
    signed_document_kinds: Value[tuple[str, ...]]
    paper_too_for: Value[tuple[str, ...]]
    printed_copy_warning: Value[bool]
    organisation_signature_place: Value[str]
    attachments_sealed: Value[bool]
    backup_every_months: Value[int | None]
    historic: bool = False
    note: str = ""
    local_clauses: Mapping[str, Clause] = field(default_factory=lambda: MappingProxyType({}))

    @classmethod
    def parameters(cls) -> frozenset[str]:
        """Names of all fields: what a deadline or an overlay may refer to."""
        return frozenset(one.name for one in fields(cls))

    @property
    def form_regime(self) -> str:
        """The instrument whose forms a case of this profile was made on: ND_68_2024, TT_185_2019 or TT_08_2016."""
        return self.update_form.instrument

    def report_due_on(self, year: int) -> date | None:
        """The day before which the yearly report is due ("dd/mm" of the value); None where no text names one."""
        if self.report_due_before.value is None:
            return None
        day, month = self.report_due_before.value.split("/")
        return date(year, int(month), int(day))

    def recovery_recipient(self, device_kind: str) -> str:
        """The function that recovers devices of this kind; a kind that nobody was delegated goes to the provider."""
        return self.recovery_recipients.value.get(device_kind, PROVIDER)

    def official_email_ground(self, form: FormRef) -> Clause:
        """Why an address on this form is to be an official one: the rule that names domains, else the form's note."""
        return self.email_domains.clause if self.email_domains.value else form.clause

    def channels_for(self, recipient: str, *, wet_signed: bool = False) -> tuple[str, ...]:
        """Channel codes (keys of CHANNELS) towards a recipient; paper is open only to a wet-signed document."""
        codes = self.channels.value[recipient]
        return (*codes, "paper") if wet_signed else codes


@dataclass(frozen=True, kw_only=True)
class Overlay:
    """Local rules over a base: only the values that differ, by parameter name, and the local clauses.

    `superseded` maps a locator of the local text to the later national clause that took its place: it is never a source
    of `values`. `historic_values` maps the code of an older base to the values that such a locator gave under it.
    """

    code: str
    title: str
    status: str
    valid_from: date
    valid_to: date | None
    values: Mapping[str, Any]
    local_clauses: Mapping[str, Clause]
    superseded: Mapping[str, Clause] = field(default_factory=lambda: MappingProxyType({}))
    historic_values: Mapping[str, Mapping[str, Any]] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def instrument(self) -> str:
        """The text that the overlay is made from: the instrument that its values cite."""
        first: Value[Any] = next(iter(self.values.values()))
        return first.clause.instrument

    def over(self, base: Profile) -> Profile:
        """The base with the overlay's values. Raises TypeError for a parameter that no profile has."""
        return replace(
            base,
            code=f"{base.code}+{self.code}",
            title=f"{base.title}; {self.title}",
            status=base.status if base.historic else self.status,
            valid_from=max(base.valid_from, self.valid_from),
            valid_to=min((end for end in (base.valid_to, self.valid_to) if end), default=None),
            local_clauses=MappingProxyType({**base.local_clauses, **self.local_clauses}),
            **{**self.values, **self.historic_values.get(base.code, {})},
        )
