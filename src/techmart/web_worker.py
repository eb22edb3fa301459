"""The application as a web process of `techmart serve` runs it."""

import os
import signal
import threading
import time
from collections.abc import Callable
from typing import Any

AGAIN_SECONDS = 0.1


def make_application() -> Callable[..., Any]:
    """Return the application, and let one thread listen for the word to stop.

    Ctrl-C, and closing the window, reach every process of a terminal. The one that was started answers and tells the
    others to stop. That word may come twice, since service managers tell all processes too: a handler that interrupts
    itself waits for ever, so none is ever called by a signal.
    """
    # Now: its threads are to inherit what is blocked.
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGHUP, signal.SIGTERM})
    threading.Thread(target=_stop_when_told, name="stop", daemon=True).start()
    from techmart.wsgi import application

    return application


def _stop_when_told() -> None:
    """Wait for the word, then stop: at once while there is nothing to finish, else as the server does."""
    signal.sigwait({signal.SIGTERM})
    while True:
        stop = signal.getsignal(signal.SIGTERM)
        if not callable(stop):
            os._exit(0)
        stop(signal.SIGTERM, None)
        # A server that is just starting loses the word: it is told again until it has ended.
        time.sleep(AGAIN_SECONDS)
