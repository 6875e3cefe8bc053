"""What the headers of a mail tell: written by a machine, reporting a failure, sent to which of our addresses."""

from email.utils import getaddresses

from enquiries import reply_addresses

# "To" and "Cc" come last: a server that knows to whom it delivers says so in the others.
_TO = ["Delivered-To", "X-Original-To", "Envelope-To", "To", "Cc"]
_MACHINES = {"mailer-daemon", "postmaster", "mail-daemon"}
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
_DELAYS = ("delay", "warning", "viivästy", "fördröj")


def signed_addresses(message, delivered_to=""):
    """Return the CameBack and Reply addresses that a mail was sent to, in order, each once.

    delivered_to: the address that the mail server delivers to, "" when only the headers tell.
    """
    written = [delivered_to, *(address for name in _TO for _person, address in getaddresses(_all(message, name)))]
    return list(dict.fromkeys(found for found in map(reply_addresses.read, written) if found))


def writer(message):
    """Return the address in From, "" when it is missing or there are several."""
    written = getaddresses(_all(message, "From"))
    return written[0][1].strip() if len(written) == 1 else ""


def is_automatic(message):
    """Return whether a machine wrote the mail: it must neither join a case nor be answered (RFC 3834)."""
    said = _first(message, "Auto-Submitted").partition(";")[0].strip() or "no"
    return (
        said != "no"
        or _first(message, "Precedence") in _BULK
        or any(message.get_all(name) for name in _AUTOMATIC_HEADERS)
        or _first(message, "Return-Path") == "<>"
        or message.get_content_type() == "multipart/report"
        or _is_machine(message)
        or _first(message, "Subject").startswith(_AUTOMATIC_SUBJECTS)
    )


def failure_in(message):
    """Return why a mail could not be delivered, as the reporting server tells it; "" when this is no such report.

    A report that the mail is late or has arrived is none. A server that writes no standard report (RFC 3464) is known
    by its name.
    """
    if message.get_content_type() == "multipart/report":
        fields = [block for part in message.walk() if _is_status(part) for block in _blocks(part)]
        failed = [block for block in fields if _first(block, "Action") == "failed"]
        return _reason(failed[0]) if failed else ""
    if _is_machine(message) and not any(word in _first(message, "Subject") for word in _DELAYS):
        return str(message.get("Subject", "")) or "came back"
    return ""


def _is_status(part):
    return part.get_content_type() in ("message/delivery-status", "message/global-delivery-status")


def _blocks(part):
    payload = part.get_payload()
    return payload if isinstance(payload, list) else []


def _reason(block):
    said = str(block.get("Diagnostic-Code", "")).partition(";")[2].strip()
    return " ".join([str(block.get("Status", "")).strip(), said]).strip() or "came back"


def _is_machine(message):
    return writer(message).partition("@")[0].lower() in _MACHINES


def _first(message, name):
    return str(message.get(name, "")).strip().lower()


def _all(message, name):
    return [str(value) for value in message.get_all(name, [])]
