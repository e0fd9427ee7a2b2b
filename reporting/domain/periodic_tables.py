"""The tables of the periodic report: one set of words and numbers for the page, the PDF and the workbook."""

from dataclasses import dataclass

from reporting.domain.durations import in_words
from reporting.domain.movements import (
    CaseCounts,
    CertificateCounts,
    SuspensionCounts,
    TermCounts,
    TokenCounts,
    total,
)
from reporting.domain.periodic import PeriodicReport

type Cell = str | int
TOTAL = "Tổng cộng"


@dataclass(frozen=True, kw_only=True)
class Table:
    """A table with a name: the first `words` columns hold words, the others numbers unless a cell is text.

    `sheet` is its short name (at most 31 characters, as a workbook allows); `total` is the last row, where there is
    one. `note` says how it was counted; `empty` is what to say where there are no rows.
    """

    title: str
    sheet: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    total: tuple[Cell, ...] = ()
    words: int = 1
    note: str = ""
    empty: str = ""


def tables_of(report: PeriodicReport) -> tuple[Table, ...]:
    """All tables of the report in their order."""
    found = [
        _certificates(report),
        _revocations(report),
        _tokens(report),
        _cases(report),
        _terms(report),
        _suspensions(report),
    ]
    return tuple(found + ([_bodies(report)] if report.bodies else []))


def _certificates(report: PeriodicReport) -> Table:
    def cells(one: CertificateCounts) -> tuple[Cell, ...]:
        came = (one.first_issued, one.reissued, one.renewed, one.changed)
        return (one.opening, *came, one.revoked, one.expired, one.superseded, one.closing)

    return Table(
        title="Chứng thư chữ ký số theo loại thuê bao",
        sheet="Chứng thư",
        columns=(
            "Loại thuê bao",
            "Đầu kỳ",
            "Cấp mới lần đầu",
            "Cấp lại",
            "Gia hạn",
            "Thay đổi thông tin",
            "Thu hồi",
            "Hết hạn",
            "Đã thay bằng chứng thư mới",
            "Cuối kỳ",
        ),
        rows=tuple((kind, *cells(counts)) for kind, counts in report.certificates),
        total=(TOTAL, *cells(total(CertificateCounts(), *(counts for _, counts in report.certificates)))),
        note="Cuối kỳ = đầu kỳ + cấp mới, cấp lại, gia hạn, thay đổi thông tin − thu hồi, hết hạn, đã thay.",
    )


def _revocations(report: PeriodicReport) -> Table:
    return Table(
        title="Chứng thư bị thu hồi theo lý do",
        sheet="Lý do thu hồi",
        columns=("Lý do thu hồi", "Số chứng thư"),
        rows=report.revocations,
        total=(TOTAL, sum(number for _, number in report.revocations)) if report.revocations else (),
        empty="Không có chứng thư nào bị thu hồi trong kỳ.",
    )


def _tokens(report: PeriodicReport) -> Table:
    def cells(one: TokenCounts) -> tuple[Cell, ...]:
        return (one.opening, one.received, one.lost, one.returned, one.closing, one.recovered)

    notes = [
        "Cuối kỳ = đầu kỳ + tiếp nhận − thất lạc − đã thu hồi. Khôi phục là số lần, không làm thay đổi số thiết bị."
    ]
    if report.undated_tokens:
        notes.append(
            f"Không tính {report.undated_tokens} thiết bị thất lạc hoặc đã thu hồi mà sổ không ghi ngày. "
            "Hãy bổ sung ngày vào sổ giao giữ."
        )
    return Table(
        title="Thiết bị lưu khóa bí mật theo loại",
        sheet="Thiết bị",
        columns=("Loại thiết bị", "Đầu kỳ", "Tiếp nhận", "Thất lạc", "Đã thu hồi", "Cuối kỳ", "Lần khôi phục"),
        rows=tuple((kind, *cells(counts)) for kind, counts in report.tokens),
        total=(TOTAL, *cells(total(TokenCounts(), *(counts for _, counts in report.tokens)))),
        note=" ".join(notes),
    )


