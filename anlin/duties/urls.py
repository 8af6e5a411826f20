"""Addresses of previews."""

from django.urls import path

from anlin.duties import views

urlpatterns = [
    path("draft/<int:number>/", views.draft, name="preview-draft"),
    path("pack/<slug:name>/", views.pack, name="preview-pack"),
    path("pack/<slug:name>/end/", views.ending, name="preview-end"),
]
