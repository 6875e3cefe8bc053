"""Each role sees and changes, in every registered admin, what its memberships say, and nothing else."""

import pytest
from django.contrib import admin
from django.urls import reverse

from enquiries.models import AnswerTemplate, EnquiryRecipient
from groups import models as groups
from outbox.models import OutboxMail
from places.models import Municipality
from projects.models import Project
from tests import factories
from tests.enquiries.admin.conftest import enquiry_to

ROLES = "editor_a editor_b editor_a_c region_1_coordinator region_2_coordinator network superuser nobody gone".split()
# Whose rows of group a each role looks at, and whose it edits; answered like a missing row (302) otherwise.
VISIBLE_TO = {"editor_a", "editor_a_c", "region_1_coordinator", "network", "superuser"}
EDITABLE_BY = VISIBLE_TO - {"region_1_coordinator"}
OF_A_GROUP = [
    groups.LeaderGroup,
    groups.AreaMembership,
    groups.ServiceOffer,
    groups.ExampleActivity,
    groups.LocalDevelopmentStrategy,
    groups.Contact,
]
FACTORIES = {f._meta.model: f for f in vars(factories).values() if hasattr(f, "_meta") and f._meta.model}

every_role = pytest.mark.parametrize("who", ROLES)
every_model = pytest.mark.parametrize("model", OF_A_GROUP, ids=lambda model: model.__name__)


def address(model, page, *args):
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}", args=args)


def row_of(world, model):
    """Return a row of group a."""
    return world.a if model is groups.LeaderGroup else FACTORIES[model](group=world.a)


@pytest.mark.parametrize("model", list(admin.site._registry), ids=lambda model: model._meta.label)
@pytest.mark.parametrize("who", ["nobody", "gone"])
def test_staff_without_membership_and_the_deactivated_see_nothing(world, sign_in, who, model):
    client = sign_in(getattr(world, who))
    for page in ("changelist", "add"):
        assert client.get(address(model, page)).status_code in {302, 403}


@pytest.mark.parametrize("model", list(admin.site._registry), ids=lambda model: model._meta.label)
def test_an_editor_opens_the_lists_of_what_belongs_to_a_group_and_no_other(world, sign_in, model):
    open_to_editors = {*OF_A_GROUP, AnswerTemplate, EnquiryRecipient, Project}
    status = sign_in(world.editor_a).get(address(model, "changelist")).status_code
    assert status == (200 if model in open_to_editors else 403)


@pytest.mark.slow
@every_model
@every_role
def test_a_row_is_visible_to_its_own_people(world, sign_in, who, model):
    row = row_of(world, model)
    client = sign_in(getattr(world, who))
    for page in ("change", "history"):
        response = client.get(address(model, page, row.pk))
        if who in VISIBLE_TO:
            assert response.status_code == 200
        else:
            missing = client.get(address(model, page, 10**9))
            assert response.status_code == missing.status_code != 200
    listed = client.get(address(model, "changelist"))
    if listed.status_code == 200:
        assert (row in listed.context["cl"].result_list) == (who in VISIBLE_TO)


@pytest.mark.slow
@every_model
@every_role
def test_a_row_is_deleted_by_editors_of_its_group(world, sign_in, who, model):
    row = row_of(world, model)
    client = sign_in(getattr(world, who))
    client.post(address(model, "delete", row.pk), {"post": "yes"})
    client.post(
        address(model, "changelist"),
        {"action": "delete_selected", "_selected_action": [row.pk], "post": "yes", "select_across": "1"},
    )
    is_of_the_network = model in {groups.LeaderGroup, groups.AreaMembership}
    may = who in ({"network", "superuser"} if is_of_the_network else EDITABLE_BY)
    assert model.objects.filter(pk=row.pk).exists() != may


@every_role
def test_an_offer_is_confirmed_by_editors_of_its_group(world, sign_in, who):
    offer = factories.ServiceOfferFactory(group=world.a)
    values = {"action": "confirm", "_selected_action": [offer.pk], "select_across": "1"}
    sign_in(getattr(world, who)).post(address(groups.ServiceOffer, "changelist"), values)
    offer.refresh_from_db()
    assert offer.is_confirmed == (who in EDITABLE_BY)


def test_a_coordinator_of_a_region_acts_on_the_own_group_only(world, sign_in):
    factories.MembershipFactory(user=world.editor_b, role="region_coordinator", region=world.region_1)
    seen, own = (factories.ServiceOfferFactory(group=group) for group in (world.a, world.b))
    values = {"action": "confirm", "_selected_action": [seen.pk, own.pk]}
    sign_in(world.editor_b).post(address(groups.ServiceOffer, "changelist"), values)
    assert list(groups.ServiceOffer.objects.filter(is_confirmed=True)) == [own]


