"""Reading PDF dictionaries. pyHanko's own `.get` hands out references unresolved, which is seldom what is meant."""

from typing import Any


def entry(holder: Any, key: str, default: Any = None) -> Any:
    """The value of a dictionary's entry, references followed, or `default` where there is none."""
    return holder[key] if key in holder else default  # noqa: SIM401  .get would not follow the reference
