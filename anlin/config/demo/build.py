"""Building the demonstration, stage by stage; a stage that stands is not built again."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import connections, transaction

from anlin.base.days import local_day, start_of
from anlin.base.scope import nationwide
from anlin.base.sql import rows, run
from anlin.config.demo import staff
from anlin.config.demo.acts import Fortnight
from anlin.config.demo.adopted import adopt_all
from anlin.config.demo.asked import ask
from anlin.config.demo.carried import carry
from anlin.config.demo.charged import answer
from anlin.config.demo.classed import classify
from anlin.config.demo.counted import count_all
from anlin.config.demo.covers import stand_in
from anlin.config.demo.excuses import excuse
from anlin.config.demo.gates import keep_gates
from anlin.config.demo.history import Phones
from anlin.config.demo.homes import keep_homes
from anlin.config.demo.inspected import inspect, tell_issuers
from anlin.config.demo.ledger import Ledger
from anlin.config.demo.moved import move
from anlin.config.demo.observed import observe
from anlin.config.demo.outbreaks import break_out
from anlin.config.demo.refusals import LedgerStandsError, NoTreeError
from anlin.config.demo.register import keep_register
from anlin.config.demo.reported import keep_reports
from anlin.config.demo.rounds import go_round
from anlin.config.demo.tended import tend
from anlin.config.demo.territory import COUNTIES, share
from anlin.config.demo.workforce import staff_homes
from anlin.duties.actions import plan, reconcile
from anlin.duties.models import Window
from anlin.duties.queries import LawInForce, law_in_force
from anlin.journal.actions import write
from anlin.journal.models import Entry
from anlin.people.models import Household
from anlin.places.actions import close_place, reopen_place
from anlin.places.models import Place
from anlin.places.rules import COMMUNITY, Kind, span
from anlin.reports.actions import count_day

PEOPLE = 30_000
DAYS = 14
SEED = "anlin"
CLOSED = "500103001011"
EARLIER = "an earlier version built it: to see what is new, point ANLIN_HOME to an empty folder"
_VERB = "demo.{stage}"

Say = Callable[[str], None]
Tables = Sequence[str]  # what a stage has filled


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be built: how many people, and the moment at which the fortnight ends."""

    people: int
    at: datetime

    @property
    def today(self) -> date:
        """Return the day on which the fortnight ends."""
        return local_day(self.at)

    @property
    def first(self) -> date:
        """Return the first day of the fortnight."""
        return self.today - timedelta(days=DAYS)


def build(*, people: int, at: datetime, say: Say) -> bool:
    """Build what does not stand yet; return whether anything had to be done.

    Where an earlier version has built its last part already, nothing can be put in between.

    Cost: under a minute for 30,000 people on two cores; the second time a few milliseconds.
    """
    wanted = Plan(people, at)
    stages: Sequence[tuple[str, Callable[[Plan, Say], Tables]]] = (
        ("settle", _settle),
        ("order", _order),
        ("read", _read),
        ("close", _close_twice),
        ("observe", _observe),
        ("register", _register),
        ("gates", lambda wanted, say: keep_gates(wanted.at, SEED, say)),
        ("homes", lambda wanted, say: keep_homes(wanted.at, SEED, say)),
        ("staff", lambda wanted, say: staff_homes(wanted.at, say)),
        ("plan", _plan),
        ("work", _work),
        ("attend", _attend),
        ("charge", lambda wanted, say: answer(wanted.at, SEED)),
        ("report", lambda wanted, say: keep_reports(wanted.at, SEED)),
        ("rounds", lambda wanted, say: go_round(wanted.at, SEED)),
        ("outbreaks", lambda wanted, say: break_out(wanted.at, say)),
        ("excuse", _excuse),
        ("cover", _cover),
        ("inspect", lambda wanted, say: inspect(wanted.at, SEED)),
        ("count", _count),
        ("figures", _figures),
        ("progress", lambda wanted, say: tell_issuers(wanted.at, SEED)),
    )
    standing = [_stands(name) for name, _ in stages]
    missing = [each for each, stands in zip(stages, standing, strict=True) if not stands]
    if from_earlier(standing):
        say(EARLIER)
        return False
    if not missing:
        say("stands already")
    for name, stage in missing:
        with transaction.atomic(using="owner"):
            filled = stage(wanted, say)
            _mark(name, wanted)
        if filled:
            _vacuum(filled)
    return bool(missing)


def from_earlier(standing: Sequence[bool]) -> bool:
    """Tell whether a part is missing before one that stands."""
    return list(standing) != sorted(standing, reverse=True)


def _stands(stage: str) -> bool:
    return Entry.objects.using("owner").filter(place=0, verb=_VERB.format(stage=stage)).exists()


def _mark(stage: str, wanted: Plan) -> None:
    write(
        by=None, verb=_VERB.format(stage=stage), place=0, subject="demo", at=wanted.at,
        detail={"people": wanted.people}, using="owner",
    )  # fmt: skip


def _settle(wanted: Plan, say: Say) -> Tables:
    """Put grids, households, people and workers on the real communities.

    Raises:
        LedgerStandsError: somebody is registered.
        NoTreeError: the divisions are not loaded.
    """
    if Household.objects.using("owner").exists():
        raise LedgerStandsError
    found = [
        (place.code, place.name, place.kind == Kind.VILLAGE)
        for county in COUNTIES
        for place in _communities(county)
    ]
    if not found:
        raise NoTreeError
    communities = share(found, wanted.people, SEED)
    ledger, grids = Ledger(wanted.today, SEED), {}
    for number, community in enumerate(communities, 1):
        ground = ledger.add(community)
        grids[community.code] = [u.code for u in ground.units if u.kind is Kind.GRID]
        if number % 94 == 0:
            say(f"{ledger.people:,} people in {number} of {len(communities)} communities")
    ledger.close()
    hired = wanted.at - timedelta(days=DAYS + 16)
    staff.hire(list(staff.posts(grids.items())), seed=SEED, at=hired)
    return ("places_place", "people_household", "people_person", "people_residence",
            "people_special_group", "people_health", "accounts_user", "accounts_grant")  # fmt: skip


