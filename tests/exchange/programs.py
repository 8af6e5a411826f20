"""Programs that work in the standing town with keys of those who are employed there."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpResponse
from django.test import Client

from anlin.accounts import actions
from anlin.accounts.rules import OFFICES, Scope, fitting
from anlin.base import clock
from anlin.base.scope import open_scope
from tests.journeys.town import worker


@dataclass
class Program:
    """Somebody's program: it asks the API with a key."""

    secret: str
    number: int
    client: Client = field(default_factory=lambda: Client(raise_request_exception=False))

    def get(self, address: str, **query: object) -> Any:  # noqa: ANN401 - the test client's own
        """Ask for `/api/v1/<address>`."""
        return self.client.get(f"/api/v1/{address}", query, headers=self.headers)

    def post(self, address: str, body: Any) -> Any:  # noqa: ANN401 - any JSON
        """Send `body` to `/api/v1/<address>`."""
        return self.client.post(
            f"/api/v1/{address}", body, content_type="application/json", headers=self.headers
        )

    @property
    def headers(self) -> dict[str, str]:
        return {"authorization": f"Bearer {self.secret}"} if self.secret else {}


GiveKey = Callable[..., Program]


def make_key(username: str, *scopes: Scope, days: int = 30) -> Program:
    """Return a program with a new key of somebody: with `scopes`, or all that the role can use."""
    by = worker(username)
    wanted = scopes or tuple(fitting(Scope, OFFICES[by.role].rights))
    with open_scope(by.lo, by.hi, user=by.user, names=by.names, staff=by.staff):
        key, secret = actions.make_key(name="测试", scopes=wanted, days=days, by=by, at=clock.now())
    return Program(secret, key.pk)


def problem(answer: HttpResponse) -> dict[str, Any]:
    """Return what a refusal says, after looking at its form."""
    assert answer["Content-Type"] == "application/problem+json"
    said: dict[str, Any] = answer.json()  # type: ignore[attr-defined]
    assert said["status"] == answer.status_code
    assert all(said[part] for part in ("code", "zh", "en", "way_out_zh", "way_out_en", "title"))
    return said
