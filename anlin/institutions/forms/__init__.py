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
from anlin.institutions.forms.testing import BatchForm, FileForm, ResultsForm

__all__ = [
    "AdmitForm",
    "ArrangementForm",
    "BatchForm",
    "BedForm",
    "BuildingForm",
    "CloseForm",
    "DischargeForm",
    "FileForm",
    "Form",
    "InstitutionForm",
    "LeaveForm",
    "PartForm",
    "PostForm",
    "ResultsForm",
    "ValuesForm",
    "ZoneForm",
    "moment",
]
