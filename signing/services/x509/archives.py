"""Files out of an uploaded .zip, under caps: nothing is ever written to disk, and names are only shown."""

import io
import stat
import struct
import unicodedata
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from signing.services.x509.containers import FileRefused, is_zip

MOST_ENTRIES = 500
# With folders, and the shadow that macOS packs beside each file.
LONGEST_DIRECTORY = 2 * MOST_ENTRIES + 100
LARGEST_ENTRY = 1024 * 1024
MOST_BYTES = 10 * 1024 * 1024
"""Unpacked, all entries together."""
HIGHEST_RATIO = 100
LONGEST_NAME = 120

CENTRAL_ENTRY = b"PK\x01\x02"
METHODS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
JUNK_NAMES = frozenset({".ds_store", "thumbs.db", "desktop.ini"})
ENCRYPTED = 0x1
UTF8_NAME = 0x800
# What archivers put where they do not say it is UTF-8: macOS UTF-8 all the same, Vietnamese Windows its own code page.
UNSAID_NAMES = ("utf-8", "cp1258")
SMALLER = "Hãy chia thành nhiều tệp .zip nhỏ hơn rồi tải lên từng tệp."
PACK_AGAIN = "Hãy nén lại các tệp chứng thư thành một tệp .zip thông thường rồi tải lên."

# What zipfile and zlib raise on archives that lie.
ZIP_ERRORS = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    OSError,
    ValueError,
    LookupError,
    RuntimeError,
    OverflowError,
    struct.error,
)


@dataclass(frozen=True)
class Entry:
    """One file of the archive: the base name to show, its bytes, or why they cannot be had (Vietnamese)."""

    name: str
    data: bytes = b""
    problem: str = ""


def shown_name(name: str) -> str:
    """The base name, in NFC, without characters that cannot be seen, at most 120 characters."""
    base = unicodedata.normalize("NFC", name).replace("\\", "/").rstrip("/").rpartition("/")[2]
    visible = "".join(c for c in base if unicodedata.category(c) not in ("Cc", "Cf", "Cs", "Co", "Zl", "Zp")).strip()
    return visible[:LONGEST_NAME] or "Tệp không có tên"


def entries_of(*, data: bytes) -> tuple[Entry, ...]:
    """The files in a .zip, without folders and what macOS and Windows leave in it; a name that comes again is numbered.

    :raises FileRefused: it is damaged, or has more than 500 files, 10 MB unpacked, or nothing in it.
    """
    # The library reads the whole directory at once, so its length is looked at first.
    if data.count(CENTRAL_ENTRY) > LONGEST_DIRECTORY:
        raise FileRefused(f"Tệp .zip có hơn {MOST_ENTRIES} tệp.", advice=SMALLER)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = [info for info in archive.infolist() if not info.is_dir() and not _is_junk(_name(info))]
            if len(members) > MOST_ENTRIES:
                raise FileRefused(f"Tệp .zip có hơn {MOST_ENTRIES} tệp.", advice=SMALLER)
            entries = _numbered(list(_read_all(archive, members)))
    except ZIP_ERRORS as error:
        raise FileRefused("Tệp .zip đã bị hỏng.", advice=PACK_AGAIN) from error
    if not entries:
        raise FileRefused("Tệp .zip không có tệp nào bên trong.", advice=PACK_AGAIN)
    return entries


def _read_all(archive: zipfile.ZipFile, members: list[zipfile.ZipInfo]) -> Iterator[Entry]:
    left = MOST_BYTES
    for info in members:
        name = shown_name(_name(info))
        problem = _unfit(info)
        if problem:
            yield Entry(name, problem=problem)
            continue
        try:
            with archive.open(info) as member:
                content = member.read(min(left, LARGEST_ENTRY) + 1)
        except ZIP_ERRORS:
            yield Entry(name, problem=f"Tệp bị hỏng trong .zip. {PACK_AGAIN}")
            continue
        left -= len(content)
        if left < 0:
            raise FileRefused("Tệp .zip lớn hơn 10 MB khi giải nén.", advice=SMALLER)
        if len(content) > LARGEST_ENTRY:
            yield Entry(name, problem="Tệp trong .zip lớn hơn 1 MB nên không phải là tệp chứng thư.")
        elif is_zip(content):
            yield Entry(name, problem=f"Không nhận tệp .zip nằm trong tệp .zip khác. {PACK_AGAIN}")
        else:
            yield Entry(name, content)


def _name(info: zipfile.ZipInfo) -> str:
    """The name as its archiver meant it: unless it says UTF-8, the library takes it for code page 437."""
    if info.flag_bits & UTF8_NAME:
        return info.filename
    for code_page in UNSAID_NAMES:
        try:
            return info.filename.encode("cp437").decode(code_page)
        except UnicodeError:
            continue
    return info.filename


def _unfit(info: zipfile.ZipInfo) -> str:
    """Why the entry is not even opened, or ""."""
    if stat.S_ISLNK(info.external_attr >> 16):
        return f"Mục này là liên kết, không phải tệp. {PACK_AGAIN}"
    if info.flag_bits & ENCRYPTED:
        return "Tệp trong .zip được đặt mật khẩu. Hãy nén lại không đặt mật khẩu; chứng thư không phải là bí mật."
    if info.compress_type not in METHODS:
        return f"Kiểu nén của tệp trong .zip không được hỗ trợ. {PACK_AGAIN}"
    if info.file_size > LARGEST_ENTRY:
        return "Tệp trong .zip lớn hơn 1 MB nên không phải là tệp chứng thư."
    if info.file_size > HIGHEST_RATIO * max(info.compress_size, 1):
        return f"Tệp trong .zip có tỷ lệ nén bất thường. {PACK_AGAIN}"
    return ""


def _is_junk(path: str) -> bool:
    parts = path.replace("\\", "/").split("/")
    return "__MACOSX" in parts or parts[-1].lower() in JUNK_NAMES or parts[-1].startswith("._")


def _numbered(entries: list[Entry]) -> tuple[Entry, ...]:
    seen: Counter[str] = Counter()
    numbered = []
    for entry in entries:
        seen[entry.name] += 1
        again = seen[entry.name]
        numbered.append(Entry(f"{entry.name} ({again})", entry.data, entry.problem) if again > 1 else entry)
    return tuple(numbered)
