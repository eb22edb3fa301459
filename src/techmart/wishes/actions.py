"""Putting things aside, and telling people once when what they wait for has come true."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import transaction

from techmart.accounts.models import Customer
from techmart.catalogue.models import Product, Variant
from techmart.core.links import whole_address
from techmart.jobs.rows import each
from techmart.mail import actions as mail
from techmart.mail.rendering import render
from techmart.wishes.links import notice_url
from techmart.wishes.models import Notice, NoticeKind, Wish

# An address that was typed and never confirmed is kept no longer than this, and one that was written to likewise.
KEPT = timedelta(days=14)
BATCH = 200
# Anybody may type anybody's address: so many of our letters may ask it in a day whether it was its owner.
ASKED_A_DAY = 5


def add_wish(*, customer: Customer, product_id: int, now: datetime) -> None:
    """Put a product aside; put aside twice it is there once."""
    Wish.objects.get_or_create(customer=customer, product_id=product_id, defaults={"added_at": now})


def remove_wish(*, customer: Customer, product_id: int) -> None:
    """Forget it."""
    Wish.objects.filter(customer=customer, product_id=product_id).delete()


@transaction.atomic
def take_over(*, customer: Customer, product_ids: Sequence[int], now: datetime) -> None:
    """Make a browser's wishes, newest first, a customer's own."""
    known = set(Product.objects.filter(pk__in=product_ids).values_list("pk", flat=True))
    for product_id in reversed([pk for pk in product_ids if pk in known]):
        add_wish(customer=customer, product_id=product_id, now=now)


@transaction.atomic
def ask_for_notice(
    *, kind: NoticeKind, variant: Variant, email: str, customer: Customer | None, now: datetime
) -> Notice:
    """Wait for a variant in somebody's name, once. Whose address is not proved is sent a link to confirm it.

    An address that has left many such letters of a day unanswered gets no more of them that day. `customer` is who is
    signed in. Raises `ValidationError` for what is no e-mail address.
    """
    email = email.strip().lower()
    is_proved = owns(customer, email)
    notice, is_new = Notice.objects.get_or_create(
        kind=kind,
        variant=variant,
        email=email,
        sent_at=None,
        defaults={
            "price": variant.price,
            "currency": variant.currency,
            "asked_at": now,
            "confirmed_at": now if is_proved else None,
        },
    )
    unanswered = Notice.objects.filter(email=email, confirmed_at=None, asked_at__gt=now - timedelta(days=1))
    if is_new and not is_proved and unanswered.count() <= ASKED_A_DAY:
        _queue("confirm", notice, now)
    return notice


def owns(customer: Customer | None, email: str) -> bool:
    """Whether an address is that of who is signed in, who has proved it."""
    return customer is not None and not customer.is_guest and customer.email == email.strip().lower()


def confirm(*, notice: Notice, now: datetime) -> None:
    """Note that the address is its owner's; confirmed twice, nothing changes."""
    Notice.objects.filter(pk=notice.pk, confirmed_at=None).update(confirmed_at=now)


def give_up(*, notice: Notice) -> None:
    """Forget a notice and its address."""
    notice.delete()


def send_notices(*, now: datetime) -> int:
    """Write to everybody whose notice has come true; return to how many. Each is written to once."""
    due = Notice.objects.waiting().come_true().filter(variant__product__in=Product.objects.visible(now))
    oldest = due.select_related("variant__product").order_by("asked_at", "pk")[:BATCH]
    return each(oldest, lambda notice: _send(notice, now))


def delete_old_notices(*, now: datetime) -> int:
    """Delete notices that were never confirmed, and those that were sent, after a fortnight."""
    unconfirmed = Notice.objects.filter(confirmed_at=None, asked_at__lt=now - KEPT).delete()[0]
    return unconfirmed + Notice.objects.filter(sent_at__lt=now - KEPT).delete()[0]


@transaction.atomic
def _send(notice: Notice, now: datetime) -> bool:
    if not Notice.objects.filter(pk=notice.pk, sent_at=None).update(sent_at=now):
        return False
    _queue(notice.kind, notice, now)
    return True


def _queue(word: str, notice: Notice, now: datetime) -> None:
    context = {
        "notice": notice,
        "product": notice.variant.product,
        "variant": notice.variant,
        "product_url": whole_address(notice.variant.product.get_absolute_url()),
        "url": notice_url(notice),
    }
    mail.queue(
        key=f"notice:{notice.pk}/{word}",
        kind=f"notice.{word}",
        to=notice.email,
        now=now,
        **render(f"wishes/mail/{word}", context, language=notice.language)._asdict(),
    )
