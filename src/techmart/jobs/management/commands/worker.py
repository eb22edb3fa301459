"""`techmart worker`: run recurring work until told to stop."""

import logging
import signal
import threading
from types import FrameType
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import DatabaseError, InterfaceError, close_old_connections
from django.utils import timezone

from techmart.jobs import actions as jobs
from techmart.jobs.apart import Children

logger = logging.getLogger(__name__)

POLL_SECONDS = 1.0


class Command(BaseCommand):
    help = (
        "Send e-mails and run the other recurring work; SIGTERM or Ctrl-C stops it after the job in hand. "
        "Any number of workers may run. Example: techmart worker --once"
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--once", action="store_true", help="run what is due now, then exit")
        parser.add_argument(
            "--poll", type=float, default=POLL_SECONDS, metavar="SECONDS", help="pause between looks (default 1)"
        )

    def handle(self, *, once: bool, poll: float, **options: Any) -> None:
        stopping = threading.Event()

        def stop(signum: int, frame: FrameType | None) -> None:
            stopping.set()

        for told in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            # What is ignored, as under nohup, stays so.
            if signal.getsignal(told) != signal.SIG_IGN:
                signal.signal(told, stop)
        children = Children()
        try:
            self._work(stopping, children, once=once, poll=poll, is_talkative=options["verbosity"] > 1)
        finally:
            children.stop()

    def _work(
        self, stopping: threading.Event, children: Children, *, once: bool, poll: float, is_talkative: bool
    ) -> None:
        while not stopping.is_set():
            close_old_connections()
            try:
                children.look_after()
                start_apart = None if once else children.start
                done = jobs.run_due(now=timezone.now(), is_stopping=stopping.is_set, start_apart=start_apart)
            except (DatabaseError, InterfaceError) as error:
                if once:
                    raise
                logger.warning("The worker waits for the database: %s", error)
                done = []
            if done and (once or is_talkative):
                self.stdout.write(f"Done: {', '.join(done)}")
            if once or stopping.wait(poll):
                break
