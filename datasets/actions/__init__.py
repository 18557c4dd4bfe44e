"""Everything that changes datasets, releases, files and jobs. One call does the whole thing."""

from datasets.actions.carried import load_carried
from datasets.actions.catalogue import sync_datasets
from datasets.actions.derived import rebuild, recompute
from datasets.actions.files import note_carried_file, register_file
from datasets.actions.imports import import_file, note_refusal
from datasets.actions.jobs import cancel, request_import, request_rebuild, request_recompute, retry
from datasets.actions.releases import discard, publish, publish_by_rule, refresh_difference, withdraw
from datasets.actions.uploads import hand_in

__all__ = [
    "cancel",
    "discard",
    "hand_in",
    "import_file",
    "load_carried",
    "note_carried_file",
    "note_refusal",
    "publish",
    "publish_by_rule",
    "rebuild",
    "recompute",
    "refresh_difference",
    "register_file",
    "request_import",
    "request_rebuild",
    "request_recompute",
    "retry",
    "sync_datasets",
    "withdraw",
]
