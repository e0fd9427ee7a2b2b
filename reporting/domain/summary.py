"""The periodic report in sentences: what the leader reads and signs, and what stands above the tables."""

from typing import Any

from reporting.domain.movements import CaseCounts, CertificateCounts, SuspensionCounts, TermCounts, TokenCounts, total
from reporting.domain.periodic import PeriodicReport


def summary_of(report: PeriodicReport) -> tuple[str, ...]:
    """Whom and when it is about, then a sentence each on certificates, devices, cases and terms."""
    period = report.period
    counted = f"Kỳ báo cáo: từ ngày {period.since:%d/%m/%Y} đến hết ngày {period.last:%d/%m/%Y}"
    if report.running:
        counted += f"; kỳ chưa kết thúc, số liệu tính đến {report.counted_until}"
    return (
        f"Phạm vi: {report.body} và các cơ quan, đơn vị trực thuộc.",
        f"{counted}.",
        _certificates(report),
        _tokens(report),
        _cases(report),
        _terms(report),
    )


def headlines_of(report: PeriodicReport) -> list[dict[str, Any]]:
    """What a leader looks for first: [{"number", "label", "tone"}]; the same numbers as the sentences and tables."""
    certificates = total(CertificateCounts(), *(counts for _, counts in report.certificates))
    tokens = total(TokenCounts(), *(counts for _, counts in report.tokens))
    cases = total(CaseCounts(), *(line.cases for line in report.procedures))
    terms = total(TermCounts(), *(line.counts for line in report.terms))
    late = terms.late + terms.overdue
    of_cases = f"hồ sơ tiếp nhận trong kỳ; chưa giải quyết xong khi hết kỳ: {cases.open}"
    of_terms = f"hạn bị quá trong kỳ, kể cả của Cục và hồ sơ đã trả lời; {terms.on_time} đúng hạn"
    return [
        {"number": certificates.closing, "label": f"chứng thư cuối kỳ (đầu kỳ {certificates.opening})", "tone": "info"},
        {"number": tokens.closing, "label": f"thiết bị cuối kỳ (đầu kỳ {tokens.opening})", "tone": "info"},
        {"number": cases.received, "label": of_cases, "tone": "info"},
        {"number": late, "label": of_terms, "tone": "danger" if late else "success"},
    ]


def _certificates(report: PeriodicReport) -> str:
    all_kinds = total(CertificateCounts(), *(counts for _, counts in report.certificates))
    return (
        f"Chứng thư chữ ký số: đầu kỳ {all_kinds.opening}; cấp mới lần đầu {all_kinds.first_issued}, "
        f"cấp lại {all_kinds.reissued}, gia hạn {all_kinds.renewed}, thay đổi thông tin {all_kinds.changed}; "
        f"thu hồi {all_kinds.revoked}, hết hạn {all_kinds.expired}, đã thay bằng chứng thư mới {all_kinds.superseded}; "
        f"cuối kỳ {all_kinds.closing}."
    )


def _tokens(report: PeriodicReport) -> str:
    all_kinds = total(TokenCounts(), *(counts for _, counts in report.tokens))
    return (
        f"Thiết bị lưu khóa bí mật: đầu kỳ {all_kinds.opening}; tiếp nhận {all_kinds.received}, "
        f"thất lạc {all_kinds.lost}, đã thu hồi {all_kinds.returned}; cuối kỳ {all_kinds.closing}. "
        f"Số lần khôi phục: {all_kinds.recovered}."
    )


def _cases(report: PeriodicReport) -> str:
    cases = total(CaseCounts(), *(line.cases for line in report.procedures))
    stopped = SuspensionCounts()
    for line in report.procedures:
        stopped += line.suspended
    return (
        f"Hồ sơ: kỳ trước chuyển sang {cases.carried}, tiếp nhận {cases.received}; đã giải quyết {cases.answered} "
        f"(từ chối {cases.refused}), cơ quan rút {cases.withdrawn}, đang giải quyết {cases.open}. "
        f"Tạm dừng tính hạn {stopped.rounds} lần ở {stopped.cases} hồ sơ."
    )


def _terms(report: PeriodicReport) -> str:
    by_bearer: dict[str, TermCounts] = {}
    for line in report.terms:
        by_bearer[line.bearer] = by_bearer.get(line.bearer, TermCounts()) + line.counts
    if not by_bearer:
        return "Thời hạn: không có hồ sơ nào có hạn trong kỳ."
    said = (
        f"hạn của {bearer}: đúng hạn {counts.on_time}, quá hạn {counts.late + counts.overdue}"
        for bearer, counts in by_bearer.items()
    )
    return f"Thời hạn: {'; '.join(said)}."
