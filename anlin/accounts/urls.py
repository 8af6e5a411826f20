"""Addresses of signing in and out."""

from django.urls import path

from anlin.accounts import views

urlpatterns = [
    path("login", views.login, name="login"),
    path("logout", views.logout, name="logout"),
    path("grant", views.switch_grant, name="switch-grant"),
    path("password", views.password, name="password"),
    path("keys", views.keys, name="keys"),
    path("keys/<int:number>/end", views.end_key, name="end-key"),
]
