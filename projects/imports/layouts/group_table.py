"""A Leader group's own table, or whatever a clerk sends with headings that are understood.

No two groups publish the same columns. Rows may stand under year headings; whether a sum was planned or granted is
mostly not stated.
"""

from .common import HEADERS
from .layout import Layout

LAYOUT = Layout(name="group_table", headers=HEADERS, has_headings=True)
