"""Enquiries in the administration. Each module registers its own models."""

from . import case, enquiry, mail, template

__all__ = ["case", "enquiry", "mail", "template"]
