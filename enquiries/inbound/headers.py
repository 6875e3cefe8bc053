"""What the headers of a mail say: written by a machine, by whom, sent to which of our addresses."""

from email.message import Message
from email.utils import getaddresses

from enquiries import reply_addresses
from enquiries.reply_addresses import ReplyAddress
from outbox.signed_addresses import BounceAddress

# "To" and "Cc" come last: a server that knows to whom it delivers says so in the others.
_TO = ["Delivered-To", "X-Original-To", "Envelope-To", "To", "Cc"]
_MAIL_SYSTEMS = {"mailer-daemon", "postmaster", "mail-daemon"}
_BULK = {"bulk", "junk", "list", "auto_reply"}
_AUTOMATIC_HEADERS = ["X-Autoreply", "X-Autorespond", "X-Autoresponse", "X-MS-Exchange-Inbox-Rules-Loop", "List-Id"]
# Programs that say it nowhere else; a person's reply begins with "Re:", "Vs:" or "Sv:".
_AUTOMATIC_SUBJECTS = (
    "automaattinen vastaus",
    "poissaoloilmoitus",
    "automatic reply",
    "auto:",
    "out of office",
    "automatiskt svar",
    "autosvar",
    "frånvaro",
)


def signed_addresses(message: Message, delivered_to: str = "") -> list[BounceAddress | ReplyAddress]:
    """Return the signed addresses that a mail was sent to, in order, each once.

    delivered_to: the address that the mail server delivers to, "" when only the headers say.
    """
    addresses = [delivered_to, *(address for name in _TO for _person, address in getaddresses(_all(message, name)))]
    return list(dict.fromkeys(signed for signed in map(reply_addresses.read, addresses) if signed))


def author(message: Message) -> str:
    """Return the address in From, "" when it is missing or there are several."""
    authors = getaddresses(_all(message, "From"))
    return authors[0][1].strip() if len(authors) == 1 else ""


def is_automatic(message: Message) -> bool:
    """Return whether a machine wrote the mail: it must neither join a case nor be answered (RFC 3834)."""
    auto_submitted = first(message, "Auto-Submitted").partition(";")[0].strip() or "no"
    return (
        auto_submitted != "no"
        or first(message, "Precedence") in _BULK
        or any(message.get_all(name) for name in _AUTOMATIC_HEADERS)
        or first(message, "Return-Path") == "<>"
        or message.get_content_type() == "multipart/report"
        or is_mail_system(message)
        or first(message, "Subject").startswith(_AUTOMATIC_SUBJECTS)
    )


def is_mail_system(message: Message) -> bool:
    """Return whether the author's address is one that mail servers write from."""
    return author(message).partition("@")[0].lower() in _MAIL_SYSTEMS


def first(message: Message, name: str) -> str:
    """Return the first header of a name in small letters, "" when there is none."""
    return str(message.get(name, "")).strip().lower()


def _all(message: Message, name: str) -> list[str]:
    return [str(value) for value in message.get_all(name, [])]
