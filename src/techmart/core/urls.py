"""Addresses that belong to no face."""

from django.urls import path

from techmart.core import views

urlpatterns = [
    path("css/<slug:face>.<slug:digest>.css", views.stylesheet_file, name="stylesheet"),
    path("media/products/<slug:name>.webp", views.photo, name="photo"),
    path("healthz", views.health, name="health"),
]
