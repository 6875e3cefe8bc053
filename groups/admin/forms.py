"""Forms of the admin: rules that need two fields, and messages for mistakes."""

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.core.validators import RegexValidator
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from groups.models.group import WORKING_LANGUAGES
from groups.models.office import swedish_town_names

MAX_PICTURE_BYTES = 5 * 1024 * 1024

postal_codes = RegexValidator(
    r"\A[0-9]{5}(\s+[0-9]{5})*\Z", _("Write postal codes of five digits separated by spaces.")
)


class LanguagesField(forms.MultipleChoiceField):
    """Check boxes for a column of codes ("fi;sv")."""

    widget = forms.CheckboxSelectMultiple

    def prepare_value(self, value: str | list[str]) -> list[str]:
        return value.split(";") if isinstance(value, str) else value

    def has_changed(self, initial: Any, data: Any) -> bool:
        return super().has_changed(self.prepare_value(initial), data)

    def clean(self, value: list[str]) -> str:
        chosen = super().clean(value)
        return ";".join(code for code in WORKING_LANGUAGES if code in chosen)


class WorkingLanguagesForm(forms.ModelForm):
    """A group or contact: `languages` is read by the pages as codes."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if column := self.fields.get("languages"):  # absent for users who may only view
            choices = WORKING_LANGUAGES.items()
            self.fields["languages"] = LanguagesField(choices=choices, label=column.label, initial=column.initial)

    def clean_languages(self) -> str:
        # Unchanged as it was loaded: the order of the codes alone must not make the row look edited.
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
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "postal_codes" in self.fields:
            self.fields["postal_codes"].validators.append(postal_codes)

    def clean_postal_codes(self) -> str:
        return " ".join(self.cleaned_data["postal_codes"].split())

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        municipality = cleaned.get("municipality")
        if municipality and not municipality.is_current and not cleaned.get("valid_to"):
            self.add_error("municipality", _("This municipality no longer exists. Choose the one that it is part of."))
        return cleaned


class AreaFormSet(forms.BaseInlineFormSet):
    """Areas inside another form: each pair of group and municipality once as long as it is valid."""

    def clean(self) -> None:
        super().clean()
        pairs: list[tuple] = []
        for form in self.forms:
            row = getattr(form, "cleaned_data", {})
            pair = row.get("group"), row.get("municipality")
            if None in pair or row.get("DELETE") or row.get("valid_to"):
                continue
            if pair in pairs:
                # The database refuses it too, but with an error page.
                raise ValidationError(
                    _("%(group)s and %(municipality)s are here twice. Remove one of the rows or give it a last day."),
                    params={"group": pair[0], "municipality": pair[1]},
                )
            pairs.append(pair)


class OfficeForm(forms.ModelForm):
    def clean(self) -> dict[str, Any] | None:
        """Fill in the Swedish name of a town that was typed in Finnish only."""
        cleaned = super().clean()
        town = cleaned.get("town_fi")
        if town and not cleaned.get("town_sv"):
            cleaned["town_sv"] = swedish_town_names().get(town, town)
        return cleaned


class ServiceOfferForm(forms.ModelForm):
    def clean(self) -> dict[str, Any] | None:
        """Date a confirmation today, unless a day was typed."""
        cleaned = super().clean()
        if cleaned.get("is_confirmed") and "is_confirmed" in self.changed_data and not cleaned.get("checked_on"):
            cleaned["checked_on"] = timezone.localdate()
        return cleaned


class ExampleActivityForm(forms.ModelForm):
    def clean_picture(self) -> UploadedFile | None:
        picture = self.cleaned_data.get("picture")
        if picture and "picture" in self.changed_data and picture.size > MAX_PICTURE_BYTES:
            raise ValidationError(_("The picture is larger than 5 MB. Make it smaller and try again."))
        return picture

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        if cleaned.get("picture") and not any(
            cleaned.get(f"picture_text_{code}") for code, _name in settings.LANGUAGES
        ):
            self.add_error(
                "picture_text_fi", _("Say what the picture shows, for those who cannot see it. One language is enough.")
            )
        return cleaned
