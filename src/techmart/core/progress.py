"""A progress bar for the terminal, and what a command cost."""

import resource
import sys
from typing import TextIO

WIDTH = 30
STEPS_IN_A_LOG = 4


class ProgressBar:
    """Shows how far something is: a bar that moves on a terminal, a line every quarter elsewhere."""

    def __init__(self, label: str, stream: TextIO = sys.stderr) -> None:
        self.label, self.stream = label, stream
        self._shown = -1

    def __call__(self, done: int, total: int) -> None:
        """Show `done` of `total`; cheap enough to be called often."""
        steps = 100 if self.stream.isatty() else STEPS_IN_A_LOG
        step = done * steps // total if total else steps
        if step != self._shown:
            self._shown = step
            self.stream.write(self._bar(step) if steps == 100 else f"{self.label} {step * 100 // steps} %\n")
            self.stream.flush()

    def _bar(self, percent: int) -> str:
        filled = "█" * (percent * WIDTH // 100)
        # Back to the start of the line, so that an error message takes the place of an unfinished bar.
        return f"{self.label:12} {filled:░<{WIDTH}} {percent:3} %" + ("\n" if percent == 100 else "\r")


def peak_memory_mb() -> int:
    """Return the most memory that this process has held, in megabytes."""
    unit = 1 if sys.platform == "darwin" else 1024
    return round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 1e6)
