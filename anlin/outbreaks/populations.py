"""Who is concerned: suspected cases, remains, institutions that are shut or in a severe area."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, datetime
from itertools import zip_longest

from anlin.base.days import NEVER, start_of
from anlin.base.sockets import Bands, Population, Span
from anlin.base.sql import statement
from anlin.institutions.rules.regime import SHUT, Regime

CASES = 2 * 10**15  # a case is neither person nor place: its number stands from here on
REMAINS = 3 * 10**15  # and those of the dead from here


def _of(name: str) -> Callable[[Mapping[str, object], Bands], Iterator[Span]]:
    """Yield one span for each fact of a name: from `at` until `closed_at`."""

    def plain(facts: Mapping[str, object], bands: Bands) -> Iterator[Span]:
        found = facts.get(name)
        for each in found if isinstance(found, Sequence) else ():
            until = each.get("closed_at")
            yield Span(
                str(each["id"]), str(each["place"]),
                datetime.fromisoformat(str(each["at"])),
                datetime.fromisoformat(str(until)) if until else NEVER,
            )  # fmt: skip

    return plain


def _kept(*regimes: Regime) -> Callable[[Mapping[str, object], Bands], Iterator[Span]]:
    """Yield one span for each time an institution is kept so.

    Shapes: `regimes` are {place (code of the grid), regime, since}, approved decisions, moments.
    """

    def plain(facts: Mapping[str, object], bands: Bands) -> Iterator[Span]:
        last: Span | None = None
        for each, until in _in_order(facts, "regimes"):
            if each["regime"] not in regimes:
                continue
            code, since = str(each["place"]), datetime.fromisoformat(str(each["since"]))
            if last and last.place == code and last.until == since:
                last = Span(code, code, last.since, until)
                continue
            if last:
                yield last
            last = Span(code, code, since, until)
        if last:
            yield last

    return plain


def _in_order(
    facts: Mapping[str, object], name: str
) -> Iterator[tuple[Mapping[str, object], datetime]]:
    """Yield what was decided of each place in order, each with the moment the next one begins."""
    found = facts.get(name)
    listed = sorted(
        found if isinstance(found, Sequence) else (),
        key=lambda each: (str(each["place"]), _moment(each["since"])),
    )
    for each, after in zip_longest(listed, listed[1:]):
        follows = after is not None and after["place"] == each["place"]
        yield each, _moment(after["since"]) if follows else NEVER


def _moment(text: object) -> datetime:
    """Return a moment, or the first one of a day in China."""
    said = str(text)
    if len(said) > len("2023-01-14"):
        return datetime.fromisoformat(said)
    return start_of(date.fromisoformat(said))


def _severe(name: str) -> Callable[[Mapping[str, object], Bands], Iterator[Span]]:
    """Yield a span for each of `institutions` or `stays` while the county's level is high."""

    def plain(facts: Mapping[str, object], bands: Bands) -> Iterator[Span]:
        levels = facts.get("area_classes")
        decided = [each for each in levels if each["name"] == "county_risk"] if isinstance(
            levels, Sequence
        ) else []  # fmt: skip
        severe = [
            (str(each["place"]), _moment(each["since"]), until)
            for each, until in _in_order({"levels": decided}, "levels")
            if each["outcome"] == "high"
        ]
        found = facts.get(name)
        for each in found if isinstance(found, Sequence) else ():
            code = str(each["place"])
            since = _moment(each["since"])
            until = _moment(each["until"]) if each.get("until") else NEVER
            for county, first, last in severe:
                lo, hi = max(since, first), min(until, last)
                if code.startswith(county) and lo < hi:
                    yield Span(str(each.get("subject", code)), code, lo, hi)

    return plain


SUSPECTED = Population(
    name="suspected_cases",
    title_zh="机构内的疑似病例",
    title_en="suspected cases in institutions",
    subject="matter",
    sql=statement("outbreaks/suspected_cases"),
    plain=_of("suspected"),
)
DEAD = Population(
    name="remains_of_patients",
    title_zh="患者遗体",
    title_en="remains of patients",
    subject="matter",
    sql=statement("outbreaks/remains_of_patients"),
    plain=_of("remains"),
)
SITES = Population(
    name="collective_sites",
    title_zh="按集中隔离点管理的机构",
    title_en="institutions run as a collective isolation site",
    subject="place",
    sql=statement("outbreaks/regime_spans").replace("{regimes}", "{site}"),
    plain=_kept(Regime.SITE),
)
SHUT_HOMES = Population(
    name="closed_institutions",
    title_zh="封闭管理的机构",
    title_en="institutions under closed management",
    subject="place",
    sql=statement("outbreaks/regime_spans").replace("{regimes}", "{closed,site}"),
    plain=_kept(*SHUT),
)
SEVERE_HOMES = Population(
    name="institutions_in_severe_areas",
    title_zh="高等级区县的民政服务机构",
    title_en="institutions of counties at a high level",
    subject="place",
    sql=statement("outbreaks/severe_institutions"),
    plain=_severe("institutions"),
)
SEVERE_RESIDENTS = Population(
    name="residents_in_severe_areas",
    title_zh="住在高等级区县的民政服务机构的人",
    title_en="residents of institutions of counties at a high level",
    subject="person",
    sql=statement("outbreaks/severe_residents"),
    plain=_severe("stays"),
)
OFFERED = (SUSPECTED, DEAD, SITES, SHUT_HOMES, SEVERE_HOMES, SEVERE_RESIDENTS)
