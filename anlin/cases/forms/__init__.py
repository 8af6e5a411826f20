"""What is entered about people at home and on the way."""

from anlin.cases.forms.home import (
    CareForm,
    ClinicForm,
    CodeForm,
    EndForm,
    ExtendForm,
    NeedForm,
    OpenForm,
    ReadingForm,
)
from anlin.cases.forms.moving import (
    AcceptForm,
    ArrivalForm,
    NewcomerForm,
    OfferForm,
    PassForm,
    WordForm,
)

__all__ = [
    "AcceptForm",
    "ArrivalForm",
    "CareForm",
    "ClinicForm",
    "CodeForm",
    "EndForm",
    "ExtendForm",
    "NeedForm",
    "NewcomerForm",
    "OfferForm",
    "OpenForm",
    "PassForm",
    "ReadingForm",
    "WordForm",
]
