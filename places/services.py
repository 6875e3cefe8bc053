"""Operations on places that touch more than one table."""

from collections import defaultdict

from django.db import transaction

from . import search_entries
from .boundaries import layers
from .finder import name_index
from .models import Municipality


@transaction.atomic
def refresh_places(regions_changed: bool = False) -> None:
    """Recompute what is derived from regions, municipalities and postal codes: names to find by, search entries.

    regions_changed: a municipality may belong to another region now; also redraw the regions on the maps.
    """
    name_index.rebuild_place_names()
    search_entries.index_places()
    if regions_changed:
        members = defaultdict(list)
        for code, region in Municipality.objects.current().order_by("pk").values_list("code", "region_id"):
            members[region].append(code)
        layers.draw_layer("region", dict(members))
