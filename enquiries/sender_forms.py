"""What senders fill in on the page of their enquiry: a reply, and the outcome when they close it."""

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from text.forms import ErrorListMixin, TextField

from . import models, tokens
from .status_text import SENDER_OUTCOMES


class ReplyForm(ErrorListMixin, forms.Form):
    """A message that goes on with the conversation. Its token makes every sending of one form the same message."""

    text = TextField(
        label=_("Your reply"),
        max_length=models.TEXT_LENGTH,
        error_messages={"required": _("Write what you would like to say.")},
    )
    token = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, data: QueryDict | None = None) -> None:
        super().__init__(data, initial={"token": tokens.new_form_token()})
        self.fields["text"].widget.attrs["rows"] = 6

    def clean(self) -> dict[str, Any]:
        token = tokens.read_form_token(self.data.get("token", ""))
        if token is None or token.is_expired:
            self.reject(tokens.refusal_message(token))
        else:
            self.cleaned_data["key"] = token.key
        return self.cleaned_data

    def reject(self, message: str) -> None:
        """Add an error, and a fresh token: sent once more, the reply is a message of its own."""
        self.data = {"text": self.data.get("text", ""), "token": tokens.new_form_token()}
        self.add_error("token", message)


class CloseForm(ErrorListMixin, forms.Form):
    """The outcome, when the sender closes the enquiry."""

    outcome = forms.ChoiceField(
        label=_("What was the outcome?"),
        choices=list(SENDER_OUTCOMES.items()),
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose the outcome of your enquiry."),
            "invalid_choice": _("Choose one of these."),
        },
    )
