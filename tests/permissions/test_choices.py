"""Choices in a form: for who may save that form or view those rows; of groups, only those that the user may view."""

import pytest
from django.contrib import admin
from django.urls import reverse

from .expectations import sign_in_step
from .policy import MODELS, PARTS, all_permissions
from .requests import OPEN, REFUSED, Request, send
from .users import USERS

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def fields():
    """Return (model, field, model it leads to) of each field with choices, also of rows inside other forms."""
    model_admins = admin.site._registry.items()
    forms = [(model, model_admin.autocomplete_fields) for model, model_admin in model_admins]
    for _model, model_admin in model_admins:
        forms += [(inline.model, inline.autocomplete_fields) for inline in model_admin.inlines]
    by_name = {(model._meta.label_lower, name): model._meta.get_field(name) for model, names in forms for name in names}
    return [(label, name, field.related_model._meta.label_lower) for (label, name), field in by_name.items()]


def request_for(label, name):
    """Return the Request for the choices of a field."""
    app, model = label.split(".")
    query = {"app_label": app, "model_name": model, "field_name": name, "term": ""}
    path = reverse("admin:autocomplete")
    return Request(path.lstrip("/"), path, data=query)


@pytest.mark.parametrize("name", USERS)
def test_choices_are_for_who_may_save_the_form(dataset, name):
    user, faults = USERS[name], []
    for label, field, target in fields():
        answer = send(dataset.clients, user, request_for(label, field))
        can_save = all_permissions(MODELS.get(label) or PARTS[label], user) & {"add", "change"}
        is_allowed = can_save or all_permissions(MODELS[target], user)
        expected = (OPEN if is_allowed else REFUSED) if user.is_verified else sign_in_step(user)
        if answer.kind != expected:
            faults.append(f"{label}.{field}: {answer.kind}, not {expected}")
        foreign = [getattr(dataset.world, group).name_fi for group in ("a", "b") if not user.can_view(group)]
        if target == "groups.leadergroup" and any(group.encode() in answer.body for group in foreign):
            faults.append(f"{label}.{field}: offers a group of others")
    assert faults == []
