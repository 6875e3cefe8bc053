"""The languages that groups and their contacts work in; the columns hold the codes, separated by semicolons."""

from django.utils.translation import gettext_lazy as _

WORKING_LANGUAGES = {"fi": _("Finnish"), "sv": _("Swedish"), "se": _("Northern Sámi"), "en": _("English")}


def names_of(codes):
    """Return the names of "fi;sv" as a list, to be shown in the active language; a code nobody knows is left out."""
    return [WORKING_LANGUAGES[code] for code in codes.split(";") if code in WORKING_LANGUAGES]
