"""Addresses of staff, rota and lending."""

from django.urls import path

from anlin.workforce import views

urlpatterns = [
    path("workforce/", views.staff, name="workforce"),
    path("workforce/mine", views.mine, name="my-work"),
    path("workforce/rota", views.rota, name="rota"),
    path("workforce/shifts/<int:shift>/<slug:act>", views.shift, name="shift-act"),
    path("workforce/lending", views.lending, name="lending"),
    path("workforce/requests/<int:request_id>/<slug:act>", views.answer, name="reinforcement-act"),
    path("workforce/loans/<int:loan>/<slug:to>", views.loan, name="loan-act"),
    path("workforce/<int:post>/", views.worker, name="worker"),
    path("workforce/<int:post>/<slug:act>", views.act, name="worker-act"),
]
