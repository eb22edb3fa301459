"""From looking to buying, as a chart."""

from collections.abc import Mapping

from django.utils.translation import gettext

from techmart.backoffice.charts import Bar, Figure, Table, bars
from techmart.backoffice.progress import LONGEST, Total
from techmart.core.languages import local_number
from techmart.tracking.enums import EventName

# Fewer, and the shares would be chance.
ENOUGH = 100


def funnel(steps: Mapping[str, Total]) -> Figure | None:
    """Show how many of 1,000 products looked at were put into a cart, checked out and ordered; None for too few."""
    looked = steps[EventName.PRODUCT_VIEWED].now
    if looked < ENOUGH:
        return None
    after = [
        (EventName.CART_LINE_ADDED, gettext("into a cart")),
        (EventName.CHECKOUT_STARTED, gettext("checkouts")),
        (EventName.ORDER_PLACED, gettext("orders")),
    ]
    shares = [1000 * steps[name].now / looked for name, _ in after]
    words = [local_number(share, int(share < 10)) for share in shares]
    title = gettext(
        "1,000 looks at a product led to {carts} put into a cart, {checkouts} checkouts and {orders} orders."
    )
    title = title.format(carts=words[0], checkouts=words[1], orders=words[2])
    marks = [Bar(label, share, said) for (_, label), share, said in zip(after, shares, words, strict=True)]
    picture = bars(
        title, marks, highlight=2, is_falling=True, description=gettext("For every 1,000 products looked at.")
    )
    named = [(EventName.PRODUCT_VIEWED, gettext("products looked at")), *after]
    rows = [[label, local_number(steps[name].now), local_number(steps[name].before)] for name, label in named]
    header = (
        gettext("Step"),
        gettext("Last {days} days").format(days=LONGEST),
        gettext("{days} days before").format(days=LONGEST),
    )
    return Figure(title, picture, Table(header, rows))
