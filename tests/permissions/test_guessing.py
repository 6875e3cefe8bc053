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
HIDDEN = {"User": SECRET, "Enquiry": SECRET | PERSONAL, "EnquiryRecipient": SECRET, "OutboxMail": SECRET | PERSONAL}

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
ADMINS = [pytest.param(model_admin, id=model.__name__) for model, model_admin in admin.site._registry.items()]


def secret_columns():
    for model, model_admin in admin.site._registry.items():
        for field in model._meta.concrete_fields:
            if field.name in HIDDEN.get(model.__name__, ()):
                yield pytest.param(model_admin, field.name, id=f"{model.__name__}.{field.name}")


@pytest.mark.parametrize(("model_admin", "column"), [*secret_columns()])
@pytest.mark.parametrize("lookup", ["", "__contains", "__startswith", "__regex", "__gt"])
def test_no_list_accepts_a_lookup_in_a_column_with_secrets(model_admin, column, lookup, rf, admin_user):
    request = rf.get("/")
    request.user = admin_user
    assert not model_admin.lookup_allowed(column + lookup, "a", request)


def secret_lookups(model, depth=3):
    """Return the lookups over at most so many relations of a model that end in a column with secrets."""
    lookups = []
    for field in model._meta.get_fields():
        if field.is_relation and field.related_model and depth:
            lookups += [f"{field.name}__{lookup}" for lookup in secret_lookups(field.related_model, depth - 1)]
        elif getattr(field, "column", None) and field.name in SECRET_ANYWHERE.get(model.__name__, ()):
            lookups.append(field.name)
    return lookups


@pytest.mark.parametrize("model_admin", ADMINS)
def test_no_list_accepts_a_lookup_of_a_secret_over_other_models(model_admin, rf, admin_user):
    request = rf.get("/")
    request.user = admin_user
    lookups = [lookup for lookup in secret_lookups(model_admin.model) if "__" in lookup]
    assert [lookup for lookup in lookups if model_admin.lookup_allowed(f"{lookup}__startswith", "a", request)] == []


@pytest.mark.parametrize("model_admin", ADMINS)
def test_no_list_is_searched_or_sorted_by_a_secret(model_admin, rf, admin_user):
    request = rf.get("/")
    request.user = admin_user
    secret = set(secret_lookups(model_admin.model))
    columns = model_admin.get_list_display(request)
    sorted_by = [getattr(getattr(model_admin, str(column), None), "admin_order_field", column) for column in columns]
    used = [*model_admin.get_search_fields(request), *sorted_by, *(model_admin.get_ordering(request) or ())]
    assert secret.isdisjoint(str(column).lstrip("^=@-") for column in used)


def test_the_secret_lookups_are_found():
    assert "user__password" in secret_lookups(Membership)
    assert "mail_links__mail__body" in secret_lookups(Enquiry)


def test_the_link_to_a_password_is_not_found_by_guessing(world, client):  # noqa: F811
    enquiry_to(world.a)
    make_staff("root@ryhma.example")
    mail = OutboxMail.objects.filter(kind=EnquiryMail.Kind.RECEIPT).get()
    client.force_login(world.network)
    mails = reverse("admin:outbox_outboxmail_changelist")
    assert client.get(mails).status_code == 200
    for guess in (mail.body[:12], "wrong"):
        assert client.get(mails, {"body__contains": guess}).status_code == 400
    assert client.get(mails, {"state__exact": mail.state}).status_code == 200
