"""Where the shop keeps something about a person: the one list that export and erasure go by.

Every field that can hold words stands here, of every model of every room and library: either in a `Holding`, or in
`NOT_PERSONAL`. A test refuses a field that stands in neither. Rooms above are named by string, as in foreign keys.
"""

import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Final

from django.apps import apps
from django.db.models import Model, Q, QuerySet

from techmart.accounts.models import Customer

Maker = Callable[[Customer], Any]


def erased_email(customer: Customer) -> str:
    """Return the address that stands in the place of a person's: one for each, and of nobody."""
    return f"erased-{customer.pk}@erased.invalid"


def new_key(customer: Customer) -> str:
    """Return a key that no browser has."""
    return secrets.token_urlsafe(24)


def drawn_code(customer: Customer) -> str:
    """Return a coupon code that nobody has read."""
    return f"ERASED-{secrets.token_hex(8)}".upper()


@dataclass(frozen=True, slots=True)
class Holding:
    """What one model keeps about a person.

    `rows` finds them; `deleted` says which of them go altogether, and `erased` what each personal field of the others
    becomes: a function is asked anew for each row. `hidden` fields are left out of an export: keys and hashes.
    """

    rows: Callable[[Customer], Q]
    erased: dict[str, Any] = field(default_factory=dict)
    deleted: Q | None = None
    hidden: frozenset[str] = frozenset()

    @property
    def forgets(self) -> bool:
        """Whether erasing changes anything here."""
        return bool(self.erased) or self.deleted is not None


ALL: Final = Q(pk__isnull=False)


def of_customer(customer: Customer) -> Q:
    """Rows that point to the customer."""
    return Q(customer=customer)


def of_user(customer: Customer) -> Q:
    """Rows of the libraries, which say user."""
    return Q(user=customer)


def of_order(customer: Customer) -> Q:
    """Rows that belong to the customer's orders."""
    return Q(order__customer=customer)


# In this order: rows are found through those that stand below them.
HOLDINGS: Final[dict[str, Holding]] = {
    "account.EmailConfirmation": Holding(
        lambda customer: Q(email_address__user=customer), deleted=ALL, hidden=frozenset({"key"})
    ),
    "account.EmailAddress": Holding(of_user, deleted=ALL),
    "mfa.Authenticator": Holding(of_user, deleted=ALL, hidden=frozenset({"data"})),
    "accounts.Address": Holding(of_customer, deleted=ALL),
    "wishes.Wish": Holding(of_customer, deleted=ALL),
    "wishes.Notice": Holding(lambda customer: Q(email__iexact=customer.email), deleted=ALL),
    "mail.Message": Holding(
        lambda customer: Q(to__iexact=customer.email),
        {"to": erased_email, "subject": "", "text": "", "html": "", "last_error": ""},
        deleted=Q(state="queued"),
    ),
    "tracking.Event": Holding(
        lambda customer: Q(customer=customer) | Q(visitor__customer=customer),
        {"visitor": None},
        deleted=Q(order_number=""),
    ),
    "tracking.Consent": Holding(lambda customer: Q(customer=customer) | Q(visitor__customer=customer)),
    "tracking.Visitor": Holding(of_customer, {"key": new_key, "customer": None}, hidden=frozenset({"key"})),
    "feedback.Reply": Holding(
        lambda customer: Q(feedback__customer=customer) | Q(feedback__email__iexact=customer.email), {"text": ""}
    ),
    "feedback.Feedback": Holding(
        lambda customer: Q(customer=customer) | Q(email__iexact=customer.email),
        {"name": "", "email": "", "title": "", "text": ""},
    ),
    "catalogue.StockMove": Holding(lambda customer: Q(by__iexact=customer.email), {"by": ""}),
    "cart.CartLine": Holding(lambda customer: Q(cart__customer=customer)),
    "cart.Cart": Holding(of_customer, {"key": new_key, "customer": None}, hidden=frozenset({"key"})),
    # A code of somebody's own is of no use to anybody else.
    "pricing.Coupon": Holding(of_customer, {"code": drawn_code, "customer": None}),
    "feedback.ReviewRequest": Holding(of_order),
    # Amounts and days are the merchant's books; the country is what the tax went by.
    "orders.OrderLine": Holding(of_order),
    "orders.DiscountUse": Holding(of_order),
    "orders.Payment": Holding(of_order, {"note": ""}),
    "orders.ParcelLine": Holding(lambda customer: Q(parcel__order__customer=customer)),
    "orders.Parcel": Holding(of_order, {"tracking_number": "", "note": ""}),
    "orders.Activity": Holding(of_order, {"detail": ""}),
    "orders.Order": Holding(
        of_customer,
        {**dict.fromkeys(("recipient", "line1", "line2", "postcode", "city", "note"), ""), "email": erased_email},
    ),
    "scoring.Score": Holding(of_customer),
    "scoring.CustomerSummary": Holding(of_customer),
    "accounts.Customer": Holding(
        lambda customer: Q(pk=customer.pk),
        {"email": erased_email, "name": "", "password": "!", "last_login": None, "is_active": False},
        hidden=frozenset({"password"}),
    ),
}

