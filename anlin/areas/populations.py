"""Communities by their decided class or their county's level: SELECTs, and plain twins."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date

from anlin.base.days import NEVER, start_of
from anlin.base.sockets import Bands, Population, Span
from anlin.base.sql import statement
from anlin.places.rules import COMMUNITY, level_of


def _select(name: str) -> str:
    return statement("areas/communities_classed").replace("{class}", name)


def _by(name: str) -> Callable[[Mapping[str, object], Bands], Iterator[Span]]:
    """Yield one span per listed community and class decided for it, or around it."""

    def plain(facts: Mapping[str, object], bands: Bands) -> Iterator[Span]:
        decided = sorted(
            (each for each in _listed(facts, "area_classes") if each["name"] == name),
            key=lambda each: str(each["since"]),
        )
        for place in _listed(facts, "places"):
            code = str(place["code"])
            if level_of(code) != COMMUNITY:
                continue
            own = [each for each in decided if code.startswith(str(each["place"]))]
            for number, each in enumerate(own):
                later = own[number + 1]["since"] if number + 1 < len(own) else None
                until = start_of(date.fromisoformat(str(later))) if later else NEVER
                since = start_of(date.fromisoformat(str(each["since"])))
                if since < until:
                    yield Span(code, code, since, until, key=str(each["outcome"]))

    return plain


def _listed(facts: Mapping[str, object], name: str) -> Iterator[Mapping[str, object]]:
    found = facts.get(name)
    for each in found if isinstance(found, Sequence) else ():
        if isinstance(each, Mapping):
            yield each


CLASSED = (
    Population(
        name="communities_by_class",
        title_zh="已定疫情类别的社区和村",
        title_en="communities whose epidemic class was decided",
        subject="place",
        sql=_select("community_class"),
        plain=_by("community_class"),
        axes=("community_class",),
    ),
    Population(
        name="communities_by_level",
        title_zh="所在区县已定风险等级的社区和村",
        title_en="communities whose county has a decided level",
        subject="place",
        sql=_select("county_risk"),
        plain=_by("county_risk"),
        axes=("county_risk",),
    ),
)
