"""Funded projects, what they are sorted by, how they came in, and the index they are counted with."""

from .imports import ImportRow, ImportRun, PendingUpload
from .index import IndexedProject, IndexPart, IndexWord
from .programme import Programme, ProjectSource, Theme
from .project import Funding, FundingStage, Project, ProjectPlace

__all__ = [
    "Funding",
    "FundingStage",
    "ImportRow",
    "ImportRun",
    "IndexPart",
    "IndexWord",
    "IndexedProject",
    "PendingUpload",
    "Programme",
    "Project",
    "ProjectPlace",
    "ProjectSource",
    "Theme",
]
