"""Two million observations from a file through check, store, compare and publish, beside psql's own COPY of the rows.

The promise is 3 times psql's COPY into a table with the same columns and the same primary key: both leave the rows
findable and free of duplicates. psql's COPY into a bare table, which gives a reader neither, is shown as well.
The rows come in no order. Every second file differs in a third of its values, so the difference is real work too.
"""

from __future__ import annotations

import atexit
import os
import random
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import polars as pl

from benchmarks.case import Case
from iimd.launch import parts
from iimd.launch.postgres import Postgres
from iimd.launch.programs import postgres_programs

AREAS, YEARS = 200, range(1975, 2025)
COLUMNS = ("REF_AREA", "COUNTERPART_AREA", "TIME_PERIOD", "OBS_VALUE")
PEER = """
DROP TABLE IF EXISTS peer;
CREATE TABLE peer (ref_area text COLLATE "C" NOT NULL, counterpart_area text COLLATE "C" NOT NULL,
    time_period text COLLATE "C" NOT NULL, obs_value double precision{key});
"""
KEY = ", PRIMARY KEY (ref_area, counterpart_area, time_period)"


@cache
def _folder() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="iimd-bench-", dir="/var/tmp"))
    folder.chmod(0o755)
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


@cache
def _database() -> str:
    """A server with the settings of `make run`: what it says is stored is on the disk."""
    server = Postgres(_folder() / "postgres", identity=str(os.getpid()))
    server.prepare()
    process = parts.start(server.command)
    server.wait_until_ready(lambda: process.poll() is None)
    atexit.register(server.remove)
    atexit.register(parts.stop, process, server.command)
    return server.url


@cache
def _files() -> tuple[Path, Path]:
    """Two editions of the same table, in the order of no key."""
    _hub()
    from datasets.codes import known_areas

    areas = sorted(known_areas())[:AREAS]
    axes = [
        pl.DataFrame({name: list(codes)}) for name, codes in zip(COLUMNS, (areas, areas, map(str, YEARS)), strict=False)
    ]
    keys = axes[0].join(axes[1], how="cross").join(axes[2], how="cross")
    dice = random.Random(1)  # noqa: S311 - figures, not secrets
    values = pl.Series("OBS_VALUE", [round(dice.random() * 1000, 3) for _ in range(keys.height)])
    table = keys.with_columns(values).sample(fraction=1, shuffle=True, seed=1)
    later = pl.when(pl.int_range(pl.len()) % 3 == 0).then(pl.col("OBS_VALUE") + 1).otherwise("OBS_VALUE")
    paths = (_folder() / "first.csv", _folder() / "second.csv")
    table.write_csv(paths[0])
    table.with_columns(OBS_VALUE=later).write_csv(paths[1])
    return paths


@cache
def _hub() -> None:
    """Django on the database of the benchmark, with the benchmark's dataset."""
    os.environ |= {
        "DJANGO_SETTINGS_MODULE": "iimd.settings",
        "DATABASE_URL": _database(),
        "BROKER_URL": "filesystem://",
        "IIMD_STATE": str(_folder() / "state"),
        "SECRET_KEY": "only-for-benchmarks",
        "ENV_FILE": os.devnull,
    }
    import django
    from django.core.management import call_command
    from django.utils import timezone

    django.setup()
    from datasets import definition
    from datasets.actions import sync_datasets

    definition.FOLDERS[:] = ["benchmarks/definitions/*.toml"]
    call_command("migrate", verbosity=0)
    sync_datasets(at=timezone.now())


def _psql(key: str) -> None:
    program = shutil.which("psql") or str(postgres_programs() / "psql")
    copy = f"\\copy peer from '{_files()[0]}' with (format csv, header true)"
    subprocess.run(
        [program, _database(), "-q", "-c", PEER.format(key=key), "-c", copy], check=True, stderr=subprocess.DEVNULL
    )


def psql_with_key() -> None:
    """What an operator would type, into a table that keeps the same promise."""
    _psql(KEY)


def psql_bare() -> None:
    """The same without a key."""
    _psql("")


def check_and_publish() -> None:
    """Register, read, check, store, compare, seal, publish: all that the import desk does."""
    from django.utils import timezone

    from datasets import actions
    from datasets.actions.carried import CARRIER
    from datasets.models import Dataset, Release

    dataset = Dataset.objects.get(pk="BENCH_FLOW")
    path = _files()[Release.objects.count() % 2]
    file = actions.register_file(path=path, name=path.name)
    run = actions.import_file(dataset=dataset, source_file=file, actor=CARRIER, at=timezone.now(), force=True)
    actions.publish(release=run.release, actor=CARRIER, at=timezone.now())


@contextmanager
def _prepared() -> Iterator[None]:
    _files()
    yield


CASES = [
    Case("bulk_load: psql, same key", psql_with_key, repeat=3, around=_prepared),
    Case("bulk_load: psql, bare table", psql_bare, repeat=3, around=_prepared),
    Case(
        "bulk_load: check and publish",
        check_and_publish,
        repeat=5,
        versus="bulk_load: psql, same key",
        at_most=3,
        around=_prepared,
    ),
    Case("bulk_load: the same beside a bare table", check_and_publish, repeat=3, versus="bulk_load: psql, bare table"),
]
