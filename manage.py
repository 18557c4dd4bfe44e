#!/usr/bin/env python3
"""Django's command line for the hub; beside a running `make run` it works on that hub."""

import os
import sys

from iimd.launch import joining


def main() -> None:
    joining.join()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "iimd.settings")
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
