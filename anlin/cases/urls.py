"""Addresses of people at home, and of the two public pages."""

from django.urls import path

from anlin.cases import views

urlpatterns = [
    path("observations/", views.observations, name="observations"),
    path("people/<int:person>/observation", views.open_, name="observation-open"),
    path("people/<int:person>/observation/extend", views.extend, name="observation-extend"),
    path("people/<int:person>/observation/end", views.end, name="observation-end"),
    path("people/<int:person>/observation/release", views.release_, name="observation-release"),
    path("people/<int:person>/observation/link", views.link, name="observation-link"),
    path("people/<int:person>/care", views.care, name="care"),
    path("people/<int:person>/need", views.need, name="need"),
    path("people/<int:person>/arrival", views.arrival, name="arrival"),
    path("people/<int:person>/clinic-told", views.told, name="clinic-told"),
    path("people/<int:person>/handover", views.offer, name="offer"),
    path("transfers/", views.transfers, name="transfers"),
    path("transfers/new", views.newcomer, name="newcomer"),
    path("transfers/<int:number>", views.transfer, name="transfer"),
    path("clinic", views.clinic, name="clinic"),
    path("certificates/<int:number>", views.paper, name="certificate-paper"),
    path("certificate", views.certificate, name="certificate"),
    path("my/<str:secret>", views.my_health, name="my-health"),
]
