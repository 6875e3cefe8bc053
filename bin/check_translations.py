"""Prove that the portal speaks Finnish and Swedish: every text translated, compiled, and none forgotten.

The texts in the source are English, so English needs no catalogue. Without gettext (xgettext and msgfmt) the catalogues
are still checked, but not against the source.
"""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import polib
from check_layers import LAYERS

ROOT = Path(__file__).resolve().parent.parent
LANGUAGES = ["fi", "sv"]
MAX_LINES = 30  # faults; a new page may bring hundreds
# All apps, in one list with check_layers.
SOURCES = [*LAYERS, "templates", "locale"]


def catalogue(root, language):
    return root / "locale" / language / "LC_MESSAGES" / "django.po"


def key(entry):
    return entry.msgctxt, entry.msgid, entry.msgid_plural


def text(entry):
    return entry.msgstr_plural or entry.msgstr


def faults_of_catalogue(path):
    """Yield what is untranslated, unsure (fuzzy) or not compiled in one .po file and its .mo file."""
    entries = polib.pofile(str(path))
    for entry in entries:
        if not entry.obsolete and not entry.translated():
            yield f"{'fuzzy' if entry.fuzzy else 'untranslated'}: {entry.msgid!r}"
    compiled_path = path.with_suffix(".mo")
    compiled = {key(e): text(e) for e in polib.mofile(str(compiled_path))} if compiled_path.exists() else {}
    if compiled != {key(e): text(e) for e in entries.translated_entries()}:
        yield "the .mo file does not agree: run make messages"
    if shutil.which("msgfmt"):
        # Placeholders such as %(count)s must be the same in the translation, or the page fails.
        checked = subprocess.run(["msgfmt", "--check-format", "-o", "/dev/null", path], capture_output=True, text=True)
        if checked.returncode:
            yield checked.stderr.strip()


def texts_in_source(language):
    """Return the texts of the source, collected by makemessages into a copy so that the checkout stays as it is."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder)
        for name in SOURCES:
            if (ROOT / name).is_dir():
                shutil.copytree(ROOT / name, copy / name, ignore=shutil.ignore_patterns("data", "__pycache__"))
        command = [sys.executable, "-m", "django", "makemessages", "--locale", language, "--no-obsolete", "-v", "0"]
        subprocess.run(command, cwd=copy, check=True)
        return {key(entry) for entry in polib.pofile(str(catalogue(copy, language)))}


def faults(language):
    path = catalogue(ROOT, language)
    if not path.exists():
        yield "no catalogue: run make messages"
        return
    yield from faults_of_catalogue(path)
    if shutil.which("xgettext"):
        known = {key(entry) for entry in polib.pofile(str(path)) if not entry.obsolete}
        needed = texts_in_source(language)
        for _, msgid, _ in sorted(needed - known, key=str):
            yield f"not in the catalogue: {msgid!r}; run make messages, then translate it"
        for _, msgid, _ in sorted(known - needed, key=str):
            yield f"no longer in the source: {msgid!r}; run make messages"


if __name__ == "__main__":
    found = [f"{language}: {fault}" for language in LANGUAGES for fault in faults(language)]
    for line in found[:MAX_LINES]:
        print(line)
    if len(found) > MAX_LINES:
        print(f"and {len(found) - MAX_LINES} more")
    sys.exit(bool(found))
