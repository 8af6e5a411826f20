"""Release when the days have passed, and the certificate that says so."""

from datetime import datetime

from anlin.accounts.rules import Right, Viewer
from anlin.base.days import local_day
from anlin.cases.actions.desk import finish, journal, named, running_or_refused
from anlin.cases.models import Certificate
from anlin.cases.queries import (
    alerts,
    certificate_code,
    certificate_digest,
    issuer_of,
    issues_certificates,
    observed_now,
)
from anlin.cases.rules import (
    Ending,
    Kind,
    NoCertificateError,
    NotObservedError,
    NotOverError,
    StillAbnormalError,
)
from anlin.people.actions.desk import at_work, person_here


def release(person: int, *, by: Viewer, at: datetime) -> Certificate:
    """Let somebody go whose days have passed, and issue the certificate.

    Raises:
        NoCertificateError: the orders in force let a community issue no such paper.
        NotObservedError: the person is not under observation.
        NotOverError: the days the law asks for have not passed.
        NotYoursError: the role or the area does not carry it.
        StillAbnormalError: an abnormal reading waits for somebody.
    """
    with at_work(by, right=Right.RECORD):
        who = person_here(person)
        kept = running_or_refused(person)
        seen = observed_now(kept, at)
        if kept.kind != Kind.OBSERVATION or seen.last_day is None or seen.ruling is None:
            raise NotObservedError
        if not seen.over:
            raise NotOverError(day=seen.last_day.isoformat())
        if any(alert.person == person for alert in alerts(by)):
            raise StillAbnormalError
        if not issues_certificates(kept.place, local_day(at)):
            raise NoCertificateError
        finish(kept, Ending.COMPLETED, by, at)
        issued = Certificate(
            observation=kept, place=kept.place, name=who.name, community=issuer_of(kept.place),
            begun_on=kept.begun_on, last_on=seen.last_day, clause=seen.ruling.term.clause,
            issued_at=at, issued_by=by.user,
        )  # fmt: skip
        issued.digest = certificate_digest(certificate_code(kept.pk))
        issued.save()
        journal(
            "release", kept.place, named(kept), by, at,
            detail={"certificate": issued.pk, "last_on": seen.last_day.isoformat()},
        )  # fmt: skip
    return issued


def note_print(certificate: Certificate, *, by: Viewer, at: datetime) -> None:
    """Journal that somebody took a copy of a certificate."""
    subject = f"cases_certificate:{certificate.pk}"
    journal("print_certificate", certificate.place, subject, by, at)
