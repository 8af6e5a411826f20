"""Addresses of institutions, their residents, rounds, warnings and tests."""

from django.urls import path

from anlin.institutions import views

urlpatterns = [
    path("institutions/", views.institutions, name="institutions"),
    path("institutions/new", views.register, name="new-institution"),
    path("institutions/<int:institution>/", views.institution, name="institution"),
    path("institutions/<int:institution>/building", views.building, name="new-building"),
    path("institutions/<int:institution>/part", views.part, name="new-part"),
    path("institutions/<int:institution>/zone", views.zone, name="zone"),
    path("institutions/<int:institution>/arrange", views.arrangement, name="arrange"),
    path("institutions/<int:institution>/staff", views.post, name="new-post"),
    path("institutions/<int:institution>/staff/<int:post>/end", views.end_post, name="end-post"),
    path("institutions/<int:institution>/admit", views.admit, name="admit"),
    path("institutions/<int:institution>/residents/<int:person>", views.resident, name="resident"),
    path("stays/<int:stay>/<slug:act>", views.change, name="change-stay"),
    path("institutions/<int:institution>/round/<int:floor>/", views.round_, name="round"),
    path(
        "institutions/<int:institution>/round/<int:floor>/<int:room>",
        views.room,
        name="round-room",
    ),
    path("institutions/<int:institution>/import", views.import_residents, name="import-residents"),
    path(
        "institutions/<int:institution>/import/sheet", views.resident_sheet, name="resident-sheet"
    ),
    path("institutions/<int:institution>/tests/", views.tests, name="tests"),
    path("institutions/<int:institution>/tests/sheet", views.result_sheet, name="result-sheet"),
    path(
        "institutions/<int:institution>/tests/laboratory", views.laboratory, name="ask-laboratory"
    ),
    path("institutions/<int:institution>/tests/new/<slug:whom>", views.new_batch, name="new-batch"),
    path("institutions/<int:institution>/tests/<int:batch>", views.batch, name="batch"),
    path("institutions/warnings/", views.warnings, name="warnings"),
    path("institutions/warnings/<int:warning>/take", views.take, name="take-warning"),
    path("institutions/warnings/<int:warning>/close", views.close, name="close-warning"),
]
