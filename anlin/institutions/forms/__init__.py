"""What is entered in institutions."""

from anlin.institutions.forms.house import (
    AdmitForm,
    ArrangementForm,
    BedForm,
    BuildingForm,
    DischargeForm,
    Form,
    InstitutionForm,
    LeaveForm,
    PartForm,
    PostForm,
    ZoneForm,
    moment,
)
from anlin.institutions.forms.rounds import CloseForm, ValuesForm

__all__ = [
    "AdmitForm",
    "ArrangementForm",
    "BedForm",
    "BuildingForm",
    "CloseForm",
    "DischargeForm",
    "Form",
    "InstitutionForm",
    "LeaveForm",
    "PartForm",
    "PostForm",
    "ValuesForm",
    "ZoneForm",
    "moment",
]
