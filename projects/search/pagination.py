"""Pages of a search: bounded, since nobody reads the ten thousandth project and each further page costs more."""

from dataclasses import dataclass

from .query import MAX_PAGE, ProjectQuery

PAGE_LENGTH = 20


@dataclass(frozen=True)
class Pagination:
    """The current page: `number` of `last` pages. is_cut: more was found than pages are shown.

    previous_querystring, next_querystring: "" where there is no such page.
    """

    number: int
    last: int
    is_cut: bool
    previous_querystring: str
    next_querystring: str

    @property
    def start(self) -> int:
        """The place of the first project of the page, 0 for the first of all."""
        return (self.number - 1) * PAGE_LENGTH


def paginate(query: ProjectQuery, count: int) -> Pagination:
    """Return the Pagination of a query that finds `count` projects; too high a page number gives the last page."""
    all_pages = max(1, -(-count // PAGE_LENGTH))
    last = min(all_pages, MAX_PAGE)
    number = min(query.page, last)
    return Pagination(
        number=number,
        last=last,
        is_cut=all_pages > MAX_PAGE,
        previous_querystring=query.urlencode(page=number - 1) if number > 1 else "",
        next_querystring=query.urlencode(page=number + 1) if number < last else "",
    )
