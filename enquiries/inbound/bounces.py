"""Reports that a mail could not be delivered: the one module that meets flufl.bounce."""

import logging
from email.message import EmailMessage, Message

from flufl.bounce import all_failures

from . import headers

# Its tracebacks may quote the mail; process.py logs the type of what goes wrong.
logging.getLogger("flufl.bounce").setLevel(logging.CRITICAL)

_DELAY_WORDS = ("delay", "warning", "viivästy", "fördröj")
_UNKNOWN_REASON = "came back"


def failure_reason(message: EmailMessage) -> str:
    """Return why a mail could not be delivered, as the reporting server says; "" when this is no such report.

    A report that the mail is late or has arrived is none. Standard reports (RFC 3464) are recognised, and those that
    many servers write in their own way; any other is believed when the server's name says that a server wrote it.
    """
    is_standard = message.get_content_type() == "multipart/report"
    if not is_standard and any(word in headers.first(message, "Subject") for word in _DELAY_WORDS):
        return ""
    delayed, failed = all_failures(message)
    if failed:
        return _diagnosis(message) or _subject(message)
    if is_standard or delayed or not headers.is_mail_system(message):
        return ""
    return _subject(message)


def _diagnosis(message: Message) -> str:
    """Return status and diagnostic text of the failure in a standard report, "" where there is none."""
    reports = [part for part in message.walk() if part.get_content_type() == "message/delivery-status"]
    for block in (block for report in reports for block in report.walk()):
        if headers.first(block, "Action").startswith(("fail", "error")):
            diagnostic = str(block.get("Diagnostic-Code", "")).partition(";")[2].strip()
            return " ".join([str(block.get("Status", "")).strip(), diagnostic]).strip() or _UNKNOWN_REASON
    return ""


def _subject(message: Message) -> str:
    return str(message.get("Subject", "")) or _UNKNOWN_REASON
