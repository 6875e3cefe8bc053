"""The portal's mailbox, read by IMAP over TLS: the one module that meets imaplib's exceptions."""

import imaplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any
from urllib.parse import SplitResult, unquote, urlsplit

TIMEOUT_SECONDS = 30
_PORTS = {"imap+ssl": 993, "imap+tls": 143}


class MailboxError(Exception):
    """The mailbox cannot be read now."""


@contextmanager
def open_mailbox(url: str) -> Iterator["Mailbox"]:
    """Open the mailbox at an address such as "imap+ssl://user:password@host:993/INBOX"; yield a Mailbox.

    The server must show a valid certificate for its name; imap+tls demands STARTTLS. Neither is ever dropped.
    Raises MailboxError, also for what goes wrong inside the with block.
    """
    try:
        connection = _connected(urlsplit(url))
    except (imaplib.IMAP4.error, OSError) as error:
        raise MailboxError(f"{type(error).__name__}: {error}") from error
    try:
        yield Mailbox(connection)
        connection.expunge()
    except (imaplib.IMAP4.error, OSError) as error:
        raise MailboxError(f"{type(error).__name__}: {error}") from error
    finally:
        _hang_up(connection)


def _connected(url: SplitResult) -> imaplib.IMAP4:
    host, port = url.hostname or "", url.port or _PORTS[url.scheme]
    context = ssl.create_default_context()
    connection = (
        imaplib.IMAP4_SSL(host, port, ssl_context=context, timeout=TIMEOUT_SECONDS)
        if url.scheme == "imap+ssl"
        else imaplib.IMAP4(host, port, timeout=TIMEOUT_SECONDS)
    )
    try:
        if url.scheme != "imap+ssl":
            connection.starttls(context)
        connection.login(unquote(url.username or ""), unquote(url.password or ""))
        _checked(connection.select(f'"{unquote(url.path.strip("/")) or "INBOX"}"'))
    except BaseException:
        _hang_up(connection)
        raise
    return connection


def _hang_up(connection: imaplib.IMAP4) -> None:
    with suppress(OSError):  # broken already; what went wrong before counts
        connection.shutdown()


class Mailbox:
    """An opened mailbox. A mail is named by its UID (bytes)."""

    def __init__(self, connection: imaplib.IMAP4) -> None:
        self.connection = connection

    def pending_uids(self) -> list[bytes]:
        """Return the mails that were neither processed nor flagged, oldest first."""
        return _checked(self.connection.uid("SEARCH", "UNDELETED", "UNFLAGGED"))[0].split()

    def size(self, uid: bytes) -> int:
        """Return the bytes of a mail as the server counts them."""
        answer = _checked(self.connection.uid("FETCH", uid.decode(), "(RFC822.SIZE)"))[0]
        return int(answer.upper().partition(b"RFC822.SIZE")[2].strip(b" )").split()[0])

    def read(self, uid: bytes) -> bytes:
        """Return a whole mail as bytes; it stays unread."""
        parts = _checked(self.connection.uid("FETCH", uid.decode(), "(BODY.PEEK[])"))
        return next(part[1] for part in parts if isinstance(part, tuple))

    def delete(self, uid: bytes) -> None:
        """Delete a mail that was processed: its text must not outlive the case."""
        self._set_flags(uid, r"(\Deleted)")

    def flag(self, uid: bytes) -> None:
        """Flag a mail for a person to look at; it is not read again."""
        self._set_flags(uid, r"(\Flagged)")

    def _set_flags(self, uid: bytes, flags: str) -> None:
        _checked(self.connection.uid("STORE", uid.decode(), "+FLAGS.SILENT", flags))


def _checked(answer: tuple[str, list[Any]]) -> list[Any]:
    status, data = answer
    if status != "OK":
        raise imaplib.IMAP4.error(str(data[0]))
    return data
