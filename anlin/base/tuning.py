"""What the embedded PostgreSQL is told about this machine; the rest stays at its own defaults."""

import os
from pathlib import Path

from anlin.base.problems import Problem

_LEAST = 256  # MiB; with less the settings below would not fit together


class MemoryNotANumberError(Problem):
    """ANLIN_DATABASE_MEMORY does not say how many MiB the database may count on."""

    code = "memory-not-a-number"
    http = 503
    zh = "ANLIN_DATABASE_MEMORY 的值是“{said}”，应当是不小于 {least} 的整数，单位 MiB。"
    en = "ANLIN_DATABASE_MEMORY is “{said}”; it must be a whole number of MiB, at least {least}."
    way_out_zh = "例如 4096；不设这个变量就按整台机器计算。"
    way_out_en = "For example 4096; without the variable the whole machine is counted on."


def memory() -> int:
    """Return how many MiB of this machine the database may count on.

    Raises:
        MemoryNotANumberError: `ANLIN_DATABASE_MEMORY` is set, and is no such number.
    """
    said = os.environ.get("ANLIN_DATABASE_MEMORY", "")
    if not said:
        return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") // 2**20
    if not (said.isascii() and said.isdigit() and int(said) >= _LEAST):
        raise MemoryNotANumberError(said=said, least=_LEAST)
    return int(said)


def settings(sockets: Path) -> dict[str, str]:
    """Return the settings of a server that listens in the folder `sockets`, and nowhere else."""
    mib = memory()
    return {
        "listen_addresses": "",
        "unix_socket_directories": f'"{sockets}"',
        "shared_buffers": f"{min(mib // 4, 8192)}MB",
        "effective_cache_size": f"{mib // 2}MB",
        "work_mem": "64MB",
        "maintenance_work_mem": f"{min(mib // 16, 512)}MB",
        "min_wal_size": "1GB",  # kept and written over, which is cheaper than new
        "max_wal_size": "8GB",
        "wal_buffers": "64MB",
        "checkpoint_timeout": "15min",
        "random_page_cost": "1.1",
        "jit": "off",
        "autovacuum_vacuum_insert_scale_factor": "0.05",
        "timezone": "UTC",
        "log_min_error_statement": "panic",  # a refused statement and its row hold names
        "log_error_verbosity": "terse",
    }
