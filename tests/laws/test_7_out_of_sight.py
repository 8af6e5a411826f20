"""Law 7: no row outside the viewer's subtree is ever shown, by any path."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import pytest
from django.db import connection
from hypothesis import strategies as st

from anlin.accounts.rules import OFFICES, Role, Viewer
from anlin.base.days import local_day, start_of
from anlin.base.scope import open_scope
from anlin.duties import actions, queries
from anlin.duties.models import Window
from anlin.duties.queries import Count
from anlin.people import queries as people
from anlin.places.models import Place
from anlin.places.rules import COMMUNITY, WIDTHS, Period, level_of, span
from anlin.records.queries import submissions_of
from anlin.reports import queries as reports
from tests.duties import town
from tests.duties.town import BORN, FIRST, WORKER, World
from tests.laws.harness import breaks, holds
from tests.laws.heart import Heart
from tests.laws.worlds import worlds

pytestmark = pytest.mark.django_db
CODES = (
    "0", "50", "5001", "5002", "500103", "500243", "500103001", "500243100",
    "500103001001", "500103001002", "500243100201", "500103001001001", "500103001001002",
)  # fmt: skip
BOARDS = ("0", "500103", "500103001", "500103001001", "500103001001001")
TABLES = {
    "records_submission": "place", "records_evidence": "place", "duties_obligation": "place",
    "duties_relief": "place", "duties_lapse": "place", "duties_escalation": "place",
    "duties_acknowledgement": "place", "duties_appeal": "place", "duties_recheck": "community",
    "people_person": "place", "people_household": "place", "people_residence": "place",
    "people_special_group": "place", "people_health": "place", "people_change": "place",
    "people_difference": "place", "people_review": "place", "people_import": "place",
    "premises_gate": "place", "premises_passage": "place", "premises_visit": "place",
    "premises_followup": "place", "premises_pass": "place", "premises_vehicle": "place",
}  # fmt: skip
NAMED = ("people_", "records_submission")
AT_GATES = (
    "premises_passage",
    "premises_visit",
    "premises_followup",
    "premises_pass",
    "premises_vehicle",
)
PASSED = """
insert into premises_gate (id, place, name, clinic, clinic_phone, opened_at, opened_by)
select place, place, 'G', 'C', '1', %(at)s, 1 from unnest(%(places)s::bigint[]) place;
insert into premises_pass
    (person, place, door, name, at_door, phone, digest, sealed, issued_at, issued_by, ended_at)
select (select min(id) from people_person), place, place, '甲', '1', '', place::text::bytea, '',
       %(at)s, 1, %(at)s from unnest(%(places)s::bigint[]) place;
insert into premises_vehicle (person, place, door, at_door, plate, added_at, added_by)
select (select min(id) from people_person), place, place, '1', '渝A00001', %(at)s, 1
from unnest(%(places)s::bigint[]) place;
insert into premises_passage (uid, gate, place, way, visit, occurred_at, received_at, by, void)
select gen_random_uuid(), id, place, 'in', gen_random_uuid(), %(at)s, %(at)s, 1, false
from premises_gate;
insert into premises_visit (uid, place, name, phone, whom, reason, plate)
select visit, place, '甲', '', '乙', '', '' from premises_passage;
insert into premises_followup (place, passage, said, by, at)
select place, uid, '已检测', 1, %(at)s from premises_passage
"""
SUBJECTS = (*range(1, len(BORN) + 1), *(span(code)[0] for code in town.COMMUNITIES))


@dataclass(frozen=True)
class Watch:
    """A world and somebody who looks at it."""

    world: World
    viewer: Viewer


@st.composite
def watches(draw: st.DrawFn) -> Watch:
    code = draw(st.sampled_from(CODES))
    roles = [role for role, office in OFFICES.items() if level_of(code) in office.levels]
    role = draw(st.sampled_from(roles or [Role.COMMUNITY_WORKER]))
    lo, hi = span(code)
    viewer = Viewer(
        user=9, name="某人", role=role, place_code=code, lo=lo, hi=hi, level=level_of(code)
    )
    return Watch(draw(worlds(most=6)), viewer)


def nothing_outside(heart: Heart, watch: Watch) -> None:
    """Whatever is asked, the answer lies in the viewer's place; and what lies there is told."""
    world, viewer = watch.world, watch.viewer
    heart.take(world)
    keep_gates(heart)
    actions.sweep(at=world.at, since=start_of(FIRST), ladders=())
    inside = {
        table: [place for place in _places(table) if viewer.lo <= place < viewer.hi]
        for table in TABLES
    }
    with open_scope(viewer.lo, viewer.hi, user=viewer.user, names=viewer.names, gate=viewer.gate):
        for table in TABLES:
            shown = viewer.names or not (table.startswith(NAMED) or table in AT_GATES)
            shown = shown or (viewer.gate and table in AT_GATES)
            assert _places(table) == (inside[table] if shown else []), table
        for place, width in _answers(world):
            assert viewer.lo <= place <= place + width <= viewer.hi
        if not viewer.names:
            assert not list(_persons())
    with open_scope(0, 0):
        assert not [place for table in TABLES for place in _places(table)]
        assert not list(_answers(world))


