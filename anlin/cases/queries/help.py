"""Whom a community calls, and words of help."""

from django.utils.translation import gettext_lazy as _

from anlin.cases.models import Clinic
from anlin.cases.rules import Decision
from anlin.people.rules import community_of

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
