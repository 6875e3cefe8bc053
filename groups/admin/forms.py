"""What a form knows beyond its model: rules that need two fields, or words for a mistake."""

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from groups.languages import WORKING_LANGUAGES
from groups.towns import towns_in_swedish

LARGEST_PICTURE_BYTES = 5 * 1024 * 1024

postal_codes = RegexValidator(
    r"\A[0-9]{5}(\s+[0-9]{5})*\Z", _("Write postal codes of five digits separated by spaces.")
)


class LanguagesField(forms.MultipleChoiceField):
    """Check boxes for a column of codes ("fi;sv")."""

    widget = forms.CheckboxSelectMultiple

    def prepare_value(self, value):
        return value.split(";") if isinstance(value, str) else value

    def has_changed(self, initial, data):
        return super().has_changed(self.prepare_value(initial), data)

    def clean(self, value):
        chosen = super().clean(value)
        return ";".join(code for code in WORKING_LANGUAGES if code in chosen)


class WorkingLanguagesForm(forms.ModelForm):
    """A group or contact: `languages` is read by the pages as codes."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if column := self.fields.get("languages"):  # a person who may only look has no such field
            choices = WORKING_LANGUAGES.items()
            self.fields["languages"] = LanguagesField(choices=choices, label=column.label, initial=column.initial)

    def clean_languages(self):
        # As it was loaded, where nobody has changed it: else only the order would make it look edited.
        is_changed = "languages" in self.changed_data
        return self.cleaned_data["languages"] if is_changed else self.instance.languages


# The lines of an area's form after the two that it joins.
AREA_FIELDS = [
    "part",
    ("former_municipality", "postal_codes"),
    ("valid_from", "valid_to"),
    "source",
    "source_year",
    "confidence",
    "checked_on",
]


class AreaForm(forms.ModelForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "postal_codes" in self.fields:
            self.fields["postal_codes"].validators.append(postal_codes)

    def clean_postal_codes(self):
        return " ".join(self.cleaned_data["postal_codes"].split())

    def clean(self):
        cleaned = super().clean()
        municipality = cleaned.get("municipality")
        if municipality and not municipality.is_current and not cleaned.get("valid_to"):
            self.add_error("municipality", _("This municipality no longer exists. Choose the one that it is part of."))
        return cleaned


class AreaFormSet(forms.BaseInlineFormSet):
    """Areas inside another form: each pair of group and municipality once as long as it is valid."""

    def clean(self):
        super().clean()
        seen = []
        for form in self.forms:
            row = getattr(form, "cleaned_data", {})
            pair = row.get("group"), row.get("municipality")
            if None in pair or row.get("DELETE") or row.get("valid_to"):
                continue
            if pair in seen:
                # The database refuses it too, but only with an error page.
                raise ValidationError(
                    _("%(group)s and %(municipality)s are here twice. Remove one of the rows or give it a last day."),
                    params={"group": pair[0], "municipality": pair[1]},
                )
            seen.append(pair)


class OfficeForm(forms.ModelForm):
    def clean(self):
        """A town that is told in Finnish only gets its Swedish name, where it has one."""
        cleaned = super().clean()
        town = cleaned.get("town_fi")
        if town and not cleaned.get("town_sv"):
            cleaned["town_sv"] = towns_in_swedish().get(town, town)
        return cleaned


class ServiceOfferForm(forms.ModelForm):
    def clean(self):
        """A confirmation has a day: today, when nothing else is said."""
        cleaned = super().clean()
        if cleaned.get("is_confirmed") and "is_confirmed" in self.changed_data and not cleaned.get("checked_on"):
            cleaned["checked_on"] = timezone.localdate()
        return cleaned


class ExampleActivityForm(forms.ModelForm):
    def clean_picture(self):
        picture = self.cleaned_data.get("picture")
        if picture and "picture" in self.changed_data and picture.size > LARGEST_PICTURE_BYTES:
            raise ValidationError(_("The picture is larger than 5 MB. Make it smaller and try again."))
        return picture

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("picture") and not any(cleaned.get(f"picture_text_{code}") for code in ("fi", "sv", "en")):
            self.add_error(
                "picture_text_fi", _("Say what the picture shows, for those who cannot see it. One language is enough.")
            )
        return cleaned
