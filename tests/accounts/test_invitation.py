"""Who runs the network invites; the invited choose their own password."""

from datetime import timedelta

import pytest
import time_machine
from django.contrib.auth import get_user_model
from django.urls import reverse
from django.utils import timezone
from django_otp.plugins.otp_totp.models import TOTPDevice
from pytest_django.asserts import assertContains

from groups.models import Membership, Role
from outbox.models import OutboxMail
from tests.factories import LeaderGroupFactory
from tests.staff import PASSWORD, give_phone, let_in, make_staff

User = get_user_model()
ADD, LIST = reverse("admin:auth_user_add"), reverse("admin:auth_user_changelist")
NEW = {"new_password1": "viisi-vihreaa-venetta", "new_password2": "viisi-vihreaa-venetta"}


@pytest.fixture
def coordinator(db):
    user = make_staff("coordinator@verkosto.example")
    Membership.objects.create(user=user, role=Role.NETWORK)
    return user


@pytest.fixture
def desk(client, coordinator):
    return let_in(client, coordinator)


def invitation(group, **values):
    rows = {"memberships-TOTAL_FORMS": 1, "memberships-INITIAL_FORMS": 0, "memberships-0-role": Role.EDITOR}
    person = {"email": "Maija@Ryhma.example", "first_name": "Maija", "last_name": "Mallikas", "language": "sv"}
    return {**person, **rows, "memberships-0-group": group.pk, **values}


def links(mail):
    return [line for line in mail.body.splitlines() if line.startswith("http")]


def path_of(mail):
    return "/" + links(mail)[0].split("/", 3)[3]


def test_an_invited_user_has_a_membership_and_no_password(desk):
    group = LeaderGroupFactory()
    assert desk.post(ADD, invitation(group)).status_code == 302
    user = User.objects.get(username="maija@ryhma.example")
    assert user.is_staff
    assert not user.is_superuser
    assert not user.has_usable_password()
    assert user.memberships.get().group == group
    mail = OutboxMail.objects.get()
    assert (mail.to, mail.language, mail.kind) == ("maija@ryhma.example", "sv", "staff")


def test_the_invited_chooses_a_password_then_sets_up_a_phone(client, desk):
    desk.post(ADD, invitation(LeaderGroupFactory()))
    path = path_of(OutboxMail.objects.get())
    assert path.startswith("/sv/")
    client.logout()
    response = client.post(path, NEW, follow=True)
    assert response.redirect_chain[-1][0].startswith("/sv/")
    assert response.templates[0].name == "accounts/set_up_phone.html"
    assert client.get(path).status_code == 410


@pytest.mark.parametrize(("days", "status"), [(6.9, 200), (7.1, 410)])
def test_the_link_works_for_seven_days(client, desk, days, status):
    start = timezone.now()
    with time_machine.travel(start):
        desk.post(ADD, invitation(LeaderGroupFactory()))
    with time_machine.travel(start + timedelta(days=days)):
        assert client.get(path_of(OutboxMail.objects.get())).status_code == status


def test_an_address_is_invited_once_whatever_its_case(desk):
    group = LeaderGroupFactory()
    desk.post(ADD, invitation(group))
    response = desk.post(ADD, invitation(group, email="MAIJA@ryhma.example"))
    assert response.context["adminform"].errors
    assert OutboxMail.objects.count() == 1


@pytest.mark.parametrize("role", [Role.EDITOR, None])
def test_others_neither_see_users_nor_invite(client, db, role):
    user = make_staff()
    if role:
        Membership.objects.create(user=user, role=role, group=LeaderGroupFactory())
    let_in(client, user)
    for path in (LIST, ADD, reverse("admin:auth_user_change", args=[user.pk])):
        assert client.get(path).status_code in (302, 403), path
        assert client.post(path, invitation(LeaderGroupFactory())).status_code in (302, 403), path
    assert User.objects.count() == 1


def act(client, action, *users):
    return client.post(LIST, {"action": action, "_selected_action": [user.pk for user in users]})


def test_a_new_link_is_sent(desk, user):
    act(desk, "invite_again", user)
    assert OutboxMail.objects.get().to == user.email


def test_who_has_lost_the_phone_sets_up_another_and_is_notified(desk, user):
    give_phone(user)
    act(desk, "reset_second_factor", user)
    assert not TOTPDevice.objects.filter(user=user).exists()
    assert OutboxMail.objects.get().to == user.email


def details(user, **values):
    rows = {"memberships-TOTAL_FORMS": 0, "memberships-INITIAL_FORMS": 0}
    return {"email": user.email, "first_name": "", "last_name": "", "is_active": "on", **rows, **values}


def test_the_coordinator_cannot_touch_a_superuser(desk, db):
    root = make_staff("root@verkosto.example", is_superuser=True)
    phone = give_phone(root)
    page = reverse("admin:auth_user_change", args=[root.pk])
    assert desk.post(page, details(root, email="thief@verkosto.example")).status_code == 403
    act(desk, "reset_second_factor", root)
    act(desk, "invite_again", root)
    root.refresh_from_db()
    assert root.email == "root@verkosto.example"
    assert TOTPDevice.objects.filter(pk=phone.pk).exists()
    assert not OutboxMail.objects.exists()


def test_the_coordinator_makes_nobody_superuser(desk, user):
    desk.post(reverse("admin:auth_user_change", args=[user.pk]), details(user, is_superuser="on"))
    user.refresh_from_db()
    assert not user.is_superuser


def test_nobody_deactivates_themselves(desk, coordinator):
    desk.post(reverse("admin:auth_user_change", args=[coordinator.pk]), details(coordinator, is_active=""))
    coordinator.refresh_from_db()
    assert coordinator.is_active


def test_a_new_address_is_the_new_user_name_and_the_old_one_is_notified(desk, user):
    desk.post(reverse("admin:auth_user_change", args=[user.pk]), details(user, email="New@ryhma.example"))
    user.refresh_from_db()
    assert (user.username, user.email) == ("new@ryhma.example", "new@ryhma.example")
    assert OutboxMail.objects.get().to == "editor@ryhma.example"


def test_no_page_sets_another_s_password(desk, user):
    assert desk.get(f"/admin/auth/user/{user.pk}/password/").status_code in (302, 404)
    assertContains(desk.get(reverse("admin:auth_user_change", args=[user.pk])), user.email)
    user.refresh_from_db()
    assert user.check_password(PASSWORD)


def test_users_are_not_searched_by_their_hashes(desk, user):
    assert desk.get(LIST, {"password__startswith": "md5"}).status_code in (302, 400)


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_no_mail_holds_a_password(desk, language):
    desk.post(ADD, invitation(LeaderGroupFactory(), language=language))
    user = User.objects.get(username="maija@ryhma.example")
    assert user.password not in OutboxMail.objects.get().body
