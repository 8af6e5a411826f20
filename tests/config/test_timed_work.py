"""The timed work of every room is found, and done by the product's own role."""

import os
import subprocess
import sys
from time import monotonic, sleep

from django.apps import apps
from procrastinate.contrib.django import app

from anlin.duties import jobs
from anlin.duties.models import Beat
from tests.house.reading import files


def test_the_jobs_of_every_room_are_known() -> None:
    rooms = [source.room for source in files("anlin", suffixes={".py"}) if source.module == "jobs"]
    assert "duties" in rooms
    for room in rooms:
        assert apps.is_installed(f"anlin.{room}")
        assert any(name.startswith(f"anlin.{room}.jobs.") for name in app.tasks)


def test_a_worker_does_the_beat_as_the_products_role_and_stops_when_told(committed: str) -> None:
    before = Beat.objects.get().refreshed_at
    jobs.beat.defer(timestamp=0)
    environment = os.environ | {"ANLIN_DATABASE_NAME": committed}
    with subprocess.Popen(
        [sys.executable, "-m", "anlin.config.child", "worker"], env=environment
    ) as worker:
        deadline = monotonic() + 60
        while Beat.objects.get().refreshed_at == before and monotonic() < deadline:
            sleep(0.1)
        worker.terminate()
    assert Beat.objects.get().refreshed_at != before
    assert worker.returncode == 0
