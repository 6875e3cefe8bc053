"""A clerk's file is loaded in the admin without JavaScript; axe finds nothing on the way and nothing is too wide."""

import pytest
from django.contrib.auth import get_user_model

from projects.models import ImportRun, Project
from tests.factories import ProjectSourceFactory

from .addresses import follow
from .faults import faults

pytestmark = pytest.mark.django_db(transaction=True)

LINES = [
    "Hankenumero;Hankkeen nimi;Hakija;Toteutuskunta;Alkaa;Päättyy;Julkinen rahoitus",
    "48208;Kylätalon katto;Mallikylän kyläyhdistys ry;Kirkonkylä;1.8.2020;30.6.2021;27 003,20 €",
    "48209;Laavu;Mallikylän kyläyhdistys ry;Kirkonkylä;1.8.2020;1.8.2019;100",
]


@pytest.fixture
def staff_page(live_server, client, browser, chromium):
    """Return a function that returns a page of somebody who runs the network, signed in to the live server."""
    contexts = []
    user = get_user_model().objects.create_superuser("coordinator")

    def staff_page(**options):
        client.force_login(user)
        context = browser.new_context(base_url=live_server.url, locale="fi-FI", **options)
        context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}])
        contexts.append(context)
        return context.new_page()

    yield staff_page
    for context in contexts:
        context.close()


def send(page):
    """Send a file by the form of the upload."""
    file = {"name": "hankkeet.csv", "mimeType": "text/csv", "buffer": "\r\n".join(LINES).encode("cp1252")}
    page.locator("[name=file]").set_input_files(file)
    page.locator("[name=source]").select_option(index=1)
    follow(page.locator(".submit-row input"))


def test_a_file_is_sent_seen_loaded_and_undone_without_javascript(staff_page):
    ProjectSourceFactory(code="register")
    page = staff_page(java_script_enabled=False)
    page.goto("/admin/projects/importrun/")
    follow(page.locator(".object-tools .addlink"))
    send(page)
    assert page.get_by_text("Kylätalon katto").first.is_visible()
    assert not Project.objects.exists()
    follow(page.locator("[name=load]"))
    assert Project.objects.get().number == "48208"
    follow(page.locator(f"a[href$='/{ImportRun.objects.get().pk}/undo/']"))
    page.locator("[name=force]").check()
    follow(page.locator(".submit-row input"))
    assert not Project.objects.exists()


def test_axe_finds_nothing_on_the_way(staff_page, monkeypatch):
    ProjectSourceFactory(code="register")
    page = staff_page()
    page.goto("/admin/projects/importrun/add/")
    assert faults(page) == []
    send(page)
    assert faults(page) == []
    follow(page.locator("[name=load]"))
    page.goto(f"/admin/projects/importrun/{ImportRun.objects.get().pk}/undo/")
    assert faults(page) == []
    monkeypatch.setattr("projects.admin.upload.MAX_ROWS", 1)
    page.goto("/admin/projects/importrun/add/")
    send(page)
    assert page.locator("[name=load]").count() == 0
    assert faults(page) == []
