"""Which page of a list a reader asked for, and the nearest one where there is none such."""

from django.core.paginator import EmptyPage, PageNotAnInteger


def nearest_page(paginator, asked):
    """Return (Page, whether the number was wrong); no number asks for the first page.

    asked: what the address says, of any content.
    """
    number = asked.strip()
    try:
        return paginator.page(number or 1), False
    except PageNotAnInteger:
        return paginator.page(1), True
    except EmptyPage:
        is_before = number.startswith("-") or not number.strip("0+")
        return paginator.page(1 if is_before else paginator.num_pages), True
