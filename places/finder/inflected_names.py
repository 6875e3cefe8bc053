"""From an inflected name that a person typed ("Kuhmoisten", "Turussa", "Esbos") to the names it may be a form of.

Makes too many forms on purpose: each is only looked up among real names, so a wrong one finds nothing.
"""

VOWELS = "aeiouyäöå"

# Consonant gradation backwards: the weak grade in a genitive and the strong grades it may stand for
# (Lahden: Lahti, Vihdin: Vihti, Luhangan: Luhanka, Lapin: Lappi, Turun: Turku).
STRONG_GRADES = {
    "ng": ["nk"],
    "nn": ["nt"],
    "mm": ["mp"],
    "ll": ["lt"],
    "rr": ["rt"],
    "d": ["t"],
    "v": ["p"],
    "p": ["pp"],
    "t": ["tt"],
    "k": ["kk"],
    "r": ["rk"],
    "l": ["lk"],
}
# Forwards, for the few names that are weak in the nominative (Pihtiputaan: Pihtipudas, Virtain: Virrat).
WEAK_GRADES = {
    "nk": "ng",
    "nt": "nn",
    "mp": "mm",
    "lt": "ll",
    "rt": "rr",
    "pp": "p",
    "tt": "t",
    "kk": "k",
    "t": "d",
    "p": "v",
    "k": "",
}
# First parts of compounds that are inflected too (Uudenkaupungin, Isonkyrön).
FIRST_PARTS = {"uuden": "uusi", "ison": "iso", "vähän": "vähä", "pitkän": "pitkä"}
# Being somewhere, coming from and going to it: all stand on the stem of the genitive (Turu-ssa, Turu-n).
LOCAL_CASES = ("ssa", "ssä", "sta", "stä", "lla", "llä", "lta", "ltä", "lle")
# Endings of a genitive and of the nominative, where no gradation takes part.
ENDINGS = [
    ("sten", "nen"),  # Kuhmoisten, Kaskisten
    ("sen", "nen"),
    ("ksen", "s"),  # Nurmeksen
    ("uden", "us"),  # Varkauden
    ("yden", "ys"),
    ("den", "si"),  # Ruoveden
    ("een", "e"),  # Tampereen
]


def base_forms(phrase: str) -> set[str]:
    """Return the names in the nominative that phrase may be a form of: genitive, or a Finnish local case.

    phrase: key of a name (text.normalise.match_key). One word of it at a time is taken as inflected ("kosken tl").
    The phrase itself is not in the set.
    """
    words = phrase.split()
    forms = set()
    for position, word in enumerate(words):
        for form in _forms_of_word(word).union(*map(_forms_of_word, _genitives(word))):
            forms.add(" ".join([*words[:position], form, *words[position + 1 :]]))
    return forms - {phrase}


def _genitives(word: str) -> set[str]:
    """Return the genitives of the names that word may be a local case of ("tampereella", "turkuun")."""
    genitives: set[str] = set()
    for case in LOCAL_CASES:
        if word.endswith(case):
            genitives |= _on_the_same_stem(_first_part_in_genitive(word)[: -len(case)])
    if word.endswith("seen"):
        genitives.add(word[:-4] + "n")  # Espooseen: Espoon
    elif word.endswith("siin"):
        genitives |= _on_the_same_stem(word[:-2])  # Kuhmoisiin: Kuhmoisten
    elif len(word) > 3 and word.endswith("n") and word[-2] in VOWELS and word[-2] == word[-3]:
        genitives.add(word[:-2] + "n")  # Turkuun, whose stem is strong already
        if word.endswith("teen"):
            genitives.add(word[:-4] + "den")  # Varkauteen: Varkauden
    return genitives


def _first_part_in_genitive(word: str) -> str:
    """Return the word with the first part of a compound in the genitive ("uudessakaupungissa": "uudenkaupungissa")."""
    for part in FIRST_PARTS:
        for case in LOCAL_CASES:
            if word.startswith(part.removesuffix("n") + case):
                return part + word[len(part) - 1 + len(case) :]
    return word


def _on_the_same_stem(stem: str) -> set[str]:
    """Return the genitives of a stem ("turu"), of a plural one also that of the plural ("kuhmoisi", "virroi")."""
    genitives = {stem + "n"}
    if stem.endswith("si"):
        genitives.add(stem[:-1] + "ten")
    if stem.endswith(("oi", "öi")):
        genitives.add(stem[:-1] + "jen")
    return genitives


def _forms_of_word(word: str) -> set[str]:
    forms = _forms_of_last_part(word)
    for inflected, base in FIRST_PARTS.items():
        rest = word.removeprefix(inflected)
        if rest and rest != word:
            forms |= {base + form for form in _forms_of_last_part(rest) | {rest}}
    return forms


def _forms_of_last_part(word: str) -> set[str]:
    forms = {word[: -len(genitive)] + nominative for genitive, nominative in ENDINGS if word.endswith(genitive)}
    if len(word) < 3:
        return forms
    if word.endswith("s"):
        forms.add(word[:-1])  # Esbos
    if word.endswith(("umen", "ymen")):
        forms.add(_in_weak_grade(word[:-3]) + "n")  # Punkalaitumen: Punkalaidun
    if word.endswith(("aan", "ään")):
        forms.add(_in_weak_grade(word[:-2]) + "s")  # Pihtiputaan: Pihtipudas
    if word.endswith(("ain", "äin")):
        forms.add(_in_weak_grade(word[:-2]) + "t")  # Virtain: Virrat
    if word.endswith(("ojen", "öjen")):
        forms.update(_in_weak_grade(word[:-4] + vowel) + "t" for vowel in "aä")  # Virtojen
    if word.endswith("n"):
        for stem in _with_strong_grades(word[:-1]):
            forms.add(stem)
            if stem.endswith("e"):
                forms.add(stem[:-1] + "i")  # Lahden: Lahti
    return forms


def _with_strong_grades(stem: str) -> set[str]:
    """Return stem ("lahde") and what it is in the strong grade ("lahte")."""
    rest = stem.rstrip(VOWELS)
    vowels = stem[len(rest) :]
    stems = {stem}
    for weak, strongs in STRONG_GRADES.items():
        if rest.endswith(weak):
            stems.update(rest.removesuffix(weak) + strong + vowels for strong in strongs)
    # A k between vowels is lost without a trace (Seinäjoen: Seinäjoki, Juuan: Juuka).
    stems.update(rest + vowels[:cut] + "k" + vowels[cut:] for cut in range(1, len(vowels)))
    return stems


def _in_weak_grade(stem: str) -> str:
    """Return stem ("putaa", "virta") in the weak grade, the last vowel of a long one dropped ("puda", "virra")."""
    rest = stem.rstrip(VOWELS)
    vowel = stem[len(rest) :][:1]
    for strong, weak in WEAK_GRADES.items():
        if rest.endswith(strong):
            return rest.removesuffix(strong) + weak + vowel
    return rest + vowel
