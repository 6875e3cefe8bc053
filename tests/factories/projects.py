"""The least valid object of each model of projects."""

import factory
from factory.django import DjangoModelFactory

from projects import models


class ThemeFactory(DjangoModelFactory):
    class Meta:
        model = models.Theme

    code = factory.Sequence(lambda n: f"theme-{n}")
    name_fi = factory.Sequence(lambda n: f"Teema {n}")


class ProjectSourceFactory(DjangoModelFactory):
    class Meta:
        model = models.ProjectSource
        django_get_or_create = ["code"]

    code = "register"
    name = "Register"


class ProjectFactory(DjangoModelFactory):
    class Meta:
        model = models.Project

    source = factory.SubFactory(ProjectSourceFactory)
    source_key = factory.Sequence(lambda n: f"key-{n}")
    title_fi = factory.Sequence(lambda n: f"Hanke {n}")
