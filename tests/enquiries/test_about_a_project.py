"""Who reports an error on a project's page finds the project named in the message."""

from tests.factories import ProjectFactory


def test_the_message_begins_with_the_title_and_lasting_address(client, url, town):
    project = ProjectFactory(title_fi="Kylätalon katto")
    text = client.get(f"{url}?municipality=kuhmoinen&project={project.pk}").context["form"]["text"].value()
    assert "Kylätalon katto" in text
    assert f"/project/{project.pk}" in text


def test_an_unknown_or_hidden_project_leaves_the_message_empty(client, url, town):
    hidden = ProjectFactory(is_published=False)
    for pk in (hidden.pk, 999_999, "x", "-1", "9" * 5000, "%00", "٣"):
        assert client.get(f"{url}?municipality=kuhmoinen&project={pk}").context["form"]["text"].value() == ""
