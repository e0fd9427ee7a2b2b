"""What a certificate says it may be used for (RFC 5280 §4.2.1.3, §4.2.1.4, §4.2.1.12; NĐ 68/2024 Điều 7 khoản 7)."""

from types import MappingProxyType

from asn1crypto import x509

from signing.services.x509.facts import certificate_facts

USES = MappingProxyType(
    {
        "digital_signature": "ký số",
        "non_repudiation": "chống chối bỏ",
        "key_encipherment": "mã hóa khóa",
        "data_encipherment": "mã hóa dữ liệu",
        "key_agreement": "thỏa thuận khóa",
        "key_cert_sign": "cấp chứng thư",
        "crl_sign": "ký danh sách thu hồi",
        "encipher_only": "chỉ mã hóa",
        "decipher_only": "chỉ giải mã",
        "any_extended_key_usage": "mọi mục đích",
        "server_auth": "xác thực máy chủ",
        "client_auth": "xác thực người dùng",
        "code_signing": "ký phần mềm",
        "email_protection": "bảo vệ thư điện tử",
        "time_stamping": "cấp dấu thời gian",
        "ocsp_signing": "trả lời trạng thái chứng thư",
        "microsoft_smart_card_logon": "đăng nhập bằng thẻ",
        "adobe_authentic_documents_trust": "ký tài liệu PDF",
    }
)
MOST = 20


def limits_of_use(*, der: bytes) -> tuple[str, ...]:
    """Purposes in Vietnamese words, in the order of the certificate's lists, then its policies as numbers.

    A purpose without a word is its number; empty where the certificate limits nothing.

    :raises UnreadableCertificate: as `certificate_facts`.
    """
    certificate_facts(der=der)
    certificate = x509.Certificate.load(der)
    bits = certificate.key_usage_value.native if certificate.key_usage_value is not None else set()
    # The bits of a key usage are a set: told in the order of the standard.
    found = [word for name, word in USES.items() if name in bits]
    found += [USES.get(one.native, one.dotted) for one in certificate.extended_key_usage_value or ()]
    policies = [one["policy_identifier"].dotted for one in certificate.certificate_policies_value or ()]
    return (*dict.fromkeys(found), *(f"chính sách {number}" for number in dict.fromkeys(policies)))[:MOST]
