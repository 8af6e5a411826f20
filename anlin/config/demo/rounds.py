"""An invented day in the shown home: a round with two warnings, and a batch of tests."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from random import Random
from uuid import UUID

from anlin.accounts.models import Grant
from anlin.accounts.queries import viewer_for
from anlin.accounts.rules import Role, Viewer
from anlin.base.scope import nationwide
from anlin.config.demo.homes import SHOWN_HOME
from anlin.institutions.actions import (
    Measured,
    close,
    open_batch,
    record_results,
    take_in,
    take_over,
)
from anlin.institutions.models import Institution, Sample, Stay, Warning
from anlin.institutions.rules import Method, Missing, Outcome, Result, RoundBody, State, Whom
from anlin.places.rules import lo_of

_MINUTE = timedelta(minutes=1)


def go_round(now: datetime, seed: str) -> Sequence[str]:
    """Let the carer measure four residents, the nurse take one warning over, and tests be taken."""
    dice = Random(f"{seed}:rounds")  # noqa: S311 - invented, not secret
    carer, nurse = _at_work(Role.CARER, now), _at_work(Role.NURSE, now)
    with nationwide():
        home = Institution.objects.get(place=lo_of(SHOWN_HOME))
        stays = list(Stay.objects.filter(place=home.place, until=None, state=State.IN)[20:24])
    values = ((36.4, 97, 16), (37.6, 96, 18), (36.6, 93, 22), (36.3, 98, 15))
    earlier = now - 40 * _MINUTE
    for stay, (warm, spo2, breathing) in zip(stays, values, strict=True):
        body = RoundBody(
            subject=stay.person_id, temperature=f"{warm}", spo2=spo2, breathing=breathing,
            posture="rest", oxygen=False, symptoms=[],
        )  # fmt: skip
        take_in(items=[Measured(_id(dice), earlier, body)], by=carer, at=earlier)
    with nationwide():
        warned = Warning.objects.get(person=stays[1].person_id, raised_at=earlier).pk
    take_over(warned, by=nurse, at=earlier + 6 * _MINUTE)
    close(
        warned, outcome=Outcome.FALSE_ALARM, note="午睡刚醒，复测36.7", by=nurse,
        at=earlier + 20 * _MINUTE,
    )  # fmt: skip
    batch = open_batch(
        home.pk, client_id=_id(dice), method=Method.ANTIGEN, whom=Whom.RESIDENTS,
        missing={stays[3].person_id: Missing.REFUSED}, by=carer, at=now - 300 * _MINUTE,
    )  # fmt: skip
    with nationwide():
        samples = Sample.objects.filter(batch=batch, missing="").order_by("pk")
        numbers = list(samples.values_list("pk", flat=True))
    results = dict.fromkeys(numbers[1:], Result.NEGATIVE) | {numbers[0]: Result.INVALID}
    record_results(batch.pk, results, by=carer, at=now - 280 * _MINUTE)
    return ("institutions_warning", "institutions_sample", "institutions_result")


def _at_work(role: Role, at: datetime) -> Viewer:
    held = Grant.objects.using("owner").filter(role=role, place_code=SHOWN_HOME)
    return viewer_for(held.earliest("id").user_id, None, at)


def _id(dice: Random) -> UUID:
    return UUID(int=dice.getrandbits(128), version=4)
