"""`techmart serve`."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from techmart.core.arguments import port_number, whole_number
from techmart.core.server import check_address, serve


class Command(BaseCommand):
    """Serve the shop."""

    help = "Serve the shop and run its worker. Example: techmart serve --port 8123"

    def add_arguments(self, parser: CommandParser) -> None:
        """Where to listen, and with how many processes."""
        parser.add_argument("--host", default="127.0.0.1", help="address to listen on (default 127.0.0.1)")
        parser.add_argument("--port", type=port_number, default=8000, help="port to listen on (default 8000)")
        parser.add_argument("--workers", type=whole_number(1), default=2, help="web processes (default 2)")
        parser.add_argument("--no-worker", action="store_true", help="do not run mail and nightly jobs here")

    def handle(self, *args: Any, **options: Any) -> None:
        """Serve until stopped."""
        host, port = options["host"], options["port"]
        check_address(host, port)
        self.stdout.write(
            f"The shop is at http://{host}:{port}/ and the back office at http://{host}:{port}/backoffice/"
        )
        serve(host=host, port=port, workers=options["workers"], with_worker=not options["no_worker"])
