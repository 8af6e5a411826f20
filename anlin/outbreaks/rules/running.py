"""What is asked of an institution that is shut or in a severe area, and written down once done."""

from collections.abc import Mapping
from enum import StrEnum

from anlin.policy.rules import Limit
from anlin.records.rules import EvidenceKind


class Deed(StrEnum):
    """What was done for an institution, in the order it is asked."""

    EQUIPPED = "equipped"
    TEAM = "team"
    ROTATED = "rotated"
    COUNSELLED = "counselled"


PROVES: Mapping[Deed, EvidenceKind] = {
    Deed.EQUIPPED: EvidenceKind.SITE_EQUIPPED,
    Deed.TEAM: EvidenceKind.MEDICAL_TEAM,
    Deed.ROTATED: EvidenceKind.STAFF_ROTATED,
    Deed.COUNSELLED: EvidenceKind.COUNSELLED,
}
ASKS: Mapping[str, Deed] = {
    "FE-10": Deed.EQUIPPED,
    "B-2.1-team": Deed.TEAM,
    "D-3.5-rest": Deed.ROTATED,
    "D-3.5-talk": Deed.COUNSELLED,
}
SITE_CLAUSE = "B-2.5"


def site_lacks(open_cases: int, confirmed: int, limit: Limit | None) -> tuple[str, str, str] | None:
    """Return clause and words of what an isolation site lacks, in both languages; None if nothing.

    It takes a case, by the order itself, and as many confirmed contacts as a limit in force says.
    """
    if not open_cases:
        return SITE_CLAUSE, "没有未了结的病例", "no case is open"
    if limit is not None and confirmed < limit.value:
        wants = f"{limit.value.normalize():f}"
        return (
            limit.clause,
            f"核定的接触者 {confirmed} 人，须满 {wants} 人",
            f"{confirmed} of {wants} confirmed contacts",
        )
    return None
