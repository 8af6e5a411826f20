"""The words for what the ledger keeps; the keys are what is kept."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from anlin.people.rules import Disease, Event, Group, Living, Relation, Sex, Source, Vaccination

GROUP_WORDS = {
    Group.LONE_ELDER: _("elder without family"),
    Group.LIVING_ALONE: _("elder living alone"),
    Group.EMPTY_NEST: _("empty-nest elder"),
    Group.LEFT_BEHIND_ELDER: _("left-behind elder"),
    Group.ORPHAN: _("orphan"),
    Group.UNATTENDED_CHILD: _("child without a carer"),
    Group.LEFT_BEHIND_CHILD: _("left-behind child"),
    Group.CARER_AWAY: _("carer isolated or in hospital"),
    Group.DISABLED_NO_SELF_CARE: _("disabled, needs care"),
    Group.SEVERE_MENTAL_DISORDER: _("severe mental disorder"),
    Group.SEVERELY_ILL: _("severely ill"),
    Group.CHRONIC_DISEASE: _("chronic disease"),
    Group.PREGNANT: _("pregnant or newly delivered"),
    Group.DESTITUTE_SUPPORT: _("destitute support"),
    Group.MINIMUM_ALLOWANCE: _("minimum living allowance"),
    Group.MARGINAL_ALLOWANCE: _("near the minimum living allowance"),
}
RELATION_WORDS = {
    Relation.HEAD: _("head of the household"),
    Relation.SPOUSE: _("spouse"),
    Relation.CHILD: _("son or daughter"),
    Relation.GRANDCHILD: _("grandchild"),
    Relation.PARENT: _("father or mother"),
    Relation.GRANDPARENT: _("grandparent"),
    Relation.SIBLING: _("brother or sister"),
    Relation.OTHER_RELATIVE: _("other relative"),
    Relation.NOT_RELATED: _("not related"),
}
LIVING_WORDS = {
    Living.HERE: _("lives here"),
    Living.AWAY: _("away for a time"),
    Living.MOVED_OUT: _("moved out"),
    Living.DIED: _("died"),
    Living.DOUBLE: _("double entry"),
}
EVENT_WORDS = {
    Event.HERE: _("Moved to another door here"),
    Event.AWAY: _("Went away for a time"),
    Event.BACK: _("Came back"),
    Event.MOVED_OUT: _("Moved out of this area"),
    Event.DIED: _("Died"),
}
SOURCE_WORDS = {
    Source.SCREEN: _("entered on screen"),
    Source.PHONE: _("sent by phone"),
    Source.IMPORT: _("from a spreadsheet"),
    Source.REVIEW: _("settled in review"),
}
FIELD_WORDS = {
    "name": _("Name"),
    "sex": _("Sex"),
    "born_on": _("Day of birth"),
    "phone": _("Telephone"),
    "id_number": _("Identity number"),
    "relation": _("Relation to the head"),
    "household": _("Household"),
    "living": _("Living here"),
    "door": _("Door"),
    "label": _("Called"),
    "closed_on": _("Door closed"),
    "same_as": _("Double entry of"),
    "building": _("Building"),
    "groups": _("Special groups"),
    "since": _("Lives here since"),
}
SEX_WORDS = {Sex.MALE: _("male"), Sex.FEMALE: _("female")}
DISEASE_WORDS = {
    Disease.NONE: _("no underlying disease"),
    Disease.STABLE: _("underlying disease, stable"),
    Disease.UNSTABLE: _("underlying disease, unstable"),
}
VACCINATION_WORDS = {
    Vaccination.NONE: _("not vaccinated"),
    Vaccination.PARTIAL: _("partly vaccinated"),
    Vaccination.FULL: _("fully vaccinated"),
}
VALUE_WORDS: Mapping[str, Mapping[Any, object]] = {
    "sex": SEX_WORDS,
    "relation": RELATION_WORDS,
    "living": LIVING_WORDS,
}
