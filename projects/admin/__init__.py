"""The upkeep of projects: themselves, what they are sorted by, and files of them. Each module registers its models."""

from . import project, runs, sorting

__all__ = ["project", "runs", "sorting"]
