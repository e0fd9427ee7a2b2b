"""Incremental updates that change a signed PDF, made with pyHanko's own writer."""

from io import BytesIO

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter


def edited(data: bytes, change) -> bytes:
    """An incremental update made with pyHanko's writer."""
    writer = IncrementalPdfFileWriter(BytesIO(data))
    change(writer)
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def field_of(writer, name: str):
    return next(f.get_object() for f in writer.root["/AcroForm"]["/Fields"] if f.get_object()["/T"] == name)


def replace_page(writer) -> None:
    page = writer.root["/Pages"]["/Kids"][0]
    stream = generic.StreamObject(stream_data=b"BT /F1 14 Tf 72 760 Td (Khac han) Tj ET")
    page[pdf_name("/Contents")] = writer.add_object(stream)
    writer.update_container(page)


def move(name: str):
    def change(writer) -> None:
        field = field_of(writer, name)
        field[pdf_name("/Rect")] = generic.ArrayObject(generic.NumberObject(n) for n in (10, 10, 500, 800))
        writer.update_container(field)

    return change


def new_looks(name: str):
    def change(writer) -> None:
        field = field_of(writer, name)
        stream = generic.StreamObject(
            dict_data={
                pdf_name("/Type"): pdf_name("/XObject"),
                pdf_name("/Subtype"): pdf_name("/Form"),
                pdf_name("/BBox"): generic.ArrayObject(generic.NumberObject(n) for n in (0, 0, 180, 60)),
            },
            stream_data=b"0 0 180 60 re f",
        )
        field[pdf_name("/AP")] = generic.DictionaryObject({pdf_name("/N"): writer.add_object(stream)})
        writer.update_container(field)

    return change


def overwrite_looks(writer) -> None:
    stream = field_of(writer, "chu-ky")["/AP"]["/N"]
    stream._data = b"0 0 180 60 re f"
    stream._encoded_data = None
    writer.update_container(stream)


def extra_annotation(writer) -> None:
    page = writer.root["/Pages"]["/Kids"][0]
    note = generic.DictionaryObject(
        {
            pdf_name("/Type"): pdf_name("/Annot"),
            pdf_name("/Subtype"): pdf_name("/FreeText"),
            pdf_name("/Rect"): generic.ArrayObject(generic.NumberObject(n) for n in (72, 600, 300, 640)),
            pdf_name("/Contents"): generic.pdf_string("Sai"),
        }
    )
    page["/Annots"].append(writer.add_object(note))
    writer.update_container(page["/Annots"])
    writer.update_container(page)


def extra_page(writer) -> None:
    pages = writer.root["/Pages"]
    copy = generic.DictionaryObject({k: pages["/Kids"][0].raw_get(k) for k in ("/Type", "/Parent", "/MediaBox")})
    pages["/Kids"].append(writer.add_object(copy))
    pages[pdf_name("/Count")] = generic.NumberObject(2)
    writer.update_container(pages)


def open_action(writer) -> None:
    writer.root[pdf_name("/OpenAction")] = generic.DictionaryObject(
        {pdf_name("/S"): pdf_name("/JavaScript"), pdf_name("/JS"): generic.pdf_string("app.alert(1)")}
    )
    writer.update_root()
