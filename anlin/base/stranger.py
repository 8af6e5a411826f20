"""The system user that the database's programs run as when we are root; they refuse to be root."""

import os
import pwd
import struct
import subprocess
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from anlin.base.problems import Problem

NAME = "embedded_postgres"
_ACCESS_LIST = "system.posix_acl_access"
_OWNER, _USER, _GROUP, _MASK, _OTHERS = 0x01, 0x02, 0x04, 0x10, 0x20
_NOBODY = 0xFFFFFFFF


class NoSystemUserError(Problem):
    """The user that the database runs as could not be made."""

    code = "no-system-user"
    http = 503
    zh = "以 root 运行时，数据库要用系统用户 {name}，但没能建立它。"
    en = "As root the database runs as the system user {name}, which could not be made."
    way_out_zh = "请执行：useradd --system {name}，或者用普通用户运行。"
    way_out_en = "Run: useradd --system {name}; or run as an ordinary user."


class FolderClosedError(Problem):
    """A folder on the way to the data lets no other user pass."""

    code = "folder-closed"
    http = 503
    zh = "系统用户 {name} 不能经过文件夹 {folder}。"
    en = "The system user {name} cannot pass through the folder {folder}."
    way_out_zh = "请执行：chmod o+x {folder}，或者把程序放到别处（例如 /opt）。"
    way_out_en = "Run: chmod o+x {folder}; or put the clone elsewhere, say under /opt."


@dataclass(frozen=True, slots=True)
class Stranger:
    """A system user by numbers."""

    user: int
    group: int


def stranger(ways: Iterable[Path]) -> Stranger | None:
    """Return the user to run the server as, able to reach `ways`; None when we are not root.

    Raises:
        Problem: the user cannot be made, or a folder stays closed.
    """
    if os.geteuid() != 0:
        return None
    try:
        entry = pwd.getpwnam(NAME)
    except KeyError:
        entry = _make()
    for way in ways:
        for folder in way.resolve().parents:
            if not folder.stat().st_mode & 0o001:
                _let_pass(folder, entry.pw_uid)
    return Stranger(entry.pw_uid, entry.pw_gid)


def _make() -> pwd.struct_passwd:
    try:
        options = ["--system", "--no-create-home", "--shell", "/usr/sbin/nologin"]
        subprocess.run(["useradd", *options, NAME], check=True, capture_output=True)  # noqa: S603, S607 - fixed words
        return pwd.getpwnam(NAME)
    except (OSError, KeyError, subprocess.CalledProcessError) as error:
        raise NoSystemUserError(name=NAME) from error


def _let_pass(folder: Path, user: int) -> None:
    """Let one user pass through `folder`, without reading it, and nobody else: an access list.

    Source: acl(5); the attribute is a version and (tag, rights, id) entries in that order.
    """
    try:
        entries = _entries(folder)
        entries[_USER, user] = 0o1
        entries[_MASK, _NOBODY] = entries.get((_MASK, _NOBODY), entries[_GROUP, _NOBODY]) | 0o1
        packed = [
            struct.pack("<HHI", tag, rights, who) for (tag, who), rights in sorted(entries.items())
        ]
        os.setxattr(folder, _ACCESS_LIST, struct.pack("<I", 2) + b"".join(packed))
    except (OSError, AttributeError) as error:
        raise FolderClosedError(name=NAME, folder=folder) from error


def _entries(folder: Path) -> dict[tuple[int, int], int]:
    """Return the rights of a folder's access list, or what its mode comes to, by tag and user."""
    if _ACCESS_LIST in os.listxattr(folder):
        packed = os.getxattr(folder, _ACCESS_LIST)
        return {(tag, who): rights for tag, rights, who in struct.iter_unpack("<HHI", packed[4:])}
    mode = folder.stat().st_mode
    return {
        (_OWNER, _NOBODY): mode >> 6 & 7,
        (_GROUP, _NOBODY): mode >> 3 & 7,
        (_OTHERS, _NOBODY): mode & 7,
    }
