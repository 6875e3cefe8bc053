"""What Voikko 4.3.1 with voikko-fi says of some words, for machines that don't have it."""

ANALYSES = {
    "kyläiltoja": [{"CLASS": "nimisana", "BASEFORM": "kyläilta", "WORDBASES": "+kylä(kylä)+ilta(ilta)"}],
    "kyläillat": [{"CLASS": "nimisana", "BASEFORM": "kyläilta", "WORDBASES": "+kylä(kylä)+ilta(ilta)"}],
    "kyläkauppa": [{"CLASS": "nimisana", "BASEFORM": "kyläkauppa", "WORDBASES": "+kylä(kylä)+kauppa(kauppa)"}],
    "kauppa": [{"CLASS": "nimisana", "BASEFORM": "kauppa", "WORDBASES": "+kauppa(kauppa)"}],
    "monipalvelukeskus": [
        {
            "CLASS": "nimisana",
            "BASEFORM": "monipalvelukeskus",
            "WORDBASES": "+moni(moni)+palvel(palvella)+u(+u)+keskus(keskus)",
        },
        {"CLASS": "nimi", "BASEFORM": "Monipalvelukeskus"},
    ],
    "laajakaista": [{"CLASS": "nimisana", "BASEFORM": "laajakaista", "WORDBASES": "+laajakaista(laaja=kaista)"}],
    "kuhmoisissa": [{"CLASS": "paikannimi", "BASEFORM": "Kuhmoinen", "WORDBASES": "+Kuhmoinen(Kuhmoinen)"}],
    "jalasjärvi": [
        {"CLASS": "paikannimi", "BASEFORM": "Jalasjärvi", "WORDBASES": "+Jalasjärvi(Jalas=järvi)"},
        {"CLASS": "nimisana", "BASEFORM": "jalasjärvi", "WORDBASES": "+jalas(jalas)+järvi(järvi)"},
    ],
    "leader": [],
}


class RecordedVoikko:
    """Stands in for a Voikko handle."""

    def analyze(self, word):
        return ANALYSES.get(word, [])


def use(monkeypatch, voikko):
    """Make the analysis use this handle (None: Voikko is not installed) until the end of the test."""
    from search import analysis

    monkeypatch.setattr(analysis, "_voikko", lambda: voikko)
    # A cache of its own: words analysed before or after this test must not meet the stand-in.
    monkeypatch.setattr(analysis, "_forms", analysis._forms.__wrapped__)
