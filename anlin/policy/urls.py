"""Addresses of the library."""

from django.urls import path

from anlin.policy.views import library, local, reading, tightening

urlpatterns = [
    path("", library.library, name="library"),
    path("local/", local.local_orders, name="local-orders"),
    path("local/changes/", local.changes, name="local-changes"),
    path("local/tighten/<str:code>/", tightening.tighten, name="tighten"),
    path("local/draft/<int:number>/", local.draft, name="draft"),
    path("local/draft/<int:number>/release", local.release, name="release-draft"),
    path("local/draft/<int:number>/withdraw", local.withdraw, name="withdraw-draft"),
    path("pack/<slug:name>/", library.pack, name="pack"),
    path("pack/<slug:name>/adopt", library.adopt, name="adopt"),
    path("pack/<slug:name>/end", library.end, name="end-adoption"),
    path("class/<slug:pack_name>/<slug:name>/", library.decision_table, name="class"),
    path("<slug:name>/", library.order, name="order"),
    path("<slug:name>/read", reading.read, name="read-order"),
    path("<slug:name>/readers/", reading.readers, name="order-readers"),
    path("measure/<str:code>/", library.measure, name="measure"),
]
