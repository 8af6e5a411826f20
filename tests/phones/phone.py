"""A phone as the server knows one: it signs each request and keeps what was not answered."""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from cryptography.hazmat.primitives.asymmetric.ec import (
    SECP256R1,
    EllipticCurvePrivateKey,
    generate_private_key,
)
from django.test import Client

from anlin.accounts.actions.devices import show_code
from anlin.base import clock
from anlin.base.scope import open_scope
from tests.journeys.town import worker
from tests.phones.keys import proof, public

API = "/field/api/"


@dataclass
class SimPhone:
    """A phone with its key and token."""

    key: EllipticCurvePrivateKey = field(default_factory=lambda: generate_private_key(SECP256R1()))
    token: str = ""
    told: dict[str, Any] = field(default_factory=dict)
    off: timedelta = timedelta()
    made: int = 0
    client: Client = field(default_factory=lambda: Client(raise_request_exception=False))

    def ask(self, method: str, address: str, body: bytes = b"", **headers: str) -> Any:  # noqa: ANN401 - the test client's own
        path = API + address
        sent = {"Anlin-Proof": proof(self.key, method, path, body, clock.now() + self.off)}
        if self.token:
            sent["Authorization"] = f"Bearer {self.token}"
        return self.client.generic(
            method, path, body, content_type="application/json", headers=sent | headers
        )

    def post(self, address: str, body: object) -> Any:  # noqa: ANN401 - the test client's own
        return self.ask("POST", address, json.dumps(body).encode())

    def enrol(self, code: str, name: str = "红米") -> Any:  # noqa: ANN401 - the test client's own
        answer = self.post("enrol", {"code": code, "public_key": public(self.key), "name": name})
        if answer.status_code == 201:
            self.told = answer.json()
            self.token = self.told["token"]
        return answer

    def item(self, kind: str = "contact", at: datetime | None = None, **body: object) -> Any:  # noqa: ANN401 - JSON
        self.made += 1
        moment = (at or clock.now()).isoformat()
        return {"id": str(uuid4()), "seq": self.made, "kind": kind, "at": moment, "body": body}

    def send(self, *items: object, oldest: int | None = None) -> Any:  # noqa: ANN401 - JSON
        answer = self.post("batch", {"made": self.made, "oldest": oldest, "items": list(items)})
        assert answer.status_code == 200, answer.content.decode()
        return answer.json()

    def results(self, *items: object, oldest: int | None = None) -> list[str]:
        return [each["result"] for each in self.send(*items, oldest=oldest)["results"]]


GivePhone = Callable[..., SimPhone]


def code_for(username: str, by: str = "county-admin") -> str:
    """Return a code that lets a phone of somebody in, shown by somebody else."""
    shown_by = worker(by)
    with open_scope(shown_by.lo, shown_by.hi, user=shown_by.user, names=False, staff=True):
        _, code = show_code(user=worker(username).user, by=shown_by, at=clock.now())
    return code


def enrolled(username: str = "grid", *, by: str = "community") -> SimPhone:
    """Return a phone that works in somebody's name."""
    phone = SimPhone()
    answer = phone.enrol(code_for(username, by))
    assert answer.status_code == 201, answer.content.decode()
    return phone


def client_id(item: Any) -> UUID:  # noqa: ANN401 - JSON
    return UUID(item["id"])
