"""CPU time and memory of processes and their children: Linux only, elsewhere there are wall times alone."""

from collections.abc import Iterable
from pathlib import Path

PROC = Path("/proc")
HAS_PROC = (PROC / "self" / "schedstat").exists()

# The seconds that each thread has run, by its number.
Times = dict[int, float]


def tree(pid: int) -> list[int]:
    """Return a process and everything it started that still runs."""
    children: dict[int, list[int]] = {}
    for folder in PROC.iterdir():
        if folder.name.isdigit() and (fields := _read(folder / "stat").rpartition(")")[2].split()):
            children.setdefault(int(fields[1]), []).append(int(folder.name))
    found = [pid]
    for parent in found:
        found += children.get(parent, [])
    return found


def cpu_times(pids: Iterable[int]) -> Times:
    """Return how long each thread of these processes has run so far, to the nanosecond."""
    threads = (folder for pid in pids for folder in (PROC / str(pid)).glob("task/*"))
    read = {int(folder.name): _read(folder / "schedstat").split() for folder in threads}
    return {thread: int(fields[0]) / 1e9 for thread, fields in read.items() if fields}


def seconds_between(before: Times, after: Times) -> float:
    """Return the CPU seconds used in between; a thread that ended, having waited for work, used none."""
    return sum(seconds - before.get(thread, 0) for thread, seconds in after.items())


def resident_mb(pid: int) -> float:
    """Return the memory a process has in RAM, in MB."""
    lines = _read(PROC / str(pid) / "status").splitlines()
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("VmRSS")), 0)


def _read(file: Path) -> str:
    """Return what a file says; nothing once its process is gone."""
    try:
        return file.read_text()
    except OSError:
        return ""
