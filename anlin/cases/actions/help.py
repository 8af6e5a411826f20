"""Calling the clinic, asking for help and answering; whom a community calls."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID, uuid5

from anlin.accounts.rules import Right, Viewer
from anlin.cases.actions.desk import journal
from anlin.cases.models import Clinic, Request
from anlin.cases.rules import AnsweredError, Asked, Decision, Need
from anlin.people.actions.desk import UnknownPersonError, at_work, person_here
from anlin.people.models import Person
from anlin.people.rules import EmptyFieldError, community_of
from anlin.records.actions import Receipt, record
from anlin.records.rules import Entry, EvidenceKind, Recorder


def record_care(
    person: int, *, client_id: UUID, decision: Decision, note: str, by: Viewer, at: datetime
) -> Receipt:
    """Record that the clinic was called about somebody unwell, and what it decided.

    Raises:
        NotYoursError: the role or the area does not carry it.
    """
    with at_work(by, right=Right.RECORD):
        who = person_here(person)
        content = {"care": str(decision)} | ({"note": note.strip()} if note.strip() else {})
        # nobody was reached: the alert stays where it is
        settles = () if decision is Decision.UNREACHED else (EvidenceKind.CARE,)
        entry = Entry(client_id, who.pk, who.place, at, settles, content)
        (receipt,) = record(entries=[entry], by=by, at=at)
    return receipt


def ask_for_help(*, needs: Sequence[Asked], by: Recorder, at: datetime) -> list[int]:
    """Write down what people need; return the requests in order. Sent twice is written once.

    The scope that is open must show every person.

    Raises:
        UnknownPersonError: one is not in sight.
    Cost: three statements and one journal line for any number.
    """
    if not needs:
        return []
    if not by.may(Right.RECORD):
        raise UnknownPersonError
    places = dict(
        Person.objects.filter(pk__in={each.person for each in needs}).values_list("pk", "place")
    )
    if any(each.person not in places for each in needs):
        raise UnknownPersonError(field="person")
    Request.objects.bulk_create(
        [
            Request(
                client_id=each.client_id, person_id=each.person, place=places[each.person],
                kind=each.kind, text=each.text.strip(), at=at, by=by.user,
            )
            for each in needs
        ],
        ignore_conflicts=True,
    )  # fmt: skip
    ids = dict(
        Request.objects.filter(client_id__in=[each.client_id for each in needs]).values_list(
            "client_id", "pk"
        )
    )
    if any(each.client_id not in ids for each in needs):  # that id stands for somebody out of sight
        raise UnknownPersonError(field="client_id")
    first = min(ids.values())
    journal("ask_for_help", min(places.values()), f"cases_request:{first}", by, at,
            detail={"requests": len(ids)})  # fmt: skip
    return [ids[each.client_id] for each in needs]


def ask_as_told(*, entries: Sequence[Entry], by: Recorder, at: datetime) -> list[int]:
    """Let each need told in a contact be a request; a correction asks for nothing anew."""
    needs = [
        Asked(
            uuid5(entry.client_id, need), entry.subject, Need(need),
            str(entry.content.get("note", "")),
        )
        for entry in entries
        if entry.corrects is None
        for need in _told(entry)
    ]  # fmt: skip
    return ask_for_help(needs=needs, by=by, at=at)


def _told(entry: Entry) -> list[str]:
    needs = entry.content.get("needs")
    return [str(need) for need in needs] if isinstance(needs, list | tuple) else []


def answer_request(request: int, *, word: str, by: Viewer, at: datetime) -> Request:
    """Say what was done about a request; it is no longer open.

    Raises:
        AnsweredError: answered before, or not in sight.
        EmptyFieldError: nothing was said.
        NotYoursError: the role or the area does not carry it.
    """
    if not word.strip():
        raise EmptyFieldError(field="answer")
    with at_work(by, right=Right.RECORD):
        found = Request.objects.select_for_update().filter(pk=request, answered_at=None).first()
        if found is None:
            raise AnsweredError
        found.answered_at, found.answered_by, found.answer = at, by.user, word.strip()
        found.save(update_fields=["answered_at", "answered_by", "answer"])
        journal("answer_request", found.place, f"cases_request:{found.pk}", by, at)
    return found


def set_clinic(*, name: str, phone: str, by: Viewer, at: datetime) -> Clinic:
    """Say whom the viewer's community calls when somebody is unwell.

    Raises:
        EmptyFieldError: name or telephone is missing.
        NotYoursError: the role or the area does not carry it.
    """
    for field, value in (("name", name), ("phone", phone)):
        if not value.strip():
            raise EmptyFieldError(field=field)
    with at_work(by, right=Right.RECORD):
        kept = Clinic.objects.create(
            place=community_of(by.lo), name=name.strip(), phone="".join(phone.split()),
            at=at, by=by.user,
        )  # fmt: skip
        journal("set_clinic", kept.place, f"cases_clinic:{kept.pk}", by, at)
    return kept
