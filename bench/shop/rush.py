"""`python -m bench.shop.rush put-on-sale THINGS UNITS` before everybody comes, `... count VARIANT ...` after."""

import json
import sys

import django


def main(what: str, *numbers: int) -> None:
    """Do it, and print one line of JSON."""
    from bench.shop.races import thing
    from techmart.orders.models import OrderLine

    if what == "put-on-sale":
        things, units = numbers
        report = {"variants": [thing(units) for _ in range(things)]}
    else:
        report = {"sold": [OrderLine.objects.filter(variant=variant).count() for variant in numbers]}
    sys.stdout.write(json.dumps(report))


if __name__ == "__main__":
    django.setup()
    main(sys.argv[1], *map(int, sys.argv[2:]))
