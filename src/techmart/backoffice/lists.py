"""What all lists share: filters that live in the address, pages, and a download of what is seen."""

import csv
from collections.abc import Iterable, Iterator
from typing import Any, TypeVar

from django import forms
from django.core.paginator import Page, Paginator
from django.db.models import Model, QuerySet
from django.http import HttpRequest, StreamingHttpResponse

from techmart.core.spreadsheets import safe_cell

PAGE_SIZE = 50
# The status of a page that shows a refused form again.
UNPROCESSABLE = 422
# Without it Excel takes UTF-8 for something older.
BYTE_ORDER_MARK = "\ufeff"
Row = TypeVar("Row", bound=Model)


class Filter(forms.Form):
    """Filters of one list, read from the address. What makes no sense there is left out, never an error."""

    template_name = "backoffice/filter.html"
    use_required_attribute = False

    @property
    def chosen(self) -> dict[str, Any]:
        """The filters that are set, cleaned."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value not in (None, "", [])}


def page_of(request: HttpRequest, rows: QuerySet[Row, Any]) -> Page[Any]:
    """Return the page of rows that the address asks for; the nearest one where there is no such page."""
    return Paginator(rows, PAGE_SIZE).get_page(request.GET.get("page"))


def csv_response(name: str, header: Iterable[str], rows: Iterable[Iterable[object]]) -> StreamingHttpResponse:
    """Stream rows as a file for spreadsheets."""
    response = StreamingHttpResponse(_lines(header, rows), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return response


class _Echo:
    """A file that hands back what is written to it."""

    def write(self, line: str) -> str:
        return line


def _lines(header: Iterable[str], rows: Iterable[Iterable[object]]) -> Iterator[str]:
    writer = csv.writer(_Echo())
    yield BYTE_ORDER_MARK + writer.writerow(header)
    for row in rows:
        yield writer.writerow([safe_cell(cell) for cell in row])
