"""What somebody had written when her session ended, shown to be copied: nothing is saved, and nothing is lost."""

from django.shortcuts import render

_FORM = "application/x-www-form-urlencoded"
_SHORTEST = 20  # characters; what is shorter than a sentence is typed again as fast as it is copied


def written_texts(request):
    """Return the texts that a refused form brought: what somebody wrote, not what she chose. [] without any.

    A form that brings files is not read, as anybody may send one.
    """
    if request.method != "POST" or request.content_type != _FORM:
        return []
    fields = [(name, each) for name, each in request.POST.lists() if "password" not in name]
    values = [value.strip() for _name, each in fields for value in each]
    return [value for value in dict.fromkeys(values) if len(value) >= _SHORTEST and len(value.split()) > 1]


def show_kept(request, texts):
    """Show 403 with the texts. They are put into no form: whoever made another's browser send them gains nothing."""
    return render(request, "signin/kept.html", {"texts": texts, "page": request.get_full_path()}, status=403)
