"""One page from cart to order."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from techmart.accounts.models import Customer, PostalAddress
from techmart.cart import queries
from techmart.cart.actions import NotForSale, remove_coupon
from techmart.cart.models import Cart, CartState
from techmart.catalogue.actions import OutOfStock
from techmart.core import limits
from techmart.core.clock import local_day
from techmart.core.models import ShopSettings
from techmart.orders import actions as orders
from techmart.orders.queries import orders_of
from techmart.payments.providers import offered, provider
from techmart.pricing.actions import CouponRefused
from techmart.pricing.queries import served_countries
from techmart.storefront.cart_rows import cart_context
from techmart.storefront.coupons import change_coupon, has_new_code
from techmart.storefront.delivery import arrival
from techmart.storefront.destination import destination_of, keep_destination
from techmart.storefront.forms import CheckoutForm
from techmart.storefront.shopper import customer_of
from techmart.storefront.views.payments import payment_page
from techmart.tracking.visitors import visitor_of

ADDRESS_FIELDS = ("recipient", "line1", "postcode", "city", "country")


@require_http_methods(["GET", "HEAD", "POST"])
def checkout(request: HttpRequest) -> HttpResponse:
    """Ask for what is needed; place the order once it is all there. Nothing typed is lost."""
    # A cart that was ordered a moment ago may be submitted again, but is not shown again.
    cart = queries.cart_to_order(request) if request.method == "POST" else queries.cart_of(request)
    if cart is None:
        return redirect("cart")
    countries = served_countries()
    addresses = _addresses(customer_of(request), countries)
    if request.method != "POST":
        form = CheckoutForm(countries=countries, initial=_known(request, addresses))
        return _page(request, cart, form, dict(form.initial), addresses)
    form = CheckoutForm(request.POST, countries=countries)
    if "update" in request.POST or has_new_code(request):
        # Address, shipping or coupon changed: show what that costs, complain about nothing yet.
        said = _coupon_changed(request, cart)
        answers = request.POST.dict() | _other_address(request, addresses)
        return _page(request, cart, CheckoutForm(countries=countries, initial=answers), answers, addresses, **said)
    if form.is_valid() and (path := _place(request, cart, form)):
        return redirect(path)
    return _page(request, cart, form, request.POST.dict(), addresses)


def _place(request: HttpRequest, cart: Cart, form: CheckoutForm) -> str:
    """Place the order and return its page; where that cannot be, say why in the form."""
    answers = form.cleaned_data
    # Sent once more, an order is the same order and counts for no other.
    if cart.state == CartState.OPEN and not limits.may_order(request, now=timezone.now()):
        form.add_error(None, gettext("That was a lot of orders from one place. Please wait ten minutes."))
        return ""
    try:
        order = orders.place_order(
            cart=cart,
            email=answers["email"],
            address=form.address(),
            shipping_code=answers["shipping"],
            provider=provider(answers["payment"]),
            customer=customer_of(request),
            visitor=visitor_of(request),
            expected_total=answers["total"],
            now=timezone.now(),
        )
    except orders.NoShipping as error:
        form.add_error("shipping", str(error))
    except CouponRefused as error:
        remove_coupon(cart=cart, now=timezone.now())
        said = gettext("{refusal} We took it off: please look at the total.").format(refusal=error)
        form.add_error(None, said)
    except (orders.EmptyCart, orders.TotalChanged, NotForSale, OutOfStock) as error:
        form.add_error(None, str(error))
    else:
        return payment_page(request, order)
    return ""


def _other_address(request: HttpRequest, addresses: list[PostalAddress]) -> dict[str, str]:
    """Return the fields of another of the customer's own addresses, where its button was pressed."""
    chosen = request.POST.get("update", "").removeprefix("address-")
    return next((_fields(address) for address in addresses if str(address.pk) == chosen), {})


def _coupon_changed(request: HttpRequest, cart: Cart) -> dict[str, str]:
    """Put a coupon on or take it off where that was asked for; return what is wrong with it and what stays typed.

    Whoever types a code and orders at once, or presses Enter in its field, wants it to count as well.
    """
    code, fault = request.POST.get("code", ""), ""
    if request.POST.get("update", "coupon") in ("coupon", "no-coupon"):
        fault = change_coupon(request, cart)
        code = code if fault else ""
    return {"code": code, "coupon_fault": fault}


def _page(
    request: HttpRequest,
    cart: Cart,
    form: CheckoutForm,
    answers: dict[str, Any],
    addresses: list[PostalAddress],
    **said: str,
) -> HttpResponse:
    shop, now = ShopSettings.current(), timezone.now()
    country = answers.get("country", shop.country)
    page = queries.cart_page(
        cart,
        country=country,
        currency=shop.currency,
        prices_include_tax=shop.prices_include_tax,
        shipping_code=answers.get("shipping", ""),
        now=now,
    )
    if not page.rows:
        return redirect("cart")
    context = {
        **cart_context(page, shop, country),
        **_saved(form, answers, addresses),
        **said,
        "form": form,
        "ways": [(offer, arrival(offer, local_day(now))) for offer in page.offers],
        "providers": offered().values(),
        "payment": answers.get("payment") or next(iter(offered())),
    }
    response = render(request, "storefront/checkout.html", context)
    keep_destination(response, country)
    return response


def _known(request: HttpRequest, addresses: list[PostalAddress]) -> dict[str, str]:
    """Return what need not be typed again: the country chosen in the cart, of customers all that is on file."""
    known, customer = {"country": destination_of(request)}, customer_of(request)
    if customer is None:
        return known
    known |= {"email": customer.email, "recipient": customer.name}
    return known | (_fields(addresses[0]) if addresses else {})


def _addresses(customer: Customer | None, countries: list[str]) -> list[PostalAddress]:
    """Return the addresses that the shop sends to, the usual one first; without any, that of the last order."""
    if customer is None:
        return []
    saved = customer.addresses.filter(country__in=countries).order_by("-is_default", "pk")
    return list(saved) or list(orders_of(customer).filter(country__in=countries)[:1])


def _fields(address: PostalAddress) -> dict[str, str]:
    return {name: getattr(address, name) for name in ADDRESS_FIELDS}


def _saved(form: CheckoutForm, answers: dict[str, Any], addresses: list[PostalAddress]) -> dict[str, Any]:
    """Return the address on file where it is the one that is filled in: it is shown as one, and not as fields."""
    filled_in = {name: answers.get(name) for name in ADDRESS_FIELDS}
    chosen = next((address for address in addresses if _fields(address) == filled_in), None)
    if chosen is None:
        return {"others": []}
    return {
        "saved": [answers.get("email"), *chosen.address_lines],
        "others": [address for address in addresses if address != chosen],
        "has_address_errors": any(name in form.errors for name in ("email", *ADDRESS_FIELDS)),
    }
