"""The form of an enquiry. Works without JavaScript: what the place leaves open is asked when the form comes back."""

import re
from datetime import date
from functools import partial
from typing import Any, TypeVar, cast

from crispy_forms.helper import FormHelper
from crispy_forms.layout import HTML, Field, Fieldset, Layout, LayoutObject
from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.forms.utils import ErrorDict
from django.http import QueryDict
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from enquiries.widgets import CheckboxList, PlaceSelect
from groups.models import Duty, Service
from text.forms import EmailField, ErrorListMixin, LineField, TextField

from . import models, tokens
from .models import Enquiry
from .place_choices import EnquiryPlace, find_place, place_options
from .prefill import Prefill
from .routing import Routing, routing_of
from .services import Submission

MIN_FILL_SECONDS = 3  # nobody reads and fills in the form faster
SUSPICIOUS_LINKS = 4  # from so many on a person looks first
HONEYPOT = "homepage"  # the field that people do not see
Topic = TypeVar("Topic", Duty, Service)
_LINK = re.compile(r"https?://|www\.", re.IGNORECASE)
_PHONE = re.compile(r"[+\d][\d ()./-]*")
_PHONE_DIGITS = range(5, 16)  # 15 is the most an international number has


class EnquiryForm(ErrorListMixin, forms.Form):
    """Takes what the address of the page says (Prefill) and the posted data; gives a Submission when it is valid."""

    place = forms.CharField(
        label=_("Municipality or region"),
        error_messages={"required": _("Choose the municipality or region that your enquiry is about.")},
    )
    to = forms.ChoiceField(
        label=_("Who should get your enquiry?"),
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": _("Choose one of these.")},
    )
    duties = forms.MultipleChoiceField(
        label=_("What it concerns (optional)"),
        widget=CheckboxList,
        required=False,
        error_messages={"invalid_choice": _("One of the topics is not known. Choose from the list.")},
    )
    services = forms.MultipleChoiceField(
        label=_("Leader services you are interested in (optional)"),
        widget=CheckboxList,
        required=False,
        error_messages={"invalid_choice": _("One of the services is not known. Choose from the list.")},
    )
    text = TextField(
        label=_("Your message"),
        max_length=models.TEXT_LENGTH,
        help_text=_("What would you like to do, for whom and when? A few sentences are enough."),
        error_messages={"required": _("Write what you would like to ask or propose.")},
    )
    name = LineField(
        label=_("Your name"),
        max_length=models.NAME_LENGTH,
        error_messages={"required": _("Give your name, so that the group knows whom to answer.")},
    )
    organisation = LineField(
        label=_("Organisation (optional)"),
        max_length=models.ORGANISATION_LENGTH,
        required=False,
        help_text=_("Municipality, region, association or company. Leave empty if you ask as a private person."),
    )
    email = EmailField(
        label=_("E-mail"),
        max_length=254,
        error_messages={"required": _("Give an e-mail address that the group can answer to.")},
    )
    phone = LineField(label=_("Phone (optional)"), max_length=models.PHONE_LENGTH, required=False)
    consent = forms.BooleanField(error_messages={"required": _("Confirm that you have read the privacy notice.")})
    homepage = forms.CharField(required=False, label=_("Leave this field empty"))
    token = forms.CharField(required=False, widget=forms.HiddenInput)
    LANGUAGE_SWITCH = "carry"  # posted when the sender changes the language: show what is typed, do not send it

    def __init__(self, data: QueryDict | None = None, *, prefill: Prefill | None = None) -> None:
        """data: what was posted, None for a fresh form."""
        self.prefill = prefill or Prefill()
        self.is_language_switch = data is not None and self.LANGUAGE_SWITCH in data
        super().__init__(data, initial={"token": tokens.new_form_token(), "text": self.prefill.text})
        self.sent_token = tokens.read_form_token(data.get("token", "")) if data is not None else None
        self.selected_place = self.prefill.place if data is None else find_place(data.get("place", ""))
        self.routing = routing_of(self.selected_place, self.prefill.group) if self.selected_place else None
        self._add_places()
        self.duties = self._add_topics("duties", Duty.objects.only("slug", "name"), self.prefill.duties)
        self.services = self._add_topics("services", Service.objects.only("slug", "name"), self.prefill.services)
        self._add_recipients()
        self._set_attributes()

    def _add_places(self) -> None:
        options = partial(place_options, self.prefill.group)
        self.fields["place"].widget = PlaceSelect(options, _("Choose from the list"))
        self.initial["place"] = self.selected_place.value if self.selected_place else ""

    def _add_topics(self, name: str, topics: QuerySet[Topic], preselected: tuple[str, ...]) -> dict[str, Topic]:
        """Make topics the choices of a field; return them by slug."""
        by_slug = {topic.slug: topic for topic in topics}
        field = cast(forms.MultipleChoiceField, self.fields[name])
        field.choices = [(slug, topic.name) for slug, topic in by_slug.items()]
        self.initial[name] = [slug for slug in preselected if slug in by_slug]
        return by_slug

    def _add_recipients(self) -> None:
        if self.routing and self.routing.needs_choice:
            field = cast(forms.ChoiceField, self.fields["to"])
            field.choices = [(choice.value, choice.label) for choice in self.routing.choices]
            field.error_messages["required"] = self._missing_recipient_message(self.routing)
            self.initial["to"] = self.routing.default
            if self.is_bound and not self.data.get("to"):
                self.data = self.data.copy()
                self.data["to"] = self.routing.default
        else:
            del self.fields["to"]

    def _missing_recipient_message(self, routing: Routing) -> str:
        if routing.is_outside:
            text = _("%(place)s is not in the area of any Leader group. Choose who gets your enquiry.")
        else:
            text = _("More than one Leader group can answer about %(place)s. Choose who gets your enquiry.")
        return text % {"place": self.selected_place}

    def _set_attributes(self) -> None:
        """Set what a browser and a screen reader need to know of each field."""
        for name, purpose in {"name": "name", "organisation": "organization", "email": "email", "phone": "tel"}.items():
            self.fields[name].widget.attrs["autocomplete"] = purpose
        cast(forms.TextInput, self.fields["phone"].widget).input_type = "tel"
        self.fields["text"].widget.attrs["rows"] = 8
        self.fields[HONEYPOT].widget.attrs.update(tabindex="-1", autocomplete="off")
        self.fields["consent"].label = format_html(
            # A new tab: nothing typed here is lost by reading it.
            _(
                'I have read the <a href="{}" target="_blank">privacy notice (opens in a new tab)</a> '
                "and agree that my data are handled as it says."
            ),
            reverse("page-privacy"),
        )

    @property
    def helper(self) -> FormHelper:
        helper = FormHelper()
        helper.form_tag = False  # the page writes the tag, so that its attributes are seen there
        helper.disable_csrf = True  # so too its token
        recipients = ["to"] if "to" in self.fields else []
        topics = [_checkbox_list("duties"), *self._folded("services")]
        helper.layout = Layout(
            Fieldset(_("What it is about"), "place", *recipients, *topics, "text"),
            Fieldset(_("About you"), "name", "organisation", "email", "phone", "consent"),
            HTML('<div class="visually-hidden" aria-hidden="true">'),
            HONEYPOT,
            HTML("</div>"),
            "token",
        )
        return helper

    def _folded(self, name: str) -> list[LayoutObject]:
        """Return the layout of a list of checkboxes that is folded away while nothing in it is chosen."""
        is_open = self[name].value() or self[name].errors
        summary = format_html(
            "<details{}><summary>{}</summary>", " open" if is_open else "", _("Name the services, too")
        )
        return [HTML(summary), _checkbox_list(name), HTML("</details>")]

    def full_clean(self) -> None:
        if self.is_language_switch:  # not sent yet: nothing to find fault with
            self._errors, self.cleaned_data = ErrorDict(), {}
        else:
            super().full_clean()

    def clean_place(self) -> EnquiryPlace:
        if self.selected_place is None:
            raise ValidationError(_("The portal does not know this place. Choose it from the list."))
        return self.selected_place

    def clean_phone(self) -> str:
        phone = self.cleaned_data["phone"]
        digits = sum(ch.isdigit() for ch in phone)
        if phone and not (_PHONE.fullmatch(phone) and digits in _PHONE_DIGITS):
            raise ValidationError(_("This is not a phone number. It should look like +358 40 123 4567."))
        return phone

    def clean(self) -> dict[str, Any]:
        if self.sent_token is None or self._is_too_old(self.sent_token):
            message = tokens.refusal_message(self.sent_token)
            self.renew_token()
            self.add_error("token", message)
        return self.cleaned_data

    def _is_too_old(self, token: tokens.FormToken) -> bool:
        # An old form that was sent before is a repetition and leads to its receipt.
        return token.is_expired and not Enquiry.objects.filter(submission_key=token.key).exists()

    def renew_token(self) -> None:
        """Make the next sending of this form a submission of its own.

        The form was read and filled in before: a second click at once is not too fast.
        """
        spent_seconds = max(0.0, self.sent_token.age_seconds) if self.sent_token else 0.0
        self.data = self.data.copy()
        # No more than is asked for: the fresh token is good for a day.
        self.data["token"] = tokens.new_form_token(min(spent_seconds, MIN_FILL_SECONDS))

    def submission(self, consent_version: date | None) -> Submission:
        """Return what a valid form holds. consent_version: date of the privacy notice, None when unknown."""
        values = self.cleaned_data
        return Submission(
            place=values["place"],
            groups=self.routing.choice(values.get("to", "")).groups,
            sender_name=values["name"],
            organisation=values["organisation"],
            email=values["email"],
            phone=values["phone"],
            text=values["text"],
            language=get_language(),
            duties=tuple(self.duties[slug] for slug in values["duties"]),
            services=tuple(self.services[slug] for slug in values["services"]),
            consent_version=consent_version,
            held_because=self._suspicion(),
        )

    def _suspicion(self) -> str:
        """Return why a person should look before the enquiry goes on, "" when nothing is odd."""
        if self.cleaned_data[HONEYPOT]:
            return Enquiry.HeldBecause.TRAP
        if self.sent_token.age_seconds < MIN_FILL_SECONDS:
            return Enquiry.HeldBecause.TOO_FAST
        if len(_LINK.findall(self.cleaned_data["text"])) >= SUSPICIOUS_LINKS:
            return Enquiry.HeldBecause.LINKS
        return ""


def _checkbox_list(name: str) -> Field:
    return Field(name, template="enquiries/_checkbox_list.html")
