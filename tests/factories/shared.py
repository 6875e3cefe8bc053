"""The least valid object of each model of the apps below places: staff, search entries, loaded rows."""

import factory
from django.conf import settings
from factory.django import DjangoModelFactory

from search.models import SearchEntry
from seeding.models import LoadedRow


class StaffFactory(DjangoModelFactory):
    class Meta:
        model = settings.AUTH_USER_MODEL

    username = factory.Sequence(lambda n: f"staff-{n}")
    is_staff = True


class SearchEntryFactory(DjangoModelFactory):
    class Meta:
        model = SearchEntry

    kind = "region"
    key = factory.Sequence(str)
    language = text_language = "fi"
    title = "Otsikko"
    url = "/"
    title_tokens = tokens = order = "otsikko"


class LoadedRowFactory(DjangoModelFactory):
    class Meta:
        model = LoadedRow

    model = "places.Region"
    key = factory.Sequence(str)
    values = factory.LazyFunction(dict)
