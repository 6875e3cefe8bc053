"""Leader groups, what they offer to municipalities and regions, and the network's own words."""

from .examples import ExampleActivity
from .group import (
    AreaMembership,
    BoardComposition,
    Contact,
    LeaderGroup,
    LocalDevelopmentStrategy,
    Office,
    ProgrammingPeriod,
)
from .membership import Membership, Role
from .network import InformationPage, NetworkActivity, Statement, Strength, Wish
from .offers import Duty, DutyService, GroupStrength, Service, ServiceOffer

__all__ = [
    "AreaMembership",
    "BoardComposition",
    "Contact",
    "Duty",
    "DutyService",
    "ExampleActivity",
    "GroupStrength",
    "InformationPage",
    "LeaderGroup",
    "LocalDevelopmentStrategy",
    "Membership",
    "NetworkActivity",
    "Office",
    "ProgrammingPeriod",
    "Role",
    "Service",
    "ServiceOffer",
    "Statement",
    "Strength",
    "Wish",
]
