from search.analysis import query_alternatives
from search.excerpt import EXCERPT_LENGTH, excerpt


def words(query, language="en"):
    return [sorted(alternatives) for alternatives in query_alternatives(query, language)]


def test_inflected_words_are_marked():
    assert excerpt("It funds village evenings.", words("funding evening"), "en") == (
        "It <mark>funds</mark> village <mark>evenings</mark>."
    )


def test_beginnings_are_marked():
    assert excerpt("Municipal work", [["munici", "munici*"]], "en") == "<mark>Municipal</mark> work"


def test_text_is_escaped_and_only_our_marks_are_markup():
    marked = excerpt("<script>alert('village')</script> & <mark>", words("village script"), "en")
    script, village = "<mark>script</mark>", "<mark>village</mark>"
    assert marked == f"&lt;{script}&gt;alert(&#x27;{village}&#x27;)&lt;/{script}&gt; &amp; &lt;mark&gt;"


def test_shows_the_surroundings_of_the_first_hit():
    text = "filler " * 200 + "the village here " + "after " * 200
    part = excerpt(text, words("village"), "en")
    assert part.startswith("… filler")
    assert "the <mark>village</mark> here" in part
    assert part.endswith("after …")
    assert len(part) < EXCERPT_LENGTH + 40


def test_without_a_hit_shows_the_beginning():
    assert excerpt("filler " * 100, words("village"), "en").startswith("filler filler")
    assert excerpt("", words("village"), "en") == ""
    assert excerpt("Short text", [], "en") == "Short text"


def test_small_words_of_the_query_are_not_marked():
    assert excerpt("Of the village", words("of the village"), "en") == "Of the <mark>village</mark>"


def test_a_hit_at_the_edge_is_whole():
    text = "x" * (EXCERPT_LENGTH - 3) + " village"
    assert excerpt("village " + text, words("village"), "en").count("<mark>village</mark>") >= 1
    assert "<mark>village</mark>" in excerpt(text, words("village"), "en")
