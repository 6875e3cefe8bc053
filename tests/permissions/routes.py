"""The class of every address of the portal. An address that stands nowhere here is an error of its own (matrix.py)."""

from . import expectations
from .expectations import PAGES, AddressClass, model_page
from .policy import MODELS

ROUTES: dict[str, AddressClass] = {
    "": expectations.permalink,
    "municipality/<code>": expectations.permalink,
    "region/<code>": expectations.permalink,
    "group/<slug>": expectations.permalink,
    "project/<pk>": expectations.permalink,
    "api/v1/": expectations.public,
    "api/v1/schema/": expectations.public,
    "api/v1/regions/": expectations.public,
    "api/v1/regions/<code>/": expectations.public,
    "api/v1/municipalities/": expectations.public,
    "api/v1/municipalities/<code>/": expectations.public,
    "api/v1/groups/": expectations.public,
    "api/v1/groups/<slug>/": expectations.public,
    "api/v1/areas/": expectations.public,
    "api/v1/services/": expectations.public,
    "api/v1/services/<code>/": expectations.public,
    "api/v1/duties/": expectations.public,
    "api/v1/duties/<code>/": expectations.public,
    "api/v1/offers/": expectations.public,
    "api/v1/examples/": expectations.public,
    "api/v1/projects/": expectations.public,
    "api/v1/projects/<id>/": expectations.public,
    "api/v1/themes/": expectations.public,
    "api/v1/themes/<code>/": expectations.public,
    "api/v1/sources/": expectations.public,
    "api/v1/sources/<code>/": expectations.public,
    "api/v1/<rest>/": expectations.nothing,
    "embed/municipality/<code>": expectations.public,
    "embed/group/<slug>": expectations.public,
    "healthz": expectations.public,
    "readyz": expectations.public,
    "robots.txt": expectations.public,
    "sitemap.xml": expectations.public,
    "admin/login/": expectations.to_sign_in,
    "admin/logout/": expectations.sign_out,
    "admin/password_change/": expectations.staff_redirect,
    "admin/": expectations.staff,
    "admin/password_change/done/": expectations.staff,
    "admin/autocomplete/": expectations.staff_nothing,  # with its parameters: test_choices.py
    "admin/jsi18n/": expectations.staff,
    "admin/r/<content_type_id>/<object_id>/": expectations.staff_public_page,
    "admin/<app_label>/": expectations.app_list,
    "admin/<url>": expectations.staff_nothing,
    "en/": expectations.public,
    "en/municipalities/": expectations.public,
    "en/municipalities/<slug>/": expectations.public,
    "en/municipalities/<slug>/similar/": expectations.public,
    "en/regions/": expectations.public,
    "en/regions/<slug>/": expectations.public,
    "en/regions/<slug>/services/": expectations.public,
    "en/groups/": expectations.public,
    "en/groups/compare/": expectations.public,
    "en/groups/<slug>/": expectations.public,
    "en/services/": expectations.public,
    "en/services/<slug>/": expectations.public,
    "en/duties/": expectations.public,
    "en/duties/<slug>/": expectations.public,
    "en/examples/": expectations.public,
    "en/find/": expectations.public,
    "en/search/": expectations.public,
    "en/about/": expectations.public,
    "en/about/data/": expectations.public,
    "en/about/accessibility/": expectations.public,
    "en/about/privacy/": expectations.public,
    "en/about/open-data/": expectations.public,
    "en/about/enquiries/": expectations.public,
    "en/projects/": expectations.public,
    "en/projects/statistics/": expectations.public,
    "en/projects/projects.<file_format>": expectations.public,
    "en/projects/atom.xml": expectations.public,
    "en/projects/<pk>-<slug>/": expectations.public,
    "en/projects/<pk>/": expectations.permalink,
    "en/sign-in/": expectations.sign_in_page,
    "en/sign-in/code/": expectations.code,
    "en/sign-in/second-factor/": expectations.second_factor,
    "en/sign-in/recovery-codes/": expectations.own_action,
    "en/sign-in/forgotten/": expectations.public,
    "en/sign-in/new-password/<key>/": expectations.secret_address,
    "en/sign-in/my-access/": expectations.own_access,
    "en/sign-in/my-access/password/": expectations.own_access,
    "en/sign-in/my-access/language/": expectations.language,
    "en/sign-in/sign-out/": expectations.sign_out,
    "en/sign-in/sign-out/everywhere/": expectations.own_action,
    "en/enquiry/": expectations.public,
    "en/enquiry/received/<token>/": expectations.secret_address,
    "en/enquiry/<key>/": expectations.secret_address,
    "en/enquiry/<key>/erase/": expectations.secret_address,
    "media/<path>": expectations.nothing,  # in development only; production serves media without Django
}


def class_of(route: str) -> AddressClass | None:
    """Return the class of an address; None when nobody has said what is expected there."""
    if route in ROUTES:
        return ROUTES[route]
    parts = route.split("/", 3)
    if len(parts) < 4 or parts[0] != "admin":
        return None
    rule, page = MODELS.get(f"{parts[1]}.{parts[2]}"), parts[3]
    return model_page(rule, page) if rule and page in PAGES else None
