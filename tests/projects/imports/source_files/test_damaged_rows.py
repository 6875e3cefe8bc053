"""A row that cannot be read is reported with its line; the rows around it are read."""

import io

from tests.projects.imports.files import parsed_rows_of

HEADER = "Hankkeen nimi;Hakija;Julkinen rahoitus\n"


def problems_of(text):
    return [(parsed.line, " ".join(parsed.problems)) for parsed in parsed_rows_of(io.BytesIO(text.encode()))]


def test_a_cell_of_a_megabyte():
    problems = problems_of(HEADER + f"Laituri;Malli ry;1\n{'a' * 1_100_000};Malli ry;2\nLaavu;Malli ry;3\n")
    assert [line for line, _problem in problems] == [2, 3, 4]
    assert "longer than 131072 characters" in problems[1][1]
    assert (problems[0][1], problems[2][1]) == ("", "")


def test_a_line_of_many_megabytes_of_small_cells():
    problems = problems_of(HEADER + "a;" * 2_000_000 + "\nLaavu;Malli ry;3\n")
    assert [bool(problem) for _line, problem in problems] == [True, False]


def test_a_quotation_mark_that_is_never_closed():
    problems = problems_of(HEADER + 'Laituri;Malli ry;1\n"Laavu;Malli ry;2\nPolku;Malli ry;3\n')
    assert problems == [(2, ""), (3, "The file ends within a cell: it was cut short, or a quotation mark is missing.")]


def test_quotation_marks_in_disorder():
    problems = problems_of(HEADER + '"Laituri" Oy;Malli ry;1\nPolku "Suvi";Malli ry;3\n')
    assert problems == [(2, "The quotation marks of the line are not in order."), (3, "")]


def test_more_cells_than_headings():
    (problems,) = problems_of(HEADER + "Laituri;Malli ry;1;2\n")
    assert problems == (2, "The row has more cells than the header.")


def test_fewer_cells_than_headings_and_blank_lines():
    assert problems_of(HEADER + "Laituri;Malli ry\n\n;;\nPolku\n;Malli ry;1\n") == [
        (2, ""), (5, "Only one cell is filled: a heading, not a project."), (6, "The title is missing."),
    ]  # fmt: skip


def test_lines_are_those_of_the_file_where_cells_hold_line_breaks():
    problems = problems_of(HEADER + '"Laituri\nja laavu";Malli ry;1\nPolku;Malli ry;x\n')
    assert problems == [(2, ""), (4, "Julkinen rahoitus: “x” is not a sum in euros.")]


def test_nul_bytes():
    first, second = problems_of(HEADER + "Lai\0turi;Malli ry;1\nPolku;Malli ry;2\n")
    assert first == (2, "Hankkeen nimi: the cell holds NUL bytes.")
    assert second == (3, "")


def test_a_title_too_long_to_be_one():
    (problems,) = problems_of(HEADER + f"{'a' * 301};Malli ry;1\n")
    assert "longer than 300 characters" in problems[1]
