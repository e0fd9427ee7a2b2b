"""The lines above a signer's name (Nghị định 30/2020/NĐ-CP Điều 13 and Phụ lục I, phần II mục I khoản 7).

"TM." stands where the signer speaks for a collective, as its head or as a deputy in the head's place (Điều 13 khoản 2).
Orders and authorisations come from the head alone (khoản 3, 4), so that "TL." and "TUQ." stand before the head's title
and no collective is named. Whoever acts as head signs "Q."; those who sign for that head name the post itself.
"""

from dataclasses import dataclass

COLLECTIVE = "TM. ỦY BAN NHÂN DÂN"
ACTING = ("QUYỀN ", "Q. ")


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
        power.append(COLLECTIVE)
    if not is_head:
        power.append(f"KT. {_post(head_title)}")
    acting = is_head and _post(title) != title.upper()
    return SigningPower(power=tuple(power), title=(f"Q. {_post(title)}" if acting else title.upper(),))


def delegated_power(
    *, kind: str, collective: bool, title: str, delegator_title: str, unit_head_title: str = ""
) -> SigningPower:
    """Lines for somebody who signs by a decision of the head; `kind` is "kt", "tl" or "tuq".

    `title` is the signer's, `delegator_title` the head's. `unit_head_title`: that of whoever was given the order to
    sign and handed it on to this deputy, who signs "KT." for that post under "TL." (khoản 4). Raises ValueError for
    another kind.
    """
    if kind == "kt":
        return signing_power(collective=collective, title=title, is_head=False, head_title=delegator_title)
    if kind not in ("tl", "tuq"):
        raise ValueError(f"no such power to sign: {kind}")
    power = [f"{kind.upper()}. {_post(delegator_title)}"]
    if unit_head_title:
        power.append(f"KT. {_post(unit_head_title)}")
    return SigningPower(power=tuple(power), title=(title.upper(),))


def _post(title: str) -> str:
    """The post in capitals, whether its holder is appointed to it or acts in it."""
    post = title.upper()
    for acting in ACTING:
        post = post.removeprefix(acting)
    return post
