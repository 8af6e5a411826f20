"""Addresses of reports."""

from django.urls import path

from anlin.committees.views import charge, doubts, reporting, urgent

urlpatterns = [
    path("report/", reporting.report, name="report"),
    path("report/urgent", urgent.tell, name="tell-urgent"),
    path("urgent/", urgent.urgents, name="urgents"),
    path("urgent/<int:number>/", urgent.urgent, name="urgent"),
    path("charge/", charge.charges, name="charges"),
    path("charge/item/<int:number>/", charge.charge, name="charge"),
    path("charge/home/<int:household>/", charge.cadre, name="name-cadre"),
    path("charge/<str:code>/", charge.charges, name="charges-of"),
    path("charge/<str:code>/name", charge.name, name="name-charge"),
    path("doubts/", doubts.doubts, name="doubts"),
    path("doubts/<int:number>/", doubts.doubt, name="doubt"),
]
