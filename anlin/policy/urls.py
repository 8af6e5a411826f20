"""Addresses of the library."""

from django.urls import path

from anlin.policy import views

urlpatterns = [
    path("", views.library, name="library"),
    path("<slug:name>/", views.order, name="order"),
    path("measure/<str:code>/", views.measure, name="measure"),
]
