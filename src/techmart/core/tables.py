"""The stock admin's site: it answers also what its own pages never send."""

from typing import Any

from django.contrib.admin import AdminSite
from django.contrib.admin.apps import AdminConfig
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.core.exceptions import BadRequest, ValidationError
from django.http import HttpRequest, HttpResponse


class Tables(AdminSite):
    """Every table, for those who need the long tail."""

    site_title = site_header = "All tables"
    index_title = "The long tail"

    def admin_view(self, view: Any, cacheable: bool = False) -> Any:
        """Refuse rows that are chosen by what is no key: Django would look for them and break."""

        def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            model: Any = getattr(getattr(view, "__self__", None), "model", None)
            for key in request.POST.getlist(ACTION_CHECKBOX_NAME) if model else ():
                try:
                    model._meta.pk.clean(key, None)
                except ValidationError as error:
                    raise BadRequest("That is no key of a row.") from error
            return view(request, *args, **kwargs)

        return super().admin_view(checked, cacheable)


class TablesConfig(AdminConfig):
    """The stock admin with our site."""

    default_site = "techmart.core.tables.Tables"
