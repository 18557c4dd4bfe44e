import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from countries import files
from countries.building import shapes, topology


class Command(BaseCommand):
    help = "For maintainers: make countries/data/world.json anew from dist/plotly-geo-assets.js of npm plotly.js 3.7.0."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("script", type=Path, help="plotly-geo-assets.js; `npm pack plotly.js@3.7.0` fetches it")

    def handle(self, *_args: Any, script: Path, **_options: Any) -> None:
        codes = {row["code"] for row in files.rows("countries")}
        world = shapes.build(topology.read(script), codes)
        text = json.dumps(world, separators=(",", ":"))
        (files.DATA / "world.json").write_text(text + "\n", "utf-8")
        dots = sum(land["small"] for land in world["lands"].values())
        self.stdout.write(f"{len(world['lands'])} lands, {dots} of them dots, {len(text) // 1024} KB")