def _places(table: str) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(f"select {TABLES[table]} from {table} order by 1")
        return [place for (place,) in cursor.fetchall()]


def _answers(world: World) -> Iterator[tuple[int, int]]:
    """Yield place and width of everything that the rooms' queries tell, asked for the nation."""
    for row in queries.duties(lo=0, hi=10**18, windows=Window.objects.all(), at=world.at):
        yield row.place, 1
    for subject in SUBJECTS:
        yield from ((lapse.place, 1) for lapse in queries.lapses_of(subject=subject))
        yield from ((each.place, 1) for each in submissions_of(WORKER, subject))
    yield from ((place, 1) for place in _persons())
    for level in range(8):
        counts = queries.board_below(
            lo=0, hi=10**18, level=level, day=local_day(world.at), at=world.at
        )
        yield from ((count.place, WIDTHS[level]) for count in counts)
    with connection.cursor() as cursor:
        cursor.execute("select place, level from duties_figure")
        yield from ((place, WIDTHS[level]) for place, level in cursor.fetchall())
    for code in BOARDS:
        yield from _pictured(code, world)


def _pictured(code: str, world: World) -> Iterator[tuple[int, int]]:
    """Yield place and width of whatever the board of a place has a number or a name for."""
    day = local_day(world.at)
    picture = reports.board(code, day, world.at)
    counted = [(code, picture.total), *((line.code, line.count) for line in picture.below)]
    for each, count in counted:
        if count != Count():
            yield span(each)[0], WIDTHS[level_of(each)]
    named = reports.missing(WORKER, code, day, world.at)
    yield from ((each.duty.place, 1) for each in named.missing)


def _persons() -> Iterator[int]:
    ids = list(range(1, len(BORN) + 1))
    found: Iterable[people.Person] = people.persons(WORKER, ids)
    yield from (person.place for person in found)
    yield from (each.place for each in people.households(WORKER, 0, 10**18))
    for born in BORN:
        yield from (person.place for person in people.search(WORKER, name="王桂兰", born_on=born))
    for number in ids:
        page = people.person_page(WORKER, number, FIRST)
        if page is not None:
            yield town.lo_of(town.BUILDINGS[0])


def keep_gates(heart: Heart) -> None:
    """Let somebody pass a gate of each community, and own a pass and a car at each building."""
    places = [span(code)[0] for code in (*town.COMMUNITIES, *town.BUILDINGS)]
    with heart.as_owner(), connection.cursor() as cursor:
        for statement in PASSED.split(";"):
            cursor.execute(statement, {"places": places, "at": start_of(FIRST)})


@pytest.fixture
def tree(heart: Heart) -> Heart:
    """The places around the communities and in them, which the worlds do not draw."""
    kinds = ("nation", "province", "city", "county", "street", "", "grid")
    with heart.as_owner():
        Place.objects.bulk_create(
            Place(
                code=code, level=level_of(code), lo=span(code)[0], hi=span(code)[1],
                kind=kinds[level_of(code)], name=code, periods=[Period(FIRST)],
            )
            for code in CODES
            if level_of(code) != COMMUNITY
        )  # fmt: skip
    return heart


def test_nothing_outside_the_viewers_place_is_shown(tree: Heart) -> None:
    holds(lambda watch: nothing_outside(tree, watch), watches())


@pytest.mark.parametrize(
    "table",
    ["duties_obligation", "duties_figure", "people_person", "premises_passage", "premises_pass"],
)
def test_a_table_without_its_policy_is_found_out(tree: Heart, table: str) -> None:
    with tree.as_owner(), connection.cursor() as cursor:
        cursor.execute("set constraints all immediate")
        cursor.execute(f"alter table {table} disable row level security")
    breaks(lambda watch: nothing_outside(tree, watch), watches())
