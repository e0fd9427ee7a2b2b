"""The lines above a signer's name (Nghị định 30/2020/NĐ-CP, Phụ lục I, phần II mục I khoản 7; Lai Châu Điều 10.5)."""

from dataclasses import dataclass


@dataclass(frozen=True)
class SigningPower:
    """`power` and `title` lines in capitals, as printed."""

    power: tuple[str, ...]
    title: tuple[str, ...]


def signing_power(*, collective: bool, title: str, is_head: bool, head_title: str) -> SigningPower:
    """Lines for a leader: `collective` bodies (committees) sign "TM.", and a deputy signs "KT." for the head.

    `title` is the signer's own title, `head_title` that of the head; both in any case.
    """
    power: list[str] = []
    if collective:
        power.append("TM. ỦY BAN NHÂN DÂN")
    if not is_head:
        power.append(f"KT. {head_title.upper()}")
    return SigningPower(power=tuple(power), title=(title.upper(),))
