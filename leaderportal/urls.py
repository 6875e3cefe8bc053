"""Every address of the portal. The words after the language are translated; docs/adr/0003 tells why."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.conf.urls.static import static
from django.contrib import admin
from django.urls import include, path
from django.utils.translation import gettext_lazy as _
from django.views.generic import RedirectView

from accounts.views import login
from projects.urls import urlpatterns as projects_urls

from .pages import (
    compare,
    embed,
    enquiry_statistics,
    examples,
    find,
    front,
    group,
    health,
    information,
    lists,
    municipality,
    open_data,
    permalinks,
    project,
    region,
    search,
    service,
    similar,
    sitemap,
    view_on_site,
)

handler404 = "leaderportal.pages.errors.not_found"
handler500 = "leaderportal.pages.errors.server_error"
handler403 = "leaderportal.pages.errors.forbidden"
handler400 = "leaderportal.pages.errors.bad_request"

# The page of a project is among the projects, yet made of several apps.
_projects = [
    *projects_urls,
    path("<int:pk>-<slug>/", project.project, name="project"),
    path("<int:pk>/", project.project, name="project-without-slug"),
]

urlpatterns = [
    path("", permalinks.home, name="home"),
    path("municipality/<code>", permalinks.municipality, name="municipality-code"),
    path("region/<code>", permalinks.region, name="region-code"),
    path("group/<slug>", permalinks.group, name="group-slug"),
    path("project/<int:pk>", permalinks.project, name="project-id"),
    path("api/v1/", include("leaderportal.api.urls")),
    path("embed/municipality/<code>", embed.municipality, name="embed-municipality"),
    path("embed/group/<slug>", embed.group, name="embed-group"),
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("robots.txt", sitemap.robots, name="robots"),
    path("sitemap.xml", sitemap.sitemap, name="sitemap"),
    # The administration has one way in, accounts: Django's own addresses for it lead there.
    path("admin/login/", login.to_sign_in),
    path("admin/logout/", login.sign_out),
    path("admin/password_change/", RedirectView.as_view(pattern_name="accounts:change-password")),
    path("admin/r/<content_type_id>/<path:object_id>/", view_on_site.public_page),
    path("admin/", admin.site.urls),
    *i18n_patterns(
        path("", front.front, name="front"),
        path(_("municipalities/"), lists.municipalities, name="municipalities"),
        path(_("municipalities/<slug>/"), municipality.municipality, name="municipality"),
        path(_("municipalities/<slug>/similar/"), similar.similar, name="municipality-similar"),
        path(_("regions/"), lists.regions, name="regions"),
        path(_("regions/<slug>/"), region.region, name="region"),
        path(_("regions/<slug>/services/"), region.services, name="region-services"),
        path(_("groups/"), lists.groups, name="groups"),
        path(_("groups/compare/"), compare.compare, name="compare"),
        path(_("groups/<slug>/"), group.group, name="group"),
        path(_("services/"), lists.services, name="services"),
        path(_("services/<slug>/"), service.service, name="service"),
        path(_("duties/"), lists.duties, name="duties"),
        path(_("duties/<slug>/"), service.duty, name="duty"),
        path(_("examples/"), examples.examples, name="examples"),
        path(_("find/"), find.find, name="find"),
        path(_("search/"), search.search, name="search"),
        path(_("about/"), information.page, {"code": "about"}, name="page-about"),
        path(_("about/data/"), information.page, {"code": "data"}, name="page-data"),
        path(_("about/accessibility/"), information.page, {"code": "accessibility"}, name="page-accessibility"),
        path(_("about/privacy/"), information.page, {"code": "privacy"}, name="page-privacy"),
        path(_("about/open-data/"), open_data.open_data, name="open-data"),
        path(_("about/enquiries/"), enquiry_statistics.enquiries, name="enquiry-numbers"),
        path(_("projects/"), include((_projects, "projects"))),
        path(_("sign-in/"), include("accounts.urls")),
        path("", include("enquiries.urls")),
    ),
    *static(settings.MEDIA_URL, document_root=settings.MEDIA_ROOT),
]
