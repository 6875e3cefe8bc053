"""The least valid object of each model of groups."""

import factory
from factory.django import DjangoModelFactory

from groups import models

from .places import MunicipalityFactory
from .shared import StaffFactory


class LeaderGroupFactory(DjangoModelFactory):
    class Meta:
        model = models.LeaderGroup

    slug = factory.Sequence(lambda n: f"ryhma-{n}")
    name_fi = factory.Sequence(lambda n: f"Leader Ryhmä {n}")


class AreaMembershipFactory(DjangoModelFactory):
    class Meta:
        model = models.AreaMembership

    group = factory.SubFactory(LeaderGroupFactory)
    municipality = factory.SubFactory(MunicipalityFactory)
    coverage = "full"


class ServiceFactory(DjangoModelFactory):
    class Meta:
        model = models.Service

    code = factory.Sequence(lambda n: f"service_{n}")
    slug = factory.Sequence(lambda n: f"palvelu-{n}")
    name_fi = factory.Sequence(lambda n: f"Palvelu {n}")
    text_fi = "Mitä palvelu on."


class DutyFactory(DjangoModelFactory):
    class Meta:
        model = models.Duty

    code = factory.Sequence(lambda n: f"duty_{n}")
    slug = factory.Sequence(lambda n: f"tehtava-{n}")
    name_fi = factory.Sequence(lambda n: f"Tehtävä {n}")


class ServiceOfferFactory(DjangoModelFactory):
    class Meta:
        model = models.ServiceOffer

    group = factory.SubFactory(LeaderGroupFactory)
    service = factory.SubFactory(ServiceFactory)
    text_fi = "Mitä ryhmä tekee."


class ExampleActivityFactory(DjangoModelFactory):
    class Meta:
        model = models.ExampleActivity

    group = factory.SubFactory(LeaderGroupFactory)
    title = factory.Sequence(lambda n: f"Esimerkki {n}")
    text_fi = "Mitä tehtiin."


class InformationPageFactory(DjangoModelFactory):
    class Meta:
        model = models.InformationPage
        django_get_or_create = ["code"]

    code = "privacy"
    title_fi = "Tietosuoja"
    body_fi = "Miten tietoja käsitellään."
    version = "2026-11-24"


class ProgrammingPeriodFactory(DjangoModelFactory):
    class Meta:
        model = models.ProgrammingPeriod

    code = factory.Sequence(lambda n: f"{n % 1000 + 2000}-{n % 1000 + 2004}")
    starts = "2023-01-01"
    ends = "2027-12-31"


class LocalDevelopmentStrategyFactory(DjangoModelFactory):
    class Meta:
        model = models.LocalDevelopmentStrategy

    group = factory.SubFactory(LeaderGroupFactory)
    period = factory.SubFactory(ProgrammingPeriodFactory)
    title_fi = "Elävät kylät"


class OfficeFactory(DjangoModelFactory):
    class Meta:
        model = models.Office

    group = factory.SubFactory(LeaderGroupFactory)
    town_fi = "Kylä"


class BoardCompositionFactory(DjangoModelFactory):
    class Meta:
        model = models.BoardComposition

    group = factory.SubFactory(LeaderGroupFactory)


class ContactFactory(DjangoModelFactory):
    class Meta:
        model = models.Contact

    group = factory.SubFactory(LeaderGroupFactory)
    role_fi = "Toiminnanjohtaja"


class StrengthFactory(DjangoModelFactory):
    class Meta:
        model = models.Strength

    code = factory.Sequence(lambda n: f"strength_{n}")
    name_fi = factory.Sequence(lambda n: f"Vahvuus {n}")
    text_fi = "Mitä vahvuus on."


class GroupStrengthFactory(DjangoModelFactory):
    class Meta:
        model = models.GroupStrength

    group = factory.SubFactory(LeaderGroupFactory)
    strength = factory.SubFactory(StrengthFactory)
    text_fi = "Ryhmän omin sanoin."


class DutyServiceFactory(DjangoModelFactory):
    class Meta:
        model = models.DutyService

    duty = factory.SubFactory(DutyFactory)
    service = factory.SubFactory(ServiceFactory)


class NetworkActivityFactory(DjangoModelFactory):
    class Meta:
        model = models.NetworkActivity

    code = factory.Sequence(lambda n: f"activity_{n}")
    service = factory.SubFactory(ServiceFactory)
    text_fi = "Mitä ryhmät tekevät."


class WishFactory(DjangoModelFactory):
    class Meta:
        model = models.Wish

    code = factory.Sequence(lambda n: f"wish_{n}")
    name_fi = factory.Sequence(lambda n: f"Toive {n}")
    text_fi = "Mitä toivomme."


class StatementFactory(DjangoModelFactory):
    class Meta:
        model = models.Statement

    code = factory.Sequence(lambda n: f"statement_{n}")
    text_fi = "Visio."


class MembershipFactory(DjangoModelFactory):
    class Meta:
        model = models.Membership

    user = factory.SubFactory(StaffFactory)
    role = "network_coordinator"
