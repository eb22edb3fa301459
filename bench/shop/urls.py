"""The shop's addresses, and each page once more as a bare view."""

from django.urls import path

from bench.shop.bare import bare
from bench.shop.names import BARE
from techmart.urls import urlpatterns as shop_urls

urlpatterns = [path(f"{BARE[1:]}/<path:page>", bare), path(f"{BARE[1:]}/", bare), *shop_urls]
