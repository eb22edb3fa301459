"""Addresses that belong to no face."""

from django.templatetags.static import static
from django.urls import path
from django.views.generic import RedirectView

from techmart.core import views
from techmart.core.scripts import FOLDER

urlpatterns = [
    path("css/<slug:face>.<slug:digest>.css", views.stylesheet_file, name="stylesheet"),
    path(f"{FOLDER}/<slug:digest>/<path:name>", views.script_file, name="script"),
    path("media/<slug:folder>/<slug:name>.webp", views.photo, name="photo"),
    # Browsers ask for it where a page names no icon, as pictures and Django's own pages do.
    path("favicon.ico", RedirectView.as_view(url=static("techmart/favicon.svg"))),
    path("healthz", views.health, name="health"),
]
