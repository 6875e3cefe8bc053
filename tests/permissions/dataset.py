"""The rows and signed-in clients of the matrix: two groups in two regions, and a row of every kind for each."""

from types import SimpleNamespace
from typing import Any, NamedTuple

from django.conf import settings
from django.contrib import admin
from django.contrib.contenttypes.models import ContentType
from django.db.models import Model
from django.test import Client
from django.utils import translation
from django_otp import DEVICE_ID_SESSION_KEY
from shapely import box

from accounts import links
from enquiries import workflow
from enquiries.models import AnswerTemplate, Enquiry
from enquiries.tokens import receipt_token
from groups.models import ExampleActivity
from projects.models import ImportRow, ImportRun, PendingUpload, Programme
from tests import factories
from tests.enquiries.admin.conftest import case_of, enquiry_to, make_world
from tests.staff import give_phone, make_staff

from .policy import MISSING, OF_A_GROUP, SHARED
from .requests import Answer
from .users import USERS

# Stand in what belongs to a group and in nothing else, so that a page that shows another group's rows is caught.
WORDS = {"a": "aallonsana", "b": "biisoninsana"}
# Stand in what no public page shows either.
SECRETS = {"a": "aallonsalaisuus", "b": "biisoninsalaisuus"}
NO_ROW = 987654321
FACTORIES = {f._meta.model: f for f in vars(factories).values() if hasattr(f, "_meta") and f._meta.model}


class RouteRow(NamedTuple):
    """A row that an address can be about: whose it is, the values of the <names> in the route, its key among them."""

    whose: str
    values: dict[str, Any]
    key: str


class Dataset:
    """What requests are about.

    rows: {"groups.contact": {"a": a row, …}}; clients: {name of a User: (Client, its cookies)};
    missing: answers about rows that do not exist, for comparison.
    """

    def __init__(self) -> None:
        self.world = make_world()
        self.rows = _Rows(self.world).of_models()
        self.public = _public_rows(self.world)
        self.clients = {name: _client(name, self.world) for name in USERS}
        self.missing: dict[tuple[str, ...], Answer] = {}

    def values_of(self, route: str) -> list[RouteRow]:
        """Return the rows that an address can be about, among them one that does not exist."""
        if "<" not in route:
            return [RouteRow("", {}, "")]
        parts = route.split("/")
        label = ".".join(parts[1:3])
        if label in self.rows and parts[0] == "admin":
            name = "object_id" if "<object_id>" in route else "pk"
            rows = self.pending_uploads() if parts[3] == "add" else self.rows[label]
            keys = {whose: row.pk for whose, row in rows.items()} | {MISSING: NO_ROW}
            return [RouteRow(whose, {name: key}, str(key)) for whose, key in keys.items()]
        return self.public[route]

    def pending_uploads(self) -> dict[str, PendingUpload]:
        """Return the files that were sent and not confirmed, by who has sent them."""
        return {row.by.username: row for row in PendingUpload.objects.select_related("by")}


def _client(name: str, world: SimpleNamespace) -> tuple[Client, dict[str, str]]:
    """Return a client that is signed in as a user, with its cookies: each request begins with these."""
    client = Client()
    users = {
        "region_1": world.region_1_coordinator,
        "region_2": world.region_2_coordinator,
        "password_only": world.superuser,
    }
    user = users.get(name) or getattr(world, name, None)
    if user:
        client.force_login(user)
        session, phone = client.session, give_phone(user)
        if USERS[name].has_second_factor:
            session[DEVICE_ID_SESSION_KEY] = phone.persistent_id
        session.save()
        client.cookies[settings.SESSION_COOKIE_NAME] = session.session_key  # it holds all of the session
    return client, {key: morsel.value for key, morsel in client.cookies.items()}


