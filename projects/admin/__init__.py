"""The upkeep of projects: themselves, their classification, and imports of files. Each module registers its models."""

from . import classification, project, rows, runs

__all__ = ["classification", "project", "rows", "runs"]
