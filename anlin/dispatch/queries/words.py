"""The words for needs and what becomes of them; the keys are what is kept."""

from django.utils.translation import gettext_lazy as _

from anlin.dispatch.rules import NeedKind, State, What

NEED_WORDS = {
    NeedKind.MEDICINE: _("Medicine"),
    NeedKind.CARE: _("To see a doctor"),
    NeedKind.DAILY: _("Daily life"),
    NeedKind.PSYCHOLOGICAL: _("Someone to talk to"),
    NeedKind.STAFF: _("Staff"),
    NeedKind.TRANSPORT: _("Transport"),
    NeedKind.SUPPLIES: _("Supplies"),
    NeedKind.LABORATORY: _("A laboratory for tests"),
    NeedKind.OTHER: _("Something else"),
}
STATE_WORDS = {
    State.OPEN: _("No answer yet"),
    State.OVERDUE: _("Past its time"),
    State.ANSWERED: _("Answered"),
    State.SETTLED: _("Solved"),
    State.MERGED: _("Merged"),
}
WHAT_WORDS = {
    What.ANSWERED: _("Answered"),
    What.PASSED: _("Passed up"),
    What.SETTLED: _("Solved"),
    What.MERGED: _("Merged into another"),
    What.REOPENED: _("Opened again"),
}
LEVEL_WORDS = (
    _("the nation"),
    _("the province"),
    _("the city"),
    _("the county"),
    _("the street or town"),
    _("the community"),
)
