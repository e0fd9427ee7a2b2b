"""One spelling for the number printed on a device, however it was typed."""

from directory.domain.names import normalise


def normal_serial(serial: str) -> str:
    """NFC, capitals, no spaces: " pki 00 12a" -> "PKI0012A"; "" for blanks alone. Hyphens and points are kept."""
    return "".join(normalise(serial).split()).upper()
