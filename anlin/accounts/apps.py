"""Users, roles and grants: who may see and do what, where."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Register the room."""

    name = "anlin.accounts"
    label = "accounts"
    verbose_name = "Accounts"
