"""Is the signed part of the file unchanged, and what came after it?"""

from dataclasses import dataclass
from typing import Any

from asn1crypto import parser
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import DiffResult, ModificationLevel
from pyhanko.sign.general import CMSExtractionError, CMSStructuralError
from pyhanko.sign.validation.errors import SignatureValidationError
from pyhanko.sign.validation.generic_cms import extract_certs_for_validation, validate_sig_integrity
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.sign.validation.status import SignatureCoverageLevel

from signing.pdf_objects import entry
from signing.verification.appearance_diff import TooComplex, View, visible_change
from signing.verification.byte_range import byte_range_problem, signed_end
from signing.verification.policy import LATER_REVISIONS
from signing.verification.report import Check

SUPPORTED = ("/adbe.pkcs7.detached", "/ETSI.CAdES.detached", "/PBAD.PAdES")
INTACT = "Nội dung văn bản không thay đổi sau khi ký."


@dataclass(frozen=True)
class Later:
    """What came after a signed revision: none, ltv (evidence, timestamps), form (fields, signatures), other."""

    level: str
    reason: str = ""


class Revisions:
    """Compares revisions of one file; views are made once each."""

    def __init__(self, reader: PdfFileReader) -> None:
        self.reader = reader
        self._views: dict[int, View] = {}

    def view(self, revision: int) -> View:
        """What a reader sees at that revision."""
        if revision not in self._views:
            self._views[revision] = View(self.reader.get_historical_resolver(revision))
        return self._views[revision]

    def since(self, signature: EmbeddedPdfSignature, size: int) -> Later:  # noqa: PLR0911
        """What was added after this signature's revision, up to the end of the file of `size` bytes."""
        if signed_end(signature.byte_range) == size:
            return Later("none")
        if not self.reader.strict:
            return Later("unknown", "Cấu trúc tệp có lỗi nên không so sánh được các phần thêm vào sau khi ký.")
        last = self.reader.xrefs.total_revisions - 1
        if signature.signed_revision >= last:
            return Later("other", "Có dữ liệu nằm ngoài phần đã ký ở cuối tệp.")
        signature.compute_integrity_info(diff_policy=LATER_REVISIONS)
        coverage: Any = signature.coverage
        if coverage != SignatureCoverageLevel.ENTIRE_REVISION:
            return Later("other", "Chữ ký không bao trùm trọn vẹn một phiên bản của tệp.")
        result: Any = signature.diff_result
        if not isinstance(result, DiffResult) or not signature.summarise_integrity_info()["docmdp_ok"]:
            return Later("other", "Nội dung đã bị thay đổi sau khi ký.")
        seen = visible_change(old=self.view(signature.signed_revision), new=self.view(last))
        if seen:
            return Later("other", seen)
        if result.modification_level <= ModificationLevel.LTA_UPDATES:
            return Later("ltv")
        return Later("form" if result.modification_level == ModificationLevel.FORM_FILLING else "other")


def cryptographic_problem(*, data: bytes, signature: EmbeddedPdfSignature) -> Check | None:  # noqa: PLR0911
    """Byte range, CMS structure, digest and signature value. None when all hold."""
    problem = byte_range_problem(data=data, byte_range=signature.byte_range, contents=signature.pkcs7_content)
    if problem:
        return Check("fail", problem)
    subfilter = str(entry(signature.sig_object, "/SubFilter", ""))
    if subfilter not in SUPPORTED:
        return Check("unknown", f"Kiểu chữ ký {subfilter or '(không ghi)'} không được hỗ trợ nên chưa kiểm tra được.")
    try:
        if _trailing_garbage(signature.pkcs7_content):
            return Check("fail", "Có dữ liệu lạ đi kèm giá trị chữ ký.")
        if len(signature.signed_data["signer_infos"]) != 1:
            return Check("fail", "Giá trị chữ ký phải có đúng một người ký.")
        content = signature.signed_data["encap_content_info"]
        if content["content_type"].native != "data" or content["content"].native is not None:
            return Check("fail", "Giá trị chữ ký mang nội dung riêng, không phải chữ ký tách rời của tệp này.")
        certificate = extract_certs_for_validation(signature.signed_data).signer_cert
        intact, valid = validate_sig_integrity(
            signature.signer_info,
            certificate,
            expected_content_type="data",
            actual_digest=signature.compute_digest(),
        )
    except (SignatureValidationError, CMSStructuralError, CMSExtractionError, PdfError) as error:
        return Check("fail", f"Cấu trúc chữ ký không hợp lệ ({type(error).__name__}).")
    except (ValueError, TypeError, KeyError, AttributeError, NotImplementedError) as error:
        return Check("fail", f"Không đọc được giá trị chữ ký ({type(error).__name__}).")
    if not intact:
        return Check("fail", "Nội dung đã ký bị thay đổi: giá trị băm không khớp.")
    if not valid:
        return Check("fail", "Giá trị chữ ký không khớp với chứng thư số của người ký.")
    return None


def later_changes(*, later: Later, closed_by_signature: bool) -> Check:
    """The integrity item for a signature whose own bytes hold.

    Form filling is lawful (number and date, the seal after the person, Y8) only if a later good signature covers it.
    """
    if later.level == "none":
        return Check("pass", INTACT)
    if later.level == "ltv":
        return Check("pass", f"{INTACT} Phần thêm vào chỉ là dữ liệu kiểm tra lâu dài.")
    if later.level == "form" and closed_by_signature:
        return Check("pass", f"{INTACT} Các trường được điền và chữ ký thêm sau đó đã được chữ ký sau bảo vệ.")
    if later.level == "form":
        return Check("fail", "Có nội dung được điền thêm sau khi ký mà không có chữ ký hợp lệ nào sau đó bảo vệ.")
    if later.level == "unknown":
        return Check("unknown", later.reason)
    return Check("fail", later.reason or "Nội dung đã bị thay đổi sau khi ký.")


def since_safely(revisions: Revisions, signature: EmbeddedPdfSignature, size: int) -> Later:
    """`Revisions.since`, with everything that hostile files make the reader raise turned into an answer."""
    try:
        return revisions.since(signature, size)
    except (TooComplex, RecursionError):
        return Later("unknown", "Tệp quá phức tạp để so sánh các phần thêm vào sau khi ký.")
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001  the reader raises a dozen types on malformed later revisions
        return Later("other", "Phần thêm vào sau khi ký có cấu trúc hỏng.")


def _trailing_garbage(contents: bytes) -> bool:
    """Bytes other than zero padding after the DER value of /Contents."""
    _, _, _, header, content, trailer = parser.parse(contents, strict=False)
    return any(contents[len(header) + len(content) + len(trailer) :])
