"""The people and rows that the matrix asks with: two groups in two regions, and something of every kind for each."""

from django.conf import settings
from django.contrib import admin
from django.contrib.contenttypes.models import ContentType
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

from .people import PEOPLE
from .table import MISSING, OF_A_GROUP, SHARED

# Stand in what belongs to a group and in nothing else, so that a page that shows another group's rows is caught.
WORDS = {"a": "aallonsana", "b": "biisoninsana"}
# Stand in what no public page shows either.
SECRETS = {"a": "aallonsalaisuus", "b": "biisoninsalaisuus"}
NO_ROW = 987654321
FACTORIES = {f._meta.model: f for f in vars(factories).values() if hasattr(f, "_meta") and f._meta.model}


class Scene:
    """What there is to ask about.

    rows: {"groups.contact": {"a": a row, …}}; clients: {name of a Person: (Client, its cookies)};
    missing: answers about rows that do not exist, kept for comparison.
    """

    def __init__(self):
        self.world = make_world()
        self.rows = _Rows(self.world).of_models()
        self.public = _public_rows(self.world)
        self.clients = {name: _client(name, self.world) for name in PEOPLE}
        self.missing = {}

    def values_of(self, route):
        """Return [(whose row, {name in the route: value}, what stands for the row)], among them one without a row."""
        if "<" not in route:
            return [("", {}, "")]
        parts = route.split("/")
        label = ".".join(parts[1:3])
        if label in self.rows and parts[0] == "admin":
            name = "object_id" if "<object_id>" in route else "pk"
            rows = self.waiting() if parts[3] == "add" else self.rows[label]
            keys = {whose: row.pk for whose, row in rows.items()} | {MISSING: NO_ROW}
            return [(whose, {name: key}, str(key)) for whose, key in keys.items()]
        return self.public[route]

    def waiting(self):
        """Return the files that wait to be loaded, by who has sent them."""
        return {row.by.username: row for row in PendingUpload.objects.select_related("by")}


def _client(name, world):
    """Return a client that is signed in as a person, with its cookies: each request begins with these."""
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
        if PEOPLE[name].has_phone:
            session[DEVICE_ID_SESSION_KEY] = phone.persistent_id
        session.save()
        client.cookies[settings.SESSION_COOKIE_NAME] = session.session_key  # it holds all of the session
    return client, {key: morsel.value for key, morsel in client.cookies.items()}


