"""The form of a page."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from techmart.core.html import ON_PAGES, typed_html
from techmart.core.models import Page
from techmart.core.pages import is_delivered


class PageForm(forms.ModelForm):
    """A page: words, address, place in the footer."""

    body = forms.CharField(
        label=_("Text"),
        max_length=50_000,
        widget=forms.Textarea(attrs={"rows": 22}),
        help_text=_("Plain text, or simple HTML: h2, h3, p, ul, ol, li, strong, em, a, br."),
    )

    class Meta:
        model = Page
        fields = ["title", "slug", "body", "position", "is_shown"]
        labels = {"title": _("Title"), "slug": _("Address"), "position": _("Position"), "is_shown": _("Shown")}

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        # Other pages lead to these addresses.
        self.fields["slug"].disabled = is_delivered(self.instance.slug)

    def clean_body(self) -> str:
        """Keep simple HTML; make paragraphs of plain text."""
        return typed_html(self.cleaned_data["body"], ON_PAGES)
