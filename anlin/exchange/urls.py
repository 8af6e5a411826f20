"""Addresses of the API and its guide."""

from django.urls import path

from anlin.exchange.api import pages
from anlin.exchange.api.addresses import api

urlpatterns = [
    path("api/v1/openapi.json", pages.schema, name="openapi"),
    path("api/v1/", api.urls),
    path("api/<path:rest>", pages.nothing, name="api-nothing"),
    path("api-guide/", pages.guide, name="api-guide"),
]
