"""What a shop still lacks before anybody can order: the merchant's first day."""

from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from techmart.backoffice.needs import counted
from techmart.catalogue.models import Category, Product
from techmart.catalogue.queries import bestsellers
from techmart.core.models import ShopSettings
from techmart.pricing.models import ShippingMethod, TaxRate


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to do, where, and whether it is done."""

    title: str
    words: str
    address: str
    is_done: bool
    is_needed: bool = True


def steps(now: datetime) -> list[Step]:
    """Return what opens a shop, done or not, in one query; nothing once shoppers can order."""
    found = _steps(now)
    return [] if all(step.is_done for step in found if step.is_needed) else found


def _steps(now: datetime) -> list[Step]:
    buyable = bestsellers(now).order_by().values("pk")
    there = counted(
        settings=ShopSettings.objects.all(),
        categories=Category.objects.all(),
        products=Product.objects.filter(pk__in=buyable[:1]),
        shipping=ShippingMethod.objects.filter(is_active=True),
        taxes=TaxRate.objects.all(),
    )
    return [
        Step(
            _("Name the shop"),
            _("Its e-mail, country and currency, and the address for invoices."),
            reverse("backoffice:settings"),
            there["settings"] > 0,
        ),
        Step(
            _("Make a category"),
            _("Every product stands in one; it says which facts they have."),
            reverse("backoffice:category_new"),
            there["categories"] > 0,
        ),
        Step(
            _("Publish a product"),
            _("Words and a price, then variants, pictures and some stock. Or import a file."),
            reverse("backoffice:product_new"),
            there["products"] > 0,
        ),
        Step(
            _("Say how you send"),
            _("A way of sending, its price, and the countries it goes to."),
            reverse("backoffice:shipping_new"),
            there["shipping"] > 0,
        ),
        Step(
            _("Set taxes"),
            _("A rate for each country. Leave it out where you charge none."),
            reverse("backoffice:tax_new"),
            there["taxes"] > 0,
            is_needed=False,
        ),
    ]
