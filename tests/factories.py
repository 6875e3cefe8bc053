"""The least valid object of each model; a test states what it asserts on."""

import factory
from factory.django import DjangoModelFactory

from groups import models as groups
from places import models as places


class RegionFactory(DjangoModelFactory):
    class Meta:
        model = places.Region

    code = factory.Sequence(lambda n: f"{n % 90 + 10}")
    slug = factory.Sequence(lambda n: f"maakunta-{n}")
    name_fi = factory.Sequence(lambda n: f"Maakunta {n}")
    nuts3 = "FI1XX"
    iso = "FI-99"


class MunicipalityFactory(DjangoModelFactory):
    class Meta:
        model = places.Municipality

    code = factory.Sequence(lambda n: f"{n % 1000:03}")
    slug = factory.Sequence(lambda n: f"kunta-{n}")
    name_fi = factory.Sequence(lambda n: f"Kunta {n}")
    region = factory.SubFactory(RegionFactory)
    languages = "finnish"
    lat = 62.0
    lon = 25.0


class PostalCodeFactory(DjangoModelFactory):
    class Meta:
        model = places.PostalCode

    code = factory.Sequence(lambda n: f"{n % 100000:05}")
    name_fi = "Postipaikka"
    name_sv = "Postort"
    municipality = factory.SubFactory(MunicipalityFactory)
    kind = "regular"


class LeaderGroupFactory(DjangoModelFactory):
    class Meta:
        model = groups.LeaderGroup

    slug = factory.Sequence(lambda n: f"ryhma-{n}")
    name_fi = factory.Sequence(lambda n: f"Leader Ryhmä {n}")


class AreaMembershipFactory(DjangoModelFactory):
    class Meta:
        model = groups.AreaMembership

    group = factory.SubFactory(LeaderGroupFactory)
    municipality = factory.SubFactory(MunicipalityFactory)
    coverage = "full"


class ServiceFactory(DjangoModelFactory):
    class Meta:
        model = groups.Service

    code = factory.Sequence(lambda n: f"service_{n}")
    slug = factory.Sequence(lambda n: f"palvelu-{n}")
    name_fi = factory.Sequence(lambda n: f"Palvelu {n}")
    text_fi = "Mitä palvelu on."


class DutyFactory(DjangoModelFactory):
    class Meta:
        model = groups.Duty

    code = factory.Sequence(lambda n: f"duty_{n}")
    slug = factory.Sequence(lambda n: f"tehtava-{n}")
    name_fi = factory.Sequence(lambda n: f"Tehtävä {n}")


class ServiceOfferFactory(DjangoModelFactory):
    class Meta:
        model = groups.ServiceOffer

    group = factory.SubFactory(LeaderGroupFactory)
    service = factory.SubFactory(ServiceFactory)
    text_fi = "Mitä ryhmä tekee."


class ExampleActivityFactory(DjangoModelFactory):
    class Meta:
        model = groups.ExampleActivity

    group = factory.SubFactory(LeaderGroupFactory)
    title = factory.Sequence(lambda n: f"Esimerkki {n}")
    text_fi = "Mitä tehtiin."


class InformationPageFactory(DjangoModelFactory):
    class Meta:
        model = groups.InformationPage
        django_get_or_create = ["code"]

    code = "privacy"
    title_fi = "Tietosuoja"
    body_fi = "Miten tietoja käsitellään."
    version = "2026-11-24"
