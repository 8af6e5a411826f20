"""Addresses of area classes, and of the public page that tells them."""

from django.urls import path

from anlin.areas import views

urlpatterns = [
    path("areas/", views.areas, name="areas"),
    path("areas/cases/new", views.new_case, name="area-case"),
    path("areas/cases/<int:number>/withdraw", views.withdraw, name="area-case-withdraw"),
    path("areas/proposals/<int:number>/", views.proposal, name="area-proposal"),
    path("areas/proposals/<int:number>/<slug:verdict>", views.decide, name="area-decide"),
    path("areas/<str:code>/<slug:name>/", views.propose, name="area-propose"),
    path("levels/", views.levels, name="levels"),
]
