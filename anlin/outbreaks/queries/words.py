"""What cases, steps, contacts and decisions are called on screens."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from anlin.institutions.rules.regime import Regime, Way
from anlin.outbreaks.rules import Basis, Closing, Deed, Source, Step, What

STEP_WORDS = {
    Step.REPORTED: _("Report to the CDC and civil affairs"),
    Step.ISOLATED: _("Isolate in the observation room"),
    Step.TRANSFERRED: _("Transfer to hospital, or treat"),
    Step.DISINFECTED: _("Disinfect room, shared rooms and objects"),
}
SOURCE_WORDS = {
    Source.TEST: _("positive test"),
    Source.WARNING: _("warning of a round"),
    Source.HAND: _("seen by staff"),
}
CLOSING_WORDS = {
    Closing.EXCLUDED: _("Excluded by tests"),
    Closing.RECOVERED: _("Recovered"),
    Closing.HOSPITAL: _("Handed over to the hospital"),
    Closing.DIED: _("Died"),
}
BASIS_WORDS = {
    Basis.ROOM: _("same room"),
    Basis.SHIFT: _("same shift"),
    Basis.ROUND: _("same round"),
    Basis.VISIT: _("visit"),
    Basis.GATE: _("at the gate"),
    Basis.HAND: _("added by hand"),
}
REGIME_WORDS = {
    Regime.OPEN: _("open, by the guideline"),
    Regime.CLOSED: pgettext_lazy("institutions", "closed"),
    Regime.SITE: _("run as a collective isolation site"),
}
DEED_WORDS = {
    Deed.EQUIPPED: _("Who came, and what was set up"),
    Deed.TEAM: _("Which team, and what it did"),
    Deed.ROTATED: _("Who went out to rest, and who came in"),
    Deed.COUNSELLED: _("Who talked with whom, and how"),
}
WAY_WORDS = {
    Way.VISIT: _("Visit a resident"),
    Way.ENTER: _("Staff comes in"),
    Way.LEAVE: _("Resident goes out"),
    Way.ADMIT: _("Admit a new resident"),
}
WHAT_WORDS = {
    What.MEAL: _("Collective meal"),
    What.GATHERING: _("Gathering or activity"),
    What.WAKE: _("Wake or farewell"),
    What.PLACEMENT: _("Placement of a child"),
    What.REQUISITION: _("Requisition as an isolation site"),
}
LACK_WORDS = {
    What.MEAL: _("no collective meals inside"),
    What.GATHERING: _("no gatherings inside"),
    What.WAKE: _("wakes and gatherings wait"),
    What.PLACEMENT: _("placement waits until the epidemic ends"),
    What.REQUISITION: _("%(has)s people live inside"),
}
CLASS_WORDS = {
    "no_case": pgettext_lazy("community", "no case found"),
    "case_or_outbreak": pgettext_lazy("community", "case or outbreak"),
    "transmission": pgettext_lazy("community", "transmission"),
}
