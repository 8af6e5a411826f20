"""Invented inspections: visits by routine and where records look too good, and what was found."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from io import BytesIO
from random import Random
from uuid import UUID

from PIL import Image, ImageDraw

from anlin.accounts.models import Grant
from anlin.accounts.queries import viewer_for
from anlin.accounts.rules import Role, Viewer
from anlin.base.days import local_day
from anlin.base.pictures import remade
from anlin.base.scope import nationwide
from anlin.config.demo.tended import community_worker
from anlin.config.demo.territory import COUNTIES, SHOWN
from anlin.duties.actions import reconcile
from anlin.duties.queries import law_in_force
from anlin.places.rules import COMMUNITY, code_of, lo_of, parent, span
from anlin.supervision.actions import find, look_again, plan_visit, rectify, send_feedback
from anlin.supervision.queries import signs
from anlin.supervision.rules import Weight

_DAY, _HOUR = timedelta(days=1), timedelta(hours=1)
_TO_DO = (  # clause, weight, what was found, and what is left of it at the end
    ("A-3.1", Weight.ORDINARY, "1月以来的日报告没有留底，查不到是谁报的", "closed"),
    ("E-8", Weight.URGENT, "两名独居老人本周只登记联系了一次", "rectified"),
    ("A-1.4", Weight.URGENT, "4号楼没有张贴楼栋长姓名和电话", "overdue"),
    ("A-2.3", Weight.ORDINARY, "东门测温枪坏了，改用手写登记，无人复测", "open"),
)


_WHY = "记录集中在深夜几分钟内，抽查核实"


def inspect(now: datetime, seed: str) -> Sequence[str]:
    """Let a street inspect the shown community, and the county where records look too good."""
    dice = Random(f"{seed}:inspected")  # noqa: S311 - invented, not secret
    street = _leader(Role.STREET_LEADER, str(parent(SHOWN[0])), now)
    county = _leader(Role.COUNTY_LEADER, COUNTIES[0], now)
    _in_the_shown(street, now, dice)
    touched = [SHOWN[0]]
    with nationwide():
        odd = [each for each in signs(county, now - _DAY) or () if each.odd]
    for number, each in enumerate(odd[:2]):
        at = now - (3 - number) * _DAY
        visit = plan_visit(
            place=each.place, on=local_day(at + 4 * number * _DAY), why=_WHY,
            client_id=_id(dice), by=county, at=at,
        )  # fmt: skip
        if number == 0:
            find(
                visit.pk, clause="D-6.1", weight=Weight.ORDINARY, client_id=_id(dice), by=county,
                said="回访5户，3户说本周没有人联系过，系统里却有登记", at=at + 5 * _HOUR,
            )  # fmt: skip
            touched.append(code_of(each.place, COMMUNITY))
    with nationwide():
        law = law_in_force()
        for code in touched:
            reconcile(law=law, at=now, within=span(code))
    return ("supervision_visit", "supervision_finding", "supervision_step")


def tell_issuers(now: datetime, seed: str) -> Sequence[str]:
    """Let the urban county tell the issuers how their measures stand; the rural one has not yet."""
    dice = Random(f"{seed}:progress")  # noqa: S311 - invented, not secret
    leader = _leader(Role.COUNTY_LEADER, COUNTIES[0], now)
    send_feedback(
        note="孤寡老人联系缺人手，已请志愿者协助；退烧药够用。", client_id=_id(dice), by=leader,
        at=now - 3 * _HOUR,
    )  # fmt: skip
    return ("supervision_feedback",)


def _in_the_shown(street: Viewer, now: datetime, dice: Random) -> None:
    worker = community_worker(SHOWN[0], now)
    begun = now - 9 * _DAY
    visit = plan_visit(
        place=lo_of(SHOWN[0]), on=local_day(begun + _DAY), why="月度例行检查", client_id=_id(dice),
        by=street, at=begun,
    )  # fmt: skip
    for number, (clause, weight, said, left) in enumerate(_TO_DO):
        at = begun + (1 + 2 * number) * _DAY
        made = find(
            visit.pk, clause=clause, weight=weight, said=said, client_id=_id(dice), by=street,
            at=at, photo=_photo(dice) if left == "open" else None,
        )  # fmt: skip
        if left in ("closed", "rectified"):
            rectify(made.pk, said="已补齐并逐户核对", by=worker, at=at + 10 * _HOUR)
        if left == "closed":
            look_again(made.pk, well=True, said="台账齐全", by=street, at=at + _DAY)


def _photo(dice: Random) -> bytes:
    """Return a drawn stand-in for a photograph: a gate with a broken thermometer."""
    picture = Image.new("RGB", (640, 420), (214, 222, 224))
    pen = ImageDraw.Draw(picture)
    pen.rectangle((0, 300, 640, 420), fill=(150, 150, 144))
    pen.rectangle((90, 90, 250, 320), fill=(96, 118, 128))
    pen.rectangle((330, 180, 560, 320), fill=(170, 140, 104))
    pen.ellipse((400, 130, 470, 180), fill=(250, 250, 250))
    for _ in range(6):
        x, y = dice.randrange(340, 540), dice.randrange(190, 300)
        pen.line((x, y, x + 14, y - 12), fill=(60, 50, 40), width=3)
    kept = BytesIO()
    picture.save(kept, "PNG")
    return remade(kept.getvalue()).jpeg


def _leader(role: Role, code: str, now: datetime) -> Viewer:
    held = Grant.objects.using("owner").filter(role=role, lo=span(code)[0]).earliest("id")
    return viewer_for(held.user_id, None, now)


def _id(dice: Random) -> UUID:
    return UUID(int=dice.getrandbits(128), version=4)
