"""What is on the lists of a few people on one day, before a change and after it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db import connection

from anlin.base import sql
from anlin.duties.models import Relief
from anlin.duties.queries.compared import concerned
from anlin.duties.queries.heart import LawInForce
from anlin.duties.rules.preview import Compared, touches
from anlin.duties.rules.windows import Times, Window, owes, times


@dataclass(frozen=True, slots=True)
class Line:
    """One duty on somebody's list of a day, before the change, after it, or both."""

    window: Window
    times: Times
    before: bool
    after: bool


def lists_of(
    subjects: Sequence[int],
    law: LawInForce,
    windows: Iterable[Compared],
    *,
    day: date,
    at: datetime,
    within: tuple[int, int],
) -> dict[int, list[Line]]:
    """Return what each of `subjects` has to expect on `day`, in order of opening.

    Cost: as counting them all; ask for a few at a time.
    """
    population, values = concerned(law.asked, within)
    if not subjects or not population:
        return {}
    text = sql.statement("duties/spans_of").replace("{population}", population)
    with connection.cursor() as cursor:
        cursor.execute(text, values | {"subjects": list(subjects)})
        spans = sql.named(cursor)
    today = [each for each in windows if touches(each.window, day)]
    codes = {str(each.id): each.code for each in law.asked}
    exempt = _exempt(subjects, at)
    found: dict[int, dict[tuple[int, Times], Line]] = defaultdict(dict)
    for span in spans:
        for each in _owed(today, span, codes[span.key]):
            line = Line(each.window, times(each.window, span.since), each.before, each.after)
            if not any(_covers(relief, int(span.key), span, line.times) for relief in exempt):
                key = each.shape, line.times
                known = found[span.subject].get(key, line)
                both = replace(line, before=line.before or known.before)
                found[span.subject][key] = replace(both, after=line.after or known.after)
    return {who: sorted(own.values(), key=_order) for who, own in found.items()}


def _owed(windows: Iterable[Compared], span: sql.Row, code: str) -> Iterator[Compared]:
    for each in windows:
        here = each.window.lo <= span.place < each.window.hi
        mine = here and each.window.measure == code
        if mine and owes(each.window, span.since, span.until, span.begun):
            yield each


def _order(line: Line) -> tuple[datetime, str]:
    return line.times.opens, line.window.measure


def _exempt(subjects: Sequence[int], at: datetime) -> list[Relief]:
    kind = Relief.EXEMPT
    return list(Relief.objects.filter(subject__in=subjects, kind=kind, at__lte=at))


def _covers(relief: Relief, measure: int, span: sql.Row, when: Times) -> bool:
    same = (relief.place, relief.subject) == (span.place, span.subject)
    if not same or relief.measure_id not in (None, measure):
        return False
    return relief.since < when.closes and relief.until > when.opens
