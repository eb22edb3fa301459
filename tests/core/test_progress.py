from io import StringIO

from techmart.core.progress import ProgressBar, peak_memory_mb


class Terminal(StringIO):
    def isatty(self) -> bool:
        return True


def test_a_terminal_gets_a_bar_that_ends_full() -> None:
    terminal = Terminal()
    bar = ProgressBar("Reading", terminal)
    for done in range(1001):
        bar(done, 1000)
    assert terminal.getvalue().count("\r") == 100
    assert terminal.getvalue().endswith("\rReading      " + "█" * 30 + " 100 %\n")


def test_a_log_gets_a_line_every_quarter() -> None:
    log = StringIO()
    bar = ProgressBar("Writing", log)
    for done in range(1001):
        bar(done, 1000)
    assert log.getvalue() == "Writing 0 %\nWriting 25 %\nWriting 50 %\nWriting 75 %\nWriting 100 %\n"


def test_nothing_to_do_is_done() -> None:
    log = StringIO()
    ProgressBar("Writing", log)(0, 0)
    assert log.getvalue() == "Writing 100 %\n"


def test_memory_is_counted_in_megabytes() -> None:
    assert 20 < peak_memory_mb() < 5_000
