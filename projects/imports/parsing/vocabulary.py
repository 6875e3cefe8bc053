"""Words in cells that mean something fixed: yes and no, "not known", decisions, periods, the language of a text."""

import re
from functools import lru_cache

from django.db.models import TextChoices

from projects.models import Project
from text.normalise import fold, match_key

_BLANK = frozenset(
    [
        "", "-", "--", "–", "—", ".", "?", "n/a", "na", "#n/a", "null", "none", "nan", "ei tietoa", "ei tiedossa",
        "ei ole", "tieto puuttuu", "puuttuu", "uppgift saknas", "saknas", "okänd", "okänt", "unknown", "not known",
        "#puuttuu!", "#saknas!",
    ]
)  # fmt: skip
_YES = frozenset("kyllä kylla k on x 1 true yes y ja j".split())
_NO = frozenset("ei e 0 false no n nej".split())

_TRANSITION = re.compile(r"\([^)]*\)")  # "(siirtymäkausi 2021–2022)" belongs to the period before it
_YEARS = re.compile(r"(?<!\d)((?:19|20)\d\d)\s*[-–—−]\s*((?:19|20)\d\d)(?!\d)")

_DECISIONS = {
    Project.Decision.DECIDED: "decided granted myonnetty paatetty hyvaksytty beviljad beviljat beslutad beslutat",
    Project.Decision.ENDORSED: "endorsed puolsi puollettu esitetty esitti forordad forordat",
    Project.Decision.APPLIED: "applied haettu hakemus vireilla ansokt ansokan anhangig",
    Project.Decision.UNKNOWN: "unknown",
}
_DECISION_OF = {word: decision for decision, words in _DECISIONS.items() for word in words.split()}
_REFUSED = frozenset("hylatty peruttu peruutettu rauennut avslagen avslaget aterkallad rejected withdrawn".split())

# Frequent words that only one of the languages has, and endings that do.
_STOP_WORDS = {
    "fi": "ja on että sekä joka jotka hanke hankkeen hankkeessa myös ovat tai kun uusi mukaan kylän alueen",
    "sv": "och för att som av på är med till den det ett en inom projektet samt från eller ska skall vid",
    "en": "the and of to for in is with that by on from project are this their",
}
_LANGUAGE_OF = {word: language for language, words in _STOP_WORDS.items() for word in words.split()}
_ENDINGS = {
    "fi": tuple("minen misen ista istä ssa ssä sta stä lla llä lle hanke talo talon tus tys nen ien jen".split()),
    "sv": tuple("ning ningar ningen else skap heten arna erna gård gården hus huset projekt bygd bygden".split()),
}
_LETTERS = re.compile(r"[^\W\d_]+")
_GUESS_FROM = 250  # characters of a text; the beginning is enough


def is_blank(cell: str) -> bool:
    """Return whether a cell says nothing: empty, a dash, "n/a", "ei tiedossa"."""
    word = cell.strip()
    return len(word) < 16 and word.lower() in _BLANK


def yes_or_no(cell: str) -> bool | None:
    """Return True or False for a yes or no in Finnish, Swedish or English, None for anything else."""
    word = cell.strip().lower().rstrip(".")
    return True if word in _YES else False if word in _NO else None


@lru_cache(maxsize=4096)
def period_of(programme: str) -> str:
    """Return the period in the name of a programme, "2014-2020", without its transition years; "" when it has none."""
    years = _YEARS.search(_TRANSITION.sub("", programme))
    return f"{years[1]}-{years[2]}" if years else ""


@lru_cache(maxsize=4096)
def decision_of(cell: str) -> Project.Decision | None:
    """Return the Project.Decision that a word means, None for other words."""
    return next((_DECISION_OF[word] for word in fold(cell).split() if word in _DECISION_OF), None)


@lru_cache(maxsize=4096)
def is_refused(cell: str) -> bool:
    """Return whether a state says that there is no project: turned down, withdrawn, lapsed."""
    return any(word in _REFUSED for word in fold(cell).split())


@lru_cache(maxsize=4096)
def language_of(text: str) -> str:
    """Guess the language of a text: "fi", "sv" or "en"; "" when nothing shows it."""
    scores = {"fi": 0, "sv": 0, "en": 0}
    for word in _LETTERS.findall(text[:_GUESS_FROM].lower()):
        if language := _LANGUAGE_OF.get(word):
            scores[language] += 2
        elif len(word) > 5:
            for language, endings in _ENDINGS.items():
                if word.endswith(endings):
                    scores[language] += 1
    best, second = sorted(scores, key=lambda language: scores[language], reverse=True)[:2]
    return best if scores[best] > 2 * scores[second] else ""


@lru_cache(maxsize=4096)
def code_of(cell: str, choices: type[TextChoices]) -> str:
    """Return the value of a TextChoices class that a cell names by its code, "" for other words."""
    word = match_key(cell)
    return word if word in choices.values else ""
