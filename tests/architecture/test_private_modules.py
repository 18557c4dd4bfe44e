"""Views, forms, tasks, API and admin of a room are used by that room and by iimd, which mounts them."""

from __future__ import annotations

from tests.architecture.house import contracts, import_graph

PRIVATE = {name.removeprefix("*.") for name in contracts()["edges"]["protected_modules"]}


def test_no_room_uses_the_private_modules_of_another() -> None:
    graph = import_graph()
    # web_api is no room: its views are base classes for every room's API.
    rooms = [name for name in graph.modules if "." in name and not name.startswith("web_api.")]
    private = [name for name in rooms if name.split(".")[1] in PRIVATE]

    crossings = [
        f"{importer} imports {module}"
        for module in private
        for importer in graph.find_modules_that_directly_import(module)
        if importer.split(".")[0] not in {module.split(".")[0], "iimd"}
    ]

    assert not crossings
