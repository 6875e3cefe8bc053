"""The stylesheet that pages load, css/portal.css: its parts in static/css/portal/ joined into one file.

Joined whenever static files are looked for, so that there is nothing to build: a change shows at the next request in
development, and `collectstatic` takes the joined file along.
"""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.core.files.storage import FileSystemStorage

NAME = "css/portal.css"
PARTS = ("tokens", "base", "layout", "components", "forms", "maps", "pages", "print")  # the order of the cascade
_CUSTOM_MEDIA = re.compile(r"@custom-media (--[\w-]+) ([^;]+);\s*")


def joined(folder: Path) -> str:
    """Return the parts in `folder` as one stylesheet, with each breakpoint in place of its name.

    Raises KeyError for the name of a breakpoint that no @custom-media gives.
    """
    css = "\n".join((folder / f"{part}.css").read_text("utf-8") for part in PARTS)
    breakpoints = dict(_CUSTOM_MEDIA.findall(css))
    css = _CUSTOM_MEDIA.sub("", css)
    return re.sub(r"(@media [^{]*?)\((--[\w-]+)\)", lambda use: use[1] + breakpoints[use[2]], css)


class StylesheetFinder(BaseFinder):
    """Finds the joined stylesheet, for runserver, whitenoise and collectstatic."""

    def __init__(self, app_names: Iterable[str] | None = None, *args: object, **kwargs: object) -> None:
        self.source = Path(settings.BASE_DIR) / "static" / "css" / "portal"
        self.storage = FileSystemStorage(location=settings.VAR_DIR / "static")

    def find(self, path: str, find_all: bool = False, **kwargs: object) -> str | list[str]:  # type: ignore[override]
        if path != NAME:
            return []
        found = str(self._write())
        return [found] if find_all else found

    def list(self, ignore_patterns: Iterable[str] | None) -> Iterator[tuple[str, FileSystemStorage]]:
        self._write()
        yield NAME, self.storage

    def _write(self) -> Path:
        """Bring the joined file up to date and return where it lies."""
        target, css = Path(self.storage.path(NAME)), joined(self.source)
        if not target.exists() or target.read_text("utf-8") != css:
            target.parent.mkdir(parents=True, exist_ok=True)
            # Replaced in one step: another process may be reading it.
            fresh = target.with_suffix(f".{id(self)}.tmp")
            fresh.write_text(css, "utf-8")
            fresh.replace(target)
        return target
