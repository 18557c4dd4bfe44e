"""The web port is looked at before anything starts."""

from __future__ import annotations

import socket

import pytest

from iimd.launch.ports import check_port, free_port
from iimd.launch.programs import LaunchError


def test_a_free_port_is_fine() -> None:
    check_port(free_port())


@pytest.mark.parametrize("host", ["127.0.0.1", "0.0.0.0"])  # noqa: S104
def test_a_taken_port_is_refused_with_another_one_to_choose(host: str) -> None:
    with socket.socket() as other:
        other.bind((host, 0))
        other.listen()
        port = other.getsockname()[1]

        with pytest.raises(LaunchError, match=rf"Port {port} is taken .* make run PORT=\d+"):
            check_port(port)


@pytest.mark.parametrize("port", [0, 65_536])
def test_a_number_that_is_no_port_is_refused(port: int) -> None:
    with pytest.raises(LaunchError, match=f"PORT={port} is not a port"):
        check_port(port)
