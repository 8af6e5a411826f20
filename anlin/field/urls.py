"""Addresses of the worker's screens."""

from django.urls import path

from anlin.field import views
from anlin.field.api import phone
from anlin.field.views import app, phones

urlpatterns = [
    path("phones/", phones.phones, name="phones"),
    path("phones/items/<int:number>/<slug:how>", phones.decide, name="decide-item"),
    path("field/api/enrol", phone.enrol, name="phone-enrol"),
    path("field/api/open", phone.open_store, name="phone-open"),
    path("field/api/list", phone.list_, name="phone-list"),
    path("field/api/batch", phone.batch, name="phone-batch"),
    path("field/api/attachments/<slug:sha256>", phone.attachment, name="phone-attachment"),
    path("photos/<int:number>", phones.photo, name="photo"),
    path("field/api/wiped", phone.wiped, name="phone-wiped"),
    path("field/", app.page, name="app"),
    path("field/sw.js", app.worker, name="app-worker"),
    path("field/manifest.webmanifest", app.manifest, name="app-manifest"),
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
