"""Choices in a form: for who may save that form or look at those rows; of groups, only those she sees."""

import pytest
from django.contrib import admin
from django.urls import reverse

from .asking import ask
from .people import PEOPLE
from .table import MODELS, OPEN, PARTS, REFUSED, Ask, at_all, led_to_the_way_in

pytestmark = pytest.mark.django_db


def fields():
    """Return (model, field, model it leads to) of each field that asks, also of rows inside other forms."""
    editors = [(model, one.autocomplete_fields) for model, one in admin.site._registry.items()]
    for one in admin.site._registry.values():
        editors += [(part.model, part.autocomplete_fields) for part in one.inlines]
    asking = {
        (model._meta.label_lower, name): model._meta.get_field(name) for model, names in editors for name in names
    }
    return [(label, name, field.related_model._meta.label_lower) for (label, name), field in asking.items()]


def asked(label, name):
    app, model = label.split(".")
    told = {"app_label": app, "model_name": model, "field_name": name, "term": ""}
    path = reverse("admin:autocomplete")
    return Ask(path.lstrip("/"), path, data=told)


@pytest.mark.parametrize("name", PEOPLE)
def test_choices_are_for_who_may_save_the_form(scene, name):
    person, wrong = PEOPLE[name], []
    for label, field, leads_to in fields():
        answer = ask(scene, person, asked(label, field))
        may = at_all(MODELS.get(label) or PARTS[label], person) & {"add", "change"} or at_all(MODELS[leads_to], person)
        expected = (OPEN if may else REFUSED) if person.is_let_in else led_to_the_way_in(person)
        if answer.kind != expected:
            wrong.append(f"{label}.{field}: {answer.kind}, not {expected}")
        foreign = [getattr(scene.world, one).name_fi for one in ("a", "b") if not person.sees(one)]
        if leads_to == "groups.leadergroup" and any(group.encode() in answer.body for group in foreign):
            wrong.append(f"{label}.{field}: offers a group of others")
    assert wrong == []
