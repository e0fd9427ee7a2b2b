"""`python -m tests.bench [NAME…]`: runs the benchmarks, prints a table, writes build/bench.json."""

import argparse
import importlib
import json
import pkgutil
import sys
from datetime import UTC, datetime

import tests.bench
from config.local.paths import PROJECT
from tests.bench.registry import REGISTRY, Figure, machine, measure


def load() -> None:
    """Import every tests/bench/bench_*.py, so that each registers what it measures."""
    for module in pkgutil.iter_modules(tests.bench.__path__):
        if module.name.startswith("bench_"):
            importlib.import_module(f"tests.bench.{module.name}")


def shown(seconds: float) -> str:
    """Four digits with the unit that fits: 12.34 µs, 1.234 ms, 2.345 s."""
    for factor, unit in ((1.0, "s"), (1e3, "ms"), (1e6, "µs")):
        if seconds * factor >= 1:
            return f"{seconds * factor:.4g} {unit}"
    return f"{seconds * 1e9:.4g} ns"


def table(figures: list[Figure]) -> str:
    """One row a benchmark: name, median, minimum, maximum, calls timed."""
    width = max(len(figure.name) for figure in figures)
    rows = [f"{'benchmark':<{width}}  {'median':>10}  {'minimum':>10}  {'maximum':>10}  {'calls':>8}"]
    rows += [
        f"{figure.name:<{width}}  {shown(figure.median):>10}  {shown(figure.minimum):>10}  {shown(figure.maximum):>10}"
        f"  {figure.calls * figure.rounds:>8}"
        for figure in figures
    ]
    return "\n".join(rows)


def main() -> int:
    """Exit code 2 for a name that no benchmark has."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", help="only these; all when none is given")
    wanted = parser.parse_args().names
    load()
    unknown = sorted(set(wanted) - set(REGISTRY))
    if unknown:
        print(f"No such benchmark: {', '.join(unknown)}. There are: {', '.join(sorted(REGISTRY))}", file=sys.stderr)
        return 2
    facts = machine()
    figures = [measure(name) for name in (wanted or sorted(REGISTRY))]
    print("  ".join(f"{name}={value}" for name, value in facts.items()))
    print(table(figures))
    target = PROJECT / "build" / "bench.json"
    target.parent.mkdir(exist_ok=True)
    document = {
        "at": datetime.now(tz=UTC).isoformat(timespec="seconds"),
        "machine": facts,
        "seconds": [figure.as_json() for figure in figures],
    }
    target.write_text(json.dumps(document, ensure_ascii=False, indent=2) + "\n")
    print(f"Written: {target.relative_to(PROJECT)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
