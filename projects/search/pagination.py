"""Pages of a search: bounded, since nobody reads the ten thousandth project of a list and each page on costs more."""

from dataclasses import dataclass

from .query import MAX_PAGE

PAGE_LENGTH = 20


@dataclass(frozen=True)
class Pages:
    """Where one is: `number` of `last` pages. is_cut: more was found than pages are shown; query strings or ""."""

    number: int
    last: int
    is_cut: bool
    previous_query: str
    next_query: str

    @property
    def start(self):
        """The place of the first project of the page, 0 for the first of all."""
        return (self.number - 1) * PAGE_LENGTH


def pages_of(question, count):
    """Return the Pages of a question that finds `count` projects; too high a page number gives the last page."""
    all_pages = max(1, -(-count // PAGE_LENGTH))
    last = min(all_pages, MAX_PAGE)
    number = min(question.page, last)
    return Pages(
        number=number,
        last=last,
        is_cut=all_pages > MAX_PAGE,
        previous_query=question.query(page=number - 1) if number > 1 else "",
        next_query=question.query(page=number + 1) if number < last else "",
    )
