"""Pages and files of observations, beside what a plain Django REST Framework needs and beside COPY itself.

Full requests to the WSGI application in one process, on a release of 100,000 rows of the bilateral matrix. The plain
page is a ModelSerializer over rows that the ORM read, with the same middleware around it.
"""

from __future__ import annotations

import atexit
import io
import itertools
import os
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from functools import lru_cache
from types import ModuleType
from typing import Any

from benchmarks.case import Case

ROWS, PAGE, REQUESTS = 100_000, 1_000, 10
DATA = "/api/v1/datasets/REM_FLOW_BILATERAL/data"
BROWSER = {"Accept": "application/json", "Accept-Language": "en", "Accept-Encoding": "gzip"}


@lru_cache(maxsize=1)
def hub() -> tuple[Any, Any]:
    """A client of a throw-away hub with one release, and that release."""
    kept = dict(os.environ)
    from iimd.launch import testing

    atexit.register(testing.pytest_unconfigure, None)
    os.environ["DJANGO_SETTINGS_MODULE"] = "iimd.settings"
    import django
    from django.conf import settings

    django.setup()
    os.environ.clear()
    os.environ |= kept  # other benchmarks start servers of their own
    settings.API_RATES = {"anonymous": "1000000/minute"}
    settings.ALLOWED_HOSTS = ["testserver"]
    settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)
    return _client(), _release()


def _client() -> Any:
    from django.core.management import call_command
    from django.test import Client

    from countries import actions

    call_command("migrate", verbosity=0)
    actions.load()
    return Client()


def _release() -> Any:
    import polars as pl

    from datasets import codes
    from tests.factories import datasets as factory

    places = sorted(codes.known_areas())[:159]
    keys = itertools.product(places, places, ("2018", "2019", "2020", "2021"))
    rows = [(*key, number / 7) for number, key in enumerate(itertools.islice(keys, ROWS))]
    columns = ["REF_AREA", "COUNTERPART_AREA", "TIME_PERIOD", "OBS_VALUE"]
    table = pl.DataFrame(rows, schema=columns, orient="row")
    return factory.release("REM_FLOW_BILATERAL", table, published_at=datetime(2026, 1, 1, tzinfo=UTC))


@lru_cache(maxsize=1)
def plain_view() -> Callable[[Any], Any]:
    """The page as the Django REST Framework's tutorial would write it."""
    _client, release = hub()  # before anything of Django's, which wants its settings
    from django.db import models
    from rest_framework import generics, pagination, renderers, serializers

    class Observation(models.Model):
        ref_area = models.TextField(primary_key=True)  # the ORM wants one; reading needs no true one
        counterpart_area = models.TextField()
        time_period = models.TextField()
        obs_value = models.FloatField(null=True)
        obs_status = models.TextField()
        lower_bound = models.FloatField(null=True)
        upper_bound = models.FloatField(null=True)

        class Meta:
            app_label = "datasets"
            managed = False
            db_table = f'observations"."{release.table_name}'

        def __str__(self) -> str:
            return self.ref_area

    class ObservationSerializer(serializers.ModelSerializer):  # type: ignore[type-arg]
        class Meta:
            model = Observation
            fields = "__all__"

    class Paged(pagination.LimitOffsetPagination):
        default_limit = PAGE

    class Plain(generics.ListAPIView):  # type: ignore[type-arg]
        queryset = Observation.objects.order_by("ref_area", "counterpart_area", "time_period")
        serializer_class = ObservationSerializer
        pagination_class = Paged
        renderer_classes = [renderers.JSONRenderer]
        filter_backends: list[Any] = []
        throttle_classes: list[Any] = []

    return Plain.as_view()


def plain_page() -> float:
    """A thousand rows by ORM and serializer, in a project with the same middleware."""
    view = plain_view()
    return _served("/plain/", "", status="200", urls=_mounted("plain", view), times=REQUESTS)


def our_page() -> float:
    """A thousand rows through the whole hub."""
    hub()
    return _served(f"{DATA}?limit={PAGE}", "", status="200", urls="iimd.urls", times=REQUESTS)


def unchanged_page() -> float:
    """The same asked again with its tag, through the WSGI application as a server calls it."""
    client, _release = hub()
    tag = client.get(f"{DATA}?limit={PAGE}", headers=BROWSER).headers["ETag"]
    return _served(f"{DATA}?limit={PAGE}", tag, status="304", urls="iimd.urls")


def empty_view() -> float:
    """A view that returns nothing, behind the same middleware: what Django itself costs."""
    hub()
    from django.http import HttpResponse

    return _served("/empty/", "", status="200", urls=_mounted("empty", lambda _request: HttpResponse()))


def _mounted(name: str, view: Callable[[Any], Any]) -> str:
    """A project of one address; what it is called as a module."""
    from django.urls import path

    module = ModuleType(f"benchmarks.{name}_urls")
    module.urlpatterns = [path(f"{name}/", view)]  # type: ignore[attr-defined]
    sys.modules[module.__name__] = module
    return module.__name__


def _served(address: str, tag: str, *, status: str, urls: str, times: int = REQUESTS * 20) -> float:
    """Seconds a request takes in the application, without any server or client around it."""
    from django.core.handlers.wsgi import WSGIHandler
    from django.test import RequestFactory
    from django.test.utils import override_settings

    application, answers = WSGIHandler(), []
    headers = BROWSER | ({"If-None-Match": tag} if tag else {})

    def ask() -> None:
        environ = RequestFactory().get(address, headers=headers).environ
        response = application(environ, lambda said, _headers: answers.append(said))
        b"".join(response)
        response.close()

    with override_settings(ROOT_URLCONF=urls):
        ask()
        began = time.perf_counter()
        for _ in range(times):
            ask()
        took = time.perf_counter() - began
    if any(not said.startswith(status) for said in answers):
        raise RuntimeError(f"{address} answered {set(answers)}")
    return took / times


def copied() -> float:
    """What PostgreSQL and its driver need for all rows as CSV: the floor."""
    from django.db import connection

    _client, release = hub()
    began = time.perf_counter()
    with connection.cursor() as cursor:
        table = f"observations.{release.table_name}"
        order = "ref_area, counterpart_area, time_period"
        statement = f"COPY (SELECT * FROM {table} ORDER BY {order}) TO STDOUT WITH (FORMAT csv)"
        cursor.cursor.copy_expert(statement, io.BytesIO())
    return time.perf_counter() - began


def our_file() -> float:
    """All rows as CSV through the whole hub."""
    client, _release = hub()
    began = time.perf_counter()
    size = sum(len(block) for block in client.get(f"{DATA}.csv"))
    took = time.perf_counter() - began
    if size < ROWS * 10:
        raise RuntimeError(f"only {size} bytes came")
    return took


CASES = [
    Case("api_page: plain REST framework", plain_page),
    Case("api_page: 1,000 rows", our_page, versus="api_page: plain REST framework", at_most=1 / 6),
    Case("api_page: empty Django view", empty_view),
    # At least 0.6 times as many answers a second.
    Case("api_page: 304", unchanged_page, versus="api_page: empty Django view", at_most=1 / 0.6),
    Case("api_page: COPY of 100,000 rows", copied),
    Case("api_page: file of 100,000 rows", our_file, versus="api_page: COPY of 100,000 rows", at_most=1.6),
]
