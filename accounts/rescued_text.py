"""Texts that somebody wrote and the portal did not accept, shown to be copied: nothing is saved, nothing is lost."""

from typing import Any, NoReturn

from django.conf import settings
from django.core.files.uploadhandler import FileUploadHandler, SkipFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

_FORM, _FORM_WITH_FILES = "application/x-www-form-urlencoded", "multipart/form-data"
MIN_LENGTH = 20  # characters; less than a sentence is typed again as fast as it is copied


class _WithoutFiles(FileUploadHandler):
    """Reads the texts of a form and skips its files."""

    def new_file(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise SkipFile

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        return None

    def file_complete(self, file_size: int) -> None:
        return None


def submitted_texts(request: HttpRequest) -> list[str]:
    """Return the texts that somebody wrote in a refused form, not what they chose from lists."""
    if request.method != "POST" or not _may_be_read(request):
        return []
    if not hasattr(request, "_files"):  # as Django asks: what has been read is read in one way only
        request.upload_handlers = [_WithoutFiles(request)]
    fields = [values for name, values in request.POST.lists() if "password" not in name]
    values = [value.strip() for values in fields for value in values]
    return [value for value in dict.fromkeys(values) if len(value) >= MIN_LENGTH and len(value.split()) > 1]


def _may_be_read(request: HttpRequest) -> bool:
    # Files are long, and anybody may send some: they are read only of a browser that has had a form of the portal.
    has_csrf_cookie = settings.CSRF_COOKIE_NAME in request.COOKIES
    return request.content_type == _FORM or (request.content_type == _FORM_WITH_FILES and has_csrf_cookie)


def show_rescued_text(request: HttpRequest, texts: list[str]) -> HttpResponse:
    """Show 403 with the texts. They are put into no form: who made another's browser send them gains nothing."""
    return render(request, "accounts/rescued_text.html", {"texts": texts, "page": request.get_full_path()}, status=403)
