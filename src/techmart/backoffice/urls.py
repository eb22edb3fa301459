"""Addresses of the back office."""

from django.urls import URLPattern, URLResolver, path

from techmart.backoffice.views import home, order_acts, orders

app_name = "backoffice"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", home.home, name="home"),
    path("orders/", orders.order_list, name="orders"),
    path("orders.csv", orders.order_csv, name="orders_csv"),
    path("orders/<str:number>/", orders.order, name="order"),
    path("orders/<str:number>/payments/", order_acts.payments, name="order_payments"),
    path("orders/<str:number>/parcels/", order_acts.parcels, name="order_parcels"),
    path("orders/<str:number>/refunds/", order_acts.refunds, name="order_refunds"),
    path("orders/<str:number>/cancellation/", order_acts.cancellation, name="order_cancellation"),
    path("orders/<str:number>/notes/", order_acts.notes, name="order_notes"),
]
