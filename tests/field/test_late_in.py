"""What was done in time and sent late: the duty is met, what was missed meanwhile stays told."""

import json
from datetime import date, datetime, timedelta
from uuid import uuid4

import pytest

from anlin.accounts.rules import Role, Viewer
from anlin.accounts.rules.devices import CARRIED
from anlin.base.scope import open_scope
from anlin.duties import actions, queries
from anlin.duties.models import Lapse
from anlin.duties.queries import DutyRow
from anlin.field.actions.batch import Taken, take_batch
from anlin.field.rules import read_batch
from anlin.places.rules import level_of, span
from anlin.policy.rules import Slot
from tests.duties.ladders import UP_TO_STREET
from tests.duties.test_heart import BUILDINGS, DAILY, ELDER, HOUR, Heart, at, heart, ruling, term
from tests.field.phones import put_up

__all__ = ["heart"]
pytestmark = pytest.mark.django_db
GRID = BUILDINGS[0][:15]
AFTERNOON = (Slot(14 * HOUR, 16 * HOUR),)
ONCE_A_DAY = ruling(
    DAILY, "0", term(DAILY, date(2023, 1, 2), every=1, slots=AFTERNOON, grace=2 * HOUR)
)
PHONE = Viewer(
    5, "x", Role.GRID_WORKER, GRID, *span(GRID), level_of(GRID), device=5, carried=CARRIED
)


def send(moment: datetime, *acts: tuple[int, datetime], made: int, off: timedelta) -> Taken:
    """Send acts by the phone at `moment`: number on the phone, and when it says it was done."""
    items = [
        {"id": str(uuid4()), "seq": seq, "kind": "contact", "at": done.isoformat(),
         "body": {"subject": 1, "way": "phone", "condition": "well"}}
        for seq, done in acts
    ]  # fmt: skip
    body = json.dumps({"made": made, "oldest": None, "items": items}).encode()
    _, oldest, sent = read_batch(body)
    with open_scope(PHONE.lo, PHONE.hi, user=PHONE.user, names=True):
        return take_batch(made=made, oldest=oldest, sent=sent, ahead=off, by=PHONE, at=moment)


def duty(moment: datetime) -> DutyRow:
    windows = queries.windows_of(date(2023, 1, 3))
    (row,) = queries.duties(lo=0, hi=10**18, windows=windows, at=moment)
    return row


def raised() -> int:
    """Return how many lapses of that day were ever raised."""
    return Lapse.objects.filter(opens__gte=at("01-03 00:00")).count()


def missed(heart: Heart) -> None:
    """Let the third of January pass without a word until nine in the evening."""
    heart.settle(ELDER)
    with heart.as_owner():
        put_up([5], GRID)
    heart.work(heart.under(ONCE_A_DAY), at("01-03 20:59"))
    actions.sweep(at=at("01-03 20:59"), since=at("01-03 00:00"), ladders=UP_TO_STREET)
    assert duty(at("01-03 20:59")).status == "missed"


def test_an_act_of_1555_sent_at_2100_is_met_and_received_late_and_its_lapse_is_cured(
    heart: Heart,
) -> None:
    missed(heart)
    taken = send(at("01-03 21:00"), (1, at("01-03 15:55")), made=1, off=timedelta())
    assert [answer.result for answer in taken.answers] == ["accepted"]
    actions.refresh(at=at("01-03 21:01"))
    row = duty(at("01-03 21:01"))
    assert (row.status, row.received_late, row.cured) == ("met", True, True)
    assert raised() == 1


def test_an_act_of_1605_is_late_and_no_clock_that_runs_wrong_makes_it_more(heart: Heart) -> None:
    missed(heart)
    send(at("01-03 21:00"), (1, at("01-03 16:05")), made=1, off=timedelta())
    actions.refresh(at=at("01-03 21:01"))
    assert (duty(at("01-03 21:01")).status, raised()) == ("late", 1)


def test_what_is_written_down_after_a_contact_it_claims_to_lie_before_is_marked(
    heart: Heart,
) -> None:
    missed(heart)
    send(at("01-03 17:00"), made=0, off=timedelta())
    send(at("01-03 21:00"), (1, at("01-03 15:55")), made=1, off=timedelta())
    from anlin.records.models import Submission

    (kept,) = Submission.objects.filter(recorder=PHONE.user)
    assert datetime.fromisoformat(kept.content["written_after"]) == at("01-03 17:00")
    assert kept.occurred_at == at("01-03 15:55")


def test_a_phone_that_runs_ahead_is_brought_back_to_now(heart: Heart) -> None:
    missed(heart)
    send(at("01-03 21:00"), (1, at("01-05 09:00")), made=1, off=timedelta(days=2))
    from anlin.records.models import Submission

    (kept,) = Submission.objects.filter(recorder=PHONE.user)
    assert kept.occurred_at == at("01-03 21:00")
    assert datetime.fromisoformat(kept.content["claimed_at"]) == at("01-05 09:00")
