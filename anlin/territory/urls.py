"""Addresses of this room."""

from django.urls import path

from anlin.territory import views

urlpatterns = [
    path("places/", views.territory, name="territory"),
    path("places/<str:code>/", views.territory, name="territory-of"),
    path("places/<str:code>/new", views.set_up, name="set-up-places"),
    path("places/<str:code>/close", views.close, name="close-place"),
    path("places/<str:code>/split", views.split, name="split-place"),
    path("places/<str:code>/merge", views.merge, name="merge-places"),
    path("places/<str:code>/recode", views.recode, name="recode-place"),
]
