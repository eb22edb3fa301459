"""Products from a file: first what it would do, then it is done."""

import json
from dataclasses import asdict
from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.contrib import messages
from django.core.cache import caches
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from techmart.backoffice.access import staff_of, staff_required
from techmart.backoffice.lists import UNPROCESSABLE
from techmart.catalogue.importing.actions import import_products
from techmart.catalogue.importing.reading import BadFile, ProductRow, ReadFile, read_products
from techmart.core.models import ShopSettings

# A larger file holds the database's only write lock for too long; there is a command for it.
MOST_BYTES = 1024 * 1024
KEPT_SECONDS = 30 * 60
SHOWN = 20


class ProductFileForm(forms.Form):
    """The file to import."""

    file = forms.FileField(
        label=gettext_lazy("CSV or Parquet"),
        widget=forms.FileInput(attrs={"accept": ".csv,.parquet,text/csv"}),
        help_text=gettext_lazy(
            "A row for each product. Columns are known by their names: sku, title, price, brand, category, …"
        ),
    )

    def clean_file(self) -> ReadFile:
        """Read it whole."""
        upload: UploadedFile = self.cleaned_data["file"]
        if (upload.size or 0) > MOST_BYTES:
            raise forms.ValidationError(_("This is larger than 1 MB. Use the command: techmart import-products"))
        try:
            return read_products(upload.read(), currency=ShopSettings.current().currency)
        except BadFile as refusal:
            raise forms.ValidationError(str(refusal)) from refusal


@staff_required
@require_http_methods(["GET", "HEAD", "POST"])
def product_import(request: HttpRequest) -> HttpResponse:
    """Take a file and show what it would do; nothing is written yet."""
    form = ProductFileForm(request.POST or None, request.FILES or None)
    if request.method != "POST":
        return render(request, "backoffice/product_import.html", {"form": form})
    if not form.is_valid():
        return render(request, "backoffice/product_import.html", {"form": form}, status=UNPROCESSABLE)
    read: ReadFile = form.cleaned_data["file"]
    return render(request, "backoffice/product_import.html", {"form": ProductFileForm(), **_preview(request, read)})


@staff_required
@require_POST
def product_import_run(request: HttpRequest, key: UUID) -> HttpResponse:
    """Import the rows that were shown; a second press finds nothing left to do."""
    cache = caches["default"]
    kept = cache.get(_place(request, key))
    if kept is None:
        messages.warning(request, _("That file is no longer kept. Upload it again; nothing was imported."))
        return redirect("backoffice:product_import")
    rows = [ProductRow(**row) for row in json.loads(kept)]
    outcome = import_products(rows=rows, currency=ShopSettings.current().currency, now=timezone.now())
    cache.delete(_place(request, key))
    messages.success(
        request,
        _("{new} new, {changed} changed, {unchanged} unchanged. {drafts} drafts.").format(
            new=outcome.new, changed=outcome.changed, unchanged=outcome.unchanged, drafts=outcome.drafts
        ),
    )
    return redirect("backoffice:products")


def _preview(request: HttpRequest, read: ReadFile) -> dict[str, Any]:
    """Say what an import would do, and keep its rows for this member of staff until it is confirmed."""
    key = uuid4()
    # As text: a cache in the database pickles whatever is more than that.
    caches["default"].set(_place(request, key), json.dumps([asdict(row) for row in read.rows]), KEPT_SECONDS)
    now = timezone.now()
    return {
        "read": read,
        "key": key,
        "outcome": import_products(rows=read.rows, currency=ShopSettings.current().currency, now=now, dry_run=True),
        "rows": read.rows[:SHOWN],
        "faults": read.faults[:SHOWN],
        "currency": ShopSettings.current().currency,
    }


def _place(request: HttpRequest, key: UUID) -> str:
    return f"product-import.{staff_of(request).pk}.{key}"
