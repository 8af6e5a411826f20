"""Passwords cost as little as possible here; what they cost in earnest is the library's matter."""

import pytest
from pytest_django.fixtures import SettingsWrapper


@pytest.fixture(autouse=True)
def cheap_passwords(settings: SettingsWrapper) -> None:
    settings.PASSWORD_HASHERS = ["tests.accounts.people.CheapHasher"]