def _cases(report: PeriodicReport) -> Table:
    def cells(one: CaseCounts) -> tuple[Cell, ...]:
        came = (one.carried, one.received, one.rows, one.historic)
        return (*came, one.answered, one.refused, one.withdrawn, one.open)

    notes = [
        "Kỳ trước chuyển sang + tiếp nhận = đã giải quyết + cơ quan rút + đang giải quyết. "
        "Hồ sơ bị từ chối cả hồ sơ nằm trong số đã giải quyết."
    ]
    if report.on_the_way:
        notes.append(f"Không tính {report.on_the_way} hồ sơ đã gửi nhưng chưa được tiếp nhận.")
    return Table(
        title="Hồ sơ theo thủ tục",
        sheet="Hồ sơ",
        columns=(
            "Thủ tục",
            "Kỳ trước chuyển sang",
            "Tiếp nhận trong kỳ",
            "Số đề nghị trong hồ sơ tiếp nhận",
            "Theo quy định trước 15/8/2024",
            "Đã giải quyết",
            "Trong đó từ chối",
            "Cơ quan rút",
            "Đang giải quyết",
        ),
        rows=tuple((line.title, *cells(line.cases)) for line in report.procedures),
        total=(TOTAL, *cells(total(CaseCounts(), *(line.cases for line in report.procedures)))),
        note=" ".join(notes),
    )


def _terms(report: PeriodicReport) -> Table:
    def cells(one: TermCounts) -> tuple[Cell, ...]:
        return (one.on_time, one.late, one.running, one.waiting, one.overdue)

    return Table(
        title="Thời hạn giải quyết hồ sơ",
        sheet="Thời hạn",
        columns=(
            "Thủ tục",
            "Hạn của",
            "Giải quyết đúng hạn",
            "Giải quyết quá hạn",
            "Đang trong hạn",
            "Chờ bổ sung",
            "Đang quá hạn",
        ),
        rows=tuple((line.title, line.bearer, *cells(line.counts)) for line in report.terms),
        words=2,
        note="Hạn của Sở được ủy quyền và hạn của Cục CTS&BMTT được tính riêng; thời gian chờ bổ sung không tính.",
        empty="Không có hồ sơ nào có hạn trong kỳ.",
    )


def _suspensions(report: PeriodicReport) -> Table:
    def cells(one: SuspensionCounts) -> tuple[Cell, ...]:
        return (one.cases, one.rounds, in_words(one.length))

    stopped = [line for line in report.procedures if line.suspended.rounds]
    whole = SuspensionCounts()
    for line in stopped:
        whole += line.suspended
    return Table(
        title="Tạm dừng tính hạn để chờ bổ sung",
        sheet="Tạm dừng",
        columns=("Thủ tục", "Số hồ sơ", "Số lần tạm dừng", "Tổng thời gian trong kỳ"),
        rows=tuple((line.title, *cells(line.suspended)) for line in stopped),
        total=(TOTAL, *cells(whole)) if stopped else (),
        empty="Không có hồ sơ nào phải tạm dừng tính hạn trong kỳ.",
    )


def _bodies(report: PeriodicReport) -> Table:
    def cells(certificates: CertificateCounts, tokens: TokenCounts, cases: CaseCounts, late: int) -> tuple[Cell, ...]:
        return (
            *(certificates.opening, certificates.came, certificates.went, certificates.closing),
            *(tokens.opening, tokens.received, tokens.went, tokens.closing),
            *(cases.received, cases.open, late),
        )

    lines = report.bodies
    return Table(
        title="Theo cơ quan, tổ chức quản lý trực tiếp",
        sheet="Cơ quan",
        columns=(
            "Cơ quan, tổ chức",
            "Chứng thư đầu kỳ",
            "Chứng thư tăng",
            "Chứng thư giảm",
            "Chứng thư cuối kỳ",
            "Thiết bị đầu kỳ",
            "Thiết bị tăng",
            "Thiết bị giảm",
            "Thiết bị cuối kỳ",
            "Hồ sơ tiếp nhận",
            "Hồ sơ đang giải quyết",
            "Hồ sơ quá hạn",
        ),
        rows=tuple((line.name, *cells(line.certificates, line.tokens, line.cases, line.late)) for line in lines),
        total=(
            TOTAL,
            *cells(
                total(CertificateCounts(), *(line.certificates for line in lines)),
                total(TokenCounts(), *(line.tokens for line in lines)),
                total(CaseCounts(), *(line.cases for line in lines)),
                sum(line.late for line in lines),
            ),
        ),
        note="Mỗi dòng gồm cả các đơn vị thuộc cơ quan đó; cơ quan không có số liệu thì không ghi.",
    )
