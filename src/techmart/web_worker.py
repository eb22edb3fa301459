"""The application as a web process of `techmart serve` runs it."""

import signal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.core.handlers.wsgi import WSGIHandler


def make_application() -> "WSGIHandler":
    """Return the application, and leave what a terminal says to the process that was started.

    Ctrl-C, and closing the window, reach every process of a terminal. The one that was started answers and tells the
    others to stop; a web process that heard both at once could wait for ever.
    """
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGHUP})
    # Now: its threads are to inherit what is blocked.
    from techmart.wsgi import application

    return application
