"""The heart: from a measure in force to a settled duty."""

from django.apps import AppConfig


class DutiesConfig(AppConfig):
    """The heart knows no domain room; they plug in through anlin.base.sockets."""

    name = "anlin.duties"
    label = "duties"
