"""An uploaded .xlsx as an archive that is safe to open: what is refused is said in words, before anything is read."""

import io
import zipfile
import zlib
from collections.abc import Callable
from xml.parsers import expat

# A list of 5,000 people is about 1 MB.
MOST_BYTES = 10 * 1024 * 1024
# 100,000 empty formatted rows are about 40 MB unpacked; beyond this there is nothing that anybody typed.
MOST_UNPACKED = 120 * 1024 * 1024
MOST_PARTS = 2_000
_OLD_OR_LOCKED = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_BROKEN = "Không đọc được tệp: tệp hỏng hoặc không phải Excel. Mở tệp bằng Excel, lưu lại dạng .xlsx rồi tải lên."

Start = Callable[[str, dict[str, str]], None]
End = Callable[[str], None]
Text = Callable[[str], None]


class FileRefused(Exception):
    """The file is not taken as a whole; `text` is a Vietnamese sentence with the way on."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.text = text


def open_archive(data: bytes) -> zipfile.ZipFile:
    """The archive of an .xlsx (ECMA-376 part 2). Raises FileRefused for any other file, macros, and zip bombs.

    The sizes that the archive declares are the sizes that can be read: zipfile stops there.
    """
    if len(data) > MOST_BYTES:
        raise FileRefused(f"Tệp lớn hơn {MOST_BYTES // 1024 // 1024} MB. Xóa hình ảnh, trang tính thừa, hoặc chia tệp.")
    if data.startswith(_OLD_OR_LOCKED):
        raise FileRefused("Tệp .xls cũ hoặc tệp có mật khẩu. Bỏ mật khẩu, lưu lại dạng .xlsx rồi tải lên.")
    if not data.startswith(b"PK"):
        raise FileRefused("Tệp không phải .xlsx. Lưu danh sách bằng Excel dạng .xlsx rồi tải lên.")
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError) as error:
        raise FileRefused(_BROKEN) from error
    parts = archive.infolist()
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
        raise FileRefused(
            "Nội dung nén trong tệp quá lớn so với một danh sách. Chép danh sách sang mẫu nhập mới rồi tải lên."
        )
    names = {part.filename.lower() for part in parts}
    if any(name.endswith("vbaproject.bin") or name.startswith("xl/macrosheets/") for name in names):
        raise FileRefused("Tệp có macro nên không nhận. Lưu lại dạng .xlsx (không phải .xlsm) rồi tải lên.")
    if "xl/workbook.xml" not in names:
        raise FileRefused(_BROKEN)
    return archive


def parse(
    archive: zipfile.ZipFile, name: str, *, start: Start | None = None, end: End | None = None, text: Text | None = None
) -> None:
    """Reads one XML part piece by piece; element names come without prefix. Raises FileRefused for a broken part.

    A document type declaration, where entities would be declared, is refused: no .xlsx has one.
    """
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse_doctype
    if start is not None:
        began = start
        parser.StartElementHandler = lambda tag, attributes: began(tag.rpartition(":")[2], attributes)
    if end is not None:
        ended = end
        parser.EndElementHandler = lambda tag: ended(tag.rpartition(":")[2])
    if text is not None:
        parser.CharacterDataHandler = text
    try:
        with archive.open(name) as part:
            parser.ParseFile(part)
    except (
        KeyError,
        expat.ExpatError,
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        RuntimeError,
        NotImplementedError,
        OverflowError,
        ValueError,
        OSError,
    ) as error:
        raise FileRefused(_BROKEN) from error


def _refuse_doctype(*declaration: object) -> None:
    raise FileRefused("Tệp có khai báo XML lạ nên không nhận. Mở bằng Excel, lưu lại dạng .xlsx rồi tải lên.")