class _Rows:
    """One row of each model of the administration; of those that belong to a group, one for each group."""

    def __init__(self, world):
        self.world = world
        self.groups = {"a": world.a, "b": world.b}

    def of_models(self):
        special = {
            "groups.leadergroup": self.groups,
            "groups.areamembership": {one: row.areas.get() for one, row in self.groups.items()},
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
                rows[label] = {one: self.fact(model, one) for one in self.groups}
            else:
                rows[label] = {"network": FACTORIES[model]()}
        return rows

    def boundary(self):
        return factories.MunicipalBoundaryFactory(detail=box(0, 0, 1, 1).wkb, country=box(0, 0, 1, 1).wkb)

    def fact(self, model, one):
        named = next(name for name in ("text_fi", "title_fi", "role_fi") if hasattr(model, name))
        hidden = {"is_published": False} if hasattr(model, "is_published") else {}
        word = SECRETS[one] if hidden else WORDS[one]
        return FACTORIES[model](group=self.groups[one], **{named: word}, **hidden)

    def templates(self):
        rows = {SHARED: AnswerTemplate.objects.create(name="Yhteinen", language="fi", text="Kaikille")}
        for one, group in self.groups.items():
            text = SECRETS[one]
            rows[one] = AnswerTemplate.objects.create(group=group, name=text, language="fi", text=text)
        return rows

    def enquiries(self):
        """Enquiries to each group, one to both with a note of each, and one that is held."""
        own = {one: enquiry_to(group, organisation=SECRETS[one]) for one, group in self.groups.items()}
        both = enquiry_to(*self.groups.values(), email="molemmat@kunta.example")
        editors = {"a": self.world.editor_a, "b": self.world.editor_b}
        for one, group in self.groups.items():
            workflow.add_note(case_of(both, group), SECRETS[one], editors[one])
        held = enquiry_to(
            self.world.a, email="muu@kunta.example", organisation=SECRETS["b"], text="x", held_because="trap"
        )
        rows = {one: case_of(own[one], group) for one, group in self.groups.items()}
        shared = {f"{one} of both": case_of(both, group) for one, group in self.groups.items()}
        return {
            "enquiries.enquiryrecipient": rows | shared | {"held": case_of(held, self.world.a)},
            "enquiries.enquiry": {"network": own["a"]},
            "outbox.outboxmail": {"network": own["a"].mails.first()},
        }

    def imports(self):
        source = factories.ProjectSourceFactory()
        run = ImportRun.objects.create(source=source, file_name="hankkeet.csv", file_hash="0", layout="x")
        content = "Hankenumero;Hankkeen nimi;Hakija\n48208;Laavu;Kylä ry".encode()
        for user in (self.world.network, self.world.superuser):
            PendingUpload.objects.create(source=source, file_name="hankkeet.csv", content=content, by=user)
        row = ImportRow.objects.create(run=run, line=1, outcome=ImportRow.Outcome.REJECTED)
        return {"projects.importrun": {"network": run}, "projects.importrow": {"network": row}}


def _public_rows(world):
    """Return {route: values as Scene.values_of() returns them} of what is not in the administration."""
    service, duty = factories.ServiceFactory(), factories.DutyFactory()
    theme = factories.ThemeFactory()
    shown = factories.ProjectFactory(group=world.b)
    hidden = factories.ProjectFactory(group=world.b, title_fi=SECRETS["b"], is_published=False)
    for page in ("about", "data", "accessibility", "privacy"):
        factories.InformationPageFactory(code=page)
    enquiry = enquiry_to(world.b, email="kolmas@kunta.example")
    with translation.override("en"):
        link = links.link_url(make_staff(), links.RESET).rstrip("/").rpartition("/")[2]
    region, town, group = world.region_1.slug, world.town.slug, world.a.slug
    code, word, none = world.town.code, "slug", "ei-ole"
    known = {
        "municipality/<code>": ("code", code, "999"),
        "region/<code>": ("code", "01", "99"),
        "group/<slug>": (word, group, none),
        "project/<pk>": ("pk", shown.pk, NO_ROW),
        "embed/municipality/<code>": ("code", code, "999"),
        "embed/group/<slug>": (word, group, none),
        "api/v1/regions/<code>/": ("code", "01", "99"),
        "api/v1/municipalities/<code>/": ("code", code, "999"),
        "api/v1/groups/<slug>/": (word, group, none),
        "api/v1/services/<code>/": ("code", service.code, "none"),
        "api/v1/duties/<code>/": ("code", duty.code, "none"),
        "api/v1/projects/<id>/": ("id", shown.pk, NO_ROW),
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
        "en/projects/<pk>/": ("pk", shown.pk, NO_ROW),
        "en/sign-in/new-password/<key>/": ("key", link, "x"),
        "en/enquiry/received/<token>/": ("token", receipt_token(enquiry.reference), "x"),
        "en/enquiry/<key>/": ("key", enquiry.status_key, "x"),
        "en/enquiry/<key>/erase/": ("key", enquiry.status_key, "x"),
    }
    found = {
        route: [("", {name: value}, str(value)), (MISSING, {name: wrong}, str(wrong))]
        for route, (name, value, wrong) in known.items()
    }
    # An unpublished project is a missing one in public, whoever asks.
    found["project/<pk>"].append((MISSING, {"pk": hidden.pk}, str(hidden.pk)))
    found["en/projects/<pk>/"].append((MISSING, {"pk": hidden.pk}, str(hidden.pk)))
    found["api/v1/projects/<id>/"].append((MISSING, {"id": hidden.pk}, str(hidden.pk)))
    found["en/projects/<pk>-<slug>/"] = [
        ("", {"pk": shown.pk, "slug": shown.slug}, str(shown.pk)),
        (MISSING, {"pk": hidden.pk, "slug": none}, str(hidden.pk)),
        (MISSING, {"pk": NO_ROW, "slug": none}, str(NO_ROW)),
    ]
    found["api/v1/<rest>/"] = [("", {"rest": "nothing/here"}, "")]
    found["admin/<url>"] = [("", {"url": "no/such/page/"}, "")]
    found["media/<path>"] = [("", {"path": "none.jpg"}, "")]
    found["admin/<app_label>/"] = [("", {"app_label": app}, app) for app in settings_apps()]
    found["admin/r/<content_type_id>/<object_id>/"] = _ways_to_public_pages(world, hidden)
    return found


def settings_apps():
    """Return the labels of the apps that the administration has something of."""
    return list(dict.fromkeys(model._meta.app_label for model in admin.site._registry))


def _ways_to_public_pages(world, hidden):
    """A group and an unpublished project of b have pages of their own; an example, an enquiry and a user have none."""
    example, enquiry = ExampleActivity.objects.get(group=world.b), Enquiry.objects.first()
    ways = [("b", world.b), ("b", hidden), ("", example), ("", enquiry), ("", world.superuser)]
    kinds = ContentType.objects.get_for_model
    found = [(whose, {"content_type_id": kinds(row).pk, "object_id": row.pk}, str(row.pk)) for whose, row in ways]
    return [*found, (MISSING, {"content_type_id": kinds(world.b).pk, "object_id": NO_ROW}, str(NO_ROW))]
