"""Two million observations from a file through check, store and publish, beside psql's own COPY of the same rows.

What is timed, in rounds, one after the other, so that a busy moment of the machine meets them all:

- psql, bare table: `\\copy` of the CSV file into a new table with its four columns, without key, check or index.
- psql, same key: the same into a table with the primary key of a release, as findable and as free of duplicates.
- first load: all that the import desk does with that file, where nothing is in force. Hash and keep it, read it, check
  every row, sort, store with CHECK constraints, build the primary key, ANALYZE, digest, seal, publish.
- next load: the same with a file that differs in a third of its values, compared with the release in force.

The rows of the files come in no order. Promised are 3 times the bare table for the first load, and 3 times the
same key for the next one. Measured on two cores shared with other work: processor seconds of server and client
together, medians of three, bare 1.2, first load 3.5 (2.97 times), next load 5.6. By the clock a first load took 3.25 s
beside 1.24 s in the quietest round; in rounds with nine programs waiting for the two cores it took 4.8 times as long
as the bare table, as then nothing runs beside the server's work. So a broken promise says little on a busy machine.
Of the first load the server's COPY takes 1.1, the index
0.7, ANALYZE 0.15, this process 1.4, some of it while the server stores. The 2.1 more of the next load are the join of
two million rows with two million and the search for the largest of 670,000 changes; psql does nothing like it,
so beside a bare table the next load is shown and not promised.

Tried and not kept: wal_level = minimal (no faster, and no backup while the server runs), parallel workers for the
index (more processor time, no sooner done).
"""

from __future__ import annotations

import atexit
import os
import random
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable
from functools import cache
from itertools import count
from pathlib import Path

import polars as pl

from benchmarks.case import Case
from iimd.launch import parts
from iimd.launch.postgres import Postgres
from iimd.launch.programs import postgres_programs

ROUNDS = 5
BARE, KEYED = "bulk_load: psql, bare table", "bulk_load: psql, same key"
FIRST, NEXT = "bulk_load: first load", "bulk_load: next load"
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


def _check_and_publish(path: Path) -> None:
    """Register, read, check, store, compare, seal, publish: all that the import desk does."""
    from django.utils import timezone

    from datasets import actions
    from datasets.actions.carried import CARRIER
    from datasets.models import Dataset

    dataset = Dataset.objects.get(pk="BENCH_FLOW")
    file = actions.register_file(path=path, name=path.name)
    run = actions.import_file(dataset=dataset, source_file=file, actor=CARRIER, at=timezone.now(), force=True)
    actions.publish(release=run.release, actor=CARRIER, at=timezone.now())


def _take_out_of_force() -> None:
    """Make the next load a first one again, and give its space back."""
    from django.utils import timezone

    from datasets import actions, store
    from datasets.models import Release
    from datasets.workflow import PUBLISHER
    from workflow.people import Holder

    publisher = Holder("system:benchmark", frozenset({PUBLISHER}))
    for release in Release.objects.published():
        actions.withdraw(release=release, actor=publisher, at=timezone.now(), reason="measured")
    for name in Release.objects.values_list("table_name", flat=True):
        if store.exists(name):
            store.drop(name)


@cache
def _round(number: int) -> dict[str, float]:
    """The seconds of each, in the round of this number."""
    first, second = _files()
    seconds = {
        BARE: _seconds(lambda: _psql("")),
        KEYED: _seconds(lambda: _psql(KEY)),
        FIRST: _seconds(lambda: _check_and_publish(first)),
        NEXT: _seconds(lambda: _check_and_publish(second)),
    }
    _take_out_of_force()
    return seconds


def _seconds(run: Callable[[], object]) -> float:
    began = time.perf_counter()
    run()
    return time.perf_counter() - began


def _timed(name: str) -> Callable[[], float]:
    rounds = count()
    return lambda: _round(next(rounds))[name]


CASES = [
    Case(BARE, _timed(BARE), repeat=ROUNDS),
    Case(KEYED, _timed(KEYED), repeat=ROUNDS),
    Case(FIRST, _timed(FIRST), repeat=ROUNDS, versus=BARE, at_most=3),
    Case(NEXT, _timed(NEXT), repeat=ROUNDS, versus=KEYED, at_most=3),
    Case(f"{NEXT}, beside bare", _timed(NEXT), repeat=ROUNDS, versus=BARE),
]
