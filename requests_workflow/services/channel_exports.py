"""What the sender takes out of the product to hand a document in on its channel; each export is in the ledger."""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType

from django.db import transaction

from directory.ledger.services import record
from directory.models import User
from requests_workflow.documents.envelope import EnvelopeCover, EnvelopeItem, render_envelope
from requests_workflow.models import Document, Dossier
from requests_workflow.selectors.attachments import agency_files
from requests_workflow.selectors.dossiers import AT_THE_AGENCY
from requests_workflow.services import channel_files
from requests_workflow.services.channel_files import Contents
from requests_workflow.services.documents import EXTENSIONS, latest, read
from requests_workflow.services.errors import WorkflowError
from requests_workflow.services.export_contents import contents_of

FINAL_PAPERS = tuple(Document.Kind[name] for name in ("FORM_SEALED", "WET_SCAN", "WET_SCAN_SEALED", "INCOMING"))
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ZIP = "application/zip"
NOT_SEALED = "Xuất được khi văn bản đã ký, cấp số và đóng dấu (hoặc đã có bản quét bản giấy)."


@dataclass(frozen=True, kw_only=True)
class Paper:
    """The final paper of a dossier as it is stored, with the files that go with it."""

    name: str
    data: bytes
    attached: tuple["Paper", ...] = ()

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.data).hexdigest()

    @property
    def all(self) -> tuple["Paper", ...]:
        return (self, *self.attached)


@dataclass(frozen=True, kw_only=True)
class ExportKind:
    """One file for one channel (Dossier.Channel). `evidence` says in Vietnamese how sure its shape is."""

    code: str
    channel: str
    label: str
    text: str
    media_type: str
    evidence: str
    make: Callable[[Dossier, Contents, Paper], bytes]


@dataclass(frozen=True, kw_only=True)
class ExportFile:
    """What is handed to the browser."""

    name: str
    media_type: str
    data: bytes


@transaction.atomic
def export_for_channel(*, dossier: Dossier, kind: str, by: User, now: datetime) -> ExportFile:
    """The file with all fields of the form, noted in the ledger with its digest.

    The caller has asked whether `by` may see identity data. Raises WorkflowError for an unknown kind and for a paper
    that is not sealed yet.
    """
    wanted = KINDS.get(kind)
    if wanted is None:
        raise WorkflowError("Chọn một loại tệp xuất.")
    document = final_document(dossier)
    if document is None:
        raise WorkflowError(NOT_SEALED)
    paper = _paper(dossier, document)
    contents = contents_of(dossier=dossier, now=now)
    data = wanted.make(dossier, contents, paper)
    record(
        action="case.exported",
        object_type="dossier",
        object_id=str(dossier.public_id),
        by=by,
        at=now,
        payload={
            "dossier": dossier.code,
            "export": wanted.code,
            "channel": wanted.channel,
            "rows": len(contents.rows),
            "sha256": hashlib.sha256(data).hexdigest(),
        },
    )
    return ExportFile(name=_file_name(dossier, wanted), media_type=wanted.media_type, data=data)


def final_document(dossier: Dossier) -> Document | None:
    """The sealed PDF, or the scan of the paper; None while it is still being drawn up (anew)."""
    if dossier.state in AT_THE_AGENCY - {"sealed"}:
        return None
    return latest(dossier=dossier, kinds=FINAL_PAPERS)


def _paper(dossier: Dossier, document: Document) -> Paper:
    number = dossier.number or "khong-so"
    attached = (one.current for one in agency_files(dossier).attachments)
    return Paper(
        name=f"{dossier.code}-van-ban-{number}{EXTENSIONS[document.media_type]}",
        data=read(document),
        attached=tuple(
            Paper(name=f"{dossier.code}-kem-theo-{n:02d}.pdf", data=read(one))
            for n, one in enumerate(attached, start=1)
        ),
    )


def _text(dossier: Dossier, contents: Contents, paper: Paper) -> bytes:
    return channel_files.list_text(contents)


def _workbook(dossier: Dossier, contents: Contents, paper: Paper) -> bytes:
    return channel_files.workbook(contents)


def _axis(dossier: Dossier, contents: Contents, paper: Paper) -> bytes:
    envelope = channel_files.envelope_xml(contents, files=[(one.name, one.sha256) for one in paper.all])
    files = {one.name: one.data for one in paper.all}
    return channel_files.archive(files | {f"{dossier.code}-thong-tin.xml": envelope})


def _desk(dossier: Dossier, contents: Contents, paper: Paper) -> bytes:
    sheet = channel_files.workbook(contents)
    files = {one.name: one.data for one in paper.all}
    return channel_files.archive(files | {f"{dossier.code}-thong-tin.xlsx": sheet})


def _print_set(dossier: Dossier, contents: Contents, paper: Paper) -> bytes:
    cover = render_envelope(_cover(dossier, paper))
    files = {f"{n:02d}-{one.name}": one.data for n, one in enumerate(paper.all, start=2)}
    return channel_files.archive({f"01-bia-{dossier.code}.pdf": cover} | files)


