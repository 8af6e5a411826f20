"""The words for what institutions keep; the keys are what is kept."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from anlin.institutions.rules import (
    Area,
    Arranged,
    Came,
    Job,
    Kind,
    Level,
    Method,
    Missing,
    Outcome,
    Owner,
    Part,
    Result,
    State,
    Went,
    Whom,
)

KIND_WORDS = {
    Kind.ELDER_CARE: _("elder care"),
    Kind.CHILD_WELFARE: _("child welfare"),
    Kind.MINORS: _("minors' protection"),
    Kind.MENTAL_HEALTH: _("mental-health welfare"),
    Kind.RESCUE: _("rescue station"),
    Kind.FUNERAL: _("funeral services"),
    Kind.DAY_CARE: _("community day care"),
}
OWNER_WORDS = {
    Owner.PUBLIC: pgettext_lazy("owner", "public"),
    Owner.PRIVATE: pgettext_lazy("owner", "private"),
}
PART_WORDS = {
    Part.BUILDING: _("building"),
    Part.FLOOR: _("floor"),
    Part.ROOM: _("room"),
    Part.BED: _("bed"),
}
AREA_WORDS = {
    Area.CLOSED_LOOP: _("closed-loop zone"),
    Area.MOBILE: _("mobile zone"),
    Area.OBSERVATION: _("health observation"),
}
ARRANGED_WORDS = {
    Arranged.CLINIC: _("Contracted clinic"),
    Arranged.HOSPITAL: _("Contracted hospital"),
    Arranged.LABORATORY: _("Laboratory for tests"),
    Arranged.DUTY: _("Person on duty"),
    Arranged.PLAN: _("Emergency plan"),
    Arranged.GUIDELINE: _("Guideline of the clinic's team"),
}
STATE_WORDS = {State.IN: _("in the house"), State.LEAVE: _("on leave")}
CAME_WORDS = {
    Came.ADMITTED: _("admitted"),
    Came.MOVED: pgettext_lazy("stay", "moved bed"),
    Came.LEFT: _("on leave"),
    Came.RETURNED: _("came back"),
}
WENT_WORDS = {
    Went.DISCHARGED: _("Discharged home"),
    Went.HOSPITAL: _("Taken to hospital, the bed is given up"),
    Went.DIED: _("Died"),
}
JOB_WORDS = {
    Job.HEAD: _("head"),
    Job.NURSE: _("nurse"),
    Job.CARER: _("carer"),
    Job.DOCTOR: _("doctor"),
    Job.SOCIAL_WORKER: _("social worker"),
    Job.COOK: _("cook"),
    Job.CLEANER: _("cleaner"),
    Job.GUARD: _("guard"),
    Job.OTHER: pgettext_lazy("job", "other"),
}
AXIS_WORDS = {
    "temperature": _("temperature"),
    "spo2": _("oxygen saturation"),
    "breathing": _("breathing rate"),
}
LEVEL_WORDS = {Level.WARNING: _("warning"), Level.EMERGENCY: _("emergency")}
OUTCOME_WORDS = {
    Outcome.FALSE_ALARM: _("False alarm: measured again, all well"),
    Outcome.WATCHED: _("Watched more closely"),
    Outcome.TREATED: _("Treated here by the clinic or the doctor"),
    Outcome.SUSPECTED: _("Suspected case: the procedure begins"),
    Outcome.HOSPITAL: _("Taken to hospital"),
    Outcome.DIED: _("Died"),
}
METHOD_WORDS = {Method.ANTIGEN: _("antigen"), Method.LABORATORY: _("laboratory")}
WHOM_WORDS = {
    Whom.RESIDENTS: pgettext_lazy("tests", "residents"),
    Whom.STAFF: pgettext_lazy("tests", "staff"),
}
RESULT_WORDS = {
    Result.NEGATIVE: _("negative"),
    Result.POSITIVE: _("positive"),
    Result.INVALID: _("invalid"),
}
SYMPTOM_WORDS = {
    "fever": _("Fever"),
    "cough": _("Cough"),
    "breathless": _("Short of breath"),
    "chest": _("Chest tightness"),
    "drowsy": _("Drowsy"),
    "other": _("Something else"),
}
MISSING_WORDS = {
    Missing.ASLEEP: _("asleep"),
    Missing.AWAY: _("not in the room"),
    Missing.REFUSED: pgettext_lazy("reason", "refused"),
    Missing.EMERGENCY: _("an emergency elsewhere"),
    Missing.DOCTOR: _("the doctor said so"),
    Missing.EQUIPMENT: _("no device that works"),
    Missing.OTHER: pgettext_lazy("reason", "another reason"),
}
