"""Whether what the product came to after a change is what the recount says."""

from collections import Counter
from collections.abc import Collection
from datetime import datetime

import psycopg

from anlin.base.days import local_day
from anlin.base.scope import nationwide
from bench.change_law import MEASURES
from bench.recount import HI, LO, Counts, Recount, expected, national

_FIGURES = """
select f.place / 1000000000000, sum(f.met)::bigint, sum(f.late)::bigint, sum(f.excused)::bigint,
       sum(f.exempt)::bigint, sum(f.due - f.met - f.late - f.excused)::bigint
from duties_figure f join duties_window w on w.id = f.window_id
where f.level = 3 and w.measure_id = %s and w.opens = %s and w.closes = %s
  and w.lo = %s and w.hi = %s and w.late_until = %s and w.needs = %s
group by 1
"""
_SUMS = """
select count(*), count(*) filter (
           where (f.due, f.met, f.late, f.excused, f.exempt)
               is distinct from (k.due, k.met, k.late, k.excused, k.exempt))
from duties_figure f
join duties_window w on w.id = f.window_id
cross join lateral (
    select coalesce(sum(due), 0) as due, coalesce(sum(met), 0) as met,
           coalesce(sum(late), 0) as late, coalesce(sum(excused), 0) as excused,
           coalesce(sum(exempt), 0) as exempt
    from duties_figure k
    where k.window_id = f.window_id and k.level = f.level + 1 and k.place >= f.place
      and k.place < f.place + (array[1e18, 1e16, 1e14, 1e12, 1e9]::bigint[])[f.level + 1]
) k
where f.level < 5
"""
_STATES = ("met", "late", "excused", "exempt", "rest")


def check_figures(connection: psycopg.Connection, counts: Counts) -> int:
    """Compare every county's figures of every window of two days; return the duties compared.

    Raises:
        AssertionError: a county's figure differs.
    """
    theirs: Counts = {}
    for each in expected():
        row = (
            MEASURES[each.measure], each.opens, each.closes, each.lo, each.hi, each.late_until,
            each.needs,
        )  # fmt: skip
        for county, *found in connection.execute(_FIGURES, row):
            for state, n in zip(_STATES, found, strict=True):
                if n:
                    theirs[each.name, county, state] = n
    _same("county figures", theirs.items(), counts.items())
    return sum(counts.values())


def _same(what: str, ours: Collection[object], theirs: Collection[object]) -> None:
    """Refuse two collections of facts that differ, and say in what."""
    one, two = set(ours), set(theirs)
    if one != two:
        raise AssertionError(f"{what}: {len(one ^ two)} differ: {sorted(one ^ two, key=str)[:6]}")


def check_sums(connection: psycopg.Connection) -> int:
    """Check that every place's figures are the sum of those one level below; return how many.

    Raises:
        AssertionError: one is not.
    """
    places, wrong = connection.execute(_SUMS).fetchone() or (0, 0)
    if wrong:
        raise AssertionError(f"{wrong} of {places} figures are not the sum of those below")
    return int(places)


def check_lists(recount: Recount, at: datetime) -> int:
    """Compare the lists of communities inside and outside the province; return their duties.

    Raises:
        AssertionError: a list differs.
    """
    from anlin.duties.queries import duties, windows_of

    found = recount.duck.execute(
        "select distinct place // 1000000 * 1000000 from obligation where measure = 9001 order by 1"
    ).fetchall()
    inside = [lo for (lo,) in found if LO <= lo < HI]
    outside = [lo for (lo,) in found if not LO <= lo < HI]
    compared = 0
    for lo in [*inside[:: max(1, len(inside) // 10)], *outside[:: max(1, len(outside) // 10)]]:
        hi = lo + 1_000_000
        with nationwide():
            listed = duties(lo=lo, hi=hi, windows=windows_of(local_day(at)), at=at)
        ours = {(MEASURES[d.measure], d.subject, int(d.opens.timestamp())) for d in listed}
        _same(f"lists of {lo}", ours, recount.duties(lo, hi))
        compared += len(ours)
    return compared


def check_lapses(connection: psycopg.Connection, counts: Counts) -> int:
    """Compare, county by county, lapses with what the recount left undone; return their number.

    Raises:
        AssertionError: a county has more or fewer.
    """
    undone: Counter[int] = Counter()
    lapsed = {each.name for each in national()}
    for (name, county, state), n in counts.items():
        if state == "rest" and name in lapsed:
            undone[county] += n
    raised: dict[int, int] = dict(
        connection.execute("select place / 1000000000000, count(*) from duties_lapse group by 1")
    )
    _same("lapses", raised.items(), undone.items())
    return sum(raised.values())
