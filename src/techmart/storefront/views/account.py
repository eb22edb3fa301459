"""Name and addresses."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST

from techmart.accounts import actions as accounts
from techmart.accounts.models import Address
from techmart.pricing.queries import served_countries
from techmart.storefront.forms import AddressForm, ProfileForm
from techmart.storefront.shopper import signed_in


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def profile(request: HttpRequest) -> HttpResponse:
    """Change the name; show the address book."""
    customer = signed_in(request)
    form = ProfileForm(request.POST or None, instance=customer)
    if form.is_valid():
        form.save()
        messages.success(request, gettext("Saved."))
        return redirect("profile")
    addresses = Address.objects.filter(customer=customer).order_by("-is_default", "pk")
    return render(request, "storefront/account/profile.html", {"form": form, "addresses": addresses})


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def address(request: HttpRequest, pk: int | None = None) -> HttpResponse:
    """Add or change one address."""
    customer = signed_in(request)
    found = get_object_or_404(Address, pk=pk, customer=customer) if pk else None
    blank = Address(customer=customer, recipient=customer.name)
    form = AddressForm(request.POST or None, instance=found or blank, countries=served_countries())
    if form.is_valid():
        if found:
            form.save()
        else:
            accounts.add_address(customer=customer, **form.cleaned_data)
        messages.success(request, gettext("Saved."))
        return redirect("profile")
    context: dict[str, Any] = {"form": form, "address": found}
    return render(request, "storefront/account/address.html", context)


@require_POST
@login_required
def delete_address(request: HttpRequest, pk: int) -> HttpResponse:
    """Take one address out of the book."""
    accounts.remove_address(address=get_object_or_404(Address, pk=pk, customer=signed_in(request)))
    return redirect("profile")


@require_POST
@login_required
def default_address(request: HttpRequest, pk: int) -> HttpResponse:
    """Choose the address that the checkout starts with."""
    accounts.make_default(address=get_object_or_404(Address, pk=pk, customer=signed_in(request)))
    return redirect("profile")
