"""The shop as processes: web workers under granian, and one worker for mail and nightly jobs."""

import errno
import logging
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.conf import settings
from django.core.management.base import CommandError

logger = logging.getLogger(__name__)

STOP_SECONDS = 15


def check_address(host: str, port: int) -> None:
    """Raise `CommandError` where nothing can be served: the server itself would quietly share a port in use."""
    try:
        with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
            # As servers do: a port whose last connections are still closing is free.
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((host, port))
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            message = f"Port {port} of {host} is in use. Stop what runs there, or choose another: --port {port + 1}"
        else:
            message = f"Nothing can be served at {host}, port {port}: {error.strerror}."
        raise CommandError(message) from None


def serve(*, host: str, port: int, workers: int, with_worker: bool = True) -> None:
    """Serve the shop until it is told to stop; the worker lives and ends with it."""
    _lead_links_here(host, port)
    # Only a process that serves needs the server.
    from granian import Granian
    from granian.constants import Interfaces
    from granian.log import LogLevels

    server = Granian(
        "techmart.web_worker:make_application",
        factory=True,
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=4,
        respawn_failed_workers=True,
        workers_kill_timeout=STOP_SECONDS,
        log_access=False,
        log_level=LogLevels.warning,
    )
    is_detached = signal.getsignal(signal.SIGHUP) == signal.SIG_IGN  # nohup: to go on without a terminal
    server.on_startup(lambda: _stop_when_told(server, is_detached=is_detached))
    # A web process is told once it can listen (techmart.web_worker): until then the word waits.
    os.register_at_fork(before=_wait_to_be_told, after_in_parent=_listen_again)
    with _worker() if with_worker else _nothing():
        server.serve()


def _stop_when_told(server: Any, *, is_detached: bool) -> None:
    """Stop on Ctrl-C, when told, and with the terminal: at SIGHUP the server would start anew with nobody to see it.

    The word may reach all processes at once, and a web process be the first to end: nothing unexpected then.
    """

    def stop(*_: object) -> None:
        for worker in server.wrks:
            worker.interrupt_by_parent = True
        server.signal_handler_interrupt()

    signal.signal(signal.SIGINT, stop)
    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGHUP, signal.SIG_IGN if is_detached else stop)


def _wait_to_be_told() -> None:
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGTERM})


def _listen_again() -> None:
    signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGTERM})


def _lead_links_here(host: str, port: int) -> None:
    """Let links in e-mails lead here unless TECHMART_URL says where; processes started from here inherit it."""
    settings.BASE_URL = os.environ.setdefault("TECHMART_URL", f"http://{host}:{port}").rstrip("/")


@contextmanager
def _worker() -> Iterator[None]:
    process = subprocess.Popen([sys.executable, "-m", "techmart", "worker"])
    try:
        yield
    finally:
        process.terminate()
        try:
            process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            logger.warning(
                "The worker did not stop within %s s; it is ended. Its work is taken up next time.", STOP_SECONDS
            )
            process.kill()


@contextmanager
def _nothing() -> Iterator[None]:
    yield
