"""The record of personal data of all apps: each column that holds any, what for and how long; see docs/privacy.md.

tests/enquiries/test_privacy_record.py fails for a column of text that stands neither here nor under NOT_PERSONAL. The
copies that history keeps of a model follow the model's own entry, for settings.KEEP_CONTACT_VERSIONS_MONTHS.
"""

from dataclasses import dataclass

from django.conf import settings
from modeltranslation.fields import TranslationField
from simple_history.models import HistoricalChanges


@dataclass(frozen=True)
class Personal:
    """Whose data, what for, until when."""

    whose: str
    purpose: str
    limit: str


_CASE = "settings.KEEP_CASE_MONTHS after the last event of the case, or when the sender asks"
_SENDER = Personal("sender", "to pass an enquiry on and to answer it", _CASE)
_CASE_KEY = Personal("sender", "to know the same enquiry or mail when it comes twice", _CASE)
_MAIL = Personal("sender, group", "to deliver a mail and to show what was sent", "with its case")
_HASH = Personal("sender", "to limit how much one network address sends", "24 hours")
_CONTACT = Personal("contact of a group", "to tell in public whom to ask", "until the group removes it")
_STAFF = Personal("member of staff", "to sign in, and to show who did what", "until the account is deleted")
_SIGN_IN = Personal("member of staff", "to stop those who guess passwords", "settings.KEEP_STAFF_TRACES_DAYS")
_EDITS = Personal("member of staff", "to show who edited what", "settings.KEEP_CONTACT_VERSIONS_MONTHS")
_SESSION = Personal("member of staff", "to stay signed in", "until the session ends")
_BY_NAME = Personal("member of staff", "to show who checked or loaded a fact", "as long as the fact stands")
_LOADED = Personal("contact of a group", "to know a loaded fact from an edited one", "until the next load without it")
_PICTURE = Personal("who is seen in a picture", "to show what a group has done", "until the group removes it")

PERSONAL = {
    "enquiries.Enquiry": {
        **dict.fromkeys(["sender_name", "organisation", "email", "phone", "text", "language", "status_key"], _SENDER),
        "content_key": _CASE_KEY,
    },
    "enquiries.Message": {"text": _SENDER, "origin": _CASE_KEY},
    "enquiries.OutboxMail": dict.fromkeys(["to", "reply_to", "subject", "body", "last_error"], _MAIL),
    "ratelimit.Attempt": {"address_hash": _HASH},
    "groups.Contact": dict.fromkeys(["role", "person", "email", "phone", "languages"], _CONTACT),
    "groups.Office": dict.fromkeys(["street", "email", "phone"], _CONTACT),
    "groups.LeaderGroup": {"enquiry_email": _CONTACT},
    "groups.ServiceOffer": {"checked_by": _BY_NAME},
    "groups.ExampleActivity": {"picture": _PICTURE, "picture_text": _PICTURE},
    "seeding.LoadedRow": {"values": _LOADED},
    "projects.ImportRun": {"by_name": _BY_NAME},
    "auth.User": dict.fromkeys(["username", "password", "first_name", "last_name", "email"], _STAFF),
    "otp_totp.TOTPDevice": {"name": _STAFF, "key": _STAFF},
    "otp_static.StaticDevice": {"name": _STAFF},
    "otp_static.StaticToken": {"token": _STAFF},
    "sessions.Session": dict.fromkeys(["session_key", "session_data"], _SESSION),
    "admin.LogEntry": dict.fromkeys(["object_id", "object_repr", "change_message"], _EDITS),
    **{
        f"axes.{model}": dict.fromkeys(
            ["user_agent", "ip_address", "username", "http_accept", "path_info", *more], _SIGN_IN
        )
        for model, more in {
            "AccessAttempt": ["get_data", "post_data"],
            "AccessFailureLog": [],
            "AccessLog": ["session_hash"],
        }.items()
    },
}

