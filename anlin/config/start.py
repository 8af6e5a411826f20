"""Start everything: prepare the data step by step, then serve until somebody says stop."""

import argparse
import io
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterable
from time import monotonic, sleep
from types import FrameType

from django.core.management import CommandError

from anlin.base import cluster, home
from anlin.base.problems import Problem
from anlin.config import messages
from anlin.config.command import language
from anlin.config.screen import step

_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
Process = subprocess.Popen[bytes]
_UP = 60  # seconds in which the web server has to answer


class PortTakenError(Problem):
    """Another program listens where we want to."""

    code = "port-taken"
    http = 503
    zh = "端口 {port} 已被别的程序占用。"
    en = "Port {port} is taken by another program."
    way_out_zh = "请用 --port 另选一个。"
    way_out_en = "Choose another one with --port."


class ChildEndedError(Problem):
    """One of the processes that serve ended by itself."""

    code = "child-ended"
    http = 503
    zh = "进程 {name} 自行结束（{status}）。"
    en = "The process {name} ended by itself ({status})."
    way_out_zh = "上面的几行说明原因；其余进程也已停止。"
    way_out_en = "The lines above say why; the others were stopped, too."


def main() -> None:
    """Prepare and serve as the words on the command line say; end in one clear line."""
    words = _parser().parse_args()
    for number in _SIGNALS:
        signal.signal(number, _interrupt)
    try:
        prepare()
        fill(words.people)
        _show_accounts()
        if words.no_serve:
            print(_say("准备好了；script/run 开始服务。", "Ready; script/run serves it."))
        else:
            serve(words.port)
    except Problem as problem:
        sys.exit(problem.say(language()))
    except CommandError as error:
        sys.exit(str(error))
    except KeyboardInterrupt:
        print(_say("\n已停止。", "\nStopped."))


def _interrupt(number: int, frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="script/run", description=__doc__)
    parser.add_argument("--no-serve", action="store_true", help="prepare everything, serve nothing")
    parser.add_argument("--people", type=int, metavar="N", help="people in the demonstration")
    parser.add_argument("--port", type=int, default=8000, metavar="P", help="default: 8000")
    return parser


def _say(zh: str, en: str) -> str:
    return zh if language() == "zh" else en


def prepare() -> None:
    """Bring database, words, tables and pages up to this version."""
    print(_say(f"安邻 · 数据在 {home.folder()}", f"Anlin · data in {home.folder()}"), flush=True)
    step(_say("数据库", "database"), _start_database)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "anlin.config.settings")
    import django

    step(_say("文字", "words"), lambda out: _note(out, messages.compile_all()))
    django.setup()
    step(_say("表", "tables"), _command("migrate", database="owner", verbosity=0))
    step(_say("页面", "pages"), _command("collectstatic", interactive=False))


def fill(people: int | None) -> None:
    """Load the places, release the orders, build the demonstration: what is there already stays.

    No demonstration where others can come in: everybody knows the password of its accounts.
    """
    chosen = {} if people is None else {"people": people}
    step(_say("区划", "places"), _command("places", "load"))
    step(_say("措施", "orders"), _command("packs", "release"))
    if not for_others():
        step(_say("演示", "demonstration"), _command("demo", "build", **chosen))


def for_others() -> bool:
    """Tell whether `ANLIN_HOSTS` names this installation for other machines."""
    return "ANLIN_HOSTS" in os.environ


def _start_database(out: io.TextIOBase) -> None:
    import psycopg

    cluster.start()
    with psycopg.connect(cluster.owner_url()) as connection:
        out.write(f"PostgreSQL {connection.info.parameter_status('server_version')}\n")


def _note(out: io.TextIOBase, compiled: int) -> None:
    out.write(_say(f"编译 {compiled} 个\n", f"{compiled} compiled\n"))


def _command(*words: str, **options: object) -> Callable[[io.TextIOBase], None]:
    """Return the work of one of the product's commands; nothing where its room does not stand."""
    from django.core.management import call_command, get_commands

    def work(out: io.TextIOBase) -> None:
        if words[0] in get_commands():
            call_command(words[0], *words[1:], stdout=out, **options)

    return work


def _show_accounts() -> None:
    """Show one account per role, as the demonstration made them."""
    from django.core.management import call_command, get_commands

    if "demo" in get_commands() and not for_others():
        call_command("demo", "accounts", stdout=sys.stdout)


def serve(port: int) -> None:
    """Run the web server and the timed work until a signal comes; leave no process behind.

    Raises:
        Problem: the port is taken, or a process ended by itself.
    """
    _check_port(port)
    guard = _process("guard", stdin=subprocess.PIPE)
    children = {"web": _process("child", "web", str(port)), "worker": _process("child", "worker")}
    try:
        _tell(guard, children.values())
        _wait_until_up(port, children)
        print(f"\n  http://127.0.0.1:{port}/", flush=True)
        print(_say("  Ctrl-C 停止", "  Ctrl-C stops it"), flush=True)
        while True:
            _check(children)
            sleep(0.5)
    finally:
        stop(guard, children.values())


def _check_port(port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError as error:
            raise PortTakenError(port=port) from error


def _process(module: str, *words: str, stdin: int = subprocess.DEVNULL) -> Process:
    """Start a process in a group of its own, so that Ctrl-C reaches only its parent."""
    return subprocess.Popen(  # noqa: S603 - our own program
        [sys.executable, "-m", f"anlin.config.{module}", *words],
        stdin=stdin,
        stdout=subprocess.DEVNULL,
        start_new_session=True,
    )


def _tell(guard: Process, children: Iterable[Process]) -> None:
    """Tell the guard whom to end if we cannot."""
    if guard.stdin:
        guard.stdin.write("".join(f"{child.pid}\n" for child in children).encode())
        guard.stdin.flush()


def _check(children: dict[str, Process]) -> None:
    for name, child in children.items():
        if child.poll() is not None:
            raise ChildEndedError(name=name, status=child.returncode)


def _wait_until_up(port: int, children: dict[str, Process]) -> None:
    deadline = monotonic() + _UP
    while monotonic() < deadline:
        _check(children)
        with socket.socket() as knock:
            if knock.connect_ex(("127.0.0.1", port)) == 0:
                return
        sleep(0.1)


def stop(guard: Process, children: Iterable[Process]) -> None:
    """Leave nobody behind, also if somebody presses Ctrl-C again.

    The guard does the work as it would if we had been killed: its pipe ends, it ends the groups.
    """
    for number in _SIGNALS:
        signal.signal(number, signal.SIG_IGN)
    if guard.stdin:
        guard.stdin.close()
    for child in children:
        child.wait()
    guard.wait()


if __name__ == "__main__":
    main()
