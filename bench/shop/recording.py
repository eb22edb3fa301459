"""`python -m bench.shop.recording visitor|cost`: make a visitor who agreed, or time what recording costs by itself."""

import json
import sys
import time
from datetime import UTC, datetime

import django
from django.test import RequestFactory

VIEWS = 9_000
# What the half second between two writings brings one of two processes at 120 views a second.
IN_A_BATCH = 30


def visitor() -> str:
    """Return the key of a new visitor who agreed to be recognised."""
    from techmart.tracking.actions import give_consent

    return give_consent(visitor=None, customer=None, source="benchmark", now=datetime.now(UTC)).key


def cost() -> str:
    """Return the microseconds of CPU of recording a view and of writing it down, as JSON."""
    key = visitor()
    record_us, row_us = _time(f"visitor={key}")
    _, count_us = _time("")
    return json.dumps({"record_us": record_us, "row_us": row_us, "count_us": count_us})


def _time(cookie: str) -> tuple[float, float]:
    from techmart.catalogue.models import Product
    from techmart.tracking.actions import record
    from techmart.tracking.buffer import buffer

    buffer.starts_writer = False
    product = Product.objects.values_list("pk", flat=True)[0]
    recording = writing = 0.0
    for _ in range(VIEWS // IN_A_BATCH):
        requests = [
            RequestFactory().get("/", headers={"User-Agent": "Firefox", "Cookie": cookie}) for _ in range(IN_A_BATCH)
        ]
        start = time.process_time()
        for request in requests:
            record("product.viewed", request=request, product_id=product, now=datetime.now(UTC))
        recorded = time.process_time()
        buffer.flush()
        recording += recorded - start
        writing += time.process_time() - recorded
    return 1e6 * recording / VIEWS, 1e6 * writing / VIEWS


if __name__ == "__main__":
    django.setup()
    sys.stdout.write({"visitor": visitor, "cost": cost}[sys.argv[1]]())
