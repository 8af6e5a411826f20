"""The words for classes, their facts and where cases come from; the keys are what is kept."""

from django.utils.translation import gettext_lazy as _

from anlin.areas.rules import Source

CLASS_WORDS = {
    "community_class": _("Epidemic class of the community"),
    "place_risk": _("Risk level of the community"),
    "county_risk": _("Risk level of the county"),
}
SOURCE_WORDS = {
    Source.KNOWN: _("Source known"),
    Source.UNKNOWN: _("Source unknown"),
    Source.IMPORTED: _("Came in from elsewhere"),
}
AXIS_WORDS = {
    "cases": _("Confirmed cases in all"),
    "cumulative": _("Confirmed cases in all"),
    "linked_14d": _("Linked cases within 14 days"),
    "unknown_14d": _("Scattered cases of unknown source within 14 days"),
    "quiet_days": _("Whole days without a new case"),
    "spreading": _("It spreads within the community"),
    "sustained": _("Many or large outbreaks"),
    "cluster": _("A cluster within 14 days"),
}