def _cover(dossier: Dossier, paper: Paper) -> EnvelopeCover:
    body, recipient = dossier.managing_agency, dossier.recipient
    dated = f" ngày {dossier.document_date:%d/%m/%Y}" if dossier.document_date else ""
    return EnvelopeCover(
        code=dossier.code,
        reference=f"số {dossier.full_number or '.....'}{dated} – {dossier.kind.title}",
        sender=(body.name, body.address),
        recipient=(recipient.name, recipient.address) if recipient else ("Chưa xác định", ""),
        items=tuple(_items(dossier)),
    )


def _items(dossier: Dossier) -> list[EnvelopeItem]:
    """What has to be in the envelope: the letter with its attachments, what proves its rows, devices that go back."""
    rows = list(dossier.requests.exclude(state="withdrawn").order_by("position"))
    minutes = dossier.procedure in ("device_return", "device_loss")
    items = [
        EnvelopeItem(
            what=f"{dossier.kind.title}: {'biên bản' if minutes else 'văn bản'} số {dossier.full_number or '.....'}",
            count="02 bản" if minutes else "01 bản",
            note="Bản giấy có chữ ký, con dấu" + ("; bên nhận ký, gửi lại 01 bản" if minutes else ""),
        )
    ]
    for one in agency_files(dossier).attachments:
        what = one.source.title.partition(": ")[2]
        items.append(EnvelopeItem(what=what, count="01 bản", note="Tài liệu kèm theo"))
    for reference in dict.fromkeys(text for row in rows if (text := row.printed.get("founding_reference"))):
        items.append(EnvelopeItem(what=reference, count="01 bản", note="Văn bản thành lập hoặc xác nhận (Điều 10)"))
    if dossier.procedure == "device_return":
        items.append(
            EnvelopeItem(
                what="Thiết bị lưu khóa bí mật:",
                count=f"{len(rows):02d} thiết bị",
                note="Không ghi, không gửi mật khẩu",
                serials=tuple(row.printed.get("token_serial", "") for row in rows),
            )
        )
    return items


def _file_name(dossier: Dossier, kind: ExportKind) -> str:
    # The name under which the list of Mẫu 01 is known in practice.
    if kind.code == "dichvucong_txt" and dossier.procedure == "individual_issue":
        return f"DANH_SACH_TONG_HOP_{dossier.code}.txt"
    ending = {"dichvucong_txt": "txt", "dichvucong_xlsx": "xlsx"}.get(kind.code, "zip")
    return f"{dossier.code}-{kind.code.replace('_', '-')}.{ending}"


_ALL = (
    ExportKind(
        code="dichvucong_txt",
        channel=Dossier.Channel.PORTAL,
        label="Danh sách (.txt, CSV UTF-8)",
        text="Các cột theo đúng thứ tự của biểu mẫu, có cột STT. Văn bản đã ký tải riêng ở trang hồ sơ.",
        media_type="text/plain; charset=utf-8",
        evidence="Dạng tệp của Mẫu số 01 theo công cụ đang dùng; dạng mà cổng nhận cho mẫu khác chưa được xác nhận.",
        make=_text,
    ),
    ExportKind(
        code="dichvucong_xlsx",
        channel=Dossier.Channel.PORTAL,
        label="Danh sách và thông tin chung (.xlsx)",
        text="Danh sách, người phối hợp và thông tin văn bản, mỗi phần một trang.",
        media_type=XLSX,
        evidence="Để chép vào biểu mẫu của cổng; cổng chưa công bố dạng tệp nhập.",
        make=_workbook,
    ),
    ExportKind(
        code="truc_lien_thong",
        channel=Dossier.Channel.AXIS,
        label="Văn bản đã ký và thông tin kèm theo (.zip, XML)",
        text="PDF đã ký, tài liệu kèm theo nguyên từng byte, cùng tệp XML có mã định danh và mọi ô của biểu mẫu.",
        media_type=ZIP,
        evidence=(
            "Mã định danh lấy từ sổ cơ quan. Tệp XML là bản kê của hệ thống này, không phải gói tin của Trục: gói "
            "tin do hệ thống quản lý văn bản lập."
        ),
        make=_axis,
    ),
    ExportKind(
        code="qlvb",
        channel=Dossier.Channel.QLVB,
        label="Văn bản đã ký và phiếu thông tin (.zip, .xlsx)",
        text="PDF đã ký, tài liệu kèm theo nguyên từng byte, cùng phiếu thông tin cho hệ thống quản lý văn bản.",
        media_type=ZIP,
        evidence="Mỗi hệ thống quản lý văn bản có màn hình riêng; phiếu có đủ các ô của biểu mẫu.",
        make=_desk,
    ),
    ExportKind(
        code="paper",
        channel=Dossier.Channel.PAPER,
        label="Bộ in (.zip: bìa và văn bản)",
        text="Bìa liệt kê những gì phải có trong bì, cùng văn bản để in.",
        media_type=ZIP,
        evidence="Bìa là mẫu của hệ thống này, không phải biểu mẫu của Nghị định.",
        make=_print_set,
    ),
)
KINDS: Mapping[str, ExportKind] = MappingProxyType({one.code: one for one in _ALL})
