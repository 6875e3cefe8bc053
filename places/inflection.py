"""From a genitive that a person typed ("Kuhmoisten", "Turun", "Esbos") to the names it may be the genitive of.

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


def base_forms(phrase):
    """Return the set of names in the nominative that phrase may be a Finnish or Swedish genitive of.

    phrase: key of a name (places.names.key). One word of it at a time is taken as inflected ("kosken tl").
    The phrase itself is not in the set.
    """
    words = phrase.split()
    forms = set()
    for place, word in enumerate(words):
        for form in _of_word(word):
            forms.add(" ".join([*words[:place], form, *words[place + 1 :]]))
    return forms - {phrase}


def _of_word(word):
    forms = _of_last_part(word)
    for inflected, base in FIRST_PARTS.items():
        rest = word.removeprefix(inflected)
        if rest and rest != word:
            forms |= {base + form for form in _of_last_part(rest) | {rest}}
    return forms


def _of_last_part(word):
    forms = {word[: -len(genitive)] + nominative for genitive, nominative in ENDINGS if word.endswith(genitive)}
    if len(word) < 3:
        return forms
    if word.endswith("s"):
        forms.add(word[:-1])  # Esbos
    if word.endswith(("umen", "ymen")):
        forms.add(_weak(word[:-3]) + "n")  # Punkalaitumen: Punkalaidun
    if word.endswith(("aan", "ään")):
        forms.add(_weak(word[:-2]) + "s")  # Pihtiputaan: Pihtipudas
    if word.endswith(("ain", "äin")):
        forms.add(_weak(word[:-2]) + "t")  # Virtain: Virrat
    if word.endswith(("ojen", "öjen")):
        forms.update(_weak(word[:-4] + vowel) + "t" for vowel in "aä")  # Virtojen
    if word.endswith("n"):
        for stem in _with_strong_grades(word[:-1]):
            forms.add(stem)
            if stem.endswith("e"):
                forms.add(stem[:-1] + "i")  # Lahden: Lahti
    return forms


def _with_strong_grades(stem):
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


def _weak(stem):
    """Return stem ("putaa", "virta") in the weak grade, the last vowel of a long one dropped ("puda", "virra")."""
    rest = stem.rstrip(VOWELS)
    vowel = stem[len(rest) :][:1]
    for strong, weak in WEAK_GRADES.items():
        if rest.endswith(strong):
            return rest.removesuffix(strong) + weak + vowel
    return rest + vowel
