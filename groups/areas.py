"""Which municipalities make up a group's area on the map of groups."""

from collections import defaultdict

from places.boundaries import layers

from .models import AreaMembership

LAYER = "group"  # of places.models.Shape; the key of a shape is the slug of the group


def members_by_group():
    """Return {slug of a current group: sorted codes of the municipalities that no other group shares}.

    A municipality that is split between groups is in nobody's list: a map draws it on its own and names them all. A
    group that shares all its municipalities has an empty list.
    """
    groups_of = defaultdict(set)
    rows = AreaMembership.objects.filter(valid_to=None, group__valid_to=None, municipality__valid_to=None)
    for municipality, group in rows.values_list("municipality_id", "group__slug"):
        groups_of[municipality].add(group)
    members = {group: [] for groups in groups_of.values() for group in groups}
    for municipality in sorted(groups_of):
        if len(groups_of[municipality]) == 1:
            members[groups_of[municipality].copy().pop()].append(municipality)
    return members


def redraw_group_layer():
    """Draw the area of each current group again, after areas or groups have changed."""
    layers.draw_layer(LAYER, members_by_group())
