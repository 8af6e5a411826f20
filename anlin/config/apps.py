"""The frame as Django knows it: the pages' common parts and the rights on libraries' tables."""

from django.apps import AppConfig


class ConfigConfig(AppConfig):
    """What belongs to no room."""

    name = "anlin.config"
    label = "config"
