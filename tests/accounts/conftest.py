"""Passwords cost as little as possible here; what they cost in earnest is the library's matter."""

import pytest
from pytest_django.fixtures import Settings


@pytest.fixture(autouse=True)
def cheap_passwords(settings: Settings) -> None:
    settings.PASSWORD_HASHERS = ["tests.accounts.people.CheapHasher"]
