"""What a benchmark is, how it is timed, and the facts of the machine that every figure belongs to."""

import gc
import os
import platform
import statistics
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path


@dataclass(frozen=True)
class Figure:
    """Seconds for one call of the measured function, over `rounds` rounds of `calls` calls each."""

    name: str
    rounds: int
    calls: int
    minimum: float
    median: float
    maximum: float

    def as_json(self) -> dict[str, object]:
        return asdict(self)


Benchmark = Callable[[], Callable[[], object]]
REGISTRY: dict[str, Benchmark] = {}


def benchmark(name: str) -> Callable[[Benchmark], Benchmark]:
    """Register a set-up function, which returns the function to time. Raises ValueError for a name used twice."""

    def register(set_up: Benchmark) -> Benchmark:
        if name in REGISTRY:
            raise ValueError(f"two benchmarks are named {name!r}")
        REGISTRY[name] = set_up
        return set_up

    return register


def measure(name: str, *, rounds: int = 7, seconds_a_round: float = 0.2) -> Figure:
    """Time one benchmark: warm up once, choose the number of calls so that a round takes about `seconds_a_round`."""
    function = REGISTRY[name]()
    function()
    started = time.perf_counter()
    function()
    once = max(time.perf_counter() - started, 1e-9)
    calls = max(1, int(seconds_a_round / once))
    found: list[float] = []
    gc.disable()
    try:
        for _ in range(rounds):
            started = time.perf_counter()
            for _ in range(calls):
                function()
            found.append((time.perf_counter() - started) / calls)
    finally:
        gc.enable()
    return Figure(
        name=name, rounds=rounds, calls=calls, minimum=min(found), median=statistics.median(found), maximum=max(found)
    )


def machine() -> dict[str, object]:
    """Processor, cores, memory in MiB, system and Python of this machine."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") // 2**20
    processor = platform.processor()
    information = Path("/proc/cpuinfo")
    if information.exists():
        names = [line.split(":", 1)[1].strip() for line in information.read_text().splitlines() if "model name" in line]
        processor = names[0] if names else processor
    return {
        "processor": processor,
        "cores": os.cpu_count(),
        "memory_mib": memory,
        "load_average": round(os.getloadavg()[0], 2),
        "system": platform.platform(),
        "python": platform.python_version(),
    }
