"""Addresses of gates and passes."""

from django.urls import path

from anlin.premises import views

urlpatterns = [
    path("gates/", views.gates, name="gates"),
    path("gates/back", views.back, name="look-back"),
    path("gates/fever/<int:place>/<uuid:passage>", views.fever, name="gate-fever"),
    path("gates/passes/<int:place>/", views.building, name="building-passes"),
    path("gates/passes/<int:place>/print", views.sheet, name="building-passes-print"),
    path("gates/<int:gate>/", views.desk, name="gate"),
    path("gates/<int:gate>/find", views.find, name="gate-find"),
    path("gates/<int:gate>/register", views.register, name="gate-register"),
    path("gates/<int:gate>/visitor", views.visitor, name="gate-visitor"),
    path("gates/<int:gate>/correct", views.correct, name="gate-correct"),
    path("gates/<int:gate>/inside", views.inside, name="gate-inside"),
    path("gates/<int:gate>/<slug:act>", views.change, name="gate-change"),
    path("people/<int:person>/pass", views.pass_, name="pass"),
    path("people/<int:person>/pass/print", views.print_, name="pass-print"),
    path("people/<int:person>/vehicle", views.vehicle, name="vehicle"),
    path("people/<int:person>/vehicle/<int:vehicle>/end", views.end, name="vehicle-end"),
]
