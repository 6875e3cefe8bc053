"""Django looks here for an app's admin."""

from .signin import admin

__all__ = ["admin"]
