"""Every room's addresses in one list."""

from django.urls import URLPattern, URLResolver, include, path

from anlin.config import views

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("anlin.exchange.urls")),  # first: programs ask most often
    path("", views.home, name="home"),
    path("large-type", views.large_type, name="large-type"),
    path("i18n/", include("django.conf.urls.i18n")),
    path("", include("anlin.accounts.urls")),
    path("", include("anlin.field.urls")),
    path("", include("anlin.areas.urls")),
    path("", include("anlin.dispatch.urls")),
    path("", include("anlin.cases.urls")),
    path("", include("anlin.institutions.urls")),
    path("", include("anlin.premises.urls")),
    path("", include("anlin.workforce.urls")),
    path("", include("anlin.committees.urls")),
    path("", include("anlin.outbreaks.urls")),
    path("", include("anlin.supervision.urls")),
    path("", include("anlin.reports.urls")),
    path("", include("anlin.territory.urls")),
    path("preview/", include("anlin.duties.urls")),
    path("orders/", include("anlin.policy.urls")),
]
