"""Forms print themselves in our own field component."""

from django.forms.renderers import TemplatesSetting


class ProductRenderer(TemplatesSetting):
    """FORM_RENDERER: `{{ form }}` and `{{ field.as_field_group }}` use templates/components/.

    Needs "django.forms" in INSTALLED_APPS, where the widget templates live.
    """

    form_template_name = "components/form.html"
    field_template_name = "components/field.html"