class _Rows:
    """One row of each model of the administration; of those that belong to a group, one for each group."""

    def __init__(self, world: SimpleNamespace) -> None:
        self.world = world
        self.groups = {"a": world.a, "b": world.b}

    def of_models(self) -> dict[str, dict[str, Any]]:
        special = {
            "groups.leadergroup": self.groups,
            "groups.areamembership": {name: group.areas.get() for name, group in self.groups.items()},
            "enquiries.answertemplate": self.templates(),
            **self.enquiries(),
            **self.imports(),
            "auth.user": {"other": self.world.nobody, "superuser": self.world.superuser},
            "places.municipalboundary": {"network": self.boundary()},
            "groups.membership": {"network": self.world.editor_a.memberships.get()},
            "projects.programme": {
                "network": Programme.objects.create(code="o", name_fi="O", period=factories.ProgrammingPeriodFactory())
            },
        }
        rows = {}
        for model in admin.site._registry:
            label = model._meta.label_lower
            if label in special:
                rows[label] = special[label]
            elif label in OF_A_GROUP:
                rows[label] = {name: self.fact(model, name) for name in self.groups}
            else:
                rows[label] = {"network": FACTORIES[model]()}
        return rows

    def boundary(self) -> Model:
        return factories.MunicipalBoundaryFactory(detail=box(0, 0, 1, 1).wkb, country=box(0, 0, 1, 1).wkb)

    def fact(self, model: type[Model], group: str) -> Model:
        text_column = next(name for name in ("text_fi", "title_fi", "role_fi") if hasattr(model, name))
        hidden = {"is_published": False} if hasattr(model, "is_published") else {}
        word = SECRETS[group] if hidden else WORDS[group]
        return FACTORIES[model](group=self.groups[group], **{text_column: word}, **hidden)

    def templates(self) -> dict[str, Model]:
        rows = {SHARED: AnswerTemplate.objects.create(name="Yhteinen", language="fi", text="Kaikille")}
        for name, group in self.groups.items():
            text = SECRETS[name]
            rows[name] = AnswerTemplate.objects.create(group=group, name=text, language="fi", text=text)
        return rows

    def enquiries(self) -> dict[str, dict[str, Any]]:
        """Enquiries to each group, one to both with a note of each, and one that is held."""
        own = {name: enquiry_to(group, organisation=SECRETS[name]) for name, group in self.groups.items()}
        both = enquiry_to(*self.groups.values(), email="molemmat@kunta.example")
        editors = {"a": self.world.editor_a, "b": self.world.editor_b}
        for name, group in self.groups.items():
            workflow.add_note(case_of(both, group), SECRETS[name], editors[name])
        held = enquiry_to(
            self.world.a, email="muu@kunta.example", organisation=SECRETS["b"], text="x", held_because="trap"
        )
        rows = {name: case_of(own[name], group) for name, group in self.groups.items()}
        shared = {f"{name} of both": case_of(both, group) for name, group in self.groups.items()}
        return {
            "enquiries.enquiryrecipient": rows | shared | {"held": case_of(held, self.world.a)},
            "enquiries.enquiry": {"network": own["a"]},
            "outbox.outboxmail": {"network": own["a"].mails.first()},
        }

    def imports(self) -> dict[str, dict[str, Any]]:
        source = factories.ProjectSourceFactory()
        run = ImportRun.objects.create(source=source, file_name="hankkeet.csv", file_hash="0", layout="x")
        content = "Hankenumero;Hankkeen nimi;Hakija\n48208;Laavu;Kylä ry".encode()
        for user in (self.world.network, self.world.superuser):
            PendingUpload.objects.create(source=source, file_name="hankkeet.csv", content=content, by=user)
        row = ImportRow.objects.create(run=run, line=1, outcome=ImportRow.Outcome.REJECTED)
        return {"projects.importrun": {"network": run}, "projects.importrow": {"network": row}}


