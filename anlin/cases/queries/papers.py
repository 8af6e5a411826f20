"""Certificates: their codes, who issued them, and what the public page may say."""

from datetime import datetime, timedelta

from anlin.accounts.queries import within
from anlin.accounts.rules import Viewer
from anlin.base import scope, seal
from anlin.base.days import local_day
from anlin.cases.models import Certificate
from anlin.cases.rules import Paper, code_from, normal_code
from anlin.places.queries import breadcrumb
from anlin.places.rules import COMMUNITY, code_of

_LATELY, _MOST = timedelta(days=14), 50


def certificate_code(observation: int) -> str:
    """Return the code of the certificate of an observation: nobody without our key can make one."""
    return code_from(seal.blind_index(str(observation), area="cases_certificate.code"))


def certificate_digest(code: str) -> bytes:
    """Return what is kept of a code: it says nothing without the installation's own key."""
    return seal.blind_index(code, area="cases_certificate.digest")


def certificates_of(viewer: Viewer, person: int) -> list[Certificate]:
    """Return the certificates of a person that were issued in the viewer's place, newest first."""
    found = Certificate.objects.filter(observation__person=person)
    return list(within(viewer, found).order_by("-issued_at"))


def released_lately(viewer: Viewer, at: datetime) -> list[Certificate]:
    """Return the certificates of the last 14 days in the viewer's place, the newest first."""
    found = Certificate.objects.filter(issued_at__gt=at - _LATELY)
    kept = within(viewer, found).select_related("observation")
    return list(kept.order_by("-issued_at")[:_MOST])


def certificate_here(viewer: Viewer, number: int) -> Certificate | None:
    """Return a certificate that was issued in the viewer's place."""
    return within(viewer, Certificate.objects.filter(pk=number)).first()


def genuine(typed: str) -> Certificate | None:
    """Return the certificate that bears the code, revoked or not; None if none does.

    Only whoever holds the paper knows the code; the database shows that one row, and no other.
    """
    code = normal_code(typed)
    with scope.open_scope(0, 0):
        scope.show("paper", certificate_digest(code).hex())
        return Certificate.objects.filter(digest=certificate_digest(code)).first() if code else None


def paper_of(certificate: Certificate) -> Paper:
    """Return what stands on a certificate, with its code."""
    return Paper(
        number=certificate.pk,
        name=certificate.name,
        community=certificate.community,
        begun_on=certificate.begun_on,
        last_on=certificate.last_on,
        clause=certificate.clause,
        issued_on=local_day(certificate.issued_at),
        code=certificate_code(certificate.observation_id),
    )


def issuer_of(place: int) -> str:
    """Return street and community in Chinese, as a paper names its issuer."""
    return "".join(each.name for each in breadcrumb(code_of(place, COMMUNITY))[-3:])
