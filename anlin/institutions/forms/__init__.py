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

__all__ = [
    "AdmitForm",
    "ArrangementForm",
    "BedForm",
    "BuildingForm",
    "DischargeForm",
    "Form",
    "InstitutionForm",
    "LeaveForm",
    "PartForm",
    "PostForm",
    "ZoneForm",
    "moment",
]
