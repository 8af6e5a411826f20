"""The demonstration: invented people only, plausible in number, on every real division."""

from collections import Counter
from collections.abc import Iterable
from datetime import UTC, date, datetime
from random import Random

import pytest
from django.core.management import call_command
from django.db import connections

from anlin.config.demo import families, names, staff
from anlin.config.demo.acts import Fortnight
from anlin.config.demo.build import CLOSED, NoTreeError, build, from_earlier
from anlin.config.demo.families import Families, Member
from anlin.config.demo.territory import SHOWN, Community, grounds, share
from anlin.people.rules import Disease, Sex, age_on, birth_in_id, fault_of_id, sex_in_id
from anlin.places.actions import load_edition
from anlin.places.rules import Kind
from anlin.policy import actions as policy
from tests.packs.cases import library

TODAY = date(2026, 11, 22)
AT = datetime(2026, 11, 22, 7, tzinfo=UTC)


def _households(number: int, seed: str = "test", *, country: bool = False) -> list[list[Member]]:
    drawn, dice = Families(TODAY), Random(seed)
    return [drawn.draw(dice, country=country) for _ in range(number)]


def _everybody(households: Iterable[list[Member]]) -> list[Member]:
    return [member for household in households for member in household]


def test_every_number_is_valid_belongs_to_no_place_and_is_borne_once() -> None:
    people = _everybody(_households(4000))
    assert {member.number[:6] for member in people} == {"990000"}
    assert not any(fault_of_id(member.number) for member in people)
    assert all(birth_in_id(member.number) == member.born_on for member in people)
    assert all(sex_in_id(member.number) is member.sex for member in people)
    assert max(Counter(member.number for member in people).values()) == 1


def test_no_telephone_can_ring() -> None:
    phones = {member.phone for member in _everybody(_households(500))} - {""}
    assert all(phone.startswith("000") and len(phone) == 11 for phone in phones)


def test_the_people_are_shaped_like_chongqing_s() -> None:
    households = _households(12_000)
    ages = [age_on(member.born_on, TODAY) for member in _everybody(households)]
    men = sum(member.sex is Sex.MALE for member in _everybody(households))
    assert len(ages) / len(households) == pytest.approx(2.45, abs=0.06)
    assert sum(age < 15 for age in ages) / len(ages) == pytest.approx(0.1591, abs=0.015)
    assert sum(age >= 60 for age in ages) / len(ages) == pytest.approx(0.2187, abs=0.015)
    assert sum(age >= 65 for age in ages) / len(ages) == pytest.approx(0.1708, abs=0.015)
    assert (len(ages) - men) / men == pytest.approx(0.98, abs=0.06)


def test_common_surnames_are_as_common_as_in_life() -> None:
    drawn = Counter(names.surname(Random(number)) for number in range(20_000))
    assert drawn["王"] / 20_000 == pytest.approx(0.0717 / 0.7, abs=0.02)
    assert drawn["余"] < drawn["刘"] < drawn["王"]


def test_only_whom_the_survey_reached_has_findings() -> None:
    people = _everybody(_households(4000))
    found = [member for member in people if member.findings]
    assert min(age_on(m.born_on, TODAY) for m in found) == families.SURVEYED_FROM
    assert {finding[0] for member in found for finding in member.findings} == set(Disease)


def test_the_same_seed_invents_the_same_people() -> None:
    assert _households(50) == _households(50)
    assert _households(50) != _households(50, "other")


def test_a_grid_of_a_whole_community_has_three_to_five_hundred_households() -> None:
    for country, households in ((False, 3100), (True, 800)):
        code = SHOWN[country]
        ground = grounds(Community(code, "", country, households), Random(1))
        doors = Counter(building[:15] for building, _ in ground.doors)
        grids = [unit for unit in ground.units if unit.kind is Kind.GRID]
        assert len(doors) == len(grids)
        assert sum(doors.values()) == households
        assert all(250 <= count <= 500 for count in doors.values())
        assert max(Counter(ground.doors).values()) == 1


def test_every_community_gets_a_corner_and_the_shown_ones_are_whole() -> None:
    communities = [(f"500103001{n:03}", "", False) for n in range(1, 60)]
    given = {c.code: c.households for c in share(communities, 12_000, "test")}
    assert min(given.values()) >= 5
    assert given[SHOWN[0]] > 2000
    assert sum(given.values()) * 2.44 == pytest.approx(12_000, rel=0.01)