NOT_PERSONAL: Final[dict[str, set[str]]] = {
    "auth.Permission": {"name", "codename"},
    "auth.Group": {"name"},
    "contenttypes.ContentType": {"app_label", "model"},
    "core.ShopSettings": {"name", "currency", "country", "email", "postal_address", "bank_details", "notice"},
    "core.Page": {"slug", "title", "body"},
    "jobs.Job": {"name", "last_error"},
    "mail.Message": {"key", "kind"},
    "catalogue.Category": {"path", "title", "slug", "intro", "spec_schema"},
    "catalogue.Product": {
        *("title", "slug", "summary", "description", "brand", "tags"),
        *("specs", "options", "currency", "card"),
    },
    "catalogue.Collection": {"title", "slug", "intro", "photo"},
    "catalogue.PriceChange": {"currency"},
    "catalogue.Edition": {"word"},
    "catalogue.Fact": {"key", "value"},
    "catalogue.OldSlug": {"slug"},
    # What fewer than three people typed does not get there.
    "catalogue.PopularSearch": {"text"},
    "catalogue.Posting": {"stem"},
    "catalogue.Synonym": {"phrases"},
    "catalogue.Word": {"text", "stem"},
    "catalogue.WordPart": {"letters"},
    "catalogue.Variant": {"sku", "options", "currency", "colour"},
    "catalogue.Image": {"photo", "drawing", "alt"},
    "catalogue.StockMove": {"reference", "note"},
    "tracking.Consent": {"source"},
    # What is left of them: events of orders, whose data are amounts.
    "tracking.Event": {"order_number", "data"},
    "tracking.DayStat": {"metric", "currency"},
    "pricing.TaxRate": {"country"},
    "pricing.Discount": {"name", "currency"},
    "pricing.ShippingMethod": {"code", "name", "promise", "countries", "currency"},
    "orders.Order": {"country", "number", "currency", "shipping_method", "payment_provider", "language"},
    "orders.OrderLine": {"sku", "title"},
    "orders.DiscountUse": {"words"},
    "orders.Payment": {"provider", "currency", "idempotency_key", "reference"},
    "orders.PaymentNotice": {"provider", "event_id", "kind", "reference"},
    "orders.Parcel": {"carrier"},
    "orders.Activity": {"verb"},
    "feedback.Feedback": {"order_number", "language"},
    "scoring.CustomerSummary": {"currency"},
    "scoring.FittedModel": {"name", "parameters", "metrics"},
    "scoring.WindowResult": {"model", "figures", "tenths", "gains"},
    "scoring.ScoringRun": {"champions"},
}

# Erased by `erasure.py` in their own way: rows about rows, and rows whose words are encoded.
BY_OTHER_MEANS: Final[dict[str, set[str]]] = {
    "admin.LogEntry": {"object_id", "object_repr", "change_message"},
    "sessions.Session": {"session_key", "session_data"},
}


def rows_about(customer: Customer, label: str) -> QuerySet[Any]:
    """Return the rows of one model that are about a person."""
    model: type[Model] = apps.get_model(label)
    return model._default_manager.filter(HOLDINGS[label].rows(customer))
