"""The room `workforce`."""

from django.apps import AppConfig


class WorkforceConfig(AppConfig):
    """Staff of institutions: before duty, on shift, on loan."""

    name = "anlin.workforce"
    label = "workforce"
