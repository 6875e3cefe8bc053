"""What a mail is about concerns the app that wrote it: each app registers a handler for its kinds of mail at start."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db.models import TextChoices

if TYPE_CHECKING:
    from django.contrib.auth.models import User
    from django.utils.functional import _StrPromise

    from .models import OutboxMail


class MailHandler:
    """Follows one OutboxMail for the app that wrote it. As it is, it does nothing: owners override what concerns them.

    lock() and the on_… methods run in the transaction that records the result.
    """

    is_confidential = False  # whoever read its text could act as somebody else

    def __init__(self, mail: OutboxMail) -> None:
        self.mail = mail

    @property
    def is_automatic(self) -> bool:
        """Whether no person wrote the mail, so that out-of-office replies to it are not wanted."""
        return True

    def reply_to(self) -> str:
        """Return the address that answers go to, "" for a mail that is not meant to be answered."""
        return self.mail.reply_to

    def lock(self) -> None:
        """Lock what the mail is about, before the mail itself changes. Raises IllegalMove when that is gone."""

    def on_sent(self, now: datetime) -> None:
        """Follow a mail that the mail server has taken."""

    def on_failed(self) -> None:
        """Follow a mail that was given up; mail.last_error says why."""

    def on_bounced(self) -> None:
        """Follow a mail that came back undelivered; mail.last_error says why."""

    def renewed_columns(self) -> dict[str, str]:
        """Return the columns of the mail that are written anew before it is tried again."""
        return {}

    def on_tried_again(self, who: User) -> None:
        """Follow a mail that a user has queued again."""


_handlers: dict[str, type[MailHandler]] = {}
_labels: dict[str, str | _StrPromise] = {}


def register(kinds: type[TextChoices], handler: type[MailHandler]) -> None:
    """Let a handler follow the mails of some kinds; called in AppConfig.ready() of the app that writes them."""
    for kind in kinds:
        _handlers[kind.value] = handler
        _labels[kind.value] = kind.label


def handler_of(mail: OutboxMail) -> MailHandler:
    """Return the handler of a mail; of a kind that nobody has registered, one that does nothing."""
    return _handlers.get(mail.kind, MailHandler)(mail)


def kind_choices() -> list[tuple[str, str | _StrPromise]]:
    """Return the registered kinds of mail with their labels, as choices of a field."""
    return list(_labels.items())
