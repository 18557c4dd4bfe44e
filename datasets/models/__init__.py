"""Tables of the data core. Observations have tables of their own, made by datasets/store.py."""

from datasets.models.bulk import BulkFile
from datasets.models.datasets import Dataset, SourceFile
from datasets.models.imports import ImportProblem, ImportRun
from datasets.models.jobs import Job
from datasets.models.releases import Release, ReleaseInput

__all__ = ["BulkFile", "Dataset", "ImportProblem", "ImportRun", "Job", "Release", "ReleaseInput", "SourceFile"]
