"""Addresses of the back office."""

from django.urls import URLPattern, URLResolver, include, path

from techmart.backoffice.views import (
    home,
    inbox,
    order_acts,
    orders,
    outbox,
    pictures,
    products,
    settings,
    stock,
    variants,
)

app_name = "backoffice"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", home.home, name="home"),
    path("orders/", orders.order_list, name="orders"),
    path("orders.csv", orders.order_csv, name="orders_csv"),
    # Imported orders keep their numbers, and some shops write INV/2024/17.
    path("orders/<number:number>/payments/", order_acts.payments, name="order_payments"),
    path("orders/<number:number>/parcels/", order_acts.parcels, name="order_parcels"),
    path("orders/<number:number>/refunds/", order_acts.refunds, name="order_refunds"),
    path("orders/<number:number>/cancellation/", order_acts.cancellation, name="order_cancellation"),
    path("orders/<number:number>/notes/", order_acts.notes, name="order_notes"),
    path("orders/<number:number>/", orders.order, name="order"),
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
    path("inbox/", inbox.inbox, name="inbox"),
    path("inbox/<int:pk>/", inbox.message, name="message"),
    path("inbox/<int:pk>/reply/", inbox.reply, name="reply"),
    path("inbox/<int:pk>/publication/", inbox.publication, name="publication"),
    path("inbox/<int:pk>/closure/", inbox.closure, name="closure"),
    path("outbox/", outbox.outbox, name="outbox"),
    path("outbox/<int:pk>/", outbox.email, name="email"),
    path("outbox/<int:pk>/html/", outbox.email_html, name="email_html"),
    path("outbox/<int:pk>/resending/", outbox.resending, name="resending"),
    path("settings/", settings.settings, name="settings"),
    path("settings/shipping/new/", settings.shipping_new, name="shipping_new"),
    path("settings/shipping/<int:pk>/", settings.shipping, name="shipping"),
    path("settings/taxes/new/", settings.tax_new, name="tax_new"),
    path("settings/taxes/<int:pk>/", settings.tax, name="tax"),
    path("settings/taxes/<int:pk>/removal/", settings.tax_removal, name="tax_removal"),
]
