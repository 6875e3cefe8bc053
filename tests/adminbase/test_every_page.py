"""Every list, form and search of the staff's pages works, for every model of the lower apps."""

import pytest
from django.apps import apps
from django.contrib import admin
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from simple_history.models import HistoricalChanges

from groups.models import InformationPage
from places import models as places
from search import models as search
from seeding import models as seeding
from tests import factories

FACTORIES = {f._meta.model: f for f in vars(factories).values() if hasattr(f, "_meta") and f._meta.model}
LOWER_APPS = {"places", "groups", "search", "seeding"}
REGISTERED = [model for model in admin.site._registry if model._meta.app_label in LOWER_APPS]
COMPUTED = [
    places.FindableName,
    places.BoundarySet,
    places.MunicipalBoundary,
    places.Shape,
    seeding.LoadedRow,
    search.SearchEntry,
]
EDITABLE = [model for model in REGISTERED if model not in COMPUTED]
ODD_TEXTS = ["Äänekoski", "x" * 3000, "%_\\'\"<b>", "\0", "\u200b", " ", "ä\0ö", "'; --"]

every_model = pytest.mark.parametrize("model", REGISTERED, ids=lambda model: model._meta.label)
pytestmark = pytest.mark.django_db


def address(model, page, *args):
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}", args=args)


def in_a_form(model):
    return any(inline.model is model for owner in admin.site._registry.values() for inline in owner.inlines)


def rows(model, number):
    if model is InformationPage:  # has four rows at most, by its codes
        return [FACTORIES[model](code=code) for code in list(InformationPage.Code)[:number]]
    return FACTORIES[model].create_batch(number)


@pytest.mark.parametrize(
    "model", [*apps.get_app_config("places").get_models(), *apps.get_app_config("groups").get_models()]
)
def test_every_model_has_a_place_in_the_admin(model):
    is_version = issubclass(model, HistoricalChanges)  # shown by the history of what it is a version of
    assert is_version or model in REGISTERED or in_a_form(model)


@every_model
def test_list_shows_its_rows(admin_client, model):
    [row] = rows(model, 1)
    response = admin_client.get(address(model, "changelist"))
    assert response.status_code == 200
    assert list(response.context["cl"].result_list) == [row]


@pytest.mark.slow
@every_model
def test_list_takes_as_many_queries_for_many_rows_as_for_few(admin_client, model):
    rows(model, 2)
    admin_client.get(address(model, "changelist"))  # what is read once a process, such as content types
    with CaptureQueriesContext(connection) as few:
        admin_client.get(address(model, "changelist"))
    rows(model, 20)
    with CaptureQueriesContext(connection) as many:
        admin_client.get(address(model, "changelist"))
    assert len(many) == len(few)


@pytest.mark.slow
@every_model
def test_search_takes_any_text(admin_client, model):
    rows(model, 1)
    for text in ODD_TEXTS:
        assert admin_client.get(address(model, "changelist"), {"q": text}).status_code == 200, text


@pytest.mark.slow
@every_model
def test_list_takes_any_parameter(admin_client, model):
    rows(model, 1)
    for parameter in ["p", "o", "e", "pk__exact", "missing", "checked", "_facets", "region__code__exact"]:
        for text in ["\0", "9" * 30, "-1", "ä"]:
            response = admin_client.get(address(model, "changelist"), {parameter: text}, follow=True)
            assert response.status_code in {200, 400}, (parameter, text)


@every_model
def test_form_shows_a_row(admin_client, model):
    [row] = rows(model, 1)
    assert admin_client.get(address(model, "change", row.pk)).status_code == 200


@every_model
def test_history_shows(admin_client, model):
    [row] = rows(model, 1)
    assert admin_client.get(address(model, "history", row.pk)).status_code == 200


@pytest.mark.parametrize("model", EDITABLE, ids=lambda model: model._meta.label)
def test_form_for_a_new_row_shows_and_names_what_is_missing(admin_client, model):
    assert admin_client.get(address(model, "add")).status_code == 200
    response = admin_client.post(address(model, "add"), {})
    assert response.status_code == 200
    assert response.context["errors"]


@pytest.mark.parametrize("model", COMPUTED, ids=lambda m: m._meta.label)
def test_what_the_portal_computes_can_only_be_looked_at(admin_client, model):
    [row] = rows(model, 1)
    assert admin_client.get(address(model, "add")).status_code == 403
    assert admin_client.post(address(model, "delete", row.pk), {"post": "yes"}).status_code == 403
    assert admin_client.post(address(model, "change", row.pk), {}).status_code == 403
    assert model.objects.filter(pk=row.pk).exists()


@every_model
def test_unknown_row_leads_back_to_the_start(admin_client, model):
    for key in ["9" * 40, "ei-ole", "_00"]:
        assert admin_client.get(address(model, "change", key)).status_code == 302, key
    # No thing has NUL in its address: the portal answers before the admin asks the database.
    assert admin_client.get(address(model, "change", "\0")).status_code == 404


def test_autocomplete_takes_any_text(admin_client):
    field = {"app_label": "groups", "model_name": "areamembership", "field_name": "municipality"}
    for text in ODD_TEXTS:
        assert admin_client.get(reverse("admin:autocomplete"), field | {"term": text}).status_code == 200, text
