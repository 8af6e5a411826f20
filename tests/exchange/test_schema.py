"""The description and the code say the same: tried from the description itself, and by example."""

import re
import shlex
from collections.abc import Mapping
from html import unescape
from typing import Any

import pytest
import schemathesis
from django.test import Client
from hypothesis import HealthCheck, given, settings
from schemathesis import GenerationMode
from schemathesis.checks import (
    FailureGroup,
    content_type_conformance,
    not_a_server_error,
    response_schema_conformance,
    status_code_conformance,
)

from anlin.base.scope import nationwide
from anlin.duties.models import Escalation
from anlin.exchange.api.addresses import api
from anlin.exchange.api.examples import Known, examples
from anlin.places.rules import code_of, lo_of
from tests.exchange.programs import GiveKey, Program
from tests.journeys.conftest import SignIn
from tests.journeys.residents import TOWN

DESCRIBED = "/api/v1/openapi.json"
TRIES = 12
KEPT = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
]
NAMES = {
    "me", "place", "places_below", "orders", "order", "clause", "measure", "rulings", "duties",
    "why", "board", "board_below", "lapses", "lapse", "lapse_history", "inbox", "acknowledge",
    "ask_up", "excuse", "record",
}  # fmt: skip


def described() -> Any:  # noqa: ANN401 - the library's own
    from anlin.config.wsgi import application

    return schemathesis.openapi.from_wsgi(DESCRIBED, application)


def tried(schema: Any, name: str, mode: GenerationMode, program: Program) -> None:  # noqa: ANN401
    operation = schema.find_operation_by_id(name)

    @settings(
        max_examples=TRIES, derandomize=True, database=None, deadline=None,
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    @given(case=operation.as_strategy(mode))
    def ask(case: Any) -> None:  # noqa: ANN401 - the library's own
        case.call_and_validate(
            headers=program.headers | {"accept-encoding": "identity"}, checks=KEPT
        )

    ask()


@pytest.mark.parametrize("name", sorted(NAMES))
def test_every_answer_is_as_described(key_of: GiveKey, name: str) -> None:
    program = key_of("community")
    tried(described(), name, GenerationMode.POSITIVE, program)


@pytest.mark.parametrize("name", ["record", "duties", "acknowledge"])
def test_nonsense_is_refused_as_described(key_of: GiveKey, name: str) -> None:
    tried(described(), name, GenerationMode.NEGATIVE, key_of("community"))


def test_a_description_that_lies_is_caught(key_of: GiveKey) -> None:
    schema = described()
    schema.raw_schema["components"]["schemas"]["MeOut"]["properties"]["role"] = {"type": "integer"}
    with pytest.raises(FailureGroup):
        tried(schema, "me", GenerationMode.POSITIVE, key_of("community"))


def test_the_names_of_the_addresses_stay() -> None:
    paths = api.get_openapi_schema()["paths"]
    found = {told["operationId"] for methods in paths.values() for told in methods.values()}
    assert found == NAMES == set(examples(Known()))


def test_the_description_and_the_guide_are_for_everybody(key_of: GiveKey) -> None:
    stranger = Client()
    assert stranger.get(DESCRIBED).json()["info"]["title"] == "Anlin"
    page = stranger.get("/api-guide/").content.decode()
    assert all(f'id="{name}"' in page for name in NAMES)


def commands(page: str) -> list[list[str]]:
    """Return what the guide prints to be typed, as a shell would take it apart."""
    found = re.findall(r'<pre class="said" tabindex="0"><code>(.*?)</code></pre>', page, re.S)
    return [shlex.split(unescape(text)) for text in found]


def test_every_example_of_the_guide_works_as_printed(key_of: GiveKey) -> None:
    with nationwide():
        lo = lo_of(TOWN)
        told = Escalation.objects.filter(level=5, place__gte=lo, place__lt=lo + 10**6)
        lapse = told.exclude(lapse__subject__gte=10**12).select_related("lapse")[0].lapse
    numbers = {
        "lapses/1": f"lapses/{lapse.pk}",
        "window=1": f"window={lapse.window_id}",
        "subject=1": f"subject={lapse.subject}",
        "500103001006001001&": f"{code_of(lapse.place, 7)}&",
    }
    try_all(Client(), key_of("community"), numbers)


def test_whoever_is_signed_in_reads_examples_about_the_own_place(
    key_of: GiveKey, sign_in: SignIn
) -> None:
    """Nothing is put in: what the page prints works."""
    try_all(sign_in("community"), key_of("community"), {})


def try_all(reader: Client, program: Program, numbers: Mapping[str, str]) -> None:
    """Type every example as the reader's page prints it, but for `numbers`."""
    printed = commands(reader.get("/api-guide/").content.decode())
    assert len(printed) == len(NAMES)
    for words in printed:
        address, body = words[3], (words[-1] if "-d" in words else None)
        for sample, real in numbers.items():
            address = address.replace(sample, real)
        asked = {"headers": {"authorization": words[2].partition(": ")[2].replace(
            "$KEY", program.secret)}}  # fmt: skip
        where = address.removeprefix("http://testserver")
        if body is None:
            answer = program.client.get(where, **asked)
        else:
            answer = program.client.post(where, body, content_type="application/json", **asked)
        assert answer.status_code == 200, (where, answer.content.decode())
