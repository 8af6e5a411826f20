"""Addresses of the leader's screens."""

from django.urls import path, re_path

from anlin.reports.views import handover, inbox
from anlin.reports.views.board import board
from anlin.reports.views.burden import burden
from anlin.reports.views.daily import daily
from anlin.reports.views.past import two_times
from anlin.reports.views.picture import export, picture
from anlin.reports.views.released import approve, published, published_one, releases

urlpatterns = [
    path("board/", board, name="board"),
    path("board/<str:code>/", board, name="board-of"),
    path("board/<str:code>/then/", two_times, name="two-times"),
    path("picture/", picture, name="picture"),
    path("picture/<str:code>/", picture, name="picture-of"),
    re_path(r"^picture/(?P<code>[0-9]+)/(?P<form>xlsx|pdf)$", export, name="export-picture"),
    path("burden/", burden, name="burden"),
    path("burden/<str:code>/", burden, name="burden-of"),
    path("releases/", releases, name="releases"),
    path("releases/<int:number>/approve", approve, name="approve-release"),
    path("published/", published, name="published"),
    path("published/<int:number>/", published_one, name="published-one"),
    path("reports/", daily, name="reports"),
    path("reports/<str:code>/", daily, name="reports-of"),
    path("lapses/", inbox.inbox, name="inbox"),
    path("lapses/<int:number>/", inbox.lapse, name="lapse"),
    path("lapses/<int:number>/note", inbox.note, name="note-lapse"),
    path("lapses/<int:number>/ask", inbox.ask, name="ask-up"),
    path("lapses/<int:number>/excuse", inbox.excuse, name="excuse-lapse"),
    path("handovers/", handover.handovers, name="handovers"),
    path("handovers/new/", handover.offer, name="offer-handover"),
    path("handovers/<int:number>/", handover.handover, name="handover"),
    path("handovers/<int:number>/accept", handover.accept, name="accept-handover"),
    path("handovers/<int:number>/decline", handover.decline, name="decline-handover"),
    path("handovers/<int:number>/stop", handover.stop, name="stop-handover"),
]
