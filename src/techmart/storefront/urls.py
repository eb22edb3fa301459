"""The shop's addresses."""

from django.urls import path

from techmart.storefront.views import account, browse, cart, checkout, coupons, letters, orders, pages, privacy, voices

urlpatterns = [
    path("", browse.home, name="home"),
    path("products/", browse.products, name="products"),
    path("c/<slug:slug>/", browse.category, name="category"),
    path("p/<slug:slug>/", browse.product, name="product"),
    path("p/<slug:slug>/reviews/", voices.reviews, name="reviews"),
    path("p/<slug:slug>/reviews/new/", voices.new_review, name="new_review"),
    path("p/<slug:slug>/questions/", voices.questions, name="questions"),
    path("p/<slug:slug>/questions/new/", voices.new_question, name="new_question"),
    path("search/", browse.search_results, name="search"),
    path("cart/", cart.cart, name="cart"),
    path("cart/lines/", cart.add_line, name="cart_lines"),
    path("cart/lines/<int:line_id>/", cart.change_line, name="cart_line"),
    path("cart/coupon/", coupons.coupon, name="coupon"),
    path("cart/coupon/removal/", coupons.coupon_removal, name="coupon_removal"),
    path("cart/checkout/", cart.start_checkout, name="start_checkout"),
    path("checkout/", checkout.checkout, name="checkout"),
    path("o/<str:token>/", orders.order_tracking, name="order_tracking"),
    path("o/<str:token>/account/", orders.account_opening, name="account_opening"),
    path("track/", orders.track, name="track"),
    path("account/orders/", orders.order_list, name="orders"),
    # Imported orders keep their numbers, and some shops write INV/2024/17.
    path("account/orders/<number:number>/reorder/", orders.reorder, name="reorder"),
    path("account/orders/<number:number>/", orders.order_detail, name="order"),
    path("account/profile/", account.profile, name="profile"),
    path("account/addresses/", account.address, name="new_address"),
    path("account/addresses/<int:pk>/", account.address, name="address"),
    path("account/addresses/<int:pk>/default/", account.default_address, name="default_address"),
    path("account/addresses/<int:pk>/removal/", account.delete_address, name="delete_address"),
    path("contact/", letters.contact, name="contact"),
    path("feedback/", letters.feedback, name="feedback"),
    path("m/<str:token>/", letters.thread, name="thread"),
    path("account/messages/", letters.letters, name="letters"),
    path("thanks/", letters.thanks, name="thanks"),
    path("privacy/", privacy.privacy, name="privacy"),
    path("pages/<slug:slug>/", pages.page, name="page"),
    path("pictures/<slug:family>/<slug:colour>/<slug:view>.svg", pages.picture, name="picture"),
    path("robots.txt", pages.robots, name="robots"),
    path("sitemap.xml", pages.sitemap, name="sitemap"),
]
