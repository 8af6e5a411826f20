"""Verbs of institutions; each act is one transaction and one journal line."""

from anlin.institutions.actions.house import (
    Floor,
    Room,
    add_building,
    add_part,
    arrange,
    end_bed,
    register_institution,
    set_zone,
)
from anlin.institutions.actions.importing import (
    resident_sheet,
    result_sheet,
    take_residents,
    try_residents,
)
from anlin.institutions.actions.living import Admission
from anlin.institutions.actions.rounds import Measured, take_in
from anlin.institutions.actions.staff import add_post, end_post
from anlin.institutions.actions.staying import (
    admit,
    admit_all,
    admit_known,
    discharge,
    leave,
    move,
    take_back,
)
from anlin.institutions.actions.testing import (
    Refused,
    ask_for_laboratory,
    import_results,
    open_batch,
    record_results,
)
from anlin.institutions.actions.warning import close, take_over

__all__ = [
    "Admission",
    "Floor",
    "Measured",
    "Refused",
    "Room",
    "add_building",
    "add_part",
    "add_post",
    "admit",
    "admit_all",
    "admit_known",
    "arrange",
    "ask_for_laboratory",
    "close",
    "discharge",
    "end_bed",
    "end_post",
    "import_results",
    "leave",
    "move",
    "open_batch",
    "record_results",
    "register_institution",
    "resident_sheet",
    "result_sheet",
    "set_zone",
    "take_back",
    "take_in",
    "take_over",
    "take_residents",
    "try_residents",
]
