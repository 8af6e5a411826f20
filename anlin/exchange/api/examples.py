"""One example for each address, in both languages; a test runs every one as it is printed."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

COMMUNITY, BUILDING = "500103001006", "500103001006001001"
DAY, THEN = "2023-01-24", "2023-01-29T20:00:00%2B08:00"


@dataclass(frozen=True, slots=True)
class Example:
    """What an address is for, and one request to it; `body` is JSON."""

    says: str | Promise
    address: str
    body: Mapping[str, Any] | None = None


RECORD = {
    "records": [
        {
            "id": "018d1f2e-0000-7000-8000-000000000001",
            "place": BUILDING,
            "subject": 1,
            "kinds": ["contact"],
            "occurred_at": "2023-02-03T09:30:00+08:00",
            "content": {"way": "phone", "condition": "well"},
        },
        {
            "id": "018d1f2e-0000-7000-8000-000000000002",
            "place": COMMUNITY,
            "kinds": ["daily_report"],
            "occurred_at": "2023-02-03T09:40:00+08:00",
            "content": {"fevers": 0, "positives": 0, "returned": 2, "appeals": 1, "urgent": 0},
        },
    ]
}
EXAMPLES: Mapping[str, Example] = {
    "me": Example(_("Whom the key stands for"), "me"),
    "place": Example(_("One place"), f"places/{COMMUNITY}"),
    "places_below": Example(
        _("The places below, as of a day"), f"places/{COMMUNITY}/children?day={DAY}"
    ),
    "orders": Example(_("Every order"), "orders"),
    "order": Example(_("One order with its clauses"), "orders/minfa-2020-9"),
    "clause": Example(_("One clause"), "clauses/E-8"),
    "measure": Example(_("One measure with its values"), "measures/E-8"),
    "rulings": Example(
        _("What is in force at a place on a day"), f"places/{COMMUNITY}/rulings?day={DAY}"
    ),
    "duties": Example(
        _("Duties of a day: as known then, and as known now"),
        f"places/{COMMUNITY}/duties?day={DAY}&known_at={THEN}",
    ),
    "why": Example(_("Why a duty is owed"), f"duties/why?window=1&place={BUILDING}&subject=1"),
    "board": Example(
        _("Figures of a place, with their age"), f"places/{COMMUNITY}/board?day={DAY}"
    ),
    "board_below": Example(
        _("Figures of the places below"), f"places/{COMMUNITY}/board/below?day={DAY}"
    ),
    "lapses": Example(
        _("What lapsed, and what became of it"),
        f"places/{COMMUNITY}/lapses?since=2023-01-10&until=2023-02-03",
    ),
    "lapse": Example(_("One lapse"), "lapses/1"),
    "lapse_history": Example(_("What became known of a lapse, and when"), "lapses/1/history"),
    "inbox": Example(_("What was put before the place you lead"), "inbox"),
    "acknowledge": Example(
        _("Take note of a lapse"), "lapses/1/acknowledge", {"note": "已派人上门"}
    ),
    "ask_up": Example(
        _("Ask the level above for help"), "lapses/1/ask-up", {"reason": "本周缺两名网格员"}
    ),
    "excuse": Example(
        _("Excuse a duty with authority"),
        "lapses/1/excuse",
        {"kind": "excused", "reason": "住院治疗，由医院照护"},
    ),
    "record": Example(_("Send what was done: up to a hundred records"), "records", RECORD),
}
