"""Addresses of the board."""

from django.urls import path

from anlin.reports import views

urlpatterns = [
    path("", views.board, name="board"),
    path("<str:code>/", views.board, name="board-of"),
]
