"""An enquiry, whom it goes to, what is said and happens in it, and the mails that it causes."""

from .answer_template import AnswerTemplate
from .enquiry import NAME_LENGTH, ORGANISATION_LENGTH, PHONE_LENGTH, TEXT_LENGTH, Enquiry
from .event import Event
from .mail import EnquiryMail
from .message import Message
from .recipient import EnquiryRecipient

__all__ = [
    "NAME_LENGTH",
    "ORGANISATION_LENGTH",
    "PHONE_LENGTH",
    "TEXT_LENGTH",
    "AnswerTemplate",
    "Enquiry",
    "EnquiryMail",
    "EnquiryRecipient",
    "Event",
    "Message",
]
