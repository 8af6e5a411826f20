"""The PostgreSQL an installation stands on: the embedded one, or one named by address."""

import os
from urllib.parse import quote, urlsplit, urlunsplit

import psycopg
from psycopg import sql

from anlin.base import embedded, home
from anlin.base.problems import Problem

APP_ROLE = "anlin_app"
DATABASE = "anlin"
OLDEST = 15


class DatabaseOutOfReachError(Problem):
    """The database named by ANLIN_DATABASE_URL does not let us in."""

    code = "database-out-of-reach"
    http = 503
    zh = "连不上 ANLIN_DATABASE_URL 指的数据库：{said}。"
    en = "The database of ANLIN_DATABASE_URL cannot be reached: {said}."
    way_out_zh = "请检查地址、口令和网络；不设这个变量就用自带的数据库。"
    way_out_en = (
        "Check address, password and network; without the variable the embedded one is used."
    )


class DatabaseTooOldError(Problem):
    """The server is older than what the statements need."""

    code = "database-too-old"
    http = 503
    zh = "这台服务器是 PostgreSQL {found}，需要 {oldest} 或更新。"
    en = "The server is PostgreSQL {found}; {oldest} or newer is needed."
    way_out_zh = "请升级，或者不设 ANLIN_DATABASE_URL，改用自带的数据库。"
    way_out_en = "Upgrade it, or unset ANLIN_DATABASE_URL to use the embedded one."


class RoleTooStrongError(Problem):
    """The product's role could see through row-level security."""

    code = "role-too-strong"
    http = 503
    zh = "数据库角色 {role} 能绕过行级权限，程序不能用它。"
    en = "The database role {role} can bypass row-level security, so the product must not use it."
    way_out_zh = "请执行：alter role {role} nosuperuser nobypassrls。"
    way_out_en = "Run: alter role {role} nosuperuser nobypassrls."


def owner_url(database: str | None = None) -> str:
    """Return the address that owns the tables: `ANLIN_DATABASE_URL`, or the embedded cluster's."""
    given = os.environ.get("ANLIN_DATABASE_URL")
    if given:
        return given if database is None else _with_database(given, database)
    return _embedded_url("postgres", home.load_secrets().owner_password, database or DATABASE)


def app_url(database: str | None = None) -> str:
    """Return the address of the role the running product uses; it owns nothing."""
    password = home.load_secrets().app_password
    given = os.environ.get("ANLIN_DATABASE_URL")
    if not given:
        return _embedded_url(APP_ROLE, password, database or DATABASE)
    parts = urlsplit(given if database is None else _with_database(given, database))
    host = parts.netloc.rpartition("@")[2]
    return urlunsplit(parts._replace(netloc=f"{APP_ROLE}:{password}@{host}"))


def _with_database(url: str, database: str) -> str:
    return urlunsplit(urlsplit(url)._replace(path=f"/{database}"))


def _embedded_url(role: str, password: str, database: str) -> str:
    folder = quote(str(embedded.socket_folder()), safe="")
    return f"postgresql://{role}:{password}@/{database}?host={folder}"


def start() -> None:
    """Start the cluster if it is ours, and make sure database and application role stand.

    Starting twice is the same as starting once; the embedded server stops when the last
    process that started it ends.

    Raises:
        Problem: the server cannot be started, reached or used; the words say why.
    """
    if os.environ.get("ANLIN_DATABASE_URL"):
        _check_given()
    else:
        embedded.start()
        with psycopg.connect(owner_url("postgres"), autocommit=True) as connection:
            _ensure_database(connection)
    with psycopg.connect(owner_url(), autocommit=True) as connection:
        _ensure_role(connection)


def _check_given() -> None:
    try:
        with psycopg.connect(owner_url(), connect_timeout=10) as connection:
            found = connection.info.server_version // 10000
    except psycopg.OperationalError as error:
        raise DatabaseOutOfReachError(said=str(error).strip()) from error
    if found < OLDEST:
        raise DatabaseTooOldError(found=found, oldest=OLDEST)


def _ensure_database(connection: psycopg.Connection) -> None:
    known = connection.execute("select 1 from pg_database where datname = %s", [DATABASE])
    if not known.fetchone():
        connection.execute(sql.SQL("create database {}").format(sql.Identifier(DATABASE)))


def _ensure_role(connection: psycopg.Connection) -> None:
    """Make the application role, or give it this installation's password if it has another."""
    role, password = sql.Identifier(APP_ROLE), sql.Literal(home.load_secrets().app_password)
    found = connection.execute(
        "select rolsuper or rolbypassrls from pg_roles where rolname = %s", [APP_ROLE]
    ).fetchone()
    if not found:
        connection.execute(sql.SQL("create role {} login password {}").format(role, password))
    elif found[0]:
        raise RoleTooStrongError(role=APP_ROLE)
    elif not _lets_in():
        connection.execute(sql.SQL("alter role {} login password {}").format(role, password))


def _lets_in() -> bool:
    try:
        psycopg.connect(app_url(), connect_timeout=10).close()
    except psycopg.OperationalError:
        return False
    return True
