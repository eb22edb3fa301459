"""Measuring in alternating blocks: what a machine does beside us then falls on both sides of a comparison."""

import time
from collections.abc import Sequence
from dataclasses import dataclass

from bench.client import Step, load
from bench.processes import seconds_between
from bench.report import median, percentile
from bench.server import Server

# Views are written down in the background every 300 ms: the block that caused them pays for them.
SETTLE_SECONDS = 0.7


@dataclass(frozen=True, slots=True)
class Effort:
    """How much is measured."""

    rounds: int
    times: int

    def halved(self) -> "Effort":
        """Return half of it, for what takes long."""
        return Effort(self.rounds, max(self.times // 2, 10))


@dataclass(frozen=True, slots=True)
class Block:
    """So many times the same, by two clients."""

    cpu_ms: float
    per_second: float
    seconds: list[float]


def alternate(server: Server, steps: Sequence[Step], effort: Effort) -> list[list[Block]]:
    """Do each step in turn, several rounds; return the blocks of each. The first, which warms everything, is left out.

    Every other round goes backwards, so that no step always comes first.
    """
    for step in steps:
        load(server.port, step, max(effort.times // 2, 20))
    found: list[list[Block]] = [[] for _ in steps]
    for number in range(effort.rounds):
        order = range(len(steps)) if number % 2 == 0 else reversed(range(len(steps)))
        for index in order:
            found[index].append(_block(server, steps[index], effort.times))
    return found


def _block(server: Server, step: Step, times: int) -> Block:
    before, start = server.cpu_times(), time.perf_counter()
    seconds = load(server.port, step, times)
    wall = time.perf_counter() - start
    time.sleep(SETTLE_SECONDS)
    return Block(1000 * seconds_between(before, server.cpu_times()) / times, times / wall, seconds)


def cpu_ms(blocks: Sequence[Block]) -> float:
    """Return the CPU time of one request, the median of all blocks."""
    return median(block.cpu_ms for block in blocks)


def ratio(some: Sequence[Block], others: Sequence[Block]) -> float:
    """Return how much more CPU some blocks took than their neighbours: the median of all rounds."""
    return median(one.cpu_ms / other.cpu_ms for one, other in zip(some, others, strict=True))


def latency_ms(blocks: Sequence[Block], percent: float) -> float:
    """Return a percentile of the wall times of all requests."""
    return 1000 * percentile((seconds for block in blocks for seconds in block.seconds), percent)


def per_second(blocks: Sequence[Block]) -> float:
    """Return requests per second, the median of all blocks."""
    return median(block.per_second for block in blocks)
