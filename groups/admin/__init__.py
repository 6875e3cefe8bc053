"""The upkeep of groups, their offers and the network's words. Each module registers its own models."""

from . import facts, group, membership, network, offers, places, staff

__all__ = ["facts", "group", "membership", "network", "offers", "places", "staff"]
