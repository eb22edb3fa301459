"""All addresses: the shop at the root, the pages of staff under /backoffice/."""

from django.contrib import admin
from django.urls import URLPattern, URLResolver, include, path

handler404 = "techmart.storefront.views.lost.not_found"

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("techmart.core.urls")),
    path("account/", include("allauth.urls")),
    path("backoffice/admin/", admin.site.urls),
    path("backoffice/", include("techmart.backoffice.urls")),
    path("", include("techmart.storefront.urls")),
]
