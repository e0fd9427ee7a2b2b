"""Places in a legal text written short: "Điều 10: khoản 1-3 | khoản 4 điểm a" names four of them."""

import re

# The letters of điểm in their order; Vietnamese lists have đ and leave out f, j, w, z.
LETTERS = "abcdđeghiklmnopqrstuvxy"
_RANGE = re.compile(r"^(?P<head>.*?)(?P<first>\d+|[a-zđ])-(?P<last>\d+|[a-zđ])$")


def expand(text: str) -> tuple[str, ...]:
    """All locators of a text, one line a head: "Điều 2" or "Điều 2: khoản 1-3 | khoản 5".

    Raises ValueError for a range that runs backwards.
    """
    found = []
    for line in filter(None, map(str.strip, text.splitlines())):
        head, colon, parts = line.partition(":")
        for part in parts.split("|") if colon else [""]:
            found.extend(_one(f"{head} {part.strip()}".strip()))
    return tuple(found)


def _one(locator: str) -> list[str]:
    match = _RANGE.match(locator)
    if match is None:
        return [locator]
    head, first, last = match["head"], match["first"], match["last"]
    if first.isdigit():
        steps = [str(number) for number in range(int(first), int(last) + 1)]
    else:
        steps = list(LETTERS[LETTERS.index(first) : LETTERS.index(last) + 1])
    if not steps:
        raise ValueError(f"{locator!r} runs backwards")
    return [f"{head}{step}" for step in steps]


def covers(row: str, cited: str) -> bool:
    """Whether a row on `row` speaks of what is cited: the same place, or a part of it."""
    return row == cited or row.startswith(f"{cited} ")
