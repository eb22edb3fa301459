"""How long work takes, without what others do meanwhile."""

import statistics
import time
from collections.abc import Callable


def cpu_seconds(work: Callable[[], object], *, times: int = 5) -> float:
    """Return the median CPU time of doing something that has been done once before."""
    work()
    taken = []
    for _ in range(times):
        start = time.process_time()
        work()
        taken.append(time.process_time() - start)
    return statistics.median(taken)
