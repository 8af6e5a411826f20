"""Addresses of the leader's screens."""

from django.urls import path

from anlin.reports.views import handover, inbox
from anlin.reports.views.board import board
from anlin.reports.views.past import two_times

urlpatterns = [
    path("board/", board, name="board"),
    path("board/<str:code>/", board, name="board-of"),
    path("board/<str:code>/then/", two_times, name="two-times"),
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