# Columns of text that hold nothing personal: public facts of groups, places and projects, codes, and states. Projects
# of natural persons come in without a name, and their rows keep no content (projects.imports).
_SOURCED = "source confidence"
_NAMED = "code slug name text keywords"
_NOT_PERSONAL = {
    "enquiries.Enquiry": "reference submission_key state held_because outcome",
    "enquiries.EnquiryRecipient": "state outcome",
    "enquiries.Event": "what",
    "enquiries.Message": "author channel",
    "enquiries.OutboxMail": "kind language message_id state",
    "enquiries.AnswerTemplate": "name language text",
    "groups.ProgrammingPeriod": "code",
    "groups.LeaderGroup": f"{_SOURCED} slug name legal_name summary website languages residents_source "
    "member_count_source",
    "groups.AreaMembership": f"{_SOURCED} coverage part postal_codes",
    "groups.LocalDevelopmentStrategy": "source title priorities public_funding_source",
    "groups.BoardComposition": "source",
    "groups.Office": "source postal_code town",
    "groups.Contact": "source",
    "groups.Membership": "role",
    "groups.Statement": "code text",
    "groups.Strength": "code name text",
    "groups.NetworkActivity": "code text",
    "groups.Wish": "code name text",
    "groups.InformationPage": "code title body",
    "groups.Service": _NAMED,
    "groups.Duty": _NAMED,
    "groups.ServiceOffer": f"{_SOURCED} text terms",
    "groups.GroupStrength": "source text",
    "groups.ExampleActivity": f"{_SOURCED} title title_language text",
    "places.Region": "code slug name nuts3 iso source",
    "places.Municipality": "code slug name name_se languages sami_homeland source",
    "places.PostalCode": "code name_fi name_sv kind source",
    "places.FindableName": "text key folded kind target",
    "places.BoundarySet": "attribution file_name",
    "places.MunicipalBoundary": "detail country",
    "places.Shape": "layer key scale members path",
    "seeding.LoadedRow": "model key",
    "search.SearchEntry": "kind key language title title_language title_folded text text_language url title_tokens "
    "tokens order analyser",
    "projects.Theme": "code name",
    "projects.Programme": "code name",
    "projects.ProjectSource": "code name owner licence url",
    "projects.ImportRun": "file_name file_hash layout encoding headers counts",
    "projects.ImportRow": "outcome sheet raw notes changes",
    "projects.WaitingFile": "file_name content mapping",
    "projects.IndexPart": "kind key data",
    "projects.IndexWord": "token data",
    "projects.IndexedProject": "words",
    "projects.Project": "number source_key source_url kind title title_key summary keywords measure applicant "
    "applicant_kind starts_precision ends_precision decision source_state funding_stage edited_fields",
    "projects.ProjectPlace": "told_as",
    "projects.Funding": "stage",
    "auth.Permission": "name codename",
    "auth.Group": "name",
    "contenttypes.ContentType": "app_label model",
}
NOT_PERSONAL = {model: frozenset(fields.split()) for model, fields in _NOT_PERSONAL.items()}
_OF_VERSIONS = frozenset(["history_change_reason", "history_type"])


def personal_fields(model):
    """Return {field name: Personal} of a model, also of the columns of each language and of the copies in history."""
    known = PERSONAL.get(_described_by(model)._meta.label, {})
    return {field.name: known[name] for field in model._meta.concrete_fields if (name := _name_of(field)) in known}


def is_described(field):
    """Return whether the record says of a field whether it is personal."""
    model = field.model
    label = _described_by(model)._meta.label
    if issubclass(model, HistoricalChanges) and field.name in _OF_VERSIONS:
        return True
    return _name_of(field) in PERSONAL.get(label, {}) or _name_of(field) in NOT_PERSONAL.get(label, ())


def limit_of(model, personal):
    """Return until when personal data of a model is kept, in words and figures for the operator."""
    limit = personal.limit
    if issubclass(model, HistoricalChanges):
        limit = "settings.KEEP_CONTACT_VERSIONS_MONTHS"
    for name in ("KEEP_CASE_MONTHS", "KEEP_STAFF_TRACES_DAYS", "KEEP_CONTACT_VERSIONS_MONTHS"):
        limit = limit.replace(f"settings.{name}", f"{getattr(settings, name)} {name.rpartition('_')[2].lower()}")
    return limit


def _described_by(model):
    return getattr(model, "instance_type", model) if issubclass(model, HistoricalChanges) else model


def _name_of(field):
    """Return the name that the record calls a field by: "role" for role_fi."""
    return field.translated_field.name if isinstance(field, TranslationField) else field.name
