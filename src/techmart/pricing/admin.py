"""Tax rates, shipping methods, discounts and coupons in the stock admin."""

from django.contrib import admin

from techmart.core.admin import ReadOnly
from techmart.pricing.models import Coupon, Discount, ShippingMethod, TaxRate


@admin.register(TaxRate)
class TaxRateAdmin(admin.ModelAdmin):
    """Rates by country and class."""

    list_display = ("country", "tax_class", "basis_points")


@admin.register(ShippingMethod)
class ShippingMethodAdmin(admin.ModelAdmin):
    """Ways of sending."""

    list_display = ("name", "code", "price", "free_over", "currency", "is_active")


@admin.register(Discount)
class DiscountAdmin(ReadOnly):
    """Discounts: made and changed in the back office."""

    list_display = ("name", "terms", "is_automatic", "is_active", "starts_at", "ends_at", "uses")
    search_fields = ("name",)


@admin.register(Coupon)
class CouponAdmin(ReadOnly):
    """Their codes."""

    list_display = ("code", "discount", "customer", "uses", "limit")
    list_select_related = ("discount", "customer")
    search_fields = ("code", "customer__email")
