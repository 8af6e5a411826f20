"""Two laws side by side over the same facts: the windows of both, counted by one statement."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.db import connection

from anlin.base import sql
from anlin.base.sockets import populations
from anlin.duties.queries.heart import Asked, LawInForce
from anlin.duties.rules.preview import (
    Change,
    Compared,
    Counted,
    Load,
    minutes_through,
    replanned,
    side_by_side,
    windows_through,
)

MOST_COMMUNITIES = 10
_NAMED = re.compile(r"%\((\w+)\)s")


@dataclass(frozen=True, slots=True)
class Reach:
    """How far a change reaches: communities that change most first, and how many in all.

    `persons` and `places` are those whose duties change; `sample` numbers the first persons.
    """

    communities: tuple[tuple[int, Change], ...] = ()
    communities_changed: int = 0
    persons: int = 0
    places: int = 0
    sample: tuple[int, ...] = ()


def compared(
    law: LawInForce,
    then: LawInForce,
    *,
    days: Sequence[date],
    at: datetime,
    within: tuple[int, int],
) -> tuple[Compared, ...]:
    """Return the windows of both laws that touch `days` in a range, side by side."""
    sides: list[Compared] = []
    for asked in law.asked:
        now = windows_through(law.rulings_of(asked.code), min(days), max(days))
        later = windows_through(then.rulings_of(asked.code), min(days), max(days))
        found = side_by_side(now, replanned(now, later, at), within)
        shapes = max((each.shape for each in sides), default=-1) + 1
        sides += [replace(each, shape=shapes + each.shape) for each in found]
    return tuple(sides)


def counted(
    law: LawInForce,
    windows: tuple[Compared, ...],
    minutes: Mapping[str, int],
    *,
    days: Sequence[date],
    at: datetime,
    within: tuple[int, int],
) -> tuple[Counted, Reach]:
    """Count the duties of windows side by side in the scope that is open.

    Cost: one statement over the populations of their measures.
    """
    codes = {each.window.measure for each in windows}
    asked = {each.code: each for each in law.asked if each.code in codes}
    duties, reach = dict.fromkeys(range(len(windows)), 0), Reach()
    population, values = concerned(asked.values(), within)
    values |= _columns(windows, asked) | {"at": at, "most": MOST_COMMUNITIES}
    values["minutes"] = [minutes_through(w, minutes[w.window.measure], days) for w in windows]
    text = sql.statement("duties/preview").replace("{population}", population)
    for row in _rows(text, values) if windows else ():
        if row.number is not None:
            duties[row.number - 1] = row.before
        elif row.community is not None:
            change = Change(
                Load(row.before, row.minutes_before), Load(row.after, row.minutes_after)
            )
            reach = replace(
                reach,
                communities=(*reach.communities, (row.community, change)),
                communities_changed=row.changed,
            )
        else:
            sample = tuple(row.sample or ())
            reach = replace(reach, persons=row.before, places=row.after, sample=sample)
    return Counted(windows, tuple(duties.values()), minutes), reach


def _rows(text: str, values: Mapping[str, Any]) -> list[sql.Row]:
    with connection.cursor() as cursor:
        cursor.execute(text, values)
        return sql.named(cursor)


def concerned(asked: Iterable[Asked], within: tuple[int, int]) -> tuple[str, dict[str, Any]]:
    """Return one SELECT of all whom measures concern in a range, and the values it takes."""
    parts: list[str] = []
    values: dict[str, Any] = {}
    text = sql.statement("duties/concerned")
    for each in asked:
        whole = text.replace("{population}", populations()[each.population].select)
        parts.append(_NAMED.sub(rf"%(\1_{each.id})s", whole))
        own = {
            "measure_id": each.id,
            "from_place": within[0],
            "to_place": within[1],
            "class_id": each.class_id,
            "outcomes": list(each.outcomes),
            "apart": each.deadline,
            "bands": [edge for edge, _ in each.bands],
            "labels": [label for _, label in each.bands],
        }
        values |= {f"{name}_{each.id}": value for name, value in own.items()}
    return "\nunion all\n".join(f"({part})" for part in parts), values


def _columns(windows: Iterable[Compared], asked: Mapping[str, Asked]) -> dict[str, Any]:
    rows = [
        (
            asked[each.window.measure].id, each.window.opens, each.window.closes,
            each.window.late_until, each.window.lo, each.window.hi, each.window.own,
            each.window.within, each.window.begun_from, each.shape, each.before, each.after,
        )
        for each in windows
    ]  # fmt: skip
    names = (
        "measures", "opens", "closes", "late_untils", "los", "his", "owns", "withins",
        "begun_froms", "shapes", "befores", "afters",
    )  # fmt: skip
    return dict(zip(names, map(list, zip(*rows, strict=True)), strict=True)) if rows else {}
