"""`techmart demo`."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from techmart.core.arguments import port_number, whole_number
from techmart.core.server import check_address, serve
from techmart.demo.furnish import NotEmpty
from techmart.demo.opening import open_demo

HOST = "127.0.0.1"
# Ada, Ben and Cleo.
FEWEST = 3


class Command(BaseCommand):
    """Furnish an empty shop, train its scores and serve it."""

    help = "A furnished shop in one command. Example: techmart demo --port 8123 --customers 500"

    def add_arguments(self, parser: CommandParser) -> None:
        """How large a shop, and where."""
        parser.add_argument("--port", type=port_number, default=8000, help="port to listen on (default 8000)")
        parser.add_argument("--customers", type=whole_number(FEWEST), default=2000, help="how many (default 2000)")
        parser.add_argument("--seed", type=whole_number(0), default=7, help="the same one, the same shop (default 7)")
        parser.add_argument("--no-serve", action="store_true", help="furnish and exit")

    def handle(self, *args: Any, **options: Any) -> None:
        """Furnish where the shop is empty; print where to go; serve."""
        port, serves = options["port"], not options["no_serve"]
        if serves:
            check_address(HOST, port)
        try:
            open_demo(customers=options["customers"], seed=options["seed"], port=port, say=self.stdout.write)
        except NotEmpty as error:
            raise CommandError(str(error)) from None
        if serves:
            serve(host=HOST, port=port, workers=2)