def _communities(county: str) -> Sequence[Place]:
    lo, hi = span(county)
    found = Place.objects.using("owner").filter(level=COMMUNITY, lo__gte=lo, lo__lt=hi)
    return list(found.order_by("code"))


def _order(wanted: Plan, say: Say) -> Tables:
    """Adopt what the demonstration needs beside the orders that hold by themselves."""
    say("adopting orders")
    adopt_all(wanted.first, wanted.today - timedelta(days=DAYS // 2))
    return ()


def _read(wanted: Plan, say: Say) -> Tables:
    """Let most workers have read the orders that hold where they work."""
    run("config/demo_reading", {"at": wanted.at}, using="owner")
    return ("policy_reading",)


def _close_twice(wanted: Plan, say: Say) -> Tables:
    """Let one community be closed for five days and reopen, twice."""
    if len(Place.objects.using("owner").get(code=CLOSED).periods) > 1:
        return ()
    with nationwide():
        for back in (13, 6):
            shut = wanted.today - timedelta(days=back)
            again = shut + timedelta(days=5)
            close_place(CLOSED, shut, by=None, at=start_of(shut), reason="演练：封闭管理")
            reopen_place(CLOSED, again, by=None, at=start_of(again), reason="演练：恢复开放")
    return ()


def _observe(wanted: Plan, say: Say) -> Tables:
    """Put a few people of each county under home observation, before and past day 7 and 14."""
    say("putting a few people under home observation")
    observe(wanted.at, SEED)
    return ("cases_observation",)


def _register(wanted: Plan, say: Say) -> Tables:
    """Put doubles, two edits of one field and a spreadsheet before the community."""
    keep_register(wanted.at)
    return ("people_change", "people_difference", "people_review", "people_import")


def _plan(wanted: Plan, say: Say) -> Tables:
    """Plan the fortnight's windows and let the obligations follow the facts."""
    say("planning windows and obligations")
    with nationwide():
        law = law_in_force()
        plan(law=law, days=_days(law, wanted), at=wanted.at)
        for county in COUNTIES:
            reconcile(law=law, at=wanted.at, within=span(county))
    return ("duties_obligation", "duties_window")


def _days(law: LawInForce, wanted: Plan) -> list[date]:
    """Return the days whose windows matter: whole weeks of the fortnight, and standing ones."""
    monday = wanted.first - timedelta(days=wanted.first.weekday())
    days = {monday + timedelta(days=n) for n in range((wanted.today - monday).days + 2)}
    standing = {
        ruling.since
        for ruling in law.rulings
        if ruling.term.every is None and (ruling.until is None or ruling.until > wanted.first)
    }
    return sorted(days | standing)


def _work(wanted: Plan, say: Say) -> Tables:
    """Let the workers do, forget and send late what the fortnight asked of them."""
    since = start_of(wanted.first - timedelta(days=wanted.first.weekday()))
    with connections["owner"].cursor() as cursor:
        cursor.execute("select records_make_weeks(%s, %s)", [since, wanted.at])
    fortnight, phones = Fortnight(SEED, since, wanted.at), Phones(SEED, wanted.at)
    windows = list(Window.objects.using("owner").values_list("pk", flat=True))
    for county in COUNTIES:
        lo, hi = span(county)
        asked = {"windows": windows, "lo": lo, "hi": hi, "at": wanted.at}
        duties = rows("config/demo_duties", asked, using="owner")
        sent = phones.send(fortnight.acts(duties))
        say(f"{len(duties):,} duties, {sent:,} receipts so far")
    return ("records_evidence", "records_submission")


def _attend(wanted: Plan, say: Say) -> Tables:
    """Let people at home be watched, others be on the way, and places raise what they need."""
    say("watching people at home, handing people over, raising needs")
    tend(wanted.at, SEED)
    touched = dict.fromkeys(
        [*move(wanted.at, SEED), *ask(wanted.at, SEED), *classify(wanted.at, SEED)]
    )
    with nationwide():
        law = law_in_force()
        for community in touched:
            reconcile(law=law, at=wanted.at, within=span(community))
    return ("cases_handover", "dispatch_need", "records_evidence", "records_submission")


def _excuse(wanted: Plan, say: Say) -> Tables:
    """Let a community worker say of a few people why they were not reached, or owe nothing."""
    say("excusing a few")
    excuse(wanted.at)
    return ("duties_relief",)


def _cover(wanted: Plan, say: Say) -> Tables:
    """Let colleagues stand in, and one carry a phone."""
    stand_in(wanted.at)
    carry(wanted.at)
    return ("accounts_grant", "accounts_handover", "accounts_handover_step")


def _count(wanted: Plan, say: Say) -> Tables:
    """Raise what lapsed and let it climb hour by hour, while leaders answer; then count."""
    communities = [place.lo for county in COUNTIES for place in _communities(county)]
    return count_all(wanted.first, wanted.at, SEED, communities, say)


def _figures(wanted: Plan, say: Say) -> Tables:
    """Count every room's figures day by day, as the timed work would have."""
    say("counting figures at every level")
    for back in range(DAYS, -1, -1):
        with nationwide():
            count_day(day=wanted.today - timedelta(days=back), at=wanted.at)
    return ("reports_count",)


def _vacuum(tables: Tables) -> None:
    with connections["owner"].cursor() as cursor:
        cursor.execute(f"vacuum (analyze) {', '.join(tables)}")