def test_every_role_has_an_account() -> None:
    from anlin.accounts.rules import OFFICES, Role
    from anlin.places.rules import level_of

    assert {account.role for account in staff.accounts()} == set(Role)
    for account in staff.accounts():
        assert level_of(account.place) in OFFICES[account.role].levels


def test_grids_differ_and_some_phones_were_off() -> None:
    fortnight = Fortnight("test", AT, AT)
    habits = [fortnight.habits(grid * 1000 + 1) for grid in range(1, 300)]
    assert min(h.timely for h in habits) < 0.5 < 0.95 < max(h.timely for h in habits)
    assert any(h.off for h in habits)


COUNTS = """
with worked as (select lo from accounts_grant where role in ('community_worker', 'grid_worker'))
select (select count(*) from places_place p where level = 5
        and left(code, 6) in ('500103', '500243') and lo not in (table worked)),
       (select count(*) from places_place p where level = 6 and kind = 'grid'
        and lo not in (table worked)),
       (select count(*) from people_person),
       (select count(*) from records_submission where received_at > %(at)s),
       (select count(*) from records_submission s
        where not exists (select from records_evidence e where e.submission = s.id)),
       (select count(*) from records_submission where corrects_id is not null),
       (select count(*) from records_submission where received_at > occurred_at + interval '1 day'),
       (select sum(late) from duties_figure where level = 0),
       (select count(*) from duties_lapse)
"""


def _interrupted(line: str) -> None:
    """Stop the build at its history, as a power cut would."""
    if "receipts" in line:
        raise KeyboardInterrupt


def test_a_demonstration_of_an_earlier_version_is_left_as_it_is() -> None:
    assert from_earlier([True, False, True])
    assert not any(map(from_earlier, ([True, True, False], [False, False], [True, True])))


def test_the_demonstration_stands_on_every_division_and_is_built_once(committed: str) -> None:
    with pytest.raises(NoTreeError):
        build(people=9000, at=AT, say=_interrupted)
    load_edition(by=None, at=AT)
    policy.release(library(), by=None, at=AT)
    with pytest.raises(KeyboardInterrupt):
        build(people=9000, at=AT, say=_interrupted)
    said: list[str] = []
    assert build(people=9000, at=AT, say=said.append)
    assert not any("communities" in line for line in said)
    assert not build(people=9000, at=AT, say=said.append)
    with connections["owner"].cursor() as cursor:
        cursor.execute(COUNTS, {"at": AT})
        unled, unworked, people, future, unproven, corrected, off, late, lapses = cursor.fetchone()
        cursor.execute("select periods::text from places_place where code = %s", [CLOSED])
        (periods,) = cursor.fetchone()
        cursor.execute(
            "select count(*), min(f.due) from duties_figure f join duties_window w"
            " on w.id = f.window_id join policy_measure m on m.id = w.measure_id"
            " where m.code = 'A-3.1' and f.level = 3 and f.place = 500103000000000000"
        )
        days, fewest = cursor.fetchone()
    assert (unled, unworked, future, unproven) == (0, 0, 0, 0)
    assert people == pytest.approx(9000, rel=0.03)
    assert min(corrected, off, late, lapses) > 0
    assert periods.count("[") == 3
    assert days >= 14
    assert fewest == 79
    _leaders_answered_unevenly()
    call_command("demo", "accounts")


ANSWERED = """
with told as (
    select place - place % 1000000 as community, count(*) as lapses,
           count(*) filter (where exists (
               select from duties_acknowledgement a where a.lapse_id = e.lapse_id and a.rung = 1))
               as noted
    from duties_escalation e where level = 5 group by 1
)
select (select count(*) filter (where noted = 0 and lapses > 1) from told),
       (select count(*) filter (where noted = lapses) from told),
       (select count(*) from duties_escalation where level = 0)::float
           / (select count(*) from duties_escalation where level = 4),
       (select count(*) from duties_relief where kind = 'excused' and reason like '已查明%%'),
       (select count(*) from accounts_handover_step where kind = 'accepted'),
       (select count(*) from accounts_handover h where not exists (
           select from accounts_handover_step s where s.handover_id = h.id))
"""


def _leaders_answered_unevenly() -> None:
    with connections["owner"].cursor() as cursor:
        cursor.execute(ANSWERED.replace("%%", "%"))
        silent, prompt, climbed, settled, covered, asked = cursor.fetchone()
    assert min(silent, prompt, settled, covered, asked) > 0
    assert climbed < 0.5
