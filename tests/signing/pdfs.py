"""PDFs made byte by byte, and changes to signed ones, so that each test says exactly what is wrong with its file."""

import re

FIELD = b"<< /Type /Annot /Subtype /Widget /FT /Tx /T (%s) /F 4 /P 3 0 R /Rect [%d 700 %d 716] /DA (/F1 12 Tf 0 g) >>"


def build(objects: dict[int, bytes], *, version: str = "1.7", trailer: bytes = b"") -> bytes:
    """A PDF with a classic cross-reference table. Object 1 is the catalog."""
    out = bytearray(f"%PDF-{version}\n%\xe2\xe3\xcf\xd3\n".encode("latin-1"))
    places = {}
    for number, body in sorted(objects.items()):
        places[number] = len(out)
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    size = max(objects) + 1
    out += b"xref\n0 %d\n" % size
    for number in range(size):
        known = number in places
        out += b"%010d %05d %s \n" % (places.get(number, 0), 0 if known else 65535, b"n" if known else b"f")
    out += b"trailer\n<< /Size %d /Root 1 0 R /ID [<00><00>] %s >>\nstartxref\n%d\n%%%%EOF\n" % (size, trailer, start)
    return bytes(out)


def stream(data: bytes, entries: bytes = b"") -> bytes:
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(data), entries, data)


def letter(text: str = "De nghi khoi phuc", *, version: str = "1.7") -> bytes:
    """One page of text with the text fields `so` and `ngay`; the page is object 3, its content object 4."""
    return build(
        {
            1: b"<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [6 0 R 7 0 R] >> >>",
            2: b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            3: b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
            b"/Resources << /Font << /F1 5 0 R >> >> /Annots [6 0 R 7 0 R] >>",
            4: stream(b"BT /F1 14 Tf 72 760 Td (%s) Tj ET" % text.encode()),
            5: b"<< /Type /Font /Subtype /Type1 /BaseFont /Times-Roman >>",
            6: FIELD % (b"so", 72, 172),
            7: FIELD % (b"ngay", 180, 240),
        },
        version=version,
    )


def without_form() -> bytes:
    """The same page without any form; the numbers are the same."""
    return build(
        {
            1: b"<< /Type /Catalog /Pages 2 0 R >>",
            2: b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            3: b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
            b"/Resources << /Font << /F1 5 0 R >> >> >>",
            4: stream(b"BT /F1 14 Tf 72 760 Td (Bien ban) Tj ET"),
            5: b"<< /Type /Font /Subtype /Type1 /BaseFont /Times-Roman >>",
        }
    )


def update(data: bytes, objects: dict[int, bytes]) -> bytes:
    """Append an incremental update that replaces or adds the objects."""
    previous = int(re.findall(rb"startxref\s+(\d+)", data)[-1])
    size = max([int(n) for n in re.findall(rb"/Size (\d+)", data)] + [n + 1 for n in objects])
    root = re.findall(rb"/Root (\d+ \d+ R)", data)[-1]
    out = bytearray(data)
    rows = []
    for number, body in sorted(objects.items()):
        rows.append(b"%d 1\n%010d 00000 n \n" % (number, len(out)))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n" + b"".join(rows)
    out += b"trailer\n<< /Size %d /Root %s /Prev %d /ID [<00><00>] >>\nstartxref\n%d\n%%%%EOF\n" % (
        size,
        root,
        previous,
        start,
    )
    return bytes(out)


def last_object(data: bytes, number: int) -> bytes:
    """The body of the newest version of an object that lies outside object streams."""
    return re.findall(rb"(?:^|\n)%d 0 obj\s*(.*?)\s*endobj" % number, data, re.DOTALL)[-1]


def number_of(data: bytes, pattern: bytes) -> int:
    """The number of the newest object whose body matches."""
    bodies = re.findall(rb"(?:^|\n)(\d+) 0 obj\s*(.*?)endobj", data, re.DOTALL)
    return next(int(number) for number, body in reversed(bodies) if re.search(pattern, body, re.DOTALL))


def byte_range(data: bytes) -> tuple[int, int, int, int]:
    """The newest signature's ByteRange."""
    a, b, c, d = re.findall(rb"/ByteRange ?\[ ?(\d+) (\d+) (\d+) (\d+)", data)[-1]
    return int(a), int(b), int(c), int(d)
