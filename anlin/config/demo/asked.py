"""Invented needs and difficulties: most answered in time, some late, a few never."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from random import Random
from uuid import UUID

from anlin.accounts.models import Grant
from anlin.accounts.queries import viewer_for
from anlin.accounts.rules import Role, Viewer
from anlin.base.scope import open_scope
from anlin.config.demo.tended import community_worker
from anlin.config.demo.territory import COUNTIES, SHOWN
from anlin.dispatch.actions import answer_need, merge_need, pass_need, raise_needs, settle_need
from anlin.dispatch.rules import Asked, NeedKind
from anlin.places.models import Place
from anlin.places.rules import COMMUNITY, code_of, span

_HOUR = timedelta(hours=1)
_NEAR = 24  # communities of each county that raise something in the fortnight
_SAID: Sequence[tuple[NeedKind, str, str, str]] = (
    (NeedKind.MEDICINE, "退烧药只剩两盒，够一天", "已请街道调配", "今天下午送到40盒"),
    (NeedKind.CARE, "卫生站血氧仪坏了，今晚没有可用的", "正在联系中心医院借用", "已借到两台"),
    (NeedKind.STAFF, "网格员3人发热在家，人手不够", "明天起派2名下沉干部", "人员已到岗"),
    (NeedKind.TRANSPORT, "夜间送透析老人没有车", "联系公交公司值班车", "车队已排夜班"),
    (NeedKind.SUPPLIES, "口罩和消毒液只够两天", "区里明早配送", "已收到，入库"),
    (NeedKind.DAILY, "独居老人家里停水两天", "已报水务抢修", "当晚恢复供水"),
    (NeedKind.OTHER, "集贸市场人多，劝散不动", "派出所到场", "已分时段进场"),
)


def ask(now: datetime, seed: str) -> list[str]:
    """Let communities raise needs over the fortnight; return those that did."""
    touched = []
    for county in COUNTIES:
        dice = Random(f"{seed}:{county}:asked")  # noqa: S311 - invented, not secret
        for code in _chosen(county, dice):
            for _ in range(1 + (code in SHOWN) * 3):
                _one(code, now - dice.uniform(0.3, 300) * _HOUR, now, dice)
            touched.append(code)
    for code in SHOWN:
        _today(code, now, Random(f"{seed}:{code}:asked"))  # noqa: S311 - invented, not secret
    return touched


def _chosen(county: str, dice: Random) -> list[str]:
    lo, hi = span(county)
    found = Place.objects.using("owner").filter(level=COMMUNITY, lo__gte=lo, lo__lt=hi)
    codes = [each.code for each in found.order_by("code")]
    shown = [code for code in SHOWN if code.startswith(county)]
    return sorted({*shown, *dice.sample(codes, min(_NEAR, len(codes)))})


def _one(code: str, at: datetime, now: datetime, dice: Random) -> None:
    """Raise one need, and let somebody deal with it after a while or never."""
    kind, text, answer, solution = dice.choice(_SAID)
    number = _raise(code, kind, text, at, dice)
    waited = dice.choices((0.4, 1.5, 5, 30), (50, 25, 15, 10))[0] * dice.uniform(0.5, 1.5) * _HOUR
    desk = _desk(code, kind, now)
    if at + waited < now and dice.random() < 0.93:
        answer_need(number, word=answer, by=desk, at=at + waited)
        done = at + waited + dice.uniform(2, 60) * _HOUR
        if done < now and dice.random() < 0.9:
            settle_need(number, word=solution, by=desk, at=done)


def _today(code: str, now: datetime, dice: Random) -> None:
    """Let a shown community have one late, one passed up, two that are the same, one fresh."""
    by = community_worker(code, now)
    _raise(code, NeedKind.CARE, "3号楼老人呼吸困难，救护车两小时没来", now - 5 * _HOUR, dice)
    stuck = _raise(code, NeedKind.TRANSPORT, "转运车全部外出，排队7人", now - 7 * _HOUR, dice)
    desk = _desk(code, NeedKind.TRANSPORT, now)
    pass_need(stuck, word="街道没有可调车辆", by=desk, at=now - 6 * _HOUR)
    first = _raise(code, NeedKind.SUPPLIES, "防护服缺60套", now - 4 * _HOUR, dice)
    again = _raise(code, NeedKind.SUPPLIES, "防护服不够，还差60套左右", now - 3 * _HOUR, dice)
    merge_need(again, into=first, word="", by=by, at=now - 2 * _HOUR)
    _raise(code, NeedKind.STAFF, "今晚卡口缺一人", now - _HOUR / 2, dice)


def _raise(code: str, kind: NeedKind, text: str, at: datetime, dice: Random) -> int:
    by = community_worker(code, at)
    asked = Asked(UUID(int=dice.getrandbits(128), version=4), kind, text)
    with open_scope(by.lo, by.hi, user=by.user, names=True):
        (number,) = raise_needs(needs=[asked], by=by, at=at)
    return number


def _desk(code: str, kind: NeedKind, now: datetime) -> Viewer:
    """Return who deals with needs of a kind from a community: its county's or street's desk."""
    roles = (Role.COUNTY_LEADER, 3) if kind is NeedKind.SUPPLIES else (Role.STREET_OFFICER, 4)
    lo = span(code_of(span(code)[0], roles[1]))[0]
    held = Grant.objects.using("owner").filter(role=roles[0], lo=lo).order_by("id").first()
    return viewer_for(held.user_id, None, now) if held else community_worker(code, now)
