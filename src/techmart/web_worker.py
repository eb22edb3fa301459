"""The application as a web process of `techmart serve` runs it."""

import signal

# Ctrl-C, and closing the window, reach every process of a terminal. The one that was started answers and tells the
# others to stop; a web process that heard both at once could wait for ever.
signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGHUP})

from techmart.wsgi import application  # noqa: E402  (its threads are to inherit what is blocked)

__all__ = ["application"]
