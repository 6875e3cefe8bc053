"""What of members of staff is personal: accounts, second factor, sessions, sign-ins, and who edited what."""

from collections.abc import Mapping

from axes.models import AccessAttempt, AccessFailureLog, AccessLog
from django.db import models
from django.db.models import Q, QuerySet

from privacy.register import Purpose, describe
from privacy.retention import RetentionRule, add_rules
from privacy.subject_access import DataSubject, SubjectAccess, add_part, rows_as_dicts

from . import retention
from .sessions import end_sessions

ACCOUNT = Purpose("member of staff", "to sign in, and to show who did what", "until the account is deleted")
SIGN_IN = Purpose("member of staff", "to stop those who guess passwords", "settings.KEEP_STAFF_TRACES_DAYS")
SESSION = Purpose("member of staff", "to stay signed in", "until the session ends")
EDITS = Purpose("member of staff", "to show who edited what", "settings.KEEP_CONTACT_VERSIONS_MONTHS")
SIGN_IN_TABLES: tuple[type[models.Model], ...] = (AccessAttempt, AccessFailureLog, AccessLog)
_SIGN_IN_COLUMNS = "user_agent ip_address username http_accept path_info"


def register() -> None:
    describe("auth.User", {ACCOUNT: "username password first_name last_name email"}, secret="password")
    describe("auth.Permission", not_personal="name codename")
    describe("auth.Group", not_personal="name")
    describe("otp_totp.TOTPDevice", {ACCOUNT: "name key"}, secret="key")
    describe("otp_static.StaticDevice", {ACCOUNT: "name"})
    describe("otp_static.StaticToken", {ACCOUNT: "token"}, secret="token")
    describe("sessions.Session", {SESSION: "session_key session_data"}, secret="session_data")
    describe("admin.LogEntry", {EDITS: "object_id object_repr change_message"})
    describe("contenttypes.ContentType", not_personal="app_label model")
    describe("axes.AccessAttempt", {SIGN_IN: f"{_SIGN_IN_COLUMNS} get_data post_data"})
    describe("axes.AccessFailureLog", {SIGN_IN: _SIGN_IN_COLUMNS})
    describe("axes.AccessLog", {SIGN_IN: f"{_SIGN_IN_COLUMNS} session_hash"})
    add_rules(RetentionRule("traces of staff deleted", retention.delete_staff_traces))
    add_part(SubjectAccess(_export, _erase))


def _export(subject: DataSubject) -> Mapping[str, list]:
    sign_ins = [row for table in SIGN_IN_TABLES for row in rows_as_dicts(_sign_ins(table, subject), "attempt_time")]
    return {"accounts": rows_as_dicts(subject.users, "date_joined", "last_login"), "sign_ins": sign_ins}


def _erase(subject: DataSubject) -> Mapping[str, int]:
    for table in SIGN_IN_TABLES:
        _sign_ins(table, subject).delete()
    for user in subject.users:
        end_sessions(user)
        user.delete()
    return {"accounts": len(subject.users)}


def _sign_ins(table: type[models.Model], subject: DataSubject) -> QuerySet:
    matches = Q(username__iexact=subject.address) | Q(username__in=subject.names)
    return table._default_manager.filter(matches)
