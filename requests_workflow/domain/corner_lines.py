"""What the agency's signature at the top right of page one says, but for the time, which the signing adds.

NĐ 30/2020 Phụ lục I phần I; Lai Châu Điều 15 khoản 2, 4, 5.
"""

from collections.abc import Mapping
from types import MappingProxyType

# NĐ 30/2020 Điều 25: a whole copy of the original, a whole copy of a copy, a part.
COPY_FORMS: Mapping[str, str] = MappingProxyType({"sao_y": "Sao y", "sao_luc": "Sao lục", "trich_sao": "Trích sao"})
EXTRACT = "trich_sao"


def attachment_lines(*, full_number: str) -> tuple[str, ...]:
    """A file that goes with a document bears the number and symbol of that document."""
    return (f"Số: {full_number}",)


def scan_lines(*, agency: str) -> tuple[str, ...]:
    """A scanned document bears the name of the agency."""
    return (agency,)


def copy_lines(*, form: str, agency: str) -> tuple[str, ...]:
    """An electronic copy bears the form of copying and the copying body; `form` is a key of COPY_FORMS."""
    return (COPY_FORMS[form], agency)
