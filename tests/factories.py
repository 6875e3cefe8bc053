"""The least valid object of each model; a test states what it asserts on."""

import factory
from django.conf import settings
from factory.django import DjangoModelFactory

from groups import models as groups
from places import models as places
from projects import models as projects
from search import models as search
from seeding import models as seeding


class RegionFactory(DjangoModelFactory):
    class Meta:
        model = places.Region

    # Letters: a test that asks for a real code, of digits, never meets one made here.
    code = factory.Sequence(lambda n: chr(65 + n // 26 % 26) + chr(65 + n % 26))
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


class ProgrammingPeriodFactory(DjangoModelFactory):
    class Meta:
        model = groups.ProgrammingPeriod

    code = factory.Sequence(lambda n: f"{n % 1000 + 2000}-{n % 1000 + 2004}")
    starts = "2023-01-01"
    ends = "2027-12-31"


class LocalDevelopmentStrategyFactory(DjangoModelFactory):
    class Meta:
        model = groups.LocalDevelopmentStrategy

    group = factory.SubFactory(LeaderGroupFactory)
    period = factory.SubFactory(ProgrammingPeriodFactory)
    title_fi = "Elävät kylät"


class OfficeFactory(DjangoModelFactory):
    class Meta:
        model = groups.Office

    group = factory.SubFactory(LeaderGroupFactory)
    town_fi = "Kylä"


class BoardCompositionFactory(DjangoModelFactory):
    class Meta:
        model = groups.BoardComposition

    group = factory.SubFactory(LeaderGroupFactory)


class ContactFactory(DjangoModelFactory):
    class Meta:
        model = groups.Contact

    group = factory.SubFactory(LeaderGroupFactory)
    role_fi = "Toiminnanjohtaja"


class StrengthFactory(DjangoModelFactory):
    class Meta:
        model = groups.Strength

    code = factory.Sequence(lambda n: f"strength_{n}")
    name_fi = factory.Sequence(lambda n: f"Vahvuus {n}")
    text_fi = "Mitä vahvuus on."


class GroupStrengthFactory(DjangoModelFactory):
    class Meta:
        model = groups.GroupStrength

    group = factory.SubFactory(LeaderGroupFactory)
    strength = factory.SubFactory(StrengthFactory)
    text_fi = "Ryhmän omin sanoin."


class DutyServiceFactory(DjangoModelFactory):
    class Meta:
        model = groups.DutyService

    duty = factory.SubFactory(DutyFactory)
    service = factory.SubFactory(ServiceFactory)


class NetworkActivityFactory(DjangoModelFactory):
    class Meta:
        model = groups.NetworkActivity

    code = factory.Sequence(lambda n: f"activity_{n}")
    service = factory.SubFactory(ServiceFactory)
    text_fi = "Mitä ryhmät tekevät."


class WishFactory(DjangoModelFactory):
    class Meta:
        model = groups.Wish

    code = factory.Sequence(lambda n: f"wish_{n}")
    name_fi = factory.Sequence(lambda n: f"Toive {n}")
    text_fi = "Mitä toivomme."


class StatementFactory(DjangoModelFactory):
    class Meta:
        model = groups.Statement

    code = factory.Sequence(lambda n: f"statement_{n}")
    text_fi = "Visio."


class FindableNameFactory(DjangoModelFactory):
    class Meta:
        model = places.FindableName

    text = key = folded = factory.Sequence(lambda n: f"nimi {n}")
    length = 6
    kind = "region"
    target = "01"


class BoundarySetFactory(DjangoModelFactory):
    class Meta:
        model = places.BoundarySet

    year = 2025
    is_approximate = True
    attribution = "Tilastokeskus"
    file_name = "kunnat.geojson"


class MunicipalBoundaryFactory(DjangoModelFactory):
    class Meta:
        model = places.MunicipalBoundary

    municipality = factory.SubFactory(MunicipalityFactory)
    detail = country = b""
    min_x = min_y = max_x = max_y = 0


class ShapeFactory(DjangoModelFactory):
    class Meta:
        model = places.Shape

    layer = "group"
    key = factory.Sequence(lambda n: f"ryhma-{n}")
    scale = "country"
    min_x = min_y = max_x = max_y = label_x = label_y = 0
    tint = 1


class LoadedRowFactory(DjangoModelFactory):
    class Meta:
        model = seeding.LoadedRow

    model = "places.Region"
    key = factory.Sequence(str)
    values = factory.LazyFunction(dict)


class SearchEntryFactory(DjangoModelFactory):
    class Meta:
        model = search.SearchEntry

    kind = "region"
    key = factory.Sequence(str)
    language = text_language = "fi"
    title = "Otsikko"
    url = "/"
    title_tokens = tokens = order = "otsikko"


class ThemeFactory(DjangoModelFactory):
    class Meta:
        model = projects.Theme

    code = factory.Sequence(lambda n: f"theme-{n}")
    name_fi = factory.Sequence(lambda n: f"Teema {n}")


class ProjectSourceFactory(DjangoModelFactory):
    class Meta:
        model = projects.ProjectSource
        django_get_or_create = ["code"]

    code = "register"
    name = "Register"


class ProjectFactory(DjangoModelFactory):
    class Meta:
        model = projects.Project

    source = factory.SubFactory(ProjectSourceFactory)
    source_key = factory.Sequence(lambda n: f"key-{n}")
    title_fi = factory.Sequence(lambda n: f"Hanke {n}")


class MembershipFactory(DjangoModelFactory):
    class Meta:
        model = groups.Membership

    user = factory.SubFactory("tests.factories.StaffFactory")
    role = "network_coordinator"


class StaffFactory(DjangoModelFactory):
    class Meta:
        model = settings.AUTH_USER_MODEL

    username = factory.Sequence(lambda n: f"staff-{n}")
    is_staff = True
