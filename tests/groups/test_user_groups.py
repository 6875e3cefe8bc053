"""In the admin, groups that give rights are user groups, so that nobody takes them for Leader groups."""

import pytest
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains
from zeal import zeal_ignore


@pytest.mark.parametrize(
    ("page", "said"),
    [
        ("admin:index", "User groups</a>"),
        ("admin:auth_group_changelist", "Select user group to change"),
    ],
)
def test_lists_say_user_groups(admin_client, page, said):
    response = admin_client.get(reverse(page), headers={"accept-language": "en"})
    assertContains(response, said)
    assertNotContains(response, ">Groups<")


def test_the_form_of_a_user_says_user_groups(admin_client, admin_user):
    with zeal_ignore():  # Django reads who is signed in and whose form it is
        form = admin_client.get(
            reverse("admin:auth_user_change", args=[admin_user.pk]), headers={"accept-language": "en"}
        )
    assertContains(form, "User groups:")
    assertNotContains(form, ">Groups:<")