def _public_rows(world: SimpleNamespace) -> dict[str, list[RouteRow]]:
    """Return the rows of each route outside of the administration, as Dataset.values_of() returns them."""
    service, duty = factories.ServiceFactory(), factories.DutyFactory()
    theme = factories.ThemeFactory()
    published = factories.ProjectFactory(group=world.b)
    hidden = factories.ProjectFactory(group=world.b, title_fi=SECRETS["b"], is_published=False)
    for page in ("about", "data", "accessibility", "privacy"):
        factories.InformationPageFactory(code=page)
    enquiry = enquiry_to(world.b, email="kolmas@kunta.example")
    with translation.override("en"):
        link = links.link_url(make_staff(), links.RESET).rstrip("/").rpartition("/")[2]
    region, town, group = world.region_1.slug, world.town.slug, world.a.slug
    code, word, none = world.town.code, "slug", "ei-ole"
    samples = {  # route: its <name>, a value that exists, one that does not
        "municipality/<code>": ("code", code, "999"),
        "region/<code>": ("code", "01", "99"),
        "group/<slug>": (word, group, none),
        "project/<pk>": ("pk", published.pk, NO_ROW),
        "embed/municipality/<code>": ("code", code, "999"),
        "embed/group/<slug>": (word, group, none),
        "api/v1/regions/<code>/": ("code", "01", "99"),
        "api/v1/municipalities/<code>/": ("code", code, "999"),
        "api/v1/groups/<slug>/": (word, group, none),
        "api/v1/services/<code>/": ("code", service.code, "none"),
        "api/v1/duties/<code>/": ("code", duty.code, "none"),
        "api/v1/projects/<id>/": ("id", published.pk, NO_ROW),
        "api/v1/themes/<code>/": ("code", theme.code, none),
        "api/v1/sources/<code>/": ("code", "register", none),
        "en/municipalities/<slug>/": (word, town, none),
        "en/municipalities/<slug>/similar/": (word, town, none),
        "en/regions/<slug>/": (word, region, none),
        "en/regions/<slug>/services/": (word, region, none),
        "en/groups/<slug>/": (word, group, none),
        "en/services/<slug>/": (word, service.slug, none),
        "en/duties/<slug>/": (word, duty.slug, none),
        "en/projects/projects.<file_format>": ("file_format", "csv", "exe"),
        "en/projects/<pk>/": ("pk", published.pk, NO_ROW),
        "en/sign-in/new-password/<key>/": ("key", link, "x"),
        "en/enquiry/received/<token>/": ("token", receipt_token(enquiry.reference), "x"),
        "en/enquiry/<key>/": ("key", enquiry.status_key, "x"),
        "en/enquiry/<key>/erase/": ("key", enquiry.status_key, "x"),
    }
    rows = {
        route: [RouteRow("", {name: value}, str(value)), RouteRow(MISSING, {name: wrong}, str(wrong))]
        for route, (name, value, wrong) in samples.items()
    }
    # An unpublished project is a missing one in public, to every user.
    rows["project/<pk>"].append(RouteRow(MISSING, {"pk": hidden.pk}, str(hidden.pk)))
    rows["en/projects/<pk>/"].append(RouteRow(MISSING, {"pk": hidden.pk}, str(hidden.pk)))
    rows["api/v1/projects/<id>/"].append(RouteRow(MISSING, {"id": hidden.pk}, str(hidden.pk)))
    rows["en/projects/<pk>-<slug>/"] = [
        RouteRow("", {"pk": published.pk, "slug": published.slug}, str(published.pk)),
        RouteRow(MISSING, {"pk": hidden.pk, "slug": none}, str(hidden.pk)),
        RouteRow(MISSING, {"pk": NO_ROW, "slug": none}, str(NO_ROW)),
    ]
    rows["api/v1/<rest>/"] = [RouteRow("", {"rest": "nothing/here"}, "")]
    rows["admin/<url>"] = [RouteRow("", {"url": "no/such/page/"}, "")]
    rows["media/<path>"] = [RouteRow("", {"path": "none.jpg"}, "")]
    rows["admin/<app_label>/"] = [RouteRow("", {"app_label": app}, app) for app in admin_apps()]
    rows["admin/r/<content_type_id>/<object_id>/"] = _rows_with_and_without_pages(world, hidden)
    return rows


def admin_apps() -> list[str]:
    """Return the labels of the apps that the administration has something of."""
    return list(dict.fromkeys(model._meta.app_label for model in admin.site._registry))


def _rows_with_and_without_pages(world: SimpleNamespace, hidden: Model) -> list[RouteRow]:
    """A group and an unpublished project of b have pages of their own; an example, an enquiry and a user have none."""
    example, enquiry = ExampleActivity.objects.get(group=world.b), Enquiry.objects.first()
    rows = [("b", world.b), ("b", hidden), ("", example), ("", enquiry), ("", world.superuser)]
    content_type = ContentType.objects.get_for_model
    found = [
        RouteRow(whose, {"content_type_id": content_type(row).pk, "object_id": row.pk}, str(row.pk))
        for whose, row in rows
    ]
    missing = {"content_type_id": content_type(world.b).pk, "object_id": NO_ROW}
    return [*found, RouteRow(MISSING, missing, str(NO_ROW))]
