"""Pages and files of observations, beside what a plain Django REST Framework needs and beside COPY itself.

Full requests of Django's test client in one process, on a release of 100,000 rows of the bilateral matrix. The plain
page is a ModelSerializer over rows that the ORM read, with the same middleware around it.
"""

from __future__ import annotations

import atexit
import io
import itertools
import os
import time
from collections.abc import Callable
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any

from benchmarks.case import Case

ROWS, PAGE, REQUESTS = 100_000, 1_000, 10
DATA = "/api/v1/datasets/REM_FLOW_BILATERAL/data"


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
    """A thousand rows by ORM and serializer, without any middleware at all."""
    view = plain_view()
    from django.test import RequestFactory

    request = RequestFactory().get("/")
    return _each(lambda: view(request).render().content)


def our_page() -> float:
    """A thousand rows through the whole hub."""
    client, _release = hub()
    return _each(lambda: client.get(f"{DATA}?limit={PAGE}").content)


def unchanged_page() -> float:
    """The same asked again with its tag."""
    client, _release = hub()
    tag = client.head(f"{DATA}?limit={PAGE}").headers["ETag"]
    return _each(lambda: client.get(f"{DATA}?limit={PAGE}", headers={"If-None-Match": tag}))


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


def _each(ask: Callable[[], object]) -> float:
    ask()
    began = time.perf_counter()
    for _ in range(REQUESTS):
        ask()
    return (time.perf_counter() - began) / REQUESTS


CASES = [
    Case("api_page: plain REST framework", plain_page),
    Case("api_page: 1,000 rows", our_page, versus="api_page: plain REST framework", at_most=0.5),
    Case("api_page: 304", unchanged_page, versus="api_page: 1,000 rows", at_most=0.75),
    Case("api_page: COPY of 100,000 rows", copied),
    Case("api_page: file of 100,000 rows", our_file, versus="api_page: COPY of 100,000 rows", at_most=1.6),
]
