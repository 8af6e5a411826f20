"""Addresses of signing in and out, of who works here, and of the journal."""

from django.urls import path

from anlin.accounts.views import devices, journal, managing, signing, staff

urlpatterns = [
    path("login", signing.login, name="login"),
    path("kept", signing.kept, name="kept"),
    path("token", signing.token, name="token"),
    path("logout", signing.logout, name="logout"),
    path("grant", signing.switch_grant, name="switch-grant"),
    path("password", signing.password, name="password"),
    path("keys", signing.keys, name="keys"),
    path("keys/<int:number>/end", signing.end_key, name="end-key"),
    path("staff/", staff.staff, name="staff"),
    path("staff/new", managing.new, name="new-account"),
    path("staff/<int:number>/", staff.account, name="account"),
    path("staff/<int:number>/role", managing.give, name="give-role"),
    path("staff/<int:number>/password", managing.password, name="new-password"),
    path("staff/<int:number>/until", managing.prolong, name="prolong-account"),
    path("staff/<int:number>/end", managing.end, name="end-account"),
    path("staff/roles/<int:number>/end", managing.end_role, name="end-role"),
    path("staff/proposals/<int:number>/confirm", managing.confirm, name="confirm-role"),
    path("staff/proposals/<int:number>/refuse", managing.refuse, name="refuse-role"),
    path("staff/<int:number>/phone", devices.code, name="show-code"),
    path("devices/<int:number>/end", devices.end, name="end-device"),
    path("my-phones/", devices.own, name="own-phones"),
    path("journal/", journal.journal, name="journal"),
    path("journal/verify", journal.verify, name="verify-journal"),
]
