"""A file sent in the admin is shown as it would load, loaded on a word, and not kept after that."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from groups.models import Membership, Role
from projects.models import ImportRun, PendingUpload, Project
from tests.factories import LeaderGroupFactory, ProjectSourceFactory
from tests.page import Page, text_of

pytestmark = pytest.mark.django_db

UPLOAD = reverse("admin:projects_importrun_add")
HEADER = "Hankenumero;Hankkeen nimi;Hakija;Alkaa;Päättyy;Julkinen rahoitus"
GOOD = "48208;Kylätalon katto;Mallikylän kyläyhdistys ry;1.8.2020;30.6.2021;27 003,20 €"
ENDS_FIRST = "48209;Laavu;Mallikylän kyläyhdistys ry;1.8.2020;1.8.2019;100"


@pytest.fixture
def source():
    """The source that files are sent for."""
    return ProjectSourceFactory(code="register")


def send(client, source, *lines, name="hankkeet.csv", **fields):
    """Send a file by the form; return the response that follows."""
    file = SimpleUploadedFile(name, "\r\n".join(lines).encode("cp1252"))
    return client.post(UPLOAD, {"file": file, "source": source.pk, **fields}, follow=True)


def address_of(response):
    """Return the address that the browser ended up at."""
    return response.redirect_chain[-1][0]


def test_a_sent_file_is_previewed_as_understood_and_nothing_is_saved(admin_client, source):
    response = send(admin_client, source, HEADER, GOOD, ENDS_FIRST)
    page = Page(response)
    first, second = page.select(".import-rows tbody tr")
    for text in ["48208", "Kylätalon katto", "27 003,20 €", "1.8.2020"]:
        assert text in text_of(first)
    assert "Laavu" in text_of(second)
    assert "cp1252" in page.texts("dd")
    assert not Project.objects.exists()
    assert PendingUpload.objects.count() == 1


def test_confirming_loads_the_same_file_and_drops_it(admin_client, admin_user, source):
    address = address_of(send(admin_client, source, HEADER, GOOD))
    admin_client.post(address, {"load": "1"})
    assert Project.objects.get().number == "48208"
    run = ImportRun.objects.get()
    assert (run.by, run.file_name) == (admin_user, "hankkeet.csv")
    assert not PendingUpload.objects.exists()
    assert admin_client.get(address).status_code == 404


def test_a_file_can_be_dropped(admin_client, source):
    address = address_of(send(admin_client, source, HEADER, GOOD))
    admin_client.post(address, {"drop": "drop"})
    assert not PendingUpload.objects.exists()
    assert not Project.objects.exists()


def test_files_that_nobody_came_back_to_are_dropped(admin_client, source):
    send(admin_client, source, HEADER, GOOD)
    PendingUpload.objects.update(sent_at=timezone.now() - timedelta(days=2))
    admin_client.get(UPLOAD)
    assert PendingUpload.objects.count() == 1  # looking changes nothing
    send(admin_client, source, HEADER, GOOD, name="toinen.csv")
    assert PendingUpload.objects.get().file_name == "toinen.csv"


def test_a_file_that_lacks_much_of_its_source_needs_a_tick(admin_client, source):
    send_and_load = [f"{n};Hanke {n};Kylä ry;;;" for n in range(1, 6)]
    admin_client.post(address_of(send(admin_client, source, HEADER, *send_and_load)), {"load": "1"})
    address = address_of(page := send(admin_client, source, HEADER, *send_and_load[2:]))
    assert Page(page).select("input[name=force][required]")
    admin_client.post(address, {"load": "1"})
    assert Project.objects.filter(is_published=True).count() == 5
    admin_client.post(address, {"load": "1", "force": "on"})
    assert Project.objects.filter(is_published=True).count() == 3


def test_a_part_of_a_source_hides_nothing(admin_client, source):
    rows = [f"{n};Hanke {n};Kylä ry;;;" for n in range(1, 6)]
    admin_client.post(address_of(send(admin_client, source, HEADER, *rows)), {"load": "1"})
    admin_client.post(address_of(send(admin_client, source, HEADER, rows[0], is_partial="on")), {"load": "1"})
    assert Project.objects.filter(is_published=True).count() == 5


@pytest.mark.parametrize("content", ["", "<html><body>502 Bad Gateway</body></html>", "a;b\n1;2", "\0\0\0"])
def test_what_is_no_list_of_projects_is_said_in_the_form(admin_client, source, content):
    page = send(admin_client, source, content)
    assert page.status_code == 200
    assert Page(page).texts(".errorlist li")
    assert not PendingUpload.objects.exists()


def test_a_mapping_file_that_is_none_is_said_in_the_form(admin_client, source):
    for content in (b"{", b'{"columns": {"a": "atlantis"}}', b"\xff\xfe"):
        page = send(admin_client, source, HEADER, GOOD, mapping=SimpleUploadedFile("m.json", content))
        assert Page(page).texts(".errorlist li")


def test_a_mapping_file_states_the_columns(admin_client, source):
    mapping = SimpleUploadedFile("m.json", b'{"columns": {"Tunnus": "number", "Mika": "title"}}')
    address = address_of(send(admin_client, source, "Tunnus;Mika", "7;Laavu", mapping=mapping))
    admin_client.post(address, {"load": "1"})
    assert Project.objects.get().number == "7"


def test_too_large_a_file_is_refused(admin_client, source, monkeypatch):
    monkeypatch.setattr("projects.admin.upload.MAX_FILE_BYTES", 10)
    assert Page(send(admin_client, source, HEADER, GOOD)).texts(".errorlist li")
    monkeypatch.undo()
    monkeypatch.setattr("projects.admin.upload.MAX_ROWS", 1)
    page = send(admin_client, source, HEADER, GOOD, ENDS_FIRST)
    assert Page(page).text(".errornote")
    assert not Page(page).select("[name=load]")


def test_looking_at_a_file_that_cannot_be_loaded_leaves_it_and_dropping_it_does_not(admin_client, source, monkeypatch):
    monkeypatch.setattr("projects.admin.upload.MAX_ROWS", 1)
    address = address_of(send(admin_client, source, HEADER, GOOD, ENDS_FIRST))
    assert admin_client.get(address).status_code == 200
    assert PendingUpload.objects.count() == 1
    admin_client.post(address, {"load": "1"})
    assert (PendingUpload.objects.count(), Project.objects.count()) == (1, 0)
    admin_client.post(address, {"drop": "drop"})
    assert not PendingUpload.objects.exists()


def test_only_who_sent_a_file_sees_it(admin_client, client, source, django_user_model):
    address = address_of(send(admin_client, source, HEADER, GOOD))
    other = django_user_model.objects.create_superuser("other")
    client.force_login(other)
    assert client.get(address).status_code == 404


def test_who_speaks_for_a_group_may_neither_send_nor_undo(client, source, django_user_model):
    editor = django_user_model.objects.create_user("editor", is_staff=True)
    Membership.objects.create(user=editor, role=Role.EDITOR, group=LeaderGroupFactory())
    client.force_login(editor)
    run = ImportRun.objects.create(source=source, file_name="a.csv", layout="register")
    addresses = [UPLOAD, *(reverse(f"admin:projects_importrun_{name}", args=[run.pk]) for name in ("undo", "rejected"))]
    assert [client.get(address).status_code for address in addresses] == [403, 403, 403]
