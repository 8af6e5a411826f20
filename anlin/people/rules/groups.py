"""What the ledger says of somebody beside name and birth: groups, relation, living, health."""

from enum import StrEnum


class Group(StrEnum):
    """Special groups: residents whom orders name.

    Source: E-8 names the first four and adds "and the like"; E-13 the severe mental disorders;
    B-3.1 and C-5.6 those left behind, left without their carer, severely ill; A-6.1 families in
    difficulty (the kinds of the Social Assistance Law, Art. 13); the visiting notice of 2022 those
    living alone and empty-nest; D-2.3 chronic disease and pregnancy.
    """

    LONE_ELDER = "lone_elder"
    ORPHAN = "orphan"
    UNATTENDED_CHILD = "unattended_child"
    DISABLED_NO_SELF_CARE = "disabled_no_self_care"
    LEFT_BEHIND_CHILD = "left_behind_child"
    LEFT_BEHIND_ELDER = "left_behind_elder"
    SEVERE_MENTAL_DISORDER = "severe_mental_disorder"
    LIVING_ALONE = "living_alone"
    EMPTY_NEST = "empty_nest"
    CARER_AWAY = "carer_away"
    SEVERELY_ILL = "severely_ill"
    CHRONIC_DISEASE = "chronic_disease"
    PREGNANT = "pregnant"
    DESTITUTE_SUPPORT = "destitute_support"
    MINIMUM_ALLOWANCE = "minimum_allowance"
    MARGINAL_ALLOWANCE = "marginal_allowance"


SPECIAL = (
    Group.LONE_ELDER, Group.ORPHAN, Group.UNATTENDED_CHILD, Group.DISABLED_NO_SELF_CARE,
    Group.LEFT_BEHIND_CHILD, Group.LEFT_BEHIND_ELDER, Group.SEVERE_MENTAL_DISORDER,
)  # fmt: skip
# Whom a clause means, as the packs name it: the population's name and the groups in it.
WHOM = {
    "special_group_residents": SPECIAL,
    "residents_left_without_care": (
        Group.LONE_ELDER, Group.CARER_AWAY, Group.ORPHAN,
        Group.LEFT_BEHIND_CHILD, Group.LEFT_BEHIND_ELDER,
    ),
    "alone_left_behind_or_gravely_ill": (
        Group.LONE_ELDER, Group.ORPHAN, Group.LEFT_BEHIND_ELDER, Group.LEFT_BEHIND_CHILD,
        Group.SEVERELY_ILL, Group.DISABLED_NO_SELF_CARE,
    ),
    "elders_children_and_mental_disorders": (
        Group.LONE_ELDER, Group.LIVING_ALONE, Group.EMPTY_NEST, Group.LEFT_BEHIND_ELDER,
        Group.ORPHAN, Group.UNATTENDED_CHILD, Group.LEFT_BEHIND_CHILD, Group.CARER_AWAY,
        Group.SEVERE_MENTAL_DISORDER,
    ),
    "special_groups_and_families_in_difficulty": (
        *SPECIAL, Group.DESTITUTE_SUPPORT, Group.MINIMUM_ALLOWANCE, Group.MARGINAL_ALLOWANCE,
    ),
}  # fmt: skip
KEY = (*SPECIAL, Group.SEVERELY_ILL, Group.CHRONIC_DISEASE)


class Relation(StrEnum):
    """Who somebody is to the head of the household."""

    HEAD = "head"
    SPOUSE = "spouse"
    CHILD = "child"
    GRANDCHILD = "grandchild"
    PARENT = "parent"
    GRANDPARENT = "grandparent"
    SIBLING = "sibling"
    OTHER_RELATIVE = "other_relative"
    NOT_RELATED = "not_related"


class Living(StrEnum):
    """Whether somebody still lives where the ledger has them."""

    HERE = "here"
    AWAY = "away"
    MOVED_OUT = "moved_out"
    DIED = "died"
    DOUBLE = "double"  # a second entry of somebody who is in the ledger already


AT_HOME = (Living.HERE, Living.AWAY)  # of the household, though perhaps away for a time


class Event(StrEnum):
    """What happened to where somebody lives."""

    HERE = "here"
    AWAY = "away"
    BACK = "back"
    MOVED_OUT = "moved_out"
    DIED = "died"


# From which states of living an event leads to which.
LEADS = {
    Event.HERE: ((*AT_HOME, Living.MOVED_OUT), Living.HERE),
    Event.AWAY: ((Living.HERE,), Living.AWAY),
    Event.BACK: ((Living.AWAY,), Living.HERE),
    Event.MOVED_OUT: (AT_HOME, Living.MOVED_OUT),
    Event.DIED: ((*AT_HOME, Living.MOVED_OUT), Living.DIED),
}


class Source(StrEnum):
    """By which way a fact came into the ledger."""

    SCREEN = "screen"
    PHONE = "phone"
    IMPORT = "import"
    REVIEW = "review"


class Disease(StrEnum):
    """Underlying disease as the survey of residents from 65 on records it."""

    NONE = "none"
    STABLE = "stable"
    UNSTABLE = "unstable"


class Vaccination(StrEnum):
    """How far the course of vaccination has come."""

    NONE = "none"
    PARTIAL = "partial"
    FULL = "full"
