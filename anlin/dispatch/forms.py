"""What is entered about needs."""

from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from anlin.dispatch.queries import NEED_WORDS

_WORDS = {"required": _("Say it in a few words.")}


class NeedForm(forms.Form):
    """A need or a difficulty; the id is made with the page, so that sending twice is once."""

    use_required_attribute = False
    client_id = forms.UUIDField(widget=forms.HiddenInput)
    kind = forms.ChoiceField(
        label=_("What is needed?"),
        choices=[(each.value, word) for each, word in NEED_WORDS.items()],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one.")},
    )
    text = forms.CharField(
        label=_("In your words"),
        help_text=_("What, how much, until when. Names of residents do not belong here."),
        min_length=2,
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages=_WORDS,
    )

    def __init__(self, data: Any = None, **kwargs: Any) -> None:  # noqa: ANN401 - as Django's own
        super().__init__(data, **kwargs)
        self.fields["client_id"].initial = uuid4


class WordForm(forms.Form):
    """What is done about a need, in words."""

    use_required_attribute = False
    word = forms.CharField(
        label=_("What is being done?"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages=_WORDS,
    )
