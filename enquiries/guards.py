"""Where a migration that has landed looks for what is in transitions.triggers now."""

from transitions.triggers import guard, unguard

__all__ = ["guard", "unguard"]
