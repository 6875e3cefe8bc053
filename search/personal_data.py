"""The entries of the site search hold public texts only."""

from privacy.register import describe


def register() -> None:
    describe(
        "search.SearchEntry",
        not_personal="kind key language title title_language title_folded text text_language url title_tokens tokens "
        "order analyser",
    )
