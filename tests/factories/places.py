"""The least valid object of each model of places."""

import factory
from factory.django import DjangoModelFactory

from places import models


class RegionFactory(DjangoModelFactory):
    class Meta:
        model = models.Region

    # Letters: a test that asks for a real code, of digits, never meets one made here.
    code = factory.Sequence(lambda n: chr(65 + n // 26 % 26) + chr(65 + n % 26))
    slug = factory.Sequence(lambda n: f"maakunta-{n}")
    name_fi = factory.Sequence(lambda n: f"Maakunta {n}")
    nuts3 = "FI1XX"
    iso = "FI-99"


class MunicipalityFactory(DjangoModelFactory):
    class Meta:
        model = models.Municipality

    code = factory.Sequence(lambda n: f"{n % 1000:03}")
    slug = factory.Sequence(lambda n: f"kunta-{n}")
    name_fi = factory.Sequence(lambda n: f"Kunta {n}")
    region = factory.SubFactory(RegionFactory)
    languages = "finnish"
    lat = 62.0
    lon = 25.0


class PostalCodeFactory(DjangoModelFactory):
    class Meta:
        model = models.PostalCode

    code = factory.Sequence(lambda n: f"{n % 100000:05}")
    name_fi = "Postipaikka"
    name_sv = "Postort"
    municipality = factory.SubFactory(MunicipalityFactory)
    kind = "regular"


class FindableNameFactory(DjangoModelFactory):
    class Meta:
        model = models.FindableName

    text = key = folded = factory.Sequence(lambda n: f"nimi {n}")
    length = 6
    kind = "region"
    target = "01"


class BoundarySetFactory(DjangoModelFactory):
    class Meta:
        model = models.BoundarySet

    year = 2025
    is_approximate = True
    attribution = "Tilastokeskus"
    file_name = "kunnat.geojson"


class MunicipalBoundaryFactory(DjangoModelFactory):
    class Meta:
        model = models.MunicipalBoundary

    municipality = factory.SubFactory(MunicipalityFactory)
    detail = country = b""
    min_x = min_y = max_x = max_y = 0


class ShapeFactory(DjangoModelFactory):
    class Meta:
        model = models.Shape

    layer = "group"
    key = factory.Sequence(lambda n: f"ryhma-{n}")
    scale = "country"
    min_x = min_y = max_x = max_y = label_x = label_y = 0
    tint = 1
