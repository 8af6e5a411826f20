"""Who is concerned: suspected cases in institutions, until they are closed."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime

from anlin.base.days import NEVER
from anlin.base.sockets import Bands, Population, Span
from anlin.base.sql import statement

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
