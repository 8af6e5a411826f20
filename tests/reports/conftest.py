"""The same town as the laws of the heart."""

from tests.laws.conftest import heart

__all__ = ["heart"]
