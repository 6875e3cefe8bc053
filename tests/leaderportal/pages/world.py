"""A small network with every kind of page in it, and the same made larger."""

from datetime import date

from django.urls import reverse
from django.utils import translation

from groups.models import Duty, LeaderGroup, Service
from groups.services import refresh_groups, refresh_network
from places.models import BoundarySet, Municipality, Region, Shape
from places.services import refresh_places
from projects.models import ProjectPlace
from projects.search.index import reindex
from tests import factories as make

LANGUAGES = ["fi", "sv", "en"]
# (name of the address, its arguments, query string): every kind of page, and each way that a page may look.
PAGES = [
    ("front", (), ""),
    ("municipalities", (), ""),
    ("municipality", ("omala",), ""),
    ("municipality", ("jakola",), ""),
    ("municipality-similar", ("jakola",), ""),
    ("municipality", ("kaupunkila",), ""),
    ("regions", (), ""),
    ("region", ("keskimaa",), ""),
    ("region-services", ("keskimaa",), ""),
    ("groups", (), ""),
    ("group", ("kuusi",), ""),
    ("compare", (), ""),
    ("compare", (), "?g=kuusi&g=manty"),
    ("services", (), ""),
    ("service", ("kylat",), ""),
    ("service", ("kylat",), "?municipality=omala"),
    ("duties", (), ""),
    ("duty", ("nuoriso",), ""),
    ("duty", ("nuoriso",), "?municipality=omala"),
    ("examples", (), ""),
    ("examples", (), "?service=kylat&region=keskimaa"),
    ("find", (), ""),
    ("find", (), "?q=Jakola"),
    ("find", (), "?q=Kaupunkila"),
    ("find", (), "?q=Omalla"),
    ("search", (), ""),
    ("search", (), "?q=Leader"),
    ("enquiry", (), ""),
    ("enquiry", (), "?municipality=jakola&service=kylat"),
    ("enquiry", (), "?region=keskimaa&duty=nuoriso"),
    ("enquiry", (), "?group=kuusi"),
    ("page-about", (), ""),
    ("page-data", (), ""),
    ("page-accessibility", (), ""),
    ("page-privacy", (), ""),
    ("open-data", (), ""),
    ("projects:search", (), ""),
    ("projects:search", (), "?q=katto&view=table&group=kuusi"),
    ("projects:search", (), "?q=qwertyx&group=manty"),
    ("projects:statistics", (), ""),
    ("projects:project", (9001, "kylatalon-katto"), ""),
    ("enquiry-numbers", (), ""),
]


def address(name, *args, language="en"):
    """Return the path of a page in a language."""
    with translation.override(language):
        return reverse(name, args=args)


def make_world():
    """Save two groups, a municipality of one, one of both and one of none, and all that their pages show."""
    region = make.RegionFactory(slug="keskimaa", name_fi="Keskimaa")
    kuusi = make.LeaderGroupFactory(slug="kuusi", name_fi="Leader Kuusi", home_region=region, summary_fi="Metsä.")
    manty = make.LeaderGroupFactory(slug="manty", name_fi="Mänty-Leader", home_region=region)
    omala = make.MunicipalityFactory(slug="omala", name_fi="Omala", region=region, population=4000)
    jakola = make.MunicipalityFactory(slug="jakola", name_fi="Jakola", region=region, population=3000)
    kaupunkila = make.MunicipalityFactory(slug="kaupunkila", name_fi="Kaupunkila", region=region)
    kaupunkila.neighbours.add(omala)
    omala.neighbours.add(jakola)
    make.AreaMembershipFactory(group=kuusi, municipality=omala)
    for group, part in ((kuusi, "etelä"), (manty, "pohjoinen")):
        make.AreaMembershipFactory(group=group, municipality=jakola, coverage="part", part_fi=part)
    kylat, yritykset = make.ServiceFactory(slug="kylat", name_fi="Kylät"), make.ServiceFactory(slug="yritykset")
    duty = make.DutyFactory(slug="nuoriso", name_fi="Nuoriso")
    for service in (kylat, yritykset):
        make.DutyServiceFactory(duty=duty, service=service)
        make.NetworkActivityFactory(service=service)
    make.StatementFactory(code="vision")
    make.WishFactory(to_municipalities=True)
    for group in (kuusi, manty):
        _furnish(group, [kylat, yritykset], [omala, jakola])
        _fund(group, [kylat], [omala, jakola])
    make.ProjectFactory(pk=9001, title_fi="Kylätalon katto", title_en="Roof of the village house", group=kuusi)
    for code in ("about", "data", "accessibility", "privacy"):
        make.InformationPageFactory(code=code)
    _draw()


