"""How a parameter of a term and its value are said to people, in Chinese and English."""

from datetime import timedelta

from anlin.policy.rules.terms import Slot
from anlin.policy.rules.tightening import Amount, Loosening

_WEEK = 7
_DAY = 24 * 3600
PARAMETERS = {
    "needs": ("次数", "how many times"),
    "every": ("周期", "the period"),
    "slots": ("时段", "the times of day"),
    "grace": ("多久算漏", "when it counts as missed"),
    "spacing": ("两次间隔", "the time between two"),
    "within": ("时限", "the time limit"),
    "lasts": ("持续天数", "how many days it lasts"),
}
_OPEN = {
    "every": ("不设周期", "no period"),
    "within": ("不设时限", "no time limit"),
    "lasts": ("不限天数", "as long as one is concerned"),
}


_NOTHING = {
    "grace": ("到时就算漏", "at once"),
    "spacing": ("不限", "any time"),
}


def least(wrong: Loosening) -> tuple[str, str]:
    """Return what a loosened parameter may say: at least, at most, or only this."""
    zh, en = amount(wrong.parameter, wrong.least)
    if wrong.parameter == "slots":
        return f"{zh}之内", f"within {en}"
    if wrong.direction == "same" or wrong.least is None:
        return zh, en
    if wrong.parameter == "every":
        return f"{zh}或更密", f"{en} or more often"
    if wrong.direction == "more":
        return f"至少{zh}", f"at least {en}"
    return f"最多{zh}", f"at most {en}"


def amount(parameter: str, value: Amount) -> tuple[str, str]:
    """Return a value of a parameter in words."""
    if value is None:
        return _OPEN.get(parameter, ("—", "—"))
    if isinstance(value, tuple):
        said = [_slot(slot) for slot in value]
        return "、".join(zh for zh, _en in said), ", ".join(en for _zh, en in said)
    if isinstance(value, timedelta):
        return _length(value) if value else _NOTHING.get(parameter, ("0", "0"))
    if parameter == "every":
        return _period(value)
    if parameter == "lasts":
        return _counted(value, "天", "day")
    return _counted(value, "次", "time")


def _counted(number: int, zh: str, en: str) -> tuple[str, str]:
    return f"{number}{zh}", f"{number} {en}" if number == 1 else f"{number} {en}s"


def _period(days: int) -> tuple[str, str]:
    if days == 1:
        return "每天", "every day"
    if days == _WEEK:
        return "每周", "every week"
    return f"每{days}天", f"every {days} days"


def _length(value: timedelta) -> tuple[str, str]:
    seconds = int(value.total_seconds())
    for unit, zh, en in ((_DAY, "天", "day"), (3600, "小时", "hour")):
        if seconds and seconds % unit == 0:
            return _counted(seconds // unit, zh, en)
    return _counted(seconds // 60, "分钟", "minute")


def _slot(slot: Slot) -> tuple[str, str]:
    day = timedelta(days=1)
    if not slot.opens and not slot.closes % day:
        return "全程", "the whole time"
    last = slot.closes // day - (0 if slot.closes % day else 1)
    if not last:
        said = f"{_clock(slot.opens)}–{_clock(slot.closes)}"
        return said, said
    first = slot.opens // day
    start, end = _clock(slot.opens - first * day), _clock(slot.closes - last * day)
    return (
        f"第{first + 1}天{start}至第{last + 1}天{end}",
        f"day {first + 1} {start} to day {last + 1} {end}",
    )


def _clock(offset: timedelta) -> str:
    minutes = int(offset.total_seconds()) // 60
    return f"{minutes // 60:02}:{minutes % 60:02}"
