"""From a row in the administration to its public page."""

from django.contrib import admin
from django.contrib.admin.utils import unquote
from django.contrib.contenttypes.models import ContentType
from django.contrib.contenttypes.views import shortcut
from django.http import Http404, HttpRequest, HttpResponse


def public_page(request: HttpRequest, content_type_id: str, object_id: str) -> HttpResponse:
    """Redirect to the page of a row; 404 for a row that the user may not view in the administration.

    Django redirects all staff, and the address of a project that is not published holds its title.
    """
    is_number = content_type_id.isascii() and content_type_id.isdecimal() and len(content_type_id) < 10
    content_type = ContentType.objects.filter(pk=content_type_id).first() if is_number else None
    model = content_type.model_class() if content_type else None
    model_admin = admin.site._registry.get(model) if model else None
    row = model_admin.get_object(request, unquote(object_id)) if model_admin else None
    if row is None or not model_admin.has_view_permission(request, row):
        raise Http404("No such row")
    return shortcut(request, content_type.pk, row.pk)
