"""Projects like another one: of its theme, the nearest first."""

from collections.abc import Iterable

from pyroaring import BitMap

from .models import Project
from .search.index.features import FUNDED
from .search.index.store import ProjectIndex


def related_pks(index: ProjectIndex, project: Project, regions: Iterable[str], limit: int) -> list[int]:
    """Return the pks of at most `limit` funded projects of the same theme, [] when the theme is unknown. No SQL.

    project: with its group. regions: codes of the regions where it takes place. First come those of its group, then of
    its regions, then of its programming period, then any; of equals the latest loaded.
    """
    if not project.theme_id:
        return []
    candidates = (index.members("theme", project.theme_id) & index.members("record", FUNDED)) - BitMap([project.pk])
    of_group = index.members("group", project.group.slug) if project.group else BitMap()
    of_regions = BitMap().union(*(index.members("region", code) for code in regions))
    of_period = index.members("period", project.period_id) if project.period_id else BitMap()
    found: list[int] = []
    for nearest in (of_group & of_period, of_group, of_regions & of_period, of_regions, of_period, candidates):
        tier = (candidates & nearest) - BitMap(found)
        found += reversed(tier[max(0, len(tier) - limit + len(found)) :])
        if len(found) == limit:
            break
    return found
