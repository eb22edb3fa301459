"""Addresses of Insights."""

from django.urls import path

from techmart.backoffice.insights import views

urlpatterns = [
    path("", views.overview, name="insights"),
    path("model/", views.model, name="model"),
    path("weights/", views.weights, name="weights"),
    path("customers/", views.customer_list, name="customers"),
    path("customers.csv", views.customer_csv, name="customers_csv"),
    path("customers/<int:pk>/", views.customer, name="customer"),
]
