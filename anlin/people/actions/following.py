"""Households follow their building when it gets a new code."""

from datetime import date, datetime

from django.db import transaction

from anlin.base import sql
from anlin.journal.actions import write
from anlin.people.actions.desk import keep_number, opened
from anlin.people.models import Person


def follow_places(*, today: date, at: datetime) -> int:
    """Let households, persons and what is known of them follow buildings; return communities.

    Stays in the old building end on its last day and go on in the new one, so every past day
    still finds people where they lived. Run in a scope that sees every place concerned.
    """
    with transaction.atomic():
        sql.run("people/follow_homes", {"today": today})
        sql.run("people/follow_stays", {"today": today})
        found = sql.rows("people/follow_rows", {"today": today})
        for row in found:
            _index_anew(row.numbered)
            write(
                by=None, verb="people.follow_places", place=row.area, at=at,
                subject=f"places_place:{str(row.area)[:12]}", detail={"persons": row.persons},
            )  # fmt: skip
    return len(found)


def _index_anew(numbered: list[int]) -> None:
    """Index the identity numbers of those who belong to another community now.

    One by one, as a sealed number opens only here. Whoever is known there already is found as a
    double by the next search for doubles.
    """
    for person in Person.objects.filter(pk__in=numbered):
        keep_number(person, opened(person))
        person.save(update_fields=["id_sealed", "id_index", "id_county"])
