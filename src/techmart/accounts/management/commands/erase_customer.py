"""`techmart erase-customer EMAIL`: forget a person and keep the books."""

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from techmart.accounts.erasure import CannotErase, erase
from techmart.accounts.models import Customer


class Command(BaseCommand):
    help = (
        "Replace a person's identity and blank what was written about them; amounts and days of orders stay. This "
        "cannot be undone: export first. Example: techmart erase-customer ada@example.com"
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email", help="the person's e-mail address")
        parser.add_argument("--json", action="store_true", help="print the report as JSON")

    def handle(self, *, email: str, **options: Any) -> None:
        customer = Customer.objects.filter(email=email.strip().lower()).first()
        if customer is None:
            raise CommandError(f"Nobody here has the address {email}.", returncode=2)
        try:
            changed = erase(customer=customer)
        except CannotErase as error:
            raise CommandError(str(error)) from None
        if options["json"]:
            self.stdout.write(json.dumps(changed))
            return
        for label, count in changed.items():
            self.stdout.write(f"{label:<28} {count:>6}")
        self.stdout.write(f"Erased; customer {customer.pk} keeps orders without a name.")
