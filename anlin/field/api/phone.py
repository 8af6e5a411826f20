"""What a phone asks: to be let in, for its list, to send what was done."""

from datetime import datetime
from hashlib import blake2b
from uuid import UUID

import msgspec
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response

from anlin.accounts.actions.devices import enrol as let_in
from anlin.accounts.actions.devices import note_wiped
from anlin.accounts.queries.devices import by_device, lease_until, share_of_device
from anlin.accounts.rules import OFFICES, Person, Role, Viewer
from anlin.accounts.rules.devices import DeviceEndedError, check_proof, read_key, read_proof
from anlin.base import sql
from anlin.base.problems import NotUnderstoodError
from anlin.field.actions.batch import take_batch
from anlin.field.actions.phones import note_list
from anlin.field.api.door import gate, phone, said, told_at
from anlin.field.queries.list import list_of
from anlin.field.rules import MOST_BYTES, MOST_PHOTO, Answers, Asked, read_batch
from anlin.places.queries import names
from anlin.records.actions import attach

_asked = msgspec.json.Decoder(Asked)


@gate("POST")
def enrol(request: HttpRequest, at: datetime) -> HttpResponseBase:
    """Let a phone in that shows the code from the supervisor's screen."""
    try:
        asked = _asked.decode(request.body)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise NotUnderstoodError(what=str(error)) from error
    key = read_key(asked.public_key)
    proof = read_proof(request.headers.get("Anlin-Proof", ""))
    check_proof(proof, key, method="POST", path=request.get_full_path(), body=request.body, at=at)
    made = let_in(code=asked.code, public_key=key, name=asked.name, at=at)
    grant = made.device.grant
    office = OFFICES[Role(grant.role)]
    return said({
        "device": made.device.pk,
        "token": made.token,
        "share": made.share,
        "epoch": epoch(),
        "now": told_at(at),
        "lease_until": told_at(lease_until(at)),
        "person": {"number": made.device.user_id, "name": made.device.user.name},
        "role": {"zh": office.zh, "en": office.en},
        "place": {
            "code": grant.place_code,
            "name": names([grant.place_code]).get(grant.place_code, ""),
        },
    }, 201)  # fmt: skip


@phone("POST")
def open_store(request: HttpRequest, viewer: Viewer, at: datetime) -> HttpResponseBase:
    """Give the server's part of the key of the phone's store once more."""
    return _with_epoch(said({"share": share_of_device(viewer.device)}))


@phone("GET")
def list_(request: HttpRequest, viewer: Viewer, at: datetime) -> HttpResponseBase:
    """Give the phone what it needs for a day without network; nothing anew if nothing changed."""
    body = msgspec.json.encode(list_of(viewer, at))
    etag = f'"{blake2b(body, digest_size=12).hexdigest()}"'
    response = HttpResponse(body, content_type="application/json")
    response["ETag"] = etag
    answer = get_conditional_response(request, etag=etag, response=response)
    if answer is None or answer.status_code == 200:
        note_list(by=viewer, at=at)
    return _with_epoch(answer or response)


@phone("POST")
def batch(request: HttpRequest, viewer: Viewer, at: datetime) -> HttpResponseBase:
    """Take up to a hundred items and answer each; none at all is a sign of life."""
    if len(request.body) > MOST_BYTES:
        raise NotUnderstoodError(what=f"> {MOST_BYTES} bytes")
    made, oldest, sent = read_batch(request.body)
    signed_at = read_proof(request.headers["Anlin-Proof"]).at
    taken = take_batch(made=made, oldest=oldest, sent=sent, ahead=signed_at - at, by=viewer, at=at)
    response = said(Answers(taken.answers, taken.have))
    response["Anlin-Epoch"] = taken.epoch
    return response


@phone("PUT")
def attachment(request: HttpRequest, viewer: Viewer, at: datetime, sha256: str) -> HttpResponseBase:
    """Take a photograph of an item; the receipt names the bytes that came."""
    if len(request.body) > MOST_PHOTO:
        raise NotUnderstoodError(what=f"> {MOST_PHOTO} bytes")
    try:
        item = UUID(request.GET.get("item", ""))
    except ValueError as error:
        raise NotUnderstoodError(field="item", what="item") from error
    new = attach(item=item, sha256=sha256, data=request.body, by=viewer, at=at)
    told = {"sha256": sha256, "item": str(item), "bytes": len(request.body)}
    return _with_epoch(said(told, 201 if new else 200))


@gate("POST")
def wiped(request: HttpRequest, at: datetime) -> HttpResponseBase:
    """Hear from a phone that was ended that it has thrown away what it kept."""
    try:
        by_device(request, at)
    except DeviceEndedError as ended:
        device, user = ended.details["device"], ended.details["user"]
        if isinstance(device, int) and isinstance(user, int):
            note_wiped(device=device, by=Person(user), at=at)
    return HttpResponse(status=204)


def epoch() -> str:
    """Return the name of this history of the database."""
    (row,) = sql.rows_of("select field_epoch() as epoch", [])
    return str(row.epoch)


def _with_epoch(response: HttpResponseBase) -> HttpResponseBase:
    response["Anlin-Epoch"] = epoch()
    return response
