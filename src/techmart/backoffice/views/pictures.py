"""A product's pictures: uploaded photographs and the shop's own drawings."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from techmart.backoffice.access import staff_required
from techmart.backoffice.forms.pictures import DrawingForm, PhotoForm
from techmart.backoffice.lists import UNPROCESSABLE
from techmart.catalogue import actions as catalogue
from techmart.catalogue.models import Image, Product


@staff_required
@require_safe
def pictures(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the pictures, the one that listings show first."""
    return _show(request, get_object_or_404(Product, pk=pk))


@staff_required
@require_POST
def photos(request: HttpRequest, pk: int) -> HttpResponse:
    """Take an uploaded photograph."""
    product = get_object_or_404(Product, pk=pk)
    form = PhotoForm(request.POST, request.FILES, product=product)
    if not form.is_valid():
        return _show(request, product, photo_form=form)
    catalogue.add_image(image=Image(product=product, **form.cleaned_data))
    messages.success(request, _("The photograph is in the shop."))
    return redirect("backoffice:pictures", pk)


@staff_required
@require_POST
def drawings(request: HttpRequest, pk: int) -> HttpResponse:
    """Take one of the shop's own drawings."""
    product = get_object_or_404(Product, pk=pk)
    form = DrawingForm(request.POST, product=product)
    if not form.is_valid():
        return _show(request, product, drawing_form=form)
    chosen = {name: form.cleaned_data[name] for name in ("drawing", "alt", "variant")}
    catalogue.add_image(image=Image(product=product, **chosen))
    messages.success(request, _("The drawing is in the shop."))
    return redirect("backoffice:pictures", pk)


@staff_required
@require_POST
def first(request: HttpRequest, pk: int, image_pk: int) -> HttpResponse:
    """Make it the picture that listings show."""
    catalogue.put_image_first(image=get_object_or_404(Image, pk=image_pk, product=pk))
    return redirect("backoffice:pictures", pk)


@staff_required
@require_POST
def removal(request: HttpRequest, pk: int, image_pk: int) -> HttpResponse:
    """Take a picture away."""
    catalogue.remove_image(image=get_object_or_404(Image, pk=image_pk, product=pk))
    messages.success(request, _("Taken away."))
    return redirect("backoffice:pictures", pk)


def _show(
    request: HttpRequest,
    product: Product,
    *,
    photo_form: PhotoForm | None = None,
    drawing_form: DrawingForm | None = None,
) -> HttpResponse:
    images = product.images.select_related("variant")
    context = {
        "product": product,
        "images": images,
        "photo_form": photo_form or PhotoForm(product=product),
        "drawing_form": drawing_form or DrawingForm(product=product),
    }
    is_refused = photo_form is not None or drawing_form is not None
    return render(request, "backoffice/pictures.html", context, status=UNPROCESSABLE if is_refused else None)
