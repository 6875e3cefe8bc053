"""Who applied, by the form of the name: what kind of organisation, or a person whose data is not kept."""

import re
from functools import lru_cache
from typing import NamedTuple

from projects.models import Project
from text.normalise import fold

from .given_names import GIVEN_NAMES

Kind = Project.ApplicantKind

# Legal forms and words that only one kind of applicant has in its name: (whole words, endings of words).
_FORMS = [
    (Kind.ASSOCIATION, "ry rf", "yhdistys forening foreningen"),
    (Kind.PARISH, "srk", "seurakunta seurakuntayhtyma forsamling samfallighet"),
    (Kind.COMPANY, "oy ab oyj abp ky kb ay osk anl", "osuuskunta andelslag osakeyhtio aktiebolag"),
    (Kind.MUNICIPALITY, "kunta kaupunki kommun stad kommunen", "kuntayhtyma samkommun"),
    (
        Kind.EDUCATION,
        "sr yliopisto universitet",
        "saatio stiftelse stiftelsen korkeakoulu opisto hogskola instituutti lukio",
    ),
    (Kind.OTHER, "", "osakaskunta kalastuskunta jakokunta yhteismetsa hoitokunta tiekunta delagarlag fiskelag"),
]
_WORDS = {word: kind for kind, words, _endings in _FORMS for word in words.split()}
_ENDINGS = [(tuple(endings.split()), kind) for kind, _words, endings in _FORMS if endings]
# Not of one kind, yet nothing that a person is called.
_ORGANISATION = re.compile(
    r"(?:seura|kerho|klubi|klubb|liitto|forbund|keskus|central|virasto|laitos|museo|museum|teatteri|teater|kirjasto|koulu"
    r"|skola|vpk|fbk|toimikunta|neuvosto|rad|ryhma|grupp|yhtyma|yhteiso|verkosto|natverk|leader|maakunta|landskap|killta"
    r"|marttaliitto|martat|kyla|byarad|tuki|palvelu|palvelut|kahvila|project|hanke|group|foundation|council|society"
    r"|association|ltd|inc|company|church|trust|university|school)$"
)
_SOLE_TRADER = re.compile(r"\b(?:tmi|toiminimi|t mi|f ma|firma|enskild firma|sole trader)\b")
_PERSONS = re.compile(
    r"yksityishenkilo|yksityinen henkilo|luonnollinen henkilo|^henkilo$|yksityinen elinkeinonharjoittaja|toiminimi"
    r"|privatperson|fysisk person|enskild naringsidkare|enskild firma|natural person|private person|individual"
    r"|^tmi$|sole trader"
)
# What a column of applicant kinds may say, folded; the codes themselves too.
_STATED_KINDS = [
    (Kind.LEADER_GROUP, r"leader|toimintaryhma|local action|aktionsgrupp|^group$"),
    (Kind.ASSOCIATION, r"yhdisty|forening|association|^ry$|^rf$"),
    (Kind.PARISH, r"seurakun|forsamling|parish|^church"),
    (
        Kind.EDUCATION,
        r"oppilait|koulu|tutkimus|saatio|laroanstalt|skola|forskning|stiftelse|school|education|universit",
    ),
    (Kind.MUNICIPALITY, r"kunta\b|kunnat|kuntayhtym|kaupun|kommun|\bstad|municipal"),
    (Kind.COMPANY, r"yrit|osuuskun|yhtio|foretag|andelslag|bolag|company|enterprise|cooperative|business"),
    (Kind.OTHER, r"muu|annan|ovrig|other"),
]
_STATED_PATTERNS = [(kind, re.compile(pattern)) for kind, pattern in _STATED_KINDS]


class Applicant(NamedTuple):
    """What a name shows: a Project.ApplicantKind, and whether it is of a natural person or a sole trader."""

    kind: str
    is_person: bool


@lru_cache(maxsize=8192)
def applicant_of(name: str, kind_in_file: str = "", is_cautious: bool = False) -> Applicant:
    """Return the Applicant of a name.

    kind_in_file: what a column of the file says of its kind, "" when it does not. is_cautious: where natural persons
    are common, take a name without any sign of an organisation as a person's. Otherwise a kind is given only where the
    form of the name leaves no doubt, and a name is a person's with a common given name first or last.
    """
    stated = fold(kind_in_file)
    if stated and _PERSONS.search(stated):
        return Applicant(Kind.UNKNOWN, True)
    folded = re.sub(r"\br (y|f)\b", r"r\1", fold(name))
    words = folded.split()
    kind = _kind(words)
    if kind is Kind.UNKNOWN and _SOLE_TRADER.search(folded):
        return Applicant(Kind.UNKNOWN, True)
    stated_kind = next((kind for kind, pattern in _STATED_PATTERNS if pattern.search(stated)), None) if stated else None
    if stated_kind is None and kind is Kind.UNKNOWN and not any(_ORGANISATION.search(word) for word in words):
        if is_cautious and words:
            return Applicant(Kind.UNKNOWN, True)
        if (
            2 <= len(words) <= 4
            and (words[0] in GIVEN_NAMES or words[-1] in GIVEN_NAMES)
            and not re.search(r"\d", name)
        ):
            return Applicant(Kind.UNKNOWN, True)
    return Applicant(stated_kind or kind, False)


def _kind(words: list[str]) -> Project.ApplicantKind:
    forms = [_WORDS[word] for word in words if word in _WORDS]
    if "leader" in words and set(forms) <= {Kind.ASSOCIATION}:
        return Kind.LEADER_GROUP
    if forms:
        return forms[0]
    for word in words:
        for endings, kind in _ENDINGS:
            if word.endswith(endings):
                return kind
    return Kind.UNKNOWN
