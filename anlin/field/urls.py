"""Addresses of the worker's screens."""

from django.urls import path

from anlin.field import views

urlpatterns = [
    path("today/", views.today, name="today"),
    path("households/", views.households, name="households"),
    path("households/<int:place>/", views.building, name="building"),
    path("people/", views.people, name="people"),
    path("people/<int:person>/", views.person, name="person"),
    path("people/<int:person>/contact", views.contact, name="contact"),
    path("people/<int:person>/identity", views.unseal, name="unseal"),
    path("report/", views.report, name="report"),
    path("why/<int:window>/<int:place>/<int:subject>/", views.why, name="why"),
]
