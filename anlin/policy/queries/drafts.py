"""Drafts of local orders, and the law as it would be with one of them in force."""

from datetime import date

from django.db.models import QuerySet

from anlin.places.queries import names
from anlin.policy import models, rules
from anlin.policy.pack import Library, local_library, local_name
from anlin.policy.queries.law import corpus
from anlin.policy.rules import Adoption, Change, Corpus, Draft, Text, UnknownDraftError


def draft(number: int, *, using: str = "default") -> Draft:
    """Return a draft as its newest version says.

    Raises:
        UnknownDraftError: no such draft in the open scope.
    """
    found = _versions(using).filter(draft=number).order_by("-number").first()
    if found is None:
        raise UnknownDraftError(number=number)
    return _draft(found)


def drafts_at(place: str, *, using: str = "default") -> list[Draft]:
    """Return the drafts of a place as their newest versions say, the newest first."""
    found = (
        _versions(using).filter(draft__place=place).order_by("-draft", "-number").distinct("draft")
    )
    return [_draft(row) for row in found]


def versions(number: int, *, using: str = "default") -> list[Draft]:
    """Return every version of a draft, the newest first."""
    return [_draft(row) for row in _versions(using).filter(draft=number).order_by("-number")]


def next_name(place: str, *, using: str = "default") -> str:
    """Return what the next order that a place makes itself is called."""
    made = models.Pack.objects.using(using).filter(lo__isnull=False, jurisdiction=place).count()
    return local_name(place, made + 1)


def library_of(
    text: Text, place: str, name: str, *, issued: date, law: Corpus, using: str = "default"
) -> Library:
    """Return the pack that a local order of a place makes up.

    Raises:
        Problem: it names a measure that is not released, or a term has not the form of packs.
    """
    for change in text.changes:
        if change.measure not in law.measures:
            raise rules.UnknownOrderError(name=change.measure)
    regimes = dict(models.Pack.objects.using(using).values_list("name", "regime"))
    return local_library(
        text,
        name,
        place,
        names([place]).get(place, place),
        issued=issued,
        measures=law.measures,
        regimes=regimes,
    )


def with_text(
    text: Text, place: str, *, name: str = "", law: Corpus | None = None, using: str = "default"
) -> Corpus:
    """Return the law as it would be if a place ordered `text`."""
    law = law or corpus(using=using)
    name = name or next_name(place, using=using)
    made = library_of(text, place, name, issued=text.since, law=law, using=using)
    return law.plus(Adoption(name, place, text.since, text.until), made.values)


def rulings_with(number: int, *, using: str = "default") -> list[rules.Ruling]:
    """Return what would be in force where if the draft of this number were released as it stands.

    Beside it, `rulings_in_force` is what is in force without it.

    Raises:
        Problem: no such draft in the open scope, or it cannot be read.
    """
    found = draft(number, using=using)
    return with_text(found.text, found.place, using=using).rulings()


def rulings_with_pack(
    pack: str, place: str, since: date, until: date | None = None, *, using: str = "default"
) -> list[rules.Ruling]:
    """Return what would be in force where if a released pack were adopted at a place."""
    return corpus(using=using).plus(Adoption(pack, place, since, until)).rulings()


def _versions(using: str) -> QuerySet[models.DraftVersion]:
    return models.DraftVersion.objects.using(using).select_related("draft", "pack")


def _draft(row: models.DraftVersion) -> Draft:
    return Draft(
        id=row.draft_id,
        place=row.draft.place,
        number=row.number,
        state=row.state,
        text=_text(row),
        written_by=row.written_by,
        written_at=row.written_at,
        pack=row.pack.name if row.pack else "",
    )


def _text(row: models.DraftVersion) -> Text:
    return Text(
        official=row.official,
        title_zh=row.title_zh,
        title_en=row.title_en,
        since=row.since,
        until=row.until,
        reason=row.reason,
        changes=tuple(Change(c["measure"], c["zh"], c["en"], c["term"]) for c in row.changes),
    )
