"""What somebody has written and the portal did not take, shown to be copied: nothing is saved, and nothing is lost."""

from django.conf import settings
from django.core.files.uploadhandler import FileUploadHandler, SkipFile
from django.shortcuts import render

_FORM, _FORM_WITH_FILES = "application/x-www-form-urlencoded", "multipart/form-data"
_SHORTEST = 20  # characters; what is shorter than a sentence is typed again as fast as it is copied


class _WithoutFiles(FileUploadHandler):
    """Reads the texts of a form and lets its files go."""

    def new_file(self, *args, **kwargs):
        raise SkipFile

    def receive_data_chunk(self, raw_data, start):
        return None

    def file_complete(self, file_size):
        return None


def submitted_texts(request):
    """Return the texts that a refused form brought: what somebody wrote, not what she chose. [] without any."""
    if request.method != "POST" or not _may_be_read(request):
        return []
    if not hasattr(request, "_files"):  # as Django asks: what has been read is read in one way only
        request.upload_handlers = [_WithoutFiles(request)]
    fields = [(name, each) for name, each in request.POST.lists() if "password" not in name]
    values = [value.strip() for _name, each in fields for value in each]
    return [value for value in dict.fromkeys(values) if len(value) >= _SHORTEST and len(value.split()) > 1]


def _may_be_read(request):
    # Files are long, and anybody may send some: they are read only of a browser that has had a form of the portal.
    has_had_a_form = settings.CSRF_COOKIE_NAME in request.COOKIES
    return request.content_type == _FORM or (request.content_type == _FORM_WITH_FILES and has_had_a_form)


def show_rescued_text(request, texts):
    """Show 403 with the texts. They are put into no form: whoever made another's browser send them gains nothing."""
    return render(request, "accounts/kept.html", {"texts": texts, "page": request.get_full_path()}, status=403)
