"""A promise's sabotage twin must fail; that it does is all one wants to know of it."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

_BUILD_SERVER = ("CI", "BUILD_NUMBER")  # where pytest draws every difference, for minutes


@contextmanager
def found_out(*errors: type[Exception]) -> Iterator[None]:
    """Fail unless what is done inside fails; how it differs is not drawn."""
    with pytest.MonkeyPatch.context() as patch:
        for name in _BUILD_SERVER:
            patch.delenv(name, raising=False)
        with pytest.raises(errors or AssertionError):
            yield
