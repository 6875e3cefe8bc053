"""The desk: what staff sees of enquiries and does with them. Each module registers its own models."""

from . import case, enquiry, mail, template

__all__ = ["case", "enquiry", "mail", "template"]
