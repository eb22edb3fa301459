"""`techmart export-customer EMAIL`: everything the shop keeps about a person, as JSON."""

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.core.serializers.json import DjangoJSONEncoder

from techmart.accounts.erasure import export
from techmart.accounts.models import Customer


class Command(BaseCommand):
    help = "Print everything the shop keeps about a person as JSON. Example: techmart export-customer ada@example.com"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email", help="the person's e-mail address")

    def handle(self, *, email: str, **options: Any) -> None:
        customer = Customer.objects.filter(email=email.strip().lower()).first()
        if customer is None:
            raise CommandError(f"Nobody here has the address {email}.", returncode=2)
        self.stdout.write(json.dumps(export(customer), cls=DjangoJSONEncoder, indent=2, ensure_ascii=False))
