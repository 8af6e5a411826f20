"""The room of orders: what is asked, by which clause, in force where."""

from django.apps import AppConfig


class PolicyConfig(AppConfig):
    """Law comes in from `packs/` by release; the database holds what was released."""

    name = "anlin.policy"
    label = "policy"
