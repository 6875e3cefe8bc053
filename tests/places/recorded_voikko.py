"""What Voikko 4.3.1 with voikko-fi says of some words, for machines that don't have it."""

ANALYSES = {
    "kyläiltoja": [{"BASEFORM": "kyläilta", "WORDBASES": "+kylä(kylä)+ilta(ilta)"}],
    "kyläillat": [{"BASEFORM": "kyläilta", "WORDBASES": "+kylä(kylä)+ilta(ilta)"}],
    "kyläkauppa": [{"BASEFORM": "kyläkauppa", "WORDBASES": "+kylä(kylä)+kauppa(kauppa)"}],
    "kauppa": [{"BASEFORM": "kauppa", "WORDBASES": "+kauppa(kauppa)"}],
    "monipalvelukeskus": [
        {"BASEFORM": "monipalvelukeskus", "WORDBASES": "+moni(moni)+palvel(palvella)+u(+u)+keskus(keskus)"},
        {"BASEFORM": "Monipalvelukeskus"},
    ],
    "laajakaista": [{"BASEFORM": "laajakaista", "WORDBASES": "+laajakaista(laaja=kaista)"}],
    "kuhmoisissa": [{"BASEFORM": "Kuhmoinen", "WORDBASES": "+Kuhmoinen(Kuhmoinen)"}],
    "leader": [],
}


class RecordedVoikko:
    """Stands in for a Voikko handle."""

    def analyze(self, word):
        return ANALYSES.get(word, [])


def use(monkeypatch, voikko):
    """Make the analysis use this handle (None: Voikko is not installed) until the end of the test."""
    from places import analysis

    monkeypatch.setattr(analysis, "_voikko", lambda: voikko)
    # A cache of its own: words analysed before or after this test must not meet the stand-in.
    monkeypatch.setattr(analysis, "_forms", analysis._forms.__wrapped__)
