"""Write mails as rows of the outbox that are not saved yet."""

import uuid
from collections.abc import Mapping
from email.utils import parseaddr
from typing import NamedTuple

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import timezone

from .models import TRIED_FOR, OutboxMail

SUBJECT_LENGTH = OutboxMail._meta.get_field("subject").max_length


class MailText(NamedTuple):
    """The words of a mail, and their language, such as "fi"."""

    subject: str
    body: str
    language: str


def render(template: str, context: Mapping[str, object], language: str) -> MailText:
    """Return the text of a mail from the templates "<template>_subject.txt" and "<template>.txt".

    language: which the active one has to be, as far as the portal speaks it.
    """
    subject, body = (render_to_string(f"{template}{part}.txt", dict(context)) for part in ("_subject", ""))
    return MailText(subject, body, language)


def compose(kind: str, to: str, text: MailText, reply_to: str = "", dedup_key: str | None = None) -> OutboxMail:
    """Return a mail that is not saved yet.

    kind: one that an app has registered (handlers.py). dedup_key: of what is written once, see services.queue_once.
    """
    now = timezone.now()
    return OutboxMail(
        kind=kind,
        dedup_key=dedup_key,
        to=to,
        reply_to=reply_to,
        # One line whatever the names hold: a line break would end the header.
        subject=" ".join(text.subject.split())[:SUBJECT_LENGTH],
        body=_tidy(text.body),
        language=text.language,
        message_id=f"<{uuid.uuid4().hex}@{_own_domain()}>",
        created_at=now,
        next_try_at=now,
        give_up_at=now + TRIED_FOR,
    )


def _own_domain() -> str:
    return parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2] or "localhost"


def _tidy(body: str) -> str:
    """Return the text without the runs of empty lines that tags of the template leave behind."""
    lines: list[str] = []
    for line in map(str.rstrip, body.strip().splitlines()):
        if line or (lines and lines[-1]):
            lines.append(line)
    return "\n".join(lines) + "\n"
