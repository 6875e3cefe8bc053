import re
import threading

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search import analysis
from search.analysis import analyser_name, query_alternatives, tokens
from tests.search.recorded_voikko import ANALYSES, RecordedVoikko, use


@pytest.fixture
def voikko(monkeypatch):
    use(monkeypatch, RecordedVoikko())


@pytest.fixture
def no_voikko(monkeypatch):
    use(monkeypatch, None)


def test_inflected_finnish_words_meet_in_their_base_form(voikko):
    assert "kyläilta" in tokens("kyläillat", "fi")
    assert query_alternatives("Kyläiltoja", "fi") == [{"kyläiltoja", "kyläilta"}]


@pytest.mark.parametrize(
    ("compound", "parts"),
    [
        ("kyläkauppa", {"kylä", "kauppa"}),
        ("monipalvelukeskus", {"moni", "palvelu", "keskus"}),
        ("laajakaista", {"laaja", "kaista"}),
    ],
)
def test_parts_of_a_compound_are_indexed_but_not_asked_for(voikko, compound, parts):
    assert set(tokens(compound, "fi")) == {compound} | parts
    assert query_alternatives(compound, "fi") == [{compound}]


def test_a_name_is_not_taken_apart(voikko):
    assert tokens("Jalasjärvi", "fi") == ["jalasjärvi"]


def test_a_word_that_voikko_does_not_know_is_kept_and_stemmed(voikko):
    assert tokens("Leaderin", "fi") == ["leaderin", "leader"]


def test_without_voikko_finnish_is_stemmed(no_voikko):
    assert set(tokens("hankkeita", "fi")) & set(*query_alternatives("hankkeiden", "fi"))
    assert analyser_name("fi").startswith("snowball")


def test_missing_libraries_are_no_error(monkeypatch):
    def missing(language):
        raise OSError("libvoikko.so.1: cannot open shared object file")

    monkeypatch.setattr(analysis, "Voikko", missing)
    monkeypatch.setattr(analysis, "_per_thread", threading.local())
    assert analysis._voikko() is None


def test_voikko_itself_says_what_is_recorded():
    voikko = analysis._voikko()
    if voikko is None:  # nothing to compare with: then the name must say so
        assert analyser_name("fi").startswith("snowball")
        return
    names = ("CLASS", "BASEFORM", "WORDBASES")
    for word, recorded in ANALYSES.items():
        found = [{name: analysis[name] for name in names if name in analysis} for analysis in voikko.analyze(word)]
        assert [analysis for analysis in recorded if analysis not in found] == [], word


@pytest.mark.parametrize(
    ("language", "indexed", "typed"),
    [
        ("sv", "grupperna", "grupp"),
        ("sv", "företagen", "företag"),
        ("en", "businesses", "business"),
        ("en", "funded", "funding"),
    ],
)
def test_swedish_and_english_words_meet_in_their_stem(language, indexed, typed):
    assert set(tokens(indexed, language)) & set(*query_alternatives(typed, language))


def test_each_thread_has_its_own_handle():
    handles = []
    threads = [
        threading.Thread(target=lambda: handles.append((analysis._voikko(), analysis._stemmer("sv")))) for _ in "ab"
    ]
    for thread in threads:
        thread.start()
        thread.join()
    (voikko_a, stemmer_a), (voikko_b, stemmer_b) = handles
    assert stemmer_a is not stemmer_b
    assert voikko_a is None or voikko_a is not voikko_b


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Leader-ryhmä", {"leader", "ryhmä", "leaderryhmä"}),
        ("EU:n", {"eu"}),
        ("municipality’s", {"municipalitys"}),
        ("Aanaar ja Ánáršiijdâ", {"anarsiijda"}),
        ("Å ÅLAND", {"å", "åland"}),
        ("soft\u00adhyphen", {"softhyphen"}),
        ("A\u0308hta\u0308ri", {"ähtäri"}),
        ("2023–2027", {"2023", "2027"}),
    ],
)
def test_writing_is_made_uniform(no_voikko, text, expected):
    assert expected <= set(tokens(text, "fi"))


def test_small_words_are_left_out_unless_alone():
    assert len(query_alternatives("businesses in the villages", "en")) == 2
    assert query_alternatives("the", "en") == [{"the"}]


def test_a_query_is_bounded():
    many = " ".join(f"sana{number}" for number in range(100))
    assert len(query_alternatives(many, "fi")) == analysis.MAX_QUERY_WORDS
    assert max(map(len, tokens("x" * 5000, "fi"))) == analysis.MAX_TOKEN_LENGTH


def test_a_repeated_word_is_asked_for_once():
    assert query_alternatives("kylä kylä KYLÄ", "sv") == [{"kylä"}]


@given(st.text(max_size=300), st.sampled_from(["fi", "sv", "en"]))
def test_tokens_are_words_for_every_database(text, language):
    asked = [token for alternatives in query_alternatives(text, language) for token in alternatives]
    for token in [*tokens(text, language), *asked]:
        assert re.fullmatch("[0-9a-zåäö]{1,40}", token)
