"""Invented suspected cases, a home closed by the county, shelters, guardians, remains."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from decimal import Decimal

from anlin.accounts.rules import Role, Viewer
from anlin.areas.rules import Source as Infected
from anlin.base.days import local_day, start_of
from anlin.base.scope import nationwide
from anlin.config.demo.homes import HOMES, SHOWN_HOME
from anlin.config.demo.territory import COUNTIES
from anlin.config.demo.workforce import working
from anlin.institutions.actions import regime as decisions
from anlin.institutions.actions.regime import Basis, Caller
from anlin.institutions.models import Institution, Post, Stay
from anlin.institutions.rules import Kind
from anlin.institutions.rules.regime import Regime, Way
from anlin.outbreaks.actions import (
    Suspect,
    ask_permit,
    close_case,
    confirm_case,
    cremate,
    decide_contact,
    do_step,
    name_guardian,
    open_case,
    open_shelter,
    take_remains,
    write_down,
)
from anlin.outbreaks.queries import contacts, sheet
from anlin.outbreaks.rules import Closing, Deed, Source, Standing, Step, What
from anlin.places.rules import lo_of

_DAY, _HOUR, _MINUTE = timedelta(days=1), timedelta(hours=1), timedelta(minutes=1)


def break_out(now: datetime, say: Callable[[str], None]) -> Sequence[str]:
    """Let two be suspected in the shown home, one elsewhere, and the county decide on closing."""
    nurse = working(Role.NURSE, SHOWN_HOME, now)
    home, persons, post = _inside(SHOWN_HOME)
    _visits(home, persons, nurse, now)
    earlier = _case(home, persons[11], nurse, now - 3 * _DAY, "晨检发热38.2，抗原阳性", now)
    _decide_half(earlier, nurse, now)
    confirm_case(
        earlier, on=local_day(now - 2 * _DAY), infected=Infected.UNKNOWN, by=nurse,
        at=now - 2 * _DAY,
    )  # fmt: skip
    _case(home, persons[4], nurse, now - 95 * _MINUTE, "咳嗽、血氧92，抗原阳性", now, steps=2)
    wrong = _case(home, None, nurse, now - 6 * _DAY, "咽痛", now, post=post, steps=0)
    close_case(wrong, closing=Closing.EXCLUDED, by=nurse, at=now - 5 * _DAY)
    _regime(home, now)
    _kinds(now)
    say("3 suspected cases, one home closed")
    return ("outbreaks_case", "outbreaks_task", "outbreaks_contact", "outbreaks_permit",
            "institutions_regime", "institutions_hardship", "institutions_visit")  # fmt: skip


def _inside(code: str) -> tuple[Institution, list[int], int]:
    """Return an institution, who stays in it in the order of beds, and one of its carers."""
    with nationwide():
        home = Institution.objects.get(place=lo_of(code))
        stays = Stay.objects.filter(place=home.place, until=None, state="in")
        persons = list(stays.order_by("bed").values_list("person", flat=True))
        post = Post.objects.filter(place=home.place, job="carer").order_by("pk").first()
    return home, persons, post.pk if post else 0


def _visits(home: Institution, persons: list[int], by: Viewer, now: datetime) -> None:
    for number, (name, hours) in enumerate((("王小明", 20), ("李建国", 70))):
        caller = Caller(
            persons[4 + number], name, f"0001300{number:04}", Decimal("36.4"),
            tested_at=now - timedelta(hours=hours + 26),
        )  # fmt: skip
        decisions.register_visit(home.pk, caller=caller, by=by, at=now - timedelta(hours=26))


def _case(
    home: Institution, person: int | None, by: Viewer, found: datetime, why: str, now: datetime,
    *, post: int | None = None, steps: int = 4,
) -> int:  # fmt: skip
    """Open a case and do so many of its steps, each some minutes after the one before."""
    who = Suspect(person, None if person else post, Source.HAND, found, why, local_day(found))
    case = open_case(home.pk, who=who, owner=by.name, by=by, at=found + 5 * _MINUTE)
    words = ("区疾控中心、区民政局", "三层观察室单间", "区人民医院", "物业消毒员，含餐厅扶手")
    for number, (step, said) in enumerate(zip(Step, words, strict=True)):
        if number < steps:
            when = found + (18 + number * 21) * _MINUTE
            do_step(case.pk, step=step, done_at=when, said=said, by=by, at=min(when + _HOUR, now))
    return case.pk


def _decide_half(case: int, by: Viewer, now: datetime) -> None:
    with nationwide():
        found = contacts(case)
    for number, contact in enumerate(found[: len(found) // 2 + 1]):
        standing = Standing.STRUCK if number % 5 == 4 else Standing.CONFIRMED
        decide_contact(
            contact.contact, standing=standing, why="当班不在同一层", by=by, at=now - 2 * _DAY
        )


def _regime(home: Institution, now: datetime) -> None:
    """Let the county close one home, and a proposal of the shown home wait for it."""
    head = working(Role.HOME_HEAD, SHOWN_HOME, now)
    officer = working(Role.COUNTY_CIVIL_AFFAIRS, COUNTIES[0], now)
    small = next(
        each for each in HOMES
        if each.kind is Kind.ELDER_CARE and each.code != SHOWN_HOME
        and each.code.startswith(COUNTIES[0])
    )  # fmt: skip
    with nationwide():
        other = Institution.objects.get(place=lo_of(small.code))
    early = now - 4 * _DAY
    for each, by, at in ((other, working(Role.HOME_HEAD, small.code, now), early),
                         (home, head, now - 2 * _HOUR)):  # fmt: skip
        with nationwide():
            seen = sheet(each.place, at)
        clause = seen.found.class_table.clause_id if seen.found else "D-1.1"
        basis = Basis(seen.kept(), seen.suggested, clause, seen.found.row if seen.found else "")
        made = decisions.propose(
            each.pk, regime=Regime.CLOSED, since=start_of(local_day(at)) + 20 * _HOUR,
            review_on=local_day(at) + 7 * _DAY, basis=basis,
            why="院内有疑似，周边社区有病例", by=by, at=at,
        )  # fmt: skip
        if each is other:
            decisions.decide(made.pk, approved=True, word="同意，7天后评估", by=officer,
                             at=at + _HOUR)  # fmt: skip
    decisions.ask_hardship(
        other.pk, way=Way.VISIT, who="赵某之女", why="老人病危，请求见面", since=local_day(now),
        until=local_day(now) + 2 * _DAY, by=working(Role.HOME_HEAD, small.code, now), at=now,
    )  # fmt: skip
    write_down(
        other.pk, deed=Deed.COUNSELLED, said="社工逐间谈话，帮老人视频通话（演示）",
        done_at=now - _DAY, by=working(Role.HOME_HEAD, small.code, now), at=now - _DAY,
    )  # fmt: skip
    ask_permit(home.pk, what=What.MEAL, words="冬至集体聚餐", by=head, at=now - _DAY)


def _kinds(now: datetime) -> None:
    """Let a full station have a shelter, half the children a guardian, and remains wait."""
    at = now - _DAY
    for each in HOMES:
        if each.kind not in (Kind.RESCUE, Kind.CHILD_WELFARE, Kind.FUNERAL):
            continue
        head = working(Role.HOME_HEAD, each.code, at)
        home, persons, _post = _inside(each.code)
        if each.kind is Kind.RESCUE and each.code.startswith(COUNTIES[0]):
            open_shelter(home.pk, name="区体育馆（演示）", beds=40, by=head, at=at)
        if each.kind is Kind.CHILD_WELFARE:
            for person in persons[::2]:
                name_guardian(
                    person, name="区民政局（演示）", phone="00063000009", relation="机构监护",
                    since=local_day(at), by=head, at=at,
                )  # fmt: skip
        if each.kind is Kind.FUNERAL:
            gone = [
                take_remains(
                    home.pk, name=name, patient=patient, paper=f"医证（演示）{number} 区人民医院",
                    family="儿子，电话告知", came_at=at + number * _HOUR, by=head,
                    at=at + 4 * _HOUR,
                )
                for number, (name, patient) in enumerate((("孙某", True), ("何某", False)))
            ]  # fmt: skip
            cremate(gone[1].pk, done_at=at + 6 * _HOUR, kept="家属领取", by=head, at=at + 7 * _HOUR)
