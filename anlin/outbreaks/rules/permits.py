"""What is asked of an institution that an order may forbid."""

from collections.abc import Mapping
from enum import StrEnum


class What(StrEnum):
    """What somebody wants to do in an institution."""

    REQUISITION = "requisition"
    MEAL = "meal"
    GATHERING = "gathering"
    WAKE = "wake"
    PLACEMENT = "placement"


LIMITS: Mapping[What, str] = {
    What.REQUISITION: "requisition_residents",
    What.MEAL: "gatherings_inside",
    What.GATHERING: "gatherings_inside",
    What.WAKE: "gatherings_inside",
    What.PLACEMENT: "child_placements",
}
