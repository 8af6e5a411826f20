"""Addresses of the daily dispatch and of needs."""

from django.urls import path

from anlin.dispatch import views

urlpatterns = [
    path("dispatch/", views.dispatch, name="dispatch"),
    path("dispatch/new", views.new, name="need-new"),
    path("dispatch/at/<str:code>", views.dispatch, name="dispatch-of"),
    path("dispatch/<int:number>/", views.need, name="need-one"),
    path("dispatch/<int:number>/<slug:act>", views.act, name="need-act"),
]
