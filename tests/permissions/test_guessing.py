"""What a list does not show can't be guessed through its filters, letter by letter."""

import pytest
from django.contrib import admin
from django.urls import reverse

from enquiries.models import Enquiry, EnquiryMail
from groups.models import Membership
from outbox.models import OutboxMail
from tests.enquiries.admin.conftest import enquiry_to, world  # noqa: F401
from tests.staff import make_staff

SECRET = {"password", "body", "status_key", "content_key", "submission_key"}
PERSONAL = {"text", "sender_name", "phone", "email", "to", "reply_to"}
KEPT = {"User": SECRET, "Enquiry": SECRET | PERSONAL, "EnquiryRecipient": SECRET, "OutboxMail": SECRET | PERSONAL}

# Of models that other lists lead to as well.
SECRET_ANYWHERE = {
    "User": SECRET,
    "Enquiry": SECRET | {"text"},
    "OutboxMail": SECRET,
    "Message": {"text"},
    "TOTPDevice": {"key"},
    "StaticToken": {"token"},
    "Session": {"session_key", "session_data"},
}
ADMINS = [pytest.param(one, id=model.__name__) for model, one in admin.site._registry.items()]


def secret_columns():
    for model, model_admin in admin.site._registry.items():
        for field in model._meta.concrete_fields:
            if field.name in KEPT.get(model.__name__, ()):
                yield pytest.param(model_admin, field.name, id=f"{model.__name__}.{field.name}")


@pytest.mark.parametrize(("model_admin", "column"), [*secret_columns()])
@pytest.mark.parametrize("lookup", ["", "__contains", "__startswith", "__regex", "__gt"])
def test_no_list_takes_a_lookup_in_a_column_with_secrets(model_admin, column, lookup, rf, admin_user):
    request = rf.get("/")
    request.user = admin_user
    assert not model_admin.lookup_allowed(column + lookup, "a", request)


def ways_to_secrets(model, deep=3):
    """Return the lookups that lead over relations of a model, at most so many, to a column with secrets."""
    ways = []
    for field in model._meta.get_fields():
        if field.is_relation and field.related_model and deep:
            name = field.name
            ways += [f"{name}__{way}" for way in ways_to_secrets(field.related_model, deep - 1)]
        elif getattr(field, "column", None) and field.name in SECRET_ANYWHERE.get(model.__name__, ()):
            ways.append(field.name)
    return ways


@pytest.mark.parametrize("model_admin", ADMINS)
def test_no_list_takes_a_lookup_that_leads_to_a_secret_over_other_models(model_admin, rf, admin_user):
    request = rf.get("/")
    request.user = admin_user
    ways = [way for way in ways_to_secrets(model_admin.model) if "__" in way]
    taken = [way for way in ways if model_admin.lookup_allowed(f"{way}__startswith", "a", request)]
    assert taken == []


@pytest.mark.parametrize("model_admin", ADMINS)
def test_no_list_is_searched_or_put_in_order_by_a_secret(model_admin, rf, admin_user):
    request = rf.get("/")
    request.user = admin_user
    secret = set(ways_to_secrets(model_admin.model))
    columns = model_admin.get_list_display(request)
    in_order = [getattr(getattr(model_admin, str(one), None), "admin_order_field", one) for one in columns]
    used = [*model_admin.get_search_fields(request), *in_order, *(model_admin.get_ordering(request) or ())]
    assert secret.isdisjoint(str(one).lstrip("^=@-") for one in used)


def test_the_ways_to_secrets_are_found():
    assert "user__password" in ways_to_secrets(Membership)
    assert "mail_links__mail__body" in ways_to_secrets(Enquiry)


def test_the_way_to_a_password_is_not_found_by_guessing(world, client):  # noqa: F811
    enquiry_to(world.a)
    make_staff("root@ryhma.example")
    mail = OutboxMail.objects.filter(kind=EnquiryMail.Kind.RECEIPT).get()
    client.force_login(world.network)
    lists = reverse("admin:outbox_outboxmail_changelist")
    assert client.get(lists).status_code == 200
    for guess in (mail.body[:12], "wrong"):
        assert client.get(lists, {"body__contains": guess}).status_code == 400
    assert client.get(lists, {"state__exact": mail.state}).status_code == 200
