"""Tax rates and shipping methods in the stock admin."""

from django.contrib import admin

from techmart.pricing.models import ShippingMethod, TaxRate


@admin.register(TaxRate)
class TaxRateAdmin(admin.ModelAdmin):
    """Rates by country and class."""

    list_display = ("country", "tax_class", "basis_points")


@admin.register(ShippingMethod)
class ShippingMethodAdmin(admin.ModelAdmin):
    """Ways of sending."""

    list_display = ("name", "code", "price", "free_over", "currency", "is_active")
