"""`python -m bench.shop.races ATTEMPTS`: let very many come at once, and news of payments in every order; count faults.

The same races, each beside a shop that makes the textbook mistake and is seen to fail, are among the tests; here they
run as often as it takes to say how rare a fault would have to be.
"""

import json
import random
import secrets
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from functools import partial
from itertools import count, permutations
from typing import Any

import django
from django.db import connection

THREADS, BUYERS, UNITS = 20, 50, 3
ORDER_ROUNDS, CARTS, ORDER_UNITS = 20, 25, 5
FORGED, FATES = 1000, 150
LATER = timedelta(hours=2)
_numbers = count(1)


def main(attempts: int) -> None:
    """Run every race and print one line of JSON."""
    with ThreadPoolExecutor(THREADS) as pool:
        report = {
            **units(pool, attempts),
            **carts(pool),
            **notices(),
            **fates(),
        }
        list(pool.map(lambda _: connection.close(), range(THREADS)))
    sys.stdout.write(json.dumps(report))


def units(pool: ThreadPoolExecutor, attempts: int) -> dict[str, int]:
    """Let buyers fight for three units of one thing, over and over; then in a shop that looks first and writes then."""
    from techmart.catalogue import actions as catalogue

    rounds = max(1, attempts // BUYERS)
    sold = [_fight(pool, catalogue.allocate) for _ in range(rounds)]
    naive = [_fight(pool, _look_then_write) for _ in range(10)]
    return {
        "attempts": rounds * BUYERS,
        "oversold": sum(max(0, number - UNITS) for number in sold),
        "undersold": sum(max(0, UNITS - number) for number in sold),
        "oversold_naive": sum(max(0, number - UNITS) for number in naive),
    }


def _fight(pool: ThreadPoolExecutor, allocate: Callable[..., None]) -> int:
    """Return how many of the buyers were promised a unit."""
    from techmart.catalogue.actions import OutOfStock

    variant, now, number = thing(UNITS), datetime.now(UTC), next(_numbers)

    def buy(buyer: int) -> int:
        try:
            allocate(variant_id=variant, quantity=1, held=0, reference=f"R{number}/{buyer}", now=now)
        except OutOfStock:
            return 0
        return 1

    return sum(pool.map(buy, range(BUYERS)))


def _look_then_write(*, variant_id: int, quantity: int, held: int, reference: str, now: datetime) -> None:
    """Make the textbook mistake."""
    from techmart.catalogue.actions import OutOfStock
    from techmart.catalogue.models import Variant

    variant = Variant.objects.select_related("product").get(pk=variant_id)
    if (variant.available or 0) < quantity:
        raise OutOfStock(variant)
    time.sleep(0.005)
    Variant.objects.filter(pk=variant_id).update(allocated=variant.allocated + quantity)


def carts(pool: ThreadPoolExecutor) -> dict[str, Any]:
    """Submit every cart twice at once, more carts than units, while what held some of them runs out."""
    from techmart.cart.actions import hold_lines, release_expired_holds
    from techmart.catalogue.models import Variant
    from techmart.catalogue.queries import stock_faults
    from techmart.orders.models import Order

    wrong, other, seconds = Counter[str](), 0, list[float]()
    # The benchmark filled its shelves without a word in the ledger.
    faults = len(stock_faults())
    for _ in range(ORDER_ROUNDS):
        now, variant = datetime.now(UTC), thing(ORDER_UNITS)
        own = [_cart(variant, now) for _ in range(CARTS)]
        for cart in own[:2]:
            hold_lines(cart=cart, now=now - timedelta(days=1))
        works = [partial(_place, cart, now) for cart in [*own, *own]]
        works[10:10] = [partial(release_expired_holds, now=now)] * 3
        answers = list(pool.map(_timed, works))
        seconds += [took for _, took in answers]
        other += sum(answer not in {"order", "sold out", "int"} for answer, _ in answers)
        placed = Order.objects.filter(cart__in=[cart.pk for cart in own])
        left = Variant.objects.get(pk=variant)
        wrong["orders too many"] += max(0, placed.count() - ORDER_UNITS)
        wrong["orders too few"] += max(0, ORDER_UNITS - placed.count())
        wrong["carts ordered twice"] += placed.count() - placed.values("cart").distinct().count()
        wrong["units adrift"] += abs(left.allocated - placed.count()) + left.held
    return {"submissions": 2 * CARTS * ORDER_ROUNDS, **wrong, "other answers": other, "order_s": seconds} | {
        "stock faults": len(stock_faults()) - faults
    }


def _timed(work: Callable[[], object]) -> tuple[str, float]:
    from techmart.catalogue.actions import OutOfStock
    from techmart.orders.models import Order

    start = time.perf_counter()
    try:
        done = work()
        answer = "order" if isinstance(done, Order) else type(done).__name__
    except OutOfStock:
        answer = "sold out"
    return answer, time.perf_counter() - start


def notices() -> dict[str, int]:
    """Tell what happened to a charge in each of 120 orders, one notice twice; and forge a thousand."""
    from techmart.orders import actions as orders
    from techmart.payments import demo_card as demo
    from techmart.payments.online import ForgedNotice

    ends = set()
    for way in permutations(range(5)):
        order, reference = _awaited()
        demo.pay(reference)
        demo.DemoCard().refund(reference=reference, amount=100, key="a")
        demo.DemoCard().refund(reference=reference, amount=200, key="b")
        demo.fail_refund(reference, "b")
        demo.dispute(reference)
        _hear(demo.notices(reference), [*way, way[0]])
        order.refresh_from_db()
        ends.add((order.status, order.pay_status, order.refunded_total))
    body, signature = demo.notices(reference)[0]
    chance, taken = random.Random(7), 0
    for _ in range(FORGED):
        place = chance.randrange(len(body))
        other = body[:place] + bytes([body[place] ^ chance.randrange(1, 256)]) + body[place + 1 :]
        try:
            orders.receive_notice(code="demo", body=other, headers={demo.HEADER: signature}, now=datetime.now(UTC))
            taken += 1
        except ForgedNotice:
            pass
    return {"orders of notices": 120, "different ends": len(ends) - 1, "forged taken": taken}


def fates() -> dict[str, int]:
    """Lose notices, cancel before the money comes, fail refunds: the shop explains every cent, or asks for a look."""
    from techmart.orders import actions as orders
    from techmart.payments import demo_card as demo

    chance, unexplained, card = random.Random(11), 0, demo.DemoCard()
    now = datetime.now(UTC)
    kept = []
    for _ in range(FATES):
        order, reference = _awaited()
        if chance.random() < 0.4:
            orders.cancel_order(order=order, by=None, reason="", now=now)
        if chance.random() < 0.8:
            demo.pay(reference)
        if chance.random() < 0.5:
            _hear(demo.notices(reference), range(len(demo.notices(reference))))
        kept.append((order, reference))
    for later in (now + timedelta(minutes=10), now + LATER):
        for order, reference in kept:
            if chance.random() < 0.3:
                _fail_refunds(order, reference)
        orders.reconcile(now=later)
        orders.apply_notices(now=later)
        orders.send_refunds(now=later)
        orders.reconcile_refunds(now=later)
    for order, reference in kept:
        order.refresh_from_db()
        charge = card.look_up(reference)
        came = charge.amount - charge.refunded if charge.state.value == "paid" else 0
        kept_by_us = order.total - order.refunded_total if order.counts else 0
        looks = sum(order.payments.filter(kind="refund", state="attention").values_list("amount", flat=True))
        unexplained += abs(came - (kept_by_us or looks))
    return {"fates": FATES, "cents unexplained": unexplained}


def _fail_refunds(order: Any, reference: str) -> None:
    from techmart.orders.actions.refunds import sent_key
    from techmart.payments import demo_card as demo

    for refund in order.payments.filter(kind="refund", state="succeeded"):
        demo.fail_refund(reference, sent_key(refund))


def _hear(sent: Sequence[tuple[bytes, str]], numbers: Iterable[int]) -> None:
    from techmart.orders import actions as orders
    from techmart.payments import demo_card as demo

    for number in numbers:
        body, signature = sent[number]
        orders.receive_notice(code="demo", body=body, headers={demo.HEADER: signature}, now=datetime.now(UTC))
    orders.apply_notices(now=datetime.now(UTC))


def thing(on_hand: int) -> int:
    """Put something new on sale; return its variant."""
    from techmart.catalogue import actions as catalogue
    from techmart.catalogue.models import Category, Product, Variant

    number, now = next(_numbers), datetime.now(UTC)
    slug = f"race-{secrets.token_hex(8)}"
    product = Product(title=f"Race {number}", slug=slug, category=Category.objects.all()[0])
    product.status, product.published_at = "published", now - LATER
    catalogue.create_product(product=product, price=1000)
    variant = Variant.objects.get(product=product)
    catalogue.count_stock(variant_id=variant.pk, counted=on_hand, note="", by="", now=now)
    return variant.pk


def _cart(variant: int, now: datetime) -> Any:
    from techmart.cart import actions

    cart = actions.open_cart(customer=None, now=now)
    actions.add_to_cart(cart=cart, variant_id=variant, quantity=1, now=now)
    return cart


def _place(cart: Any, now: datetime, way: str = "cash") -> Any:
    from techmart.orders import actions as orders
    from techmart.payments.providers import provider
    from techmart.pricing.models import ShippingMethod

    address = orders.AddressData(recipient="Ida", line1="Lane 1", postcode="10115", city="Berlin", country="DE")
    return orders.place_order(
        cart=cart,
        email=f"race{cart.pk}@example.com",
        address=address,
        shipping_code=ShippingMethod.objects.values_list("code", flat=True)[0],
        provider=provider(way),
        now=now,
    )


def _awaited() -> tuple[Any, str]:
    """Return an order whose buyer was sent to the provider's page, and the name of the charge there."""
    from techmart.orders import actions as orders

    now = datetime.now(UTC)
    order = _place(_cart(thing(1), now), now, "demo")
    orders.begin_payment(order=order, return_url="/", now=now)
    return order, order.payments.get().reference


if __name__ == "__main__":
    django.setup()
    main(int(sys.argv[1]))
