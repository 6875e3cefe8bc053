"""The form of an enquiry. Works without JavaScript: what the place leaves open is asked when the form comes back."""

import re

from crispy_forms.helper import FormHelper
from crispy_forms.layout import HTML, Field, Fieldset, Layout
from django import forms
from django.core.exceptions import ValidationError
from django.forms.utils import ErrorDict
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from enquiries.widgets import Boxes, PlaceSelect
from groups.models import Duty, Service
from text.form_errors import ErrorListMixin
from text.form_fields import EmailField, LineField, TextField

from . import models, tokens
from .models import Enquiry
from .place_choices import find_place, place_options
from .prefill import Prefill
from .routing import routing_of
from .services import Submission

FASTEST_SECONDS = 3  # nobody reads and fills in the form faster
MANY_LINKS = 4  # from so many on a person looks first
TRAP = "homepage"  # the field that people do not see
_LINK = re.compile(r"https?://|www\.", re.IGNORECASE)
_PHONE = re.compile(r"[+\d][\d ()./-]*")
_PHONE_DIGITS = range(5, 16)  # 15 is the most an international number has


class EnquiryForm(ErrorListMixin, forms.Form):
    """Takes what the address says (Start) and the posted data; gives a Submission when it is valid."""

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
        widget=Boxes,
        required=False,
        error_messages={"invalid_choice": _("One of the topics is not known. Choose from the list.")},
    )
    services = forms.MultipleChoiceField(
        label=_("Leader services you are interested in (optional)"),
        widget=Boxes,
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
    CARRY = "carry"  # posted when the sender changes the language: show what is typed again, do not send it

    def __init__(self, data=None, *, start=None):
        """data: QueryDict of the request, None for a fresh form. start: Start."""
        self.start = start or Prefill()
        self.is_carried = data is not None and self.CARRY in data
        super().__init__(data, initial={"token": tokens.new_form_token(), "text": self.start.text})
        self.sent_token = tokens.read_form_token(data.get("token", "")) if data is not None else None
        self.about = self.start.place if data is None else find_place(data.get("place", ""))
        self.routing = routing_of(self.about, self.start.group) if self.about else None
        self._fill_choices()
        self._dress()

    def _fill_choices(self):
        self.fields["place"].widget = PlaceSelect(lambda: place_options(self.start.group), _("Choose from the list"))
        self.initial["place"] = self.about.value if self.about else ""
        self.topics = {"duties": Duty, "services": Service}
        for name, model in self.topics.items():
            found = {thing.slug: thing for thing in model.objects.only("slug", "name")}
            self.topics[name] = found
            self.fields[name].choices = [(slug, thing.name) for slug, thing in found.items()]
            self.initial[name] = [slug for slug in getattr(self.start, name) if slug in found]
        if self.routing and self.routing.is_question:
            self.fields["to"].choices = [(choice.value, choice.label) for choice in self.routing.choices]
            self.fields["to"].error_messages["required"] = self._why_choose()
            self.initial["to"] = self.routing.default
            if self.is_bound and not self.data.get("to"):
                self.data = self.data.copy()
                self.data["to"] = self.routing.default
        else:
            del self.fields["to"]

    def _why_choose(self):
        if self.routing.is_outside:
            text = _("%(place)s is not in the area of any Leader group. Choose who gets your enquiry.")
        else:
            text = _("More than one Leader group can answer about %(place)s. Choose who gets your enquiry.")
        return text % {"place": self.about}

    def _dress(self):
        """Set what a browser and a screen reader need to know of each field."""
        for name, word in {"name": "name", "organisation": "organization", "email": "email", "phone": "tel"}.items():
            self.fields[name].widget.attrs["autocomplete"] = word
        self.fields["phone"].widget.input_type = "tel"
        self.fields["text"].widget.attrs["rows"] = 8
        self.fields[TRAP].widget.attrs.update(tabindex="-1", autocomplete="off")
        self.fields["consent"].label = format_html(
            # A new tab: whoever goes to read must not lose what is typed here.
            _(
                'I have read the <a href="{}" target="_blank">privacy notice (opens in a new tab)</a> '
                "and agree that my data are handled as it says."
            ),
            reverse("page-privacy"),
        )

    @property
    def helper(self):
        helper = FormHelper()
        helper.form_tag = False  # the page writes the tag, so that its attributes are seen there
        helper.disable_csrf = True  # so too its token
        about = ["place", *(["to"] if "to" in self.fields else []), _boxes("duties"), *self._more("services"), "text"]
        helper.layout = Layout(
            Fieldset(_("What it is about"), *about),
            Fieldset(_("Who asks"), "name", "organisation", "email", "phone", "consent"),
            HTML('<div class="hidden" aria-hidden="true">'),
            TRAP,
            HTML("</div>"),
            "token",
        )
        return helper

    def _more(self, name):
        """Return the layout of a field that is folded away while nothing in it is chosen."""
        is_open = self[name].value() or self[name].errors
        summary = format_html(
            "<details{}><summary>{}</summary>", " open" if is_open else "", _("Name the services, too")
        )
        return [HTML(summary), _boxes(name), HTML("</details>")]

    def full_clean(self):
        if self.is_carried:  # not sent yet: nothing to find fault with
            self._errors, self.cleaned_data = ErrorDict(), {}
        else:
            super().full_clean()

    def clean_place(self):
        if self.about is None:
            raise ValidationError(_("The portal does not know this place. Choose it from the list."))
        return self.about

    def clean_phone(self):
        phone = self.cleaned_data["phone"]
        digits = sum(ch.isdigit() for ch in phone)
        if phone and not (_PHONE.fullmatch(phone) and digits in _PHONE_DIGITS):
            raise ValidationError(_("This is not a phone number. It should look like +358 40 123 4567."))
        return phone

    def clean(self):
        if self.sent_token is None or self._is_too_old():
            why = tokens.why_refused(self.sent_token)
            self.renew_token()
            self.add_error("token", why)
        return self.cleaned_data

    def _is_too_old(self):
        # An old form that was sent before is a repetition and leads to its receipt.
        return self.sent_token.is_expired and not Enquiry.objects.filter(submission_key=self.sent_token.key).exists()

    def renew_token(self):
        """Make the next sending of this form a submission of its own.

        The form was read and filled in before: whoever clicks again at once isn't too fast.
        """
        spent_seconds = max(0.0, self.sent_token.age_seconds) if self.sent_token else 0.0
        self.data = self.data.copy()
        # No more than is asked for: the fresh token is good for a day.
        self.data["token"] = tokens.new_form_token(min(spent_seconds, FASTEST_SECONDS))

    def submission(self, consent_version):
        """Return the Submission of a valid form. consent_version: date of the privacy notice, None when unknown."""
        values = self.cleaned_data
        return Submission(
            place=self.about,
            groups=self.routing.choice(values.get("to", "")).groups,
            sender_name=values["name"],
            organisation=values["organisation"],
            email=values["email"],
            phone=values["phone"],
            text=values["text"],
            language=get_language(),
            duties=tuple(self.topics["duties"][slug] for slug in values["duties"]),
            services=tuple(self.topics["services"][slug] for slug in values["services"]),
            consent_version=consent_version,
            held_because=self._suspicion(),
        )

    def _suspicion(self):
        """Return why a person should look before the enquiry goes on, "" when nothing is odd."""
        if self.cleaned_data[TRAP]:
            return Enquiry.HeldBecause.TRAP
        if self.sent_token.age_seconds < FASTEST_SECONDS:
            return Enquiry.HeldBecause.TOO_FAST
        if len(_LINK.findall(self.cleaned_data["text"])) >= MANY_LINKS:
            return Enquiry.HeldBecause.LINKS
        return ""


def _boxes(name):
    return Field(name, template="enquiries/_boxes.html")
