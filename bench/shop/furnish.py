"""`python -m bench.shop.furnish CUSTOMERS PRODUCTS REVIEWS`: furnish an empty shop and print how long that took."""

import json
import sys
import time
from datetime import UTC, datetime

import django
from django.core.management import call_command
from django.db import connection

PLENTY = 100_000


def main(customers: int, products: int, reviews: int) -> None:
    """Furnish, then fill the shelves so that nothing that is left runs out; print one line of JSON."""
    from bench.shop.multiply import multiply, review, sell_out
    from techmart.catalogue.models import Product, Variant
    from techmart.core.bulk import learn_sizes
    from techmart.demo.furnish import furnish

    call_command("migrate", verbosity=0)
    start = time.perf_counter()
    orders = furnish(customers=customers, seed=7, now=datetime.now(UTC), progress=lambda step: None)
    seconds = time.perf_counter() - start
    originals = Product.objects.count()
    multiply(products)
    review(reviews, now=datetime.now(UTC))
    learn_sizes()
    Variant.objects.update(on_hand=PLENTY)
    sell_out(Product.objects.order_by("pk").values_list("pk", flat=True)[originals:])
    visible = Product.objects.visible(datetime.now(UTC)).order_by("pk")
    variants = Variant.objects.with_at_least(1).filter(product__in=visible).order_by("product_id", "-position", "-pk")
    report = {
        "seconds": seconds,
        "orders": orders,
        "products": list(visible.values_list("slug", flat=True)),
        "variants": list(dict(variants.values_list("product_id", "pk")).values()),
        "database": _database(),
    }
    sys.stdout.write(json.dumps(report))


def _database() -> str:
    import sqlite3  # after Django: the settings choose which library this is

    if connection.vendor == "sqlite":
        return "SQLite " + sqlite3.sqlite_version
    with connection.cursor() as cursor:
        cursor.execute("SHOW server_version")
        return f"PostgreSQL {cursor.fetchone()[0].partition(' ')[0]}"


if __name__ == "__main__":
    django.setup()
    main(*map(int, sys.argv[1:]))
