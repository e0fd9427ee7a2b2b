"""From a case to its printed papers: the parts that every paper shares, and Mẫu 06."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from directory.domain.roles import Role
from directory.models import Agency, Delegation, Membership, User
from directory.selectors.roles import holders_of, name_on
from requests_workflow.documents import model as paper
from requests_workflow.documents.columns import columns_of
from requests_workflow.domain.signing_power import delegated_power, signing_power
from requests_workflow.models import Dossier
from requests_workflow.regulations.profile import Profile

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")
MINUTES = frozenset({"device_return", "device_loss"})


def leader_memberships(*, agency: Agency, on: date, role: Role = Role.AGENCY_LEADER) -> list[Membership]:
    """Who may sign for the agency on that day, the head first."""
    return holders_of(agency=agency, roles=frozenset({role}), on=on)


def power_of(*, membership: Membership, head_title: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Power and title lines of one leader."""
    lines = signing_power(
        collective=membership.agency.kind == Agency.Kind.PEOPLE_COMMITTEE,
        title=membership.title,
        is_head=membership.is_head,
        head_title=head_title,
    )
    return lines.power, lines.title


def power_by(delegation: Delegation) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Power and title lines of somebody who signs by a decision of the head (NĐ 30/2020 Điều 13)."""
    lines = delegated_power(
        kind=delegation.kind,
        collective=delegation.agency.kind == Agency.Kind.PEOPLE_COMMITTEE,
        title=delegation.delegate_title,
        delegator_title=delegation.delegator_title,
        unit_head_title=delegation.source.delegate_title if delegation.source is not None else "",
    )
    return lines.power, lines.title


def head_title(*, agency: Agency, leaders: list[Membership], on: date, role: Role = Role.AGENCY_LEADER) -> str:
    """The title of the post that a deputy signs for: the head's, or the last head's while a deputy is in charge.

    NĐ 30/2020 Điều 13 khoản 1: a deputy in charge signs as a deputy does, so the post is named though nobody holds it.
    """
    head = next((m for m in leaders if m.is_head), None)
    if head is None:
        past = Membership.objects.filter(agency=agency, role=role.value, is_head=True, valid_from__lte=on)
        head = past.order_by("-valid_to", "-id").first()
    return head.title if head is not None else leaders[0].title.upper().removeprefix("PHÓ ")


def signer_block(dossier: Dossier) -> paper.Signer | None:
    """The block as it was decided when the signer was chosen; None before that."""
    if dossier.signer is None or dossier.signer.person is None:
        return None
    return paper.Signer(
        power_lines=tuple(filter(None, dossier.signer_power.split("\n"))),
        title_lines=tuple(filter(None, dossier.signer_title.split("\n"))),
        name=dossier.signer.person.full_name,
        seal_mm=float(dossier.managing_agency.seal_diameter_mm),
    )


def heading(*, agency: Agency, day: date) -> tuple[str | None, str]:
    """(superior body, issuing body) in capitals, under the names of that day; a committee has no body above it."""
    issuing = name_on(agency=agency, day=day).upper()
    if agency.parent is None or agency.kind == Agency.Kind.PEOPLE_COMMITTEE:
        return None, issuing
    return name_on(agency=agency.parent, day=day).upper(), issuing


def named_symbol(kind: str, agency: Agency) -> str:
    """What stands behind the number of a document with a name of its own: "BB-UBND" (NĐ 30/2020, Phụ lục I).

    The body's own short name ends before the hyphen; the unit or field behind it belongs to a công văn alone.
    """
    return "-".join(filter(None, (kind, agency.abbreviation.partition("-")[0])))


def symbol_of(dossier: Dossier) -> str:
    """What stands behind the number of the dossier's paper: minutes are named, every other paper is a công văn."""
    agency = dossier.managing_agency
    return named_symbol("BB", agency) if dossier.procedure in MINUTES else agency.abbreviation


def recovery_form(*, dossier: Dossier, profile: Profile, now: datetime) -> paper.RecoveryForm:
    """Mẫu 06 of the dossier; number and date stay fields that the văn thư fills after the leader signed."""
    day = now.astimezone(VIETNAM).date()
    agency = dossier.managing_agency
    superior, issuing = heading(agency=agency, day=day)
    recipient = dossier.recipient
    recipient_name = name_on(agency=recipient, day=day) if recipient else "không có"
    form = profile.recovery_form
    person = dossier.coordinator
    return paper.RecoveryForm(
        document=paper.AdministrativeDocument(
            superior_body=superior,
            issuing_body=issuing,
            symbol=agency.abbreviation,
            place=agency.place,
            subject=form.title,
            recipients=(recipient_name,),
            signer=signer_block(dossier),
            copies_to=("Như trên", "Lưu: VT"),
        ),
        managing_body=name_on(agency=agency, day=day),
        recovery_office=recipient_name,
        legal_basis=RECOVERY_BASIS,
        coordinator=paper.Coordinator(
            full_name=person.full_name if person else "",
            identity_number=person.identity_number if person else "",
            identity_issued_on=person.identity_issued_on if person else None,
            identity_issued_by=person.identity_issued_by if person else "",
            position=person.position if person else "",
            workplace=name_on(agency=person.agency, day=day) if person else "",
            mobile=person.phone if person else "",
        ),
        columns=columns_of(form),
        rows=tuple(
            {column.key: row.printed.get(column.key, "") for column in form.columns}
            for row in dossier.requests.order_by("position")
        ),
    )


# The decree with its day and subject, as the first citation in a document gives it (NĐ 30/2020 Phụ lục I).
RECOVERY_BASIS = (
    "Điều 22 Nghị định số 68/2024/NĐ-CP ngày 25 tháng 6 năm 2024 của Chính phủ "
    "quy định về chữ ký số chuyên dùng công vụ"
)


def incoming_reference(dossier: Dossier) -> paper.IncomingReference:
    """How an answer names the document that it answers."""
    return paper.IncomingReference(
        number_symbol=dossier.full_number or "không số",
        issued_on=dossier.document_date,
        sender=dossier.managing_agency.name,
    )


def department_document(
    *, dossier: Dossier, department: Agency, subject: str, signer: paper.Signer | None, day: date, symbol: str | None
) -> paper.AdministrativeDocument:
    """The common part of what the department writes to the agency."""
    superior, issuing = heading(agency=department, day=day)
    return paper.AdministrativeDocument(
        superior_body=superior,
        issuing_body=issuing,
        symbol=symbol,
        place=department.place,
        issued_on=None if symbol else day,
        subject=subject,
        recipients=(dossier.managing_agency.name,),
        signer=signer,
        copies_to=("Như trên", "Lưu: VT" if symbol else "Lưu: hồ sơ"),
    )


def department_signer(*, department: Agency, user: User | None, on: date) -> paper.Signer | None:
    """The block of a department's leader; the head where nobody was chosen."""
    leaders = leader_memberships(agency=department, on=on, role=Role.DEPARTMENT_LEADER)
    if not leaders:
        return None
    chosen = next((m for m in leaders if user is not None and m.user_id == user.pk), leaders[0])
    post = head_title(agency=department, leaders=leaders, on=on, role=Role.DEPARTMENT_LEADER)
    power, title = power_of(membership=chosen, head_title=post)
    return paper.Signer(
        power_lines=power,
        title_lines=title,
        name=chosen.user.get_full_name(),
        seal_mm=float(department.seal_diameter_mm),
    )
