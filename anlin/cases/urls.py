"""Addresses of home observation."""

from django.urls import path

from anlin.cases import views

urlpatterns = [
    path("observations/", views.observations, name="observations"),
    path("people/<int:person>/observation", views.open_, name="observation-open"),
    path("people/<int:person>/observation/end", views.end, name="observation-end"),
]
