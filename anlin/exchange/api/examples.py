"""One example for each address, in both languages; a test runs every one as it is printed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from urllib.parse import quote

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from anlin.base.days import ZONE, local_day

_SAMPLE = datetime(2023, 2, 3, 10, tzinfo=ZONE)


@dataclass(frozen=True, slots=True)
class Known:
    """What the examples speak of: things that whoever reads the guide can see, where there are any.

    `day` is over; `at` is now. The ids are for the two records to send.
    """

    place: str = "500103001006"
    building: str = "500103001006001001"
    window: int = 1
    subject: int = 1
    lapse: int = 1
    at: datetime = _SAMPLE
    ids: tuple[str, str] = (
        "018d1f2e-0000-7000-8000-000000000001", "018d1f2e-0000-7000-8000-000000000002",
    )  # fmt: skip

    @property
    def day(self) -> date:
        """Return yesterday."""
        return local_day(self.at) - timedelta(days=1)

    def written(self, moment: datetime) -> str:
        """Return a moment as an address takes it."""
        return quote(moment.astimezone(ZONE).isoformat(timespec="seconds"), safe=":")


@dataclass(frozen=True, slots=True)
class Example:
    """What an address is for, and one request to it; `body` is JSON."""

    says: str | Promise
    address: str
    body: Mapping[str, Any] | None = None


def examples(known: Known) -> dict[str, Example]:
    """Return one example for each address, by the name of its operation."""
    return (
        {
            "me": Example(_("Whom the key stands for"), "me"),
            "place": Example(_("One place"), f"places/{known.place}"),
            "places_below": Example(
                _("The places below, as of a day"), f"places/{known.place}/children?day={known.day}"
            ),
            "orders": Example(_("Every order"), "orders"),
            "order": Example(_("One order with its clauses"), "orders/minfa-2020-9"),
            "clause": Example(_("One clause"), "clauses/E-8"),
            "measure": Example(_("One measure with its values"), "measures/E-8"),
            "rulings": Example(
                _("What is in force at a place on a day"),
                f"places/{known.place}/rulings?day={known.day}",
            ),
            "duties": Example(
                _("Duties of a day: as known then, and as known now"),
                f"places/{known.place}/duties?day={known.day}&known_at={known.written(known.at)}",
            ),
            "why": Example(
                _("Why a duty is owed"),
                f"duties/why?window={known.window}&place={known.building}&subject={known.subject}",
            ),
            "board": Example(
                _("Figures of a place, with their age"),
                f"places/{known.place}/board?day={known.day}",
            ),
            "board_below": Example(
                _("Figures of the places below"),
                f"places/{known.place}/board/below?day={known.day}",
            ),
        }
        | _about_lapses(known)
        | _acts(known)
    )


def _about_lapses(known: Known) -> dict[str, Example]:
    return {
        "lapses": Example(
            _("What lapsed, and what became of it"),
            f"places/{known.place}/lapses?since={known.day - timedelta(days=7)}&until={known.day}",
        ),
        "lapse": Example(_("One lapse"), f"lapses/{known.lapse}"),
        "lapse_history": Example(
            _("What became known of a lapse, and when"), f"lapses/{known.lapse}/history"
        ),
        "inbox": Example(_("What was put before the place you lead"), "inbox"),
    }


def _acts(known: Known) -> dict[str, Example]:
    return {
        "acknowledge": Example(
            _("Take note of a lapse"), f"lapses/{known.lapse}/acknowledge", {"note": "已派人上门"}
        ),
        "ask_up": Example(
            _("Ask the level above for help"),
            f"lapses/{known.lapse}/ask-up",
            {"reason": "本周缺两名网格员"},
        ),
        "excuse": Example(
            _("Excuse a duty with authority"),
            f"lapses/{known.lapse}/excuse",
            {"kind": "excused", "reason": "住院治疗，由医院照护"},
        ),
        "record": Example(
            _("Send what was done: up to a thousand records"),
            "records",
            {"records": _records(known)},
        ),
    }


def _records(known: Known) -> list[Mapping[str, Any]]:
    """Return a contact of this hour, and a report."""
    contact, report = known.ids
    done = (known.at - timedelta(minutes=30)).astimezone(ZONE).isoformat(timespec="seconds")
    return [
        {
            "id": contact,
            "place": known.building,
            "subject": known.subject,
            "kinds": ["contact"],
            "occurred_at": done,
            "content": {"way": "phone", "condition": "well"},
        },
        {
            "id": report,
            "place": known.place,
            "kinds": ["daily_report"],
            "occurred_at": done,
            "content": {"fevers": 0, "positives": 0, "returned": 2, "appeals": 1, "urgent": 0},
        },
    ]
