"""Which kinds of institutions, or their residents, each population of orders means."""

from collections.abc import Mapping, Sequence

from anlin.institutions.rules.kinds import HOUSES, Kind

_CHILDREN = (Kind.CHILD_WELFARE, Kind.MINORS)
RESIDENTS: Mapping[str, tuple[str, str, Sequence[Kind]]] = {
    "residents_of_institutions": ("住在民政服务机构的人", "residents of institutions", HOUSES),
    "residents_of_elder_care": (
        "养老机构老年人", "residents of elder-care institutions", (Kind.ELDER_CARE,),
    ),
    "residents_of_rescue_stations": (
        "救助管理机构受助人员", "people in rescue stations", (Kind.RESCUE,),
    ),
    "children_in_institutions": (
        "儿童福利机构和未成年人救助保护机构的儿童", "children in institutions", _CHILDREN,
    ),
    "residents_of_mental_health": (
        "精神卫生福利机构人员", "residents of mental-health institutions", (Kind.MENTAL_HEALTH,),
    ),
}  # fmt: skip
PLACES: Mapping[str, tuple[str, str, Sequence[Kind]]] = {
    "institutions": ("每个民政服务机构", "every civil-affairs institution", tuple(Kind)),
    "institutions_with_residents": (
        "每个住人的民政服务机构", "every institution in which people live", HOUSES,
    ),
    "elder_care_institutions": ("养老机构", "elder-care institutions", (Kind.ELDER_CARE,)),
    "rescue_stations": ("救助管理机构", "rescue stations", (Kind.RESCUE,)),
    "child_institutions": (
        "儿童福利机构和未成年人救助保护机构",
        "child welfare and minors' protection institutions",
        _CHILDREN,
    ),
    "mental_health_institutions": (
        "精神卫生福利机构", "mental-health institutions", (Kind.MENTAL_HEALTH,),
    ),
    "funeral_institutions": ("殡葬服务机构", "funeral institutions", (Kind.FUNERAL,)),
    "day_care_institutions": ("社区养老服务机构", "community day care", (Kind.DAY_CARE,)),
}  # fmt: skip


def concerning(kind: str) -> set[str]:
    """Return the populations to which an institution of `kind`, or its residents, belong."""
    every = {**RESIDENTS, **PLACES}
    return {name for name, (*_, kinds) in every.items() if kind in kinds}
