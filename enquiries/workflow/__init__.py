"""What people do with a case. staff: the groups and coordinators; sender: who wrote the enquiry; steps: what both use.

Each action is one transaction: the change, its event, its mails in the outbox. Each locks the enquiry first, so that
two people who act at once see each other's result. Each raises IllegalMove for a move that the states do not allow.
"""

from .sender import ReminderTooEarly, close_all, confirm_address, erase, remind, reply, reply_recipients
from .staff import NewerAnswerExists, add_group, add_note, answer, assign, claim, close, mark_seen, take_lead
from .steps import pending_state, sync_state

__all__ = [
    "NewerAnswerExists",
    "ReminderTooEarly",
    "add_group",
    "add_note",
    "answer",
    "assign",
    "claim",
    "close",
    "close_all",
    "confirm_address",
    "erase",
    "mark_seen",
    "pending_state",
    "remind",
    "reply",
    "reply_recipients",
    "sync_state",
    "take_lead",
]
