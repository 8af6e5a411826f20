"""Addresses of suspected cases, of open or closed, and of the county's view."""

from django.urls import path

from anlin.outbreaks import views

urlpatterns = [
    path("outbreaks/", views.cases, name="outbreaks"),
    path("outbreaks/open", views.open_, name="case-open"),
    path("outbreaks/<int:case>/", views.case, name="case"),
    path("outbreaks/<int:case>/steps/<slug:step>", views.step, name="case-step"),
    path("outbreaks/<int:case>/contacts", views.contact, name="case-contact"),
    path("outbreaks/<int:case>/contacts/<int:contact_id>", views.decide, name="contact-decide"),
    path("outbreaks/<int:case>/confirm", views.confirm, name="case-confirm"),
    path("outbreaks/<int:case>/close", views.close, name="case-close"),
    path("outbreaks/homes", views.county, name="homes-county"),
    path("outbreaks/regime/<int:institution>/", views.regime, name="regime"),
    path("outbreaks/regime/<int:institution>/<slug:act>", views.regime_act, name="regime-act"),
    path("outbreaks/kinds/<int:institution>/", views.procedures, name="procedures"),
    path("outbreaks/kinds/<int:institution>/<slug:act>", views.procedure_act, name="procedure-act"),
    path("outbreaks/door/<int:institution>/", views.door, name="institution-door"),
    path("outbreaks/door/<int:institution>/<int:visit>/gone", views.gone, name="visit-gone"),
]
