"""`techmart demo`."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from techmart.core.server import serve
from techmart.demo.opening import open_demo


class Command(BaseCommand):
    """Furnish an empty shop, train its scores and serve it."""

    help = "A furnished shop in one command. Example: techmart demo --port 8123 --customers 500"

    def add_arguments(self, parser: CommandParser) -> None:
        """How large a shop, and where."""
        parser.add_argument("--port", type=int, default=8000, help="port to listen on (default 8000)")
        parser.add_argument("--customers", type=int, default=2000, help="how many customers to simulate (default 2000)")
        parser.add_argument("--seed", type=int, default=7, help="the same seed gives the same shop (default 7)")
        parser.add_argument("--no-serve", action="store_true", help="furnish and exit")

    def handle(self, *args: Any, **options: Any) -> None:
        """Furnish where the shop is empty; print where to go; serve."""
        if options["customers"] < 1:
            raise CommandError("--customers: at least 1.", returncode=2)
        say = self.stdout.write
        open_demo(customers=options["customers"], seed=options["seed"], port=options["port"], say=say)
        if not options["no_serve"]:
            serve(host="127.0.0.1", port=options["port"], workers=2)
