"""How every form looks: label, help and error around one field."""

from django.forms.renderers import TemplatesSetting


class Renderer(TemplatesSetting):
    """Forms through the shop's own templates."""

    form_template_name = "techmart/form.html"
    field_template_name = "techmart/field.html"
