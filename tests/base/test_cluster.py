"""The database starts, stops and starts again, whatever happened to it in between."""

import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from time import sleep

import psycopg
import pytest

from anlin.base import cluster, embedded, home, stranger
from anlin.base.problems import Problem

ASK = """
import psycopg
from anlin.base import cluster
cluster.start()
with psycopg.connect(cluster.app_url()) as connection:
    print(connection.execute("select current_user").fetchone()[0], flush=True)
"""
HOLD = ASK + "input()"


@pytest.fixture
def folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="anlin-") as name:
        yield Path(name)


def _environment(folder: Path) -> dict[str, str]:
    kept = {k: v for k, v in os.environ.items() if not k.startswith("ANLIN_")}
    return kept | {"ANLIN_HOME": str(folder)}


def _ask(folder: Path) -> str:
    command = [sys.executable, "-c", ASK]
    return subprocess.run(
        command, env=_environment(folder), check=True, capture_output=True, text=True
    ).stdout.strip()


def _postmaster(folder: Path) -> int | None:
    mark = folder / "postgres" / "postmaster.pid"
    return int(mark.read_text().partition("\n")[0]) if mark.exists() else None


def test_the_last_one_stops_the_server_and_a_killed_one_is_not_counted(folder: Path) -> None:
    assert _ask(folder) == cluster.APP_ROLE
    assert _postmaster(folder) is None

    with subprocess.Popen(
        [sys.executable, "-c", HOLD],
        env=_environment(folder),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as holder:
        assert holder.stdout
        holder.stdout.readline()
        _ask(folder)
        assert _postmaster(folder) is not None
        holder.kill()
        holder.wait()
    assert _postmaster(folder) is not None
    _ask(folder)
    assert _postmaster(folder) is None


def test_a_killed_server_and_a_reused_process_number_do_no_harm(folder: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", HOLD],
        env=_environment(folder),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as holder:
        assert holder.stdout
        holder.stdout.readline()
        server = _postmaster(folder)
        assert server
        holder.kill()
        os.kill(server, signal.SIGKILL)
    sleep(0.2)
    mark = folder / "postgres" / "postmaster.pid"
    mark.write_text(mark.read_text().replace(str(server), str(os.getpid()), 1))
    assert _ask(folder) == cluster.APP_ROLE


def test_a_path_too_long_for_a_socket_is_no_obstacle(folder: Path) -> None:
    deep = folder / ("x" * 120)
    assert _ask(deep) == cluster.APP_ROLE


def test_a_half_made_cluster_is_never_taken_for_a_whole_one(folder: Path) -> None:
    (folder / "postgres.unfinished").mkdir()
    (folder / "postgres.unfinished" / "PG_VERSION").write_text("18\n")
    assert _ask(folder) == cluster.APP_ROLE


def test_data_of_another_version_is_refused_in_words(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "PG_VERSION").write_text("9\n")
    with pytest.raises(embedded.DataOfAnotherVersionError, match="PostgreSQL 9"):
        embedded._check_version(folder)


def test_secrets_are_made_once_and_are_nobody_elses(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ANLIN_HOME", str(folder))
    first = home.load_secrets()
    home._make_secrets(folder / "secrets.json")
    assert home.load_secrets() == first
    assert (folder / "secrets.json").stat().st_mode & 0o077 == 0
    assert [path.name for path in folder.iterdir()] == ["secrets.json"]


def test_a_database_out_of_reach_is_told_in_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ANLIN_DATABASE_URL", "postgresql://nobody:x@127.0.0.1:1/none")
    with pytest.raises(cluster.DatabaseOutOfReachError) as told:
        cluster.start()
    assert "ANLIN_DATABASE_URL" in told.value.say("zh")


def test_a_given_database_is_used_and_one_too_old_is_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("ANLIN_DATABASE_URL", cluster.owner_url())
    cluster.start()
    with psycopg.connect(cluster.app_url()) as connection:
        assert connection.info.user == cluster.APP_ROLE
    monkeypatch.setattr(cluster, "OLDEST", 99)
    with pytest.raises(cluster.DatabaseTooOldError, match="99"):
        cluster.start()


@pytest.mark.skipif(os.geteuid() != 0, reason="only root has to open the way for somebody else")
def test_a_closed_folder_is_opened_for_passing_by_one_user_only(folder: Path) -> None:
    inside = folder / "inside"
    inside.mkdir()
    folder.chmod(0o700)
    who = stranger.stranger([inside])
    assert who
    for command, allowed in ((["test", "-d", str(inside)], True), (["ls", str(folder)], False)):
        done = subprocess.run(
            command, user=who.user, group=who.group, extra_groups=[], capture_output=True
        )
        assert (done.returncode == 0) is allowed
    assert folder.stat().st_mode & 0o007 == 0
    folder.chmod(0o700)
    stranger.stranger([inside])
    passing = subprocess.run(
        ["test", "-d", str(inside)], user=who.user, group=who.group, extra_groups=[]
    )
    assert passing.returncode == 0


def test_every_start_problem_speaks_both_languages() -> None:
    for kind in (stranger.FolderClosedError, cluster.RoleTooStrongError):
        problem: Problem = kind(name="x", folder="/x", role="x")
        assert problem.say("zh") != problem.say("en")


def test_a_listening_folder_that_a_neighbour_made_is_refused(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ANLIN_HOME", str(folder / ("x" * 120)))
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    listening = embedded.socket_folder()
    assert listening.parent == folder
    embedded._check_ours(listening)
    listening.symlink_to("/etc")
    with pytest.raises(embedded.FolderNotOursError, match="not made by us"):
        embedded._check_ours(listening)
    listening.unlink()
    listening.mkdir(mode=0o700)
    embedded._check_ours(listening)
    listening.chmod(0o755)
    with pytest.raises(embedded.FolderNotOursError):
        embedded._check_ours(listening)


REFUSED = """
import psycopg
from anlin.base import cluster
cluster.start()
with psycopg.connect(cluster.owner_url(), autocommit=True) as connection:
    connection.execute("create table person (name text check (name = ''))")
    try:
        connection.execute("insert into person values ('王桂兰')")
    except psycopg.errors.CheckViolation:
        connection.execute("do $$ begin raise warning 'after it'; end $$")
"""


def test_a_refused_statement_leaves_no_name_in_the_log(folder: Path) -> None:
    subprocess.run([sys.executable, "-c", REFUSED], env=_environment(folder), check=True)
    log = (folder / "postgres" / "server.log").read_text()
    assert "after it" in log
    assert "王桂兰" not in log


@pytest.mark.parametrize("name", ["turn", "users"])
def test_nobody_else_can_hold_its_locks(name: str) -> None:
    """Whoever could open one could keep the server from starting or stopping."""
    assert (home.folder() / name).stat().st_mode & 0o077 == 0
