"""What staff, findings and loans are called on screens."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from anlin.base.words import spoken
from anlin.institutions.queries.words import JOB_WORDS
from anlin.institutions.rules import Job
from anlin.policy.rules import Asked
from anlin.workforce.rules import Found, Lent, in_words

FOUND_WORDS = {
    Found.WELL: _("well, nothing abnormal"),
    Found.SYMPTOM: _("symptoms or fever"),
    Found.NEGATIVE: _("test negative"),
    Found.POSITIVE: _("test positive"),
}
LENT_WORDS = {
    Lent.OFFERED: pgettext_lazy("loan", "offered"),
    Lent.DECLINED: pgettext_lazy("loan", "declined"),
    Lent.WITHDRAWN: pgettext_lazy("loan", "withdrawn"),
    Lent.ACCEPTED: pgettext_lazy("loan", "accepted, on the way"),
    Lent.ARRIVED: pgettext_lazy("loan", "arrived"),
    Lent.RETURNED: pgettext_lazy("loan", "gone back"),
}
LEVEL_WORDS = {
    "low": pgettext_lazy("county", "low"),
    "medium": pgettext_lazy("county", "medium"),
    "high": pgettext_lazy("county", "high"),
}


def job_word(job: str) -> str:
    """Return what a job is called."""
    return str(JOB_WORDS[Job(job)])


def condition(asked: Asked) -> str:
    """Return what a condition asks and what is so, in the reader's language."""
    return spoken(*in_words(asked))
