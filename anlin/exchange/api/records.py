"""Taking in what was done: one record or a thousand, each answered by itself."""

from typing import Any
from uuid import UUID

import msgspec
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from ninja import Router

from anlin.base import clock
from anlin.base.problems import NotUnderstoodError, told
from anlin.exchange.actions import Answer, take
from anlin.exchange.api.door import RECORD, viewer_of
from anlin.exchange.api.places import REFUSALS
from anlin.exchange.rules import MOST_BYTES, Batch, read_batch

router = Router()


class ProblemTold(msgspec.Struct, frozen=True):
    """Why a record was refused, and the way out, in both languages."""

    code: str
    field: str
    zh: str
    en: str
    way_out_zh: str
    way_out_en: str


class AnswerOut(msgspec.Struct, frozen=True):
    """What became of one record: accepted, duplicate, conflict or refused."""

    id: UUID | None
    result: str
    number: int | None
    problem: ProblemTold | None


class AnswersOut(msgspec.Struct, frozen=True):
    """One answer for each record, in the order sent."""

    results: list[AnswerOut]


def _schema(kind: type[Any]) -> dict[str, Any]:
    """Return the JSON Schema of a shape, everything in one piece."""
    (made,), parts = msgspec.json.schema_components([kind], ref_template="#/{name}")

    def whole(part: Any) -> Any:  # noqa: ANN401 - any JSON
        if isinstance(part, dict):
            if "$ref" in part:
                return whole(parts[part["$ref"].removeprefix("#/")])
            return {key: whole(value) for key, value in part.items()}
        return [whole(each) for each in part] if isinstance(part, list) else part

    inlined: dict[str, Any] = whole(made)
    return inlined


_DESCRIBED = {
    "requestBody": {
        "required": True,
        "content": {"application/json": {"schema": _schema(Batch)}},
    },
    "responses": {
        200: {
            "description": "One answer for each record",
            "content": {"application/json": {"schema": _schema(AnswersOut)}},
        }
    },
}


@router.post(
    "/records", response=REFUSALS, auth=RECORD, operation_id="record", openapi_extra=_DESCRIBED
)
def records(request: HttpRequest) -> HttpResponse:
    """Up to a thousand records of what was done; sending one again records nothing twice.

    Each is answered in order: accepted, duplicate (known with the same content), conflict (known
    with other content; both are kept, the first counts) or refused, with the reason.
    """
    try:
        body = request.body
    except RequestDataTooBig:
        body = bytes(MOST_BYTES + 1)
    if len(body) > MOST_BYTES:
        raise NotUnderstoodError(what=f"> {MOST_BYTES} bytes")
    answers = take(sent=read_batch(body), by=viewer_of(request), at=clock.now())
    said = AnswersOut([_out(each) for each in answers])
    return HttpResponse(msgspec.json.encode(said), content_type="application/json")


def _out(answer: Answer) -> AnswerOut:
    problem = ProblemTold(**told(answer.problem)) if answer.problem else None
    return AnswerOut(answer.id, answer.result, answer.number, problem)
