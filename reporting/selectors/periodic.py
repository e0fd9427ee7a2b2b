"""The periodic report, put together from a fixed number of grouped queries, whatever the number of bodies."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime

from directory.models import Agency, Subscriber
from reporting.domain.movements import (
    CaseCounts,
    CertificateCounts,
    Counts,
    SuspensionCounts,
    TermCounts,
    TokenCounts,
)
from reporting.domain.periodic import BodyLine, PeriodicReport, ProcedureLine, TermLine
from reporting.domain.periods import Period
from reporting.selectors.case_movements import CaseGroup, case_movements, on_the_way, rows_received, suspensions
from reporting.selectors.certificate_movements import certificate_movements, revocations
from reporting.selectors.report_scope import bodies_under
from reporting.selectors.token_movements import token_movements, undated_tokens
from requests_workflow.procedures.registry import KINDS
from requests_workflow.regulations.profile import DELEGATED_DEPARTMENT, PROVIDER
from tokens.models import Token

BEARERS = {
    DELEGATED_DEPARTMENT: "Sở được ủy quyền",
    PROVIDER: "Cục CTS&BMTT",
    "": "Chưa giao bên nào",
}


def periodic_report(*, body: Agency, period: Period, now: datetime) -> PeriodicReport:
    """The report on the body and all below it; a period that still runs is counted up to `now`.

    Raises ValueError for a period that has not begun.
    """
    since, end = period.instants
    if now <= since:
        raise ValueError(f"{period.label} has not begun")
    until = min(end, now)
    under = bodies_under(body)
    agencies = list(under)
    certificates = list(certificate_movements(agencies=agencies, since=since, until=until))
    tokens = list(token_movements(agencies=agencies, since=since, until=until))
    cases = _with_rows(
        list(case_movements(agencies=agencies, since=since, until=until)),
        rows_received(agencies=agencies, since=since, until=until),
    )
    stopped = suspensions(agencies=agencies, since=since, until=until)
    by_procedure = _summed(CaseCounts, ((group.procedure, group.cases) for group in cases))
    by_term = _summed(TermCounts, (((group.procedure, group.bearer), group.terms) for group in cases))
    return PeriodicReport(
        period=period,
        body=body.name,
        until=until,
        running=now < end,
        certificates=_of_each(Subscriber.Kind.choices, _summed(CertificateCounts, (one[1:] for one in certificates))),
        revocations=revocations(agencies=agencies, since=since, until=until),
        tokens=_of_each(Token.Kind.choices, _summed(TokenCounts, (one[1:] for one in tokens))),
        undated_tokens=undated_tokens(agencies=agencies),
        procedures=tuple(
            ProcedureLine(title=title, cases=by_procedure[code], suspended=stopped.get(code, SuspensionCounts()))
            for code, title in _procedures(by_procedure)
        ),
        terms=tuple(
            TermLine(title=title, bearer=BEARERS.get(bearer, bearer), counts=by_term[code, bearer])
            for code, title in _procedures(by_procedure)
            for bearer in sorted({bearer for procedure, bearer in by_term if procedure == code})
            if not by_term[code, bearer].is_empty
        ),
        on_the_way=on_the_way(agencies=agencies, until=until),
        bodies=_bodies(under, certificates, tokens, cases) if len(set(under.values())) > 1 else (),
    )


def _summed[K, C: Counts](zero: type[C], pairs: Iterable[tuple[K, C]]) -> dict[K, C]:
    found: dict[K, C] = defaultdict(zero)
    for key, counts in pairs:
        found[key] += counts
    return found


def _of_each[C: Counts](choices: Iterable[tuple[str, str]], found: dict[str, C]) -> tuple[tuple[str, C], ...]:
    """Every choice with its words, also where nothing was counted."""
    return tuple((str(words), found[value]) for value, words in choices)


def _procedures(found: dict[str, CaseCounts]) -> list[tuple[str, str]]:
    """Every procedure of the product, then those that only old cases name."""
    known = [(code, kind.title) for code, kind in KINDS.items()]
    return known + [(code, code) for code in sorted(set(found) - set(KINDS))]


def _with_rows(groups: list[CaseGroup], rows: dict[tuple[int, str], int]) -> list[CaseGroup]:
    """Adds the number of requests, once for each body and procedure."""
    more = [
        CaseGroup(agency=agency, procedure=procedure, bearer="", cases=CaseCounts(rows=number), terms=TermCounts())
        for (agency, procedure), number in rows.items()
    ]
    return groups + more


def _bodies(
    under: dict[int, tuple[int, str]],
    certificates: list[tuple[int, str, CertificateCounts]],
    tokens: list[tuple[int, str, TokenCounts]],
    cases: list[CaseGroup],
) -> tuple[BodyLine, ...]:
    """A line for the body itself and each one right under it, in the order of the tree; nothing said, no line."""
    of_certificates = _summed(CertificateCounts, ((under[agency], counts) for agency, _, counts in certificates))
    of_tokens = _summed(TokenCounts, ((under[agency], counts) for agency, _, counts in tokens))
    of_cases = _summed(CaseCounts, ((under[group.agency], group.cases) for group in cases))
    of_terms = _summed(TermCounts, ((under[group.agency], group.terms) for group in cases))
    lines = (
        BodyLine(
            name=branch[1],
            certificates=of_certificates[branch],
            tokens=of_tokens[branch],
            cases=of_cases[branch],
            late=of_terms[branch].late + of_terms[branch].overdue,
        )
        for branch in dict.fromkeys(under.values())
    )
    return tuple(line for line in lines if not line.is_empty)
