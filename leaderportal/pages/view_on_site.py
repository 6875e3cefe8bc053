"""The way from a row in the administration to its public page."""

from django.contrib import admin
from django.contrib.admin.utils import unquote
from django.contrib.contenttypes.models import ContentType
from django.contrib.contenttypes.views import shortcut
from django.http import Http404


def public_page(request, content_type_id, object_id):
    """Lead on to the page of a row; one that the user does not see in the administration does not exist here.

    Django leads everybody of the staff on, and the address of a project that is not published holds its title.
    """
    is_number = content_type_id.isascii() and content_type_id.isdecimal() and len(content_type_id) < 10
    kind = ContentType.objects.filter(pk=content_type_id).first() if is_number else None
    model = kind.model_class() if kind else None
    editor = admin.site._registry.get(model) if model else None
    row = editor.get_object(request, unquote(object_id)) if editor else None
    if row is None or not editor.has_view_permission(request, row):
        raise Http404("No such row")
    return shortcut(request, kind.pk, row.pk)
