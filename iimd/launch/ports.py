"""Ports on this machine: find a free one, and say plainly when the wanted one is taken."""

from __future__ import annotations

import errno
import socket

from iimd.launch.programs import LaunchError

LOOPBACK = "127.0.0.1"
HIGHEST_PORT = 65_535


def free_port() -> int:
    """A port on the loopback address that nobody listens on at this moment."""
    with socket.socket() as probe:
        probe.bind((LOOPBACK, 0))
        port: int = probe.getsockname()[1]
        return port


def check_port(port: int) -> None:
    """Raise LaunchError where the web server could not listen on this port."""
    if not 1 <= port <= HIGHEST_PORT:
        raise LaunchError(f"PORT={port} is not a port: choose a number from 1024 to {HIGHEST_PORT}.")
    with socket.socket() as probe:
        # A port that a server has just left may be used again at once; one that is listened on may not.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((LOOPBACK, port))
        except OSError as problem:
            raise LaunchError(_why_not(port, problem)) from problem


def _why_not(port: int, problem: OSError) -> str:
    if problem.errno == errno.EADDRINUSE:
        return f"Port {port} is taken by another program. Choose another one: make run PORT={free_port()}"
    if problem.errno == errno.EACCES:
        return f"Only root may listen on port {port}. Choose another one: make run PORT=8000"
    return f"Port {port} cannot be used ({problem.strerror}). Choose another one: make run PORT={free_port()}"
