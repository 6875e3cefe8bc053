"""Who reports an error on a project's page finds the project named in the message."""

from tests.factories import ProjectFactory


def test_the_message_begins_with_the_title_and_lasting_address(client, url, town, settings):
    settings.PORTAL_URL = "https://portal.example"
    project = ProjectFactory(title_fi="Kylätalon katto")
    text = client.get(f"{url}?municipality=kuhmoinen&project={project.pk}").context["form"]["text"].value()
    assert "Kylätalon katto" in text
    assert f"https://portal.example/project/{project.pk}" in text


def test_it_is_addressed_to_the_group_without_a_choice_of_place(client, url, town, split_town):
    project = ProjectFactory()
    form = client.get(f"{url}?group=vesuri&project={project.pk}").context["form"]
    assert form["place"].value() == "area:vesuri"
    assert form.routing.only_group.slug == "vesuri"


def test_a_group_alone_still_asks_for_the_place(client, url, town):
    assert client.get(f"{url}?group=vesuri&project=0").context["form"].selected_place is None


def test_an_unknown_or_hidden_project_leaves_the_message_empty(client, url, town):
    hidden = ProjectFactory(is_published=False)
    for pk in (hidden.pk, 999_999, "x", "-1", "9" * 5000, "%00", "٣"):
        assert client.get(f"{url}?municipality=kuhmoinen&project={pk}").context["form"]["text"].value() == ""
