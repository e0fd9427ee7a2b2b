"""Why a file or a certificate cannot be taken, in sentences fit to be shown."""

from signing.errors import SigningError

ASK_AGAIN = "Hãy tải lại tệp gốc do bên cấp chứng thư gửi; nếu vẫn lỗi, đề nghị bên cấp gửi lại."

# What asn1crypto raises on bytes that lie: besides ValueError, whatever its lazy fields stumble over.
PARSE_ERRORS = (
    ValueError,
    TypeError,
    LookupError,
    NameError,
    ArithmeticError,
    AttributeError,
    AssertionError,
    NotImplementedError,
    RecursionError,
)


class UnreadableCertificate(SigningError):
    """The bytes are no certificate that can be read and kept; the text says what happened and what to do."""

    def __init__(self, cause: str, advice: str = ASK_AGAIN) -> None:
        super().__init__(f"{cause} {advice}")