def enlarge():
    """Make ten times as much of everything that may grow, with ten times as much of it in and about each thing."""
    region = Region.objects.get(slug="keskimaa")
    kuusi = LeaderGroup.objects.get(slug="kuusi")
    services = [*Service.objects.all(), *make.ServiceFactory.create_batch(10)]
    duty = Duty.objects.get(slug="nuoriso")
    for service in services[2:]:
        make.DutyServiceFactory(duty=duty, service=service)
        make.NetworkActivityFactory(service=service)
    make.RegionFactory.create_batch(10)
    places = make.MunicipalityFactory.create_batch(20, region=region, population=100)
    jakola = Municipality.objects.get(slug="jakola")
    for slug in ("omala", "jakola", "kaupunkila"):
        Municipality.objects.get(slug=slug).neighbours.add(*places)
    for place in places:
        make.AreaMembershipFactory(group=kuusi, municipality=place)
        make.MunicipalityFactory(successor=place, valid_to=date(2020, 12, 31), region=region)
    for group in make.LeaderGroupFactory.create_batch(20, home_region=region):
        for place in [jakola, *places[:5]]:
            make.AreaMembershipFactory(group=group, municipality=place, coverage="part")
        _furnish(group, services, places[:5])
        _fund(group, services, places[:5])
        make.LeaderGroupFactory(successor=group, valid_to=date(2020, 12, 31))
    for _number in range(10):
        _furnish(kuusi, services[:2], [jakola, *places])
        _fund(kuusi, services[:2], [jakola, *places])
        make.DutyServiceFactory(service=services[0])
        make.WishFactory(to_municipalities=True)
        make.StrengthFactory()
    _draw()


def _furnish(group, services, places):
    """Give a group what its page and those of its places and services tell of it; the second time more examples."""
    for service in services:
        if not group.offers.filter(service=service).exists():
            make.ServiceOfferFactory(group=group, service=service)
        example = make.ExampleActivityFactory(group=group, year=2024)
        example.services.set(services)
        example.municipalities.set(places)
    make.ContactFactory(group=group)
    make.LocalDevelopmentStrategyFactory(group=group)
    make.GroupStrengthFactory(group=group)
    if not hasattr(group, "office"):
        make.OfficeFactory(group=group)
        make.BoardCompositionFactory(group=group, size=9)


def _fund(group, services, places):
    """Give a group a funded project that shows services and takes place in municipalities."""
    theme = make.ThemeFactory()
    theme.services.set(services)
    project = make.ProjectFactory(group=group, theme=theme, summary_fi="Kunnostetaan.", public_funding_eur=1000)
    project.places.bulk_create([ProjectPlace(project=project, municipality=place) for place in places])


def _draw():
    """Compute what is derived, and give every area a shape on the maps, without computing any borders."""
    reindex()
    refresh_places()
    refresh_groups()
    refresh_network()
    Shape.objects.all().delete()
    BoundarySet.objects.all().delete()
    make.BoundarySetFactory()
    for code in Municipality.objects.values_list("code", flat=True):
        for scale in ("country", "detail"):
            make.ShapeFactory(layer="municipality", key=code, scale=scale, path="M0 0z")
    for slug in LeaderGroup.objects.values_list("slug", flat=True):
        make.ShapeFactory(key=slug, path="M0 0z")
