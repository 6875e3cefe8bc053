"""The index of the site search: what an app says of its pages (PageEntry) becomes rows of SearchEntry."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from text.normalise import fold, ordering_key

from .analysis import analyser_name, tokens, typed_words
from .models import SearchEntry


@dataclass(frozen=True)
class PageEntry:
    """One page in one language, as an app gives it to the index.

    text: plain text, searched and displayed. note: displayed after it but not searched, for words that every page of
    the kind has. names: other names of the thing, in any language, searched as if they stood in the title, never
    displayed. more: pairs (text, its language), searched as if in the text, never displayed. Empty languages mean
    `language`; an empty `order` means by title.
    """

    key: str
    language: str
    title: str
    url: str
    text: str = ""
    note: str = ""
    title_language: str = ""
    text_language: str = ""
    names: Iterable[str] = ()
    more: Iterable[tuple[str, str]] = ()
    order: str = ""


@transaction.atomic
def write_entries(kind: str, entries: Iterable[PageEntry]) -> None:
    """Make the entries of a kind exactly these; only what differs is written, so that indexing again is cheap."""
    old = SearchEntry.objects.filter(kind=kind)
    rows = [_build_row(kind, entry) for entry in entries]
    fields = [field.attname for field in SearchEntry._meta.concrete_fields if not field.primary_key]
    existing: dict[tuple[str, str], dict[str, Any]] = {(row["key"], row["language"]): {**row} for row in old.values()}
    new, changed = [], []
    for row in rows:
        before = existing.pop((row.key, row.language), None)
        if before is None:
            new.append(row)
        elif any(before[field] != getattr(row, field) for field in fields):
            row.pk = before["id"]
            changed.append(row)
    SearchEntry.objects.filter(pk__in=[row["id"] for row in existing.values()]).delete()
    SearchEntry.objects.bulk_create(new, batch_size=200)
    SearchEntry.objects.bulk_update(changed, fields, batch_size=50)


def is_outdated() -> bool:
    """Return whether a part of the index was made by another analyser than the one in use: it then finds less.

    Loading again rebuilds the index.
    """
    made = SearchEntry.objects.order_by().values_list("language", "text_language", "analyser").distinct()
    return any(name != _analyser(language, text_language) for language, text_language, name in made)


def _build_row(kind: str, entry: PageEntry) -> SearchEntry:
    title_language = entry.title_language or entry.language
    text_language = entry.text_language or entry.language
    title_tokens = dict.fromkeys(tokens(entry.title, title_language))
    for name in [entry.title, *entry.names]:
        title_tokens.update(dict.fromkeys(tokens(name, entry.language)))
        # A person without ä on the keyboard types a; in names only, where it does not make another word.
        title_tokens.update(dict.fromkeys(typed_words(fold(name))))
    all_tokens = dict(title_tokens)
    for text, language in [(entry.text, text_language), *entry.more]:
        all_tokens.update(dict.fromkeys(tokens(text, language)))
    return SearchEntry(
        kind=kind,
        key=entry.key,
        language=entry.language,
        title=entry.title,
        title_language=title_language,
        title_folded=fold(entry.title)[:300],
        text=f"{entry.text} {entry.note}".strip(),
        text_language=text_language,
        url=entry.url,
        title_tokens=" ".join(title_tokens),
        tokens=" ".join(all_tokens),
        order=(entry.order or ordering_key(entry.title))[:300],
        analyser=_analyser(entry.language, text_language),
    )


def _analyser(language: str, text_language: str) -> str:
    return ", ".join(sorted({analyser_name(language), analyser_name(text_language)}))
