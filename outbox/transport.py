"""One mail to the mail server: the one module that meets smtplib's exceptions."""

import smtplib
from contextlib import suppress

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend

from .handlers import MailHandler, handler_of
from .models import OutboxMail
from .signed_addresses import return_path

TIMEOUT_SECONDS = 15  # for each answer of the server; a whole conversation stays well inside a lease


class TransportError(Exception):
    """The mail was not taken."""


class TemporaryFailure(TransportError):
    """Not now: try again later."""


class ServerAway(TemporaryFailure):
    """No server that takes mail from us: any other mail would fare the same."""


class PermanentFailure(TransportError):
    """Not this mail: trying again changes nothing until a person mends something."""


def send(mail: OutboxMail) -> None:
    """Hand a mail to the mail server; return when the server has said that it has it.

    Raises ServerAway, TemporaryFailure or PermanentFailure with what the server said.
    """
    connection = get_connection(timeout=TIMEOUT_SECONDS)
    handler = handler_of(mail)
    reply_to = handler.reply_to()
    message = EmailMessage(
        mail.subject,
        mail.body,
        return_path(mail),  # of the envelope; people see the header From
        [mail.to],
        reply_to=[reply_to] if reply_to else None,
        headers=_headers(mail, handler),
        connection=connection,
    )
    try:
        message.message()
    except Exception as error:
        raise PermanentFailure(f"cannot be written as a mail: {type(error).__name__}: {error}") from error
    try:
        _open(connection)
        sent = connection.send_messages([message])
    except smtplib.SMTPException as error:
        raise _failure(error) from error
    except OSError as error:
        raise TemporaryFailure(f"{type(error).__name__}: {error}") from error
    finally:
        # After the server's 250 nothing may count as a failure: the mail would be sent twice.
        with suppress(Exception):
            connection.close()
    if not sent:
        raise TemporaryFailure("the mail server took nothing")


def _open(connection: BaseEmailBackend) -> None:
    try:
        connection.open()
    except smtplib.SMTPException as error:
        raise ServerAway(str(_failure(error))) from error
    except OSError as error:  # no server, no route, time-out, bad certificate
        raise ServerAway(f"{type(error).__name__}: {error}") from error


def _headers(mail: OutboxMail, handler: MailHandler) -> dict[str, str]:
    headers = {"Message-ID": mail.message_id, "From": settings.DEFAULT_FROM_EMAIL}
    if handler.is_automatic:
        headers["Auto-Submitted"] = "auto-generated"  # RFC 3834: keeps out-of-office replies from coming back
    return headers


def _failure(error: smtplib.SMTPException) -> TemporaryFailure | PermanentFailure:
    """Return the TransportError that an SMTPException means.

    5xx about the address or the content is final. 5xx about our login, our sender address or the greeting is a
    fault of the settings: no mail may be given up because of it before somebody had time to mend it.
    """
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        code, text = next(iter(error.recipients.values()))
        final = 500 <= code < 600
    elif isinstance(error, smtplib.SMTPDataError):
        code, text = error.smtp_code, error.smtp_error
        final = 500 <= code < 600
    elif isinstance(error, smtplib.SMTPResponseException):
        code, text, final = error.smtp_code, error.smtp_error, False
    else:
        return TemporaryFailure(f"{type(error).__name__}: {error}")
    said = text.decode("utf-8", "replace") if isinstance(text, bytes) else str(text)
    return (PermanentFailure if final else TemporaryFailure)(f"{code} {said}")
