"""Leader groups, what they offer to municipalities and regions, and the network's own words."""

from .area import AreaMembership
from .examples import ExampleActivity
from .group import BoardComposition, LeaderGroup, LocalDevelopmentStrategy, ProgrammingPeriod
from .membership import Membership, Role
from .network import InformationPage, NetworkActivity, Statement, Strength, Wish
from .offers import Duty, DutyService, GroupStrength, Service, ServiceOffer
from .office import Contact, Office

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
