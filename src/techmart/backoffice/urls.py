"""Addresses of the back office."""

from django.urls import URLPattern, URLResolver, include, path

from techmart.backoffice.views import home, order_acts, orders, pictures, products, stock, variants

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
    path("products/", products.product_list, name="products"),
    path("products/new/", products.product_new, name="product_new"),
    path("products/<int:pk>/", products.product, name="product"),
    path("products/<int:pk>/variants/", variants.variants, name="variants"),
    path("products/<int:pk>/options/", variants.options, name="options"),
    path("products/<int:pk>/pictures/", pictures.pictures, name="pictures"),
    path("products/<int:pk>/photos/", pictures.photos, name="photos"),
    path("products/<int:pk>/drawings/", pictures.drawings, name="drawings"),
    path("products/<int:pk>/pictures/<int:image_pk>/first/", pictures.first, name="picture_first"),
    path("products/<int:pk>/pictures/<int:image_pk>/removal/", pictures.removal, name="picture_removal"),
    path("products/stock/", stock.stock_list, name="stock"),
    path("products/stock/<int:pk>/", stock.ledger, name="ledger"),
    path("products/stock/<int:pk>/moves/", stock.moves, name="stock_moves"),
    path("insights/", include("techmart.backoffice.insights.urls")),
]
