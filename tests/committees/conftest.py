"""The invented community of the ledger's tests, with its people."""

from tests.people.conftest import grid_worker, home, officer, register, worker

__all__ = ["grid_worker", "home", "officer", "register", "worker"]
