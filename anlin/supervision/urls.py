"""Addresses of supervision."""

from django.urls import path

from anlin.supervision import views

urlpatterns = [
    path("supervision/", views.supervision, name="supervision"),
    path("supervision/visits/new", views.plan, name="visit-new"),
    path("supervision/visits/<int:number>/", views.visit, name="visit"),
    path("supervision/findings/<int:number>/", views.finding, name="finding"),
    path("supervision/findings/<int:number>/photo", views.photo, name="finding-photo"),
    path("supervision/findings/<int:number>/<slug:act>", views.act, name="finding-act"),
    path("feedback/", views.feedback, name="feedback"),
    path("feedback/<int:number>/", views.feedback_one, name="feedback-one"),
]
