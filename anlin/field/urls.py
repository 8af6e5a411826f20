"""Addresses of the worker's screens."""

from django.urls import path

from anlin.field import views
from anlin.field.api import phone
from anlin.field.views import app, finding, importing, ledger, moving, phones, settling

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
    path("households/", finding.households, name="households"),
    path("households/<int:place>/", finding.building, name="building"),
    path("households/new", ledger.new_household, name="new-household"),
    path("households/key/", ledger.key_people, name="key-people"),
    path("households/home/<int:household>/", ledger.household, name="household"),
    path("households/home/<int:household>/person", ledger.new_person, name="new-person"),
    path("households/home/<int:household>/edit", ledger.edit_household, name="edit-household"),
    path("households/home/<int:household>/split", moving.split, name="split"),
    path("households/home/<int:household>/merge", moving.merge, name="merge"),
    path("households/import/", importing.spreadsheets, name="imports"),
    path("households/import/template", importing.empty_sheet, name="import-template"),
    path("households/import/<int:number>/", importing.spreadsheet, name="import"),
    path("households/import/<int:number>/undo", importing.undo, name="undo-import"),
    path("households/settle/", settling.to_settle, name="to-settle"),
    path("households/settle/<int:number>/", settling.difference, name="difference"),
    path("households/settle/pair/<int:number>/", settling.review, name="review"),
    path("people/", finding.people, name="people"),
    path("people/<int:person>/", views.person, name="person"),
    path("people/<int:person>/edit", ledger.edit_person, name="edit-person"),
    path("people/<int:person>/move", moving.move, name="move"),
    path("people/<int:person>/contact", views.contact, name="contact"),
    path("people/<int:person>/identity", views.unseal, name="unseal"),
    path("why/<int:window>/<int:place>/<int:subject>/", views.why, name="why"),
]
