"""Orders in the stock admin: to look at. What is done with them is done in the back office, by actions."""

from django.contrib import admin

from techmart.core.admin import ReadOnly
from techmart.orders.models import Activity, DiscountUse, Order, OrderLine, Parcel, ParcelLine, Payment, PaymentNotice


@admin.register(Order)
class OrderAdmin(ReadOnly):
    """Orders."""

    list_display = ("number", "placed_at", "email", "status", "pay_status", "ship_status", "total", "currency")
    list_filter = ("status", "pay_status", "ship_status", "source")
    search_fields = ("number", "email", "recipient")


@admin.register(OrderLine)
class OrderLineAdmin(ReadOnly):
    """Their lines."""

    list_display = ("order", "position", "sku", "title", "quantity", "total")
    list_select_related = ("order",)
    search_fields = ("order__number", "sku", "title")


@admin.register(DiscountUse)
class DiscountUseAdmin(ReadOnly):
    """What was taken off them."""

    list_display = ("order", "words", "amount", "discount", "coupon")
    list_select_related = ("order", "discount", "coupon")
    search_fields = ("order__number", "words")


@admin.register(Payment)
class PaymentAdmin(ReadOnly):
    """Money in and out."""

    list_display = ("order", "kind", "state", "provider", "amount", "currency", "created_at", "settled_at")
    list_filter = ("kind", "state", "provider")
    list_select_related = ("order",)
    search_fields = ("order__number", "idempotency_key")


@admin.register(PaymentNotice)
class PaymentNoticeAdmin(ReadOnly):
    """What providers said."""

    list_display = ("received_at", "provider", "kind", "reference", "applied_at")
    search_fields = ("event_id", "reference")


@admin.register(Parcel)
class ParcelAdmin(ReadOnly):
    """What was sent."""

    list_display = ("order", "carrier", "tracking_number", "sent_at", "is_return", "return_state")
    list_select_related = ("order",)
    search_fields = ("order__number", "tracking_number")


@admin.register(ParcelLine)
class ParcelLineAdmin(ReadOnly):
    """What was in it."""

    list_display = ("parcel", "order_line", "quantity")
    list_select_related = ("parcel", "order_line")
    search_fields = ("parcel__order__number", "order_line__sku")


@admin.register(Activity)
class ActivityAdmin(ReadOnly):
    """Who did what."""

    list_display = ("at", "order", "verb", "detail", "actor")
    list_select_related = ("order", "actor")
    search_fields = ("order__number", "verb", "detail")
