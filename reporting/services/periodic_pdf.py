"""The periodic report as a PDF/A-3u in the layout of Nghị định 30/2020/NĐ-CP, with a place for the leader to sign."""

from datetime import datetime

from directory.models import Agency
from directory.selectors.roles import name_on
from reporting.domain.periodic import TITLE, PeriodicReport
from reporting.domain.periodic_tables import Table, tables_of
from reporting.domain.summary import summary_of
from reporting.selectors.report_scope import leader_of
from requests_workflow.documents.model import AdministrativeDocument, Signer
from requests_workflow.documents.page import cleaned, render_page
from requests_workflow.documents.table import LANDSCAPE_MM, head_lines
from requests_workflow.services.papers import VIETNAM, heading, named_symbol, power_of

_NUMBER_MM = 30.0
_MOST_NUMBERS_MM = 185.0
_ABOUT = 0.6
NOBODY = "THỦ TRƯỞNG CƠ QUAN, TỔ CHỨC"


def render_periodic_report(*, report: PeriodicReport, author: Agency, now: datetime) -> bytes:
    """The PDF bytes; number and date are fields that the văn thư fills in after the leader signed.

    Raises UnprintableText for a character that the font lacks.
    """
    day = now.astimezone(VIETNAM).date()
    superior, issuing = heading(agency=author, day=day)
    document = AdministrativeDocument(
        superior_body=superior,
        issuing_body=issuing,
        symbol=named_symbol("BC", author),
        place=author.place,
        subject=f"{TITLE} {report.period.label[0].lower()}{report.period.label[1:]}",
        signer=_signer(author, now),
        copies_to=("Cơ quan, tổ chức nhận báo cáo", "Lưu: VT"),
    )
    return render_page(
        template="periodic_report",
        document=cleaned(document),
        author=cleaned(name_on(agency=author, day=day)),
        lines=cleaned(summary_of(report)),
        tables=[_shown(table, number) for number, table in enumerate(tables_of(report), start=1)],
    )


def _signer(author: Agency, now: datetime) -> Signer:
    membership, head_title = leader_of(agency=author, on=now.astimezone(VIETNAM).date())
    if membership is None or membership.user.person is None or not membership.title:
        return Signer(title_lines=(NOBODY,), name="", seal_mm=float(author.seal_diameter_mm))
    power, title = power_of(membership=membership, head_title=head_title)
    return Signer(
        power_lines=power,
        title_lines=title,
        name=membership.user.person.full_name,
        seal_mm=float(author.seal_diameter_mm),
    )


def _shown(table: Table, number: int) -> dict[str, object]:
    """The table with its widths in percent: what the numbers leave goes to the words."""
    numbers = len(table.columns) - table.words
    width = min(_NUMBER_MM, _MOST_NUMBERS_MM / numbers)
    words = LANDSCAPE_MM - width * numbers
    # What a row is about needs more room than what is said about it.
    about = (
        [words]
        if table.words == 1
        else [words * _ABOUT, *[words * (1 - _ABOUT) / (table.words - 1)] * (table.words - 1)]
    )
    widths = [*about, *[width] * numbers]
    return {
        "number": number,
        "table": cleaned(table),
        "widths": [f"{one / LANDSCAPE_MM * 100:.3f}%" for one in widths],
        "heads": [head_lines(title, one, wide=True) for title, one in zip(table.columns, widths, strict=True)],
    }
