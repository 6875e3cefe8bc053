"""The admin of groups, their offers and the network's texts. Each module registers its own models."""

from . import facts, group, network, offers, places, staff

__all__ = ["facts", "group", "network", "offers", "places", "staff"]
