"""Form fields that clean what is typed and refuse what would come out as something else."""

import re
import string
import unicodedata

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext_lazy as _

from .normalise import clean

KEPT_LENGTH = 20_000  # characters of an over-long text that come back in the form
# Turns the order of letters, so that a name reads as another. What only goes round a text that was copied, such as a
# phone number from a list of contacts, turns nothing else and is left out.
_TURNS = re.compile("[\u202a-\u202e\u2066-\u2069]")
_ROUND_A_COPY = "\u202a\u202b\u202c\u202d\u2066\u2067\u2068\u2069"
_UNREADABLE = "\ufffd"  # what bytes that are not UTF-8 have become


class ReturnTypedTextMixin:
    """Mixin: typed text comes back as it was, but not without bound."""

    def bound_data(self, data, initial):
        data = super().bound_data(data, initial)
        return data[:KEPT_LENGTH] if isinstance(data, str) else data


class LineField(ReturnTypedTextMixin, forms.CharField):
    """One line of text.

    Refused, since it would come out as something else than was sent: what is not UTF-8, several lines, and hidden
    characters that turn the order of letters. Harmless things that come along when text is copied go quietly: control
    and invisible characters, white space at the ends and in a row.
    """

    default_error_messages = {
        "max_length": _("This is too long: at most %(limit_value)d characters, now %(show_value)d."),
        "unreadable": _("Some characters could not be read and show as question marks. Type them again."),
        "lines": _("This must be on one line."),
        "turned": _("There is a hidden character here that turns the order of letters. Type this by hand."),
    }

    def widget_attrs(self, widget):
        return {}  # no maxlength: a browser would cut what is pasted without a word

    def to_python(self, value):
        text = super().to_python(value).strip(_ROUND_A_COPY + string.whitespace)
        self._refuse_if(_UNREADABLE in text, "unreadable")
        self._refuse_if("\r" in text or "\n" in text, "lines")
        self._refuse_if(_TURNS.search(text), "turned")
        return clean(text)

    def _refuse_if(self, is_so, code):
        if is_so:
            raise ValidationError(self.error_messages[code], code=code)


class TextField(LineField):
    """Several lines. Refused is what is not UTF-8; all else that is hidden goes quietly, markup stays: it is text.

    A long text is read by people as it stands, and what they copy into it is full of hidden characters.
    """

    widget = forms.Textarea

    def to_python(self, value):
        text = forms.CharField.to_python(self, value) or ""
        self._refuse_if(_UNREADABLE in text, "unreadable")
        return clean_lines(text) if clean(text) else ""


class EmailField(LineField):
    """An address that a mail can really be sent to."""

    widget = forms.EmailInput
    default_validators = [validate_email]
    default_error_messages = {"invalid": _("This is not an e-mail address. It should look like name@example.fi.")}

    def to_python(self, value):
        address = super().to_python(value)
        try:
            address.rpartition("@")[2].encode("idna")
        except UnicodeError as error:
            raise ValidationError(self.error_messages["invalid"], code="invalid") from error
        return address


def clean_lines(text):
    """Return text without control and invisible characters, with its line breaks, at most one line empty in a row."""
    lines = re.split(r"\r\n|[\r\n\x0b\x0c\x85\u2028\u2029]", text)
    lines = ["".join(ch if ch != "\t" else " " for ch in line if _is_shown(ch)).rstrip() for line in lines]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def _is_shown(ch):
    # U+200D joins emoji, U+00AD marks where a word may break: both are harmless inside text that shows something.
    return ch == "\t" or ch in "\u200d\u00ad" or unicodedata.category(ch)[0] != "C"
