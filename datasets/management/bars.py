"""Progress bars for commands: quiet where nobody looks."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from tqdm import tqdm

from datasets.progress import Progress


@contextmanager
def bar(title: str, *, shown: bool = True) -> Iterator[Progress]:
    """A bar on standard error that follows the steps of a piece of work; none where that is no terminal."""
    with tqdm(desc=title, unit="", unit_scale=True, disable=not shown or not sys.stderr.isatty(), leave=False) as line:

        def tell(step: str, done: int = 0, total: int = 0) -> None:
            line.set_postfix_str(step, refresh=False)
            line.total = total or None
            line.n = done
            line.refresh()

        yield tell
