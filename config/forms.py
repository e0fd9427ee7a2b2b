"""Forms print themselves in our own field component."""

from functools import cached_property
from typing import Any

from django.forms.renderers import DjangoTemplates, TemplatesSetting


class ProductRenderer(TemplatesSetting):
    """FORM_RENDERER: `{{ form }}` and `{{ field.as_field_group }}` use our components; widgets stay Django's own."""

    form_template_name = "components/form.html"
    field_template_name = "components/field.html"

    @cached_property
    def widgets(self) -> DjangoTemplates:
        """Django's own widget templates, found without "django.forms" among the installed apps."""
        return DjangoTemplates()

    def get_template(self, template_name: str) -> Any:
        """The product's template, or Django's where the name is one of its widgets."""
        if template_name.startswith("django/forms/"):
            return self.widgets.get_template(template_name)
        return super().get_template(template_name)
