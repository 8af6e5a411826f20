"""Open requests for help, and whom a community calls."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from anlin.accounts.queries import within
from anlin.accounts.rules import Viewer
from anlin.cases.models import Clinic, Request
from anlin.cases.rules import Decision, Need
from anlin.people.rules import community_of

NEED_WORDS = {
    Need.MEDICINE: _("Medicine"),
    Need.CARE: _("To see a doctor"),
    Need.DAILY: _("Daily life"),
    Need.PSYCHOLOGICAL: _("Someone to talk to"),
    Need.OTHER: _("Something else"),
}
SYMPTOM_WORDS = {
    "fever": _("Fever"),
    "cough": _("Cough"),
    "breathless": _("Short of breath"),
    "chest": _("Chest tightness"),
    "drowsy": _("Drowsy"),
    "other": _("Something else"),
}
DECISION_WORDS = {
    Decision.HOSPITAL: _("To hospital"),
    Decision.VISIT: _("The clinic comes"),
    Decision.ADVICE: _("Advice by telephone"),
    Decision.UNREACHED: _("Nobody answered"),
}


def clinic_of(place: int) -> Clinic | None:
    """Return whom the community of `place` calls."""
    return Clinic.objects.filter(place=community_of(place)).order_by("-at", "-pk").first()


def open_requests(viewer: Viewer) -> QuerySet[Request]:
    """Return what waits for an answer in the viewer's place, the oldest first."""
    found = within(viewer, Request.objects.filter(answered_at=None))
    return found.select_related("person__household").order_by("at", "pk")


def requests_of(viewer: Viewer, person: int) -> QuerySet[Request]:
    """Return what a person asked for, open ones first, the newest first among each."""
    found = within(viewer, Request.objects.filter(person=person))
    return found.order_by("answered_at", "-at")
