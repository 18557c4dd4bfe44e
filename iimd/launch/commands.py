"""The commands that serve the hub, the same under `make run` and in docker-compose.yml (a test compares)."""

from __future__ import annotations


def set_up() -> list[str]:
    """Bring the database to the present state of the code: tables, reference data, demonstration."""
    return ["manage.py", "setup_hub"]


def web(host: str, port: int) -> list[str]:
    """The web server: synchronous views on a bounded number of threads, so that load queues and does not pile up.

    A worker that is told to stop while it still starts never hears it, and without a kill timeout the server
    waits for it for ever. The timeout is shorter than the ten seconds Docker gives a container to stop.
    """
    processes = ["--workers", "2", "--blocking-threads", "2", "--respawn-failed-workers", "--no-ws"]
    stopping = ["--workers-kill-timeout", "8"]
    address = ["--host", host, "--port", str(port)]
    return [
        "-m",
        "granian",
        "--interface",
        "wsgi",
        *processes,
        *stopping,
        *address,
        "--log-level",
        "warning",
        "iimd.wsgi:application",
    ]


def worker() -> list[str]:
    """The job worker. There is one, so it has nobody to gossip with, and gossip fails when the broker restarts."""
    options = ["--concurrency", "2", "--without-gossip", "--without-mingle", "--loglevel", "warning"]
    return ["-m", "celery", "--quiet", "-A", "iimd.celery", "worker", *options]


def beat() -> list[str]:
    """The clock that starts periodic jobs. Its file is named in the settings; a pid file would outlive a crash."""
    return ["-m", "celery", "--quiet", "-A", "iimd.celery", "beat", "--pidfile=", "--loglevel", "warning"]
