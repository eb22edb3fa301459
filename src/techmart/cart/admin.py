"""Carts in the stock admin: to look at."""

from django.contrib import admin

from techmart.cart.models import Cart, CartLine
from techmart.core.admin import ReadOnly


@admin.register(Cart)
class CartAdmin(ReadOnly):
    """Carts. Their keys open them, so nobody sees those."""

    list_display = ("pk", "customer", "state", "created_at", "updated_at")
    list_filter = ("state",)
    list_select_related = ("customer",)
    search_fields = ("customer__email",)
    exclude = ("key",)


@admin.register(CartLine)
class CartLineAdmin(ReadOnly):
    """What is in them, and what they hold."""

    list_display = ("cart", "variant", "quantity", "held", "held_until")
    list_select_related = ("cart", "variant")
    search_fields = ("variant__sku",)
