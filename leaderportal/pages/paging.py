"""The page of a list that a reader asked for, and the nearest one where there is none such."""

from typing import Any

from django.core.paginator import EmptyPage, Page, PageNotAnInteger, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _

from text.normalise import clean


def nearest_page(paginator: Paginator, typed: str) -> tuple[Page, bool]:
    """Return the page, and whether the number was wrong. typed: from the address, any text; "" is the first page."""
    number = typed.strip()
    try:
        return paginator.page(number or 1), False
    except PageNotAnInteger:
        return paginator.page(1), True
    except EmptyPage:
        is_before = number.startswith("-") or not number.strip("0+")
        return paginator.page(1 if is_before else paginator.num_pages), True


def requested_page(request: HttpRequest, rows: QuerySet[Any], per_page: int, warnings: list[str]) -> Page:
    """Return the page that the parameter `page` names; a wrong number gives the nearest page and adds a warning."""
    typed = clean(request.GET.get("page", ""))
    page, is_wrong = nearest_page(Paginator(rows, per_page), typed)
    if is_wrong:
        numbers = {"asked": typed[:20], "number": page.number, "count": page.paginator.num_pages}
        warnings.append(_("There is no page “%(asked)s”; page %(number)s of %(count)s is shown.") % numbers)
    return page
