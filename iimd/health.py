"""What a load balancer and a person on call ask: is the hub up, and is it ready to be shown?"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from iimd.celery import app
from iimd.setup import unfinished_steps

BROKER_TIMEOUT_SECONDS = 2


@require_safe
@never_cache
def healthz(request: HttpRequest) -> JsonResponse:
    """200 while the database and the broker answer; 503 that names the one that does not."""
    parts = {"database": _works(_ask_database), "broker": _works(_ask_broker)}
    return _answer({"web": "up"} | {name: "up" if up else "down" for name, up in parts.items()}, all(parts.values()))


@require_safe
@never_cache
def readyz(request: HttpRequest) -> JsonResponse:
    """200 once every migration is applied and every step of the set-up is done; 503 that names what is missing."""
    if not _works(_ask_database):
        return _answer({"database": "down"}, False)
    executor = MigrationExecutor(connection)
    waiting = [f"{migration.app_label}.{migration.name}" for migration, _ in executor.migration_plan(_leaves(executor))]
    steps = [] if waiting else unfinished_steps()
    return _answer({"migrations": waiting, "set_up": steps}, not waiting and not steps)


def _leaves(executor: MigrationExecutor) -> list[tuple[str, str]]:
    leaves: list[tuple[str, str]] = executor.loader.graph.leaf_nodes()
    return leaves


def _works(ask: Callable[[], None]) -> bool:
    try:
        ask()
    except Exception:  # each driver has errors of its own, and whatever it was, the part does not work
        return False
    return True


def _ask_database() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")


def _ask_broker() -> None:
    # A broker that takes connections and then says nothing must not make us wait either.
    patience = {"socket_timeout": BROKER_TIMEOUT_SECONDS}
    with app.connection_for_write(connect_timeout=BROKER_TIMEOUT_SECONDS, transport_options=patience) as broker:
        broker.ensure_connection(max_retries=1, timeout=BROKER_TIMEOUT_SECONDS, interval_start=0, interval_step=0)


def _answer(facts: Mapping[str, object], well: bool) -> JsonResponse:
    return JsonResponse({"status": "ok" if well else "unavailable", **facts}, status=200 if well else 503)
