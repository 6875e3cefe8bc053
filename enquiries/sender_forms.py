"""What the sender fills in on the page of her enquiry: a reply, and what came of it."""

from django import forms
from django.utils.translation import gettext_lazy as _

from text.form_errors import ErrorListMixin
from text.form_fields import TextField

from . import models, tokens
from .status_text import OUTCOMES


class ReplyForm(ErrorListMixin, forms.Form):
    """A message that goes on with the conversation. Its token makes every sending of one form the same message."""

    text = TextField(
        label=_("Your reply"),
        max_length=models.TEXT_LENGTH,
        error_messages={"required": _("Write what you would like to say.")},
    )
    token = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, data=None):
        super().__init__(data, initial={"token": tokens.new_form_token()})
        self.fields["text"].widget.attrs["rows"] = 6

    def clean(self):
        sent = tokens.read_form_token(self.data.get("token", ""))
        if sent is None or sent.is_expired:
            self.refuse(tokens.why_refused(sent))
        else:
            self.cleaned_data["key"] = sent.key
        return self.cleaned_data

    def refuse(self, why):
        """Say why the reply was not taken, and let it be sent once more as a message of its own."""
        self.data = {"text": self.data.get("text", ""), "token": tokens.new_form_token()}
        self.add_error("token", why)


class DoneForm(ErrorListMixin, forms.Form):
    """What came of the enquiry, when its sender closes it."""

    outcome = forms.ChoiceField(
        label=_("What came of it?"),
        choices=list(OUTCOMES.items()),
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose what came of your enquiry."),
            "invalid_choice": _("Choose one of these."),
        },
    )
