"""Papers as they are printed, Mẫu 06 beside its table through WeasyPrint alone; and filling fields after signing."""

from collections.abc import Callable
from io import BytesIO

from tests.bench.registry import benchmark
from tests.bench.server import ready

VALUES = {"so_van_ban": "128", "ngay_van_ban": "19", "thang_van_ban": "11", "nam_van_ban": "2026"}


def _pair(rows: int) -> None:
    @benchmark(f"Mẫu 06, {rows} rows: PDF/A-3u, tagged, with places and fields")
    def printed() -> Callable[[], object]:
        ready()
        from requests_workflow.documents.render import render_recovery_form
        from tests.documents.samples import recovery_form

        form = recovery_form(rows)
        return lambda: render_recovery_form(form)

    @benchmark(f"Mẫu 06, {rows} rows: the bare table through WeasyPrint")
    def bare() -> Callable[[], object]:
        ready()
        from weasyprint import HTML

        from tests.documents.samples import recovery_form

        form = recovery_form(rows)
        lines = "".join(
            "<tr>" + "".join(f"<td>{row[column.key]}</td>" for column in form.columns) + "</tr>" for row in form.rows
        )
        page = f"<html lang=vi><title>x</title><table>{lines}</table></html>"
        return lambda: HTML(string=page).write_pdf()


for count in (1, 200):
    _pair(count)


def _issuing(rows: int) -> None:
    @benchmark(f"Mẫu 01, {rows} rows: letter and landscape annex")
    def issue() -> Callable[[], object]:
        ready()
        from requests_workflow.documents.render_issuing import render_issue_form
        from tests.documents.issuing_samples import issue_form

        form = issue_form(rows)
        return lambda: render_issue_form(form)

    @benchmark(f"Mẫu 07, {rows} rows: letter and table")
    def notice() -> Callable[[], object]:
        ready()
        from requests_workflow.documents.render_issuing import render_handover_notice
        from tests.documents.issuing_samples import handover_notice

        form = handover_notice(rows)
        return lambda: render_handover_notice(form)

    @benchmark(f"minutes of hand-over, {rows} receivers: places to sign")
    def minutes() -> Callable[[], object]:
        ready()
        from requests_workflow.documents.render_issuing import render_handover_minutes
        from tests.documents.issuing_samples import blank_minutes

        form = blank_minutes(rows)
        return lambda: render_handover_minutes(form)


for count in (1, 200):
    _issuing(count)


def _two_pages(mau: str, rows: int) -> None:
    """The reciprocal of the median is the number of forms a second on one core; 5 of two pages are wanted."""

    @benchmark(f"Mẫu {mau}, {rows} rows on two pages: fonts and styles kept by the process")
    def kept() -> Callable[[], object]:
        ready()
        from requests_workflow.documents.render_requests import render_request_form
        from tests.documents.request_samples import request_form

        form = request_form(mau, rows)
        return lambda: render_request_form(form)

    @benchmark(f"Mẫu {mau}, {rows} rows on two pages: fonts and styles loaded for each")
    def loaded() -> Callable[[], object]:
        ready()
        from requests_workflow.documents import pdf
        from requests_workflow.documents.render_requests import render_request_form
        from tests.documents.request_samples import request_form

        form = request_form(mau, rows)

        def run() -> bytes:
            pdf.forget_styles()
            return render_request_form(form)

        return run


for mau, count in (("02", 1), ("04", 1), ("05", 3)):
    _two_pages(mau, count)


@benchmark("Mẫu 08, one device: two sides, table, places")
def returned() -> Callable[[], object]:
    ready()
    from requests_workflow.documents.render_minutes import render_device_return
    from tests.documents.minutes_samples import device_return

    minutes = device_return(1)
    return lambda: render_device_return(minutes)


def _form() -> bytes:
    ready()
    from requests_workflow.documents.render import render_recovery_form
    from tests.documents.samples import recovery_form

    return render_recovery_form(recovery_form(1))


@benchmark("fill four fields: value and appearance in Tinos")
def filled() -> Callable[[], object]:
    data = _form()
    from signing.services.fields import fill_fields

    return lambda: fill_fields(data=data, values=VALUES)


@benchmark("fill four fields: value alone, which some viewers do not show")
def valued() -> Callable[[], object]:
    data = _form()
    from pyhanko.pdf_utils import generic
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

    def run() -> bytes:
        writer = IncrementalPdfFileWriter(BytesIO(data))
        for reference in writer.root["/AcroForm"]["/Fields"]:
            field = reference.get_object()
            if str(field.get("/T", "")) in VALUES:
                field["/V"] = generic.pdf_string(VALUES[str(field["/T"])])
                writer.update_container(field)
        out = BytesIO()
        writer.write(out)
        return out.getvalue()

    return run
