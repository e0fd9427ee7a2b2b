"""Facts of an X.509 certificate and the check of the signer's certificate itself (law.md Y5: term and scope)."""

from datetime import datetime, timedelta
from typing import Any

from asn1crypto import x509

from signing.verification.report import Check
from signing.verification.wording import moment

CLOCK_TOLERANCE = timedelta(minutes=5)
SIGNING_USAGES = {"digital_signature", "non_repudiation"}
SERVICE_PURPOSES = {"ocsp_signing", "time_stamping", "code_signing", "server_auth"}
SMALLEST_RSA = 2048
SMALLEST_EC = 224
WEAK_DIGESTS = frozenset({"md2", "md5", "sha1"})


def name_part(name: x509.Name, part: str) -> str:
    """One part of a name (`common_name`, `organization_name` …), the most specific one; empty if there is none."""
    value: Any = name.native.get(part, "")
    return str(value[0] if isinstance(value, list) else value)


def weakness(certificate: x509.Certificate, digest: str) -> str | None:
    """What is weak about the signature's algorithms, as a Vietnamese sentence, or None."""
    if digest.lower() in WEAK_DIGESTS:
        return f"Chữ ký dùng hàm băm {digest.upper()} đã không còn an toàn; không đủ căn cứ để công nhận."
    key = certificate.public_key
    if key.algorithm == "rsa" and key.bit_size < SMALLEST_RSA:
        return f"Khóa RSA {key.bit_size} bit không còn an toàn; không đủ căn cứ để công nhận."
    if key.algorithm == "ec" and key.bit_size < SMALLEST_EC:
        return f"Khóa ECDSA {key.bit_size} bit không còn an toàn; không đủ căn cứ để công nhận."
    if key.algorithm in ("dsa", "rsassa_pss") and key.bit_size < SMALLEST_RSA:
        return f"Khóa {key.bit_size} bit không còn an toàn; không đủ căn cứ để công nhận."
    return None


def check_certificate(  # noqa: PLR0911  one return for each finding
    *,
    certificate: x509.Certificate,
    digest: str,
    control_time: datetime,
    proven: bool,
    claimed: datetime | None,
) -> Check:
    """Term, purpose and strength of the signer's certificate.

    `control_time` is the proven signing time (`proven`), else the time of the check.
    """
    start, end = certificate.not_valid_before, certificate.not_valid_after
    usage = certificate.key_usage_value
    purposes = certificate.extended_key_usage_value
    for_services = purposes is not None and set(purposes.native) <= SERVICE_PURPOSES
    if for_services or (usage is not None and not SIGNING_USAGES & set(usage.native)):
        return Check("fail", "Chứng thư số không được cấp để ký số (mục đích sử dụng khóa).")
    if certificate.ca:
        return Check("fail", "Chứng thư số này là của một CA, không phải của người ký hay cơ quan.")
    if control_time < start - CLOCK_TOLERANCE:
        return Check("fail", f"Chứng thư số chưa có hiệu lực (có hiệu lực từ {moment(start)}).")
    if claimed is not None and claimed < start - CLOCK_TOLERANCE:
        return Check("fail", f"Giờ ký ghi trong chữ ký ({moment(claimed)}) trước khi chứng thư có hiệu lực.")
    if control_time > end:
        if proven:
            return Check("fail", f"Chứng thư số đã hết hạn ({moment(end)}) trước thời điểm ký.")
        if claimed is not None and claimed > end + CLOCK_TOLERANCE:
            return Check("fail", f"Chữ ký được tạo sau khi chứng thư số hết hạn ({moment(end)}).")
        return Check(
            "unknown",
            f"Chứng thư số đã hết hạn ({moment(end)}) và không có dấu thời gian tin cậy chứng minh đã ký trước đó.",
        )
    weak = weakness(certificate, digest)
    if weak:
        return Check("unknown", weak)
    when = "tại thời điểm ký" if proven else "tại thời điểm kiểm tra"
    return Check("pass", f"Chứng thư số còn hiệu lực {when} (đến {moment(end)}).")
