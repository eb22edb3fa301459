"""What somebody put aside: in the account, or in the browser of who has none."""

from typing import Any

from django.http import HttpRequest

from techmart.storefront.shopper import customer_of
from techmart.wishes.cookie import cookie_wishes
from techmart.wishes.queries import wished_ids


def wished(request: HttpRequest) -> list[int]:
    """Return the products put aside, newest first."""
    customer = customer_of(request)
    return wished_ids(customer) if customer else cookie_wishes(request)


def kept_of(request: HttpRequest, product_id: int) -> dict[str, Any]:
    """Return what a product's page says of this: whether it is put aside, and the address for notices."""
    customer = customer_of(request)
    return {"is_wished": product_id in wished(request), "known_email": customer.email if customer else ""}
