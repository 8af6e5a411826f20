"""Addresses of the library."""

from django.urls import path

from anlin.policy import views

urlpatterns = [
    path("", views.library, name="library"),
    path("pack/<slug:name>/", views.pack, name="pack"),
    path("pack/<slug:name>/adopt", views.adopt, name="adopt"),
    path("pack/<slug:name>/end", views.end, name="end-adoption"),
    path("class/<slug:pack_name>/<slug:name>/", views.decision_table, name="class"),
    path("<slug:name>/", views.order, name="order"),
    path("measure/<str:code>/", views.measure, name="measure"),
]