@pytest.mark.parametrize(("group", "saved"), [("a", True), ("b", False), ("c", False)])
def test_an_editor_adds_rows_to_the_own_group_only(world, sign_in, group, saved):
    service = factories.ServiceFactory()
    values = {"group": getattr(world, group).pk, "service": service.pk, "text_fi": "Teemme.", "confidence": "high"}
    sign_in(world.editor_a).post(address(groups.ServiceOffer, "add"), values)
    assert groups.ServiceOffer.objects.exists() == saved


def test_an_editor_does_not_change_what_makes_a_group_one(world, sign_in):
    response = sign_in(world.editor_a).get(address(groups.LeaderGroup, "change", world.a.pk))
    form = response.context["adminform"].form
    fixed = {"slug", "legal_name_fi", "legal_name_sv", "home_region", "valid_from", "valid_to", "successor"}
    assert not fixed & set(form.fields)
    assert {"name_fi", "summary_sv", "enquiry_email"} <= set(form.fields)
    formsets = {formset.opts.model: formset for formset in response.context["inline_admin_formsets"]}
    areas = formsets[groups.AreaMembership]
    assert not any([areas.has_change_permission, areas.has_add_permission, areas.has_delete_permission])


def test_the_coordinator_of_a_region_reads_a_profile(world, sign_in):
    client = sign_in(world.region_1_coordinator)
    page = address(groups.LeaderGroup, "change", world.a.pk)
    assert client.get(page).context["has_change_permission"] is False
    assert client.post(page, {"name_fi": "Muutettu"}).status_code == 403


@pytest.mark.parametrize(
    ("who", "field", "found"),
    [
        ("editor_a", ("serviceoffer", "group"), {"Leader Aalto"}),
        ("editor_a_c", ("serviceoffer", "group"), {"Leader Aalto", "Leader Cembalo"}),
        ("network", ("serviceoffer", "group"), {"Leader Aalto", "Leader Biisoni", "Leader Cembalo"}),
    ],
)
def test_choices_are_the_own_groups(world, sign_in, who, field, found):
    asked = {"app_label": "groups", "model_name": field[0], "field_name": field[1], "term": "Leader"}
    answer = sign_in(getattr(world, who)).get(reverse("admin:autocomplete"), asked)
    assert {result["text"] for result in answer.json()["results"]} == found


@pytest.mark.parametrize(
    ("who", "status"), [("editor_a", 200), ("network", 200), ("region_1_coordinator", 403), ("nobody", 403)]
)
def test_places_are_offered_as_choices_to_editors_of_examples(world, sign_in, who, status):
    asked = {"app_label": "groups", "model_name": "exampleactivity", "field_name": "municipalities", "term": "Kunta"}
    client = sign_in(getattr(world, who))
    assert client.get(reverse("admin:autocomplete"), asked).status_code == status
    if who == "editor_a":
        assert client.get(address(Municipality, "changelist")).status_code == 403
        area = {**asked, "model_name": "areamembership", "field_name": "municipality"}
        assert client.get(reverse("admin:autocomplete"), area).status_code == 403


@every_role
def test_mails_and_whole_enquiries_are_for_the_network(world, sign_in, who):
    enquiry = enquiry_to(world.a)
    client = sign_in(getattr(world, who))
    for row in (enquiry, OutboxMail.objects.first()):
        status = client.get(address(type(row), "change", row.pk)).status_code
        assert (status == 200) == (who in {"network", "superuser"})


@every_role
def test_only_the_network_makes_members(world, sign_in, who):
    values = {"user": world.nobody.pk, "role": "editor", "group": world.a.pk, "region": ""}
    sign_in(getattr(world, who)).post(address(groups.Membership, "add"), values)
    assert world.nobody.memberships.exists() == (who in {"network", "superuser"})


def test_a_membership_fits_its_role(world, sign_in):
    values = {"user": world.nobody.pk, "role": "network_coordinator", "group": world.a.pk, "region": ""}
    response = sign_in(world.network).post(address(groups.Membership, "add"), values)
    assert response.context["errors"]


def test_templates_of_the_network_are_read_and_own_ones_kept(world, sign_in):
    shared = AnswerTemplate.objects.create(name="Yhteinen", language="fi", text="Kaikille")
    foreign = AnswerTemplate.objects.create(group=world.b, name="Oma", language="fi", text="Salainen")
    client = sign_in(world.editor_a)
    assert client.get(address(AnswerTemplate, "change", shared.pk)).context["has_change_permission"] is False
    assert client.get(address(AnswerTemplate, "change", foreign.pk)).status_code == 302
    values = {"name": "Kiitos", "language": "fi", "text": "Kiitos!"}
    client.post(address(AnswerTemplate, "add"), values | {"group": ""})
    client.post(address(AnswerTemplate, "add"), values | {"group": world.b.pk})
    assert not AnswerTemplate.objects.filter(name="Kiitos").exists()
    client.post(address(AnswerTemplate, "add"), values | {"group": world.a.pk})
    assert AnswerTemplate.objects.get(name="Kiitos").group == world.a
