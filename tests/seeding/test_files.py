"""Reading shipped files: strict, and every complaint names file and line."""

import re

import pytest

from seeding.errors import SourceError
from seeding.files import SeedRow, expected_structure, read_csv, read_json, read_text


def written(tmp_path, content, name="file.csv"):
    path = tmp_path / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("", "file.csv: is empty"),
        ("\n \n", "file.csv: is empty"),
        ("code,name\n", "file.csv: no rows"),
        ("code\n1\n", "file.csv, line 1: the header lacks name"),
        ("code,name,name\n1,a,b\n", "file.csv, line 1: the header lacks name, or has it twice"),
        ("code,name\n1,a\n2\n", "file.csv, line 3: 1 cells where the header has 2"),
        ("code,name\n1,a\n2,b,c\n", "file.csv, line 3: 3 cells where the header has 2"),
        ("code,name\n1,a\n\n1,b\n", "file.csv, line 4: 1 stands already in line 2"),
        ("code,name\n1,a\x00\n", "file.csv, line 2: holds NUL"),
        ("code,name\n1,å\n".encode("latin-1"), "file.csv, line 2: not UTF-8"),
        ('code,name\n1,"a\n2,b\n', "file.csv, line 3: not CSV: unexpected end of data"),
    ],
)
def test_a_wrong_csv_file_is_refused_with_its_line(tmp_path, content, message):
    with pytest.raises(SourceError, match="^" + re.escape(message)):
        read_csv(written(tmp_path, content), ["code", "name"], key=["code"])


def test_a_missing_file_is_refused_by_its_name(tmp_path):
    with pytest.raises(SourceError, match=r"^file\.csv: can't be read: No such file"):
        read_csv(tmp_path / "file.csv", ["code"])


def test_a_cell_cut_by_a_line_end_stays_whole_and_lines_are_counted_on(tmp_path):
    path = written(tmp_path, 'code,name\r\n1,"a\r\nb"\r\n2,c\r\n')
    first, second = read_csv(path, ["code", "name"])
    assert first["name"] == "a\nb"
    assert second.line == 4


def test_a_byte_order_mark_and_spaces_around_cells_are_not_content(tmp_path):
    [row] = read_csv(written(tmp_path, "\ufeffcode,name\n 1 , a\n"), ["code", "name"])
    assert row == {"code": "1", "name": "a"}


@pytest.mark.parametrize(
    ("read", "value", "message"),
    [
        (lambda row: row.required("cell"), "", "cell is empty"),
        (lambda row: row.code("cell", 3), "49", "cell must be 3 digits, not '49'"),
        (lambda row: row.code("cell", 3), "٠٤٩", "cell must be 3 digits"),
        (lambda row: row.whole_number("cell"), "many", "cell must be a whole number above 0"),
        (lambda row: row.whole_number("cell"), "0", "cell must be a whole number above 0, or empty when unknown"),
        (lambda row: row.whole_number("cell"), "-5", "cell must be a whole number above 0"),
        (lambda row: row.whole_number("cell"), "1_000", "cell must be a whole number above 0"),
        (lambda row: row.degrees("cell", 59, 71), "north", "cell must be a number, not 'north'"),
        (lambda row: row.degrees("cell", 59, 71), "nan", "cell must lie between 59 and 71"),
        (lambda row: row.degrees("cell", 59, 71), "58.9", "cell must lie between 59 and 71, not '58.9'"),
        (lambda row: row.day("cell"), "2025-02-30", "cell must be a day like 2025-01-31"),
        (lambda row: row.day("cell"), "20250131", "cell must be a day like 2025-01-31"),
        (lambda row: row.choice("cell", {"full", "part"}), "half", "cell must be one of full, part, not 'half'"),
    ],
)
def test_a_wrong_cell_is_refused_with_its_line(read, value, message):
    with pytest.raises(SourceError, match=r"^areas\.csv, line 7: " + re.escape(message)):
        read(SeedRow({"cell": value}, "areas.csv", 7))


@pytest.mark.parametrize("read", [SeedRow.whole_number, SeedRow.day, lambda row, cell: row.degrees(cell, 59, 71)])
def test_an_empty_cell_is_unknown(read):
    assert read(SeedRow({"cell": ""}, "areas.csv", 7), "cell") is None


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ('{"a":\n1,}', "file.json, line 2: not JSON"),
        ("", "file.json, line 1: not JSON"),
        ('{"a":\n"\\u0000"}', "file.json, line 2: holds NUL"),
        ('{"a": "\\ud800"}', "file.json: holds half a character"),
    ],
)
def test_wrong_json_is_refused_with_its_line(tmp_path, content, message):
    with pytest.raises(SourceError, match="^" + re.escape(message)):
        read_json(written(tmp_path, content, "file.json"))


@pytest.mark.parametrize(
    ("read", "message"),
    [
        (lambda: {}["groups"], "'groups' is missing"),
        (lambda: {"groups": None}["groups"]["slug"], "'NoneType' object is not subscriptable"),
        (lambda: "text".items(), "'str' object has no attribute 'items'"),
    ],
)
def test_json_of_another_form_is_refused_by_the_name_of_the_file(tmp_path, read, message):
    with (
        pytest.raises(SourceError, match=r"^file\.json: not in the agreed form: " + message),
        expected_structure(tmp_path / "file.json"),
    ):
        read()


def test_line_ends_of_any_kind_become_those_of_a_text(tmp_path):
    assert read_text(written(tmp_path, "a\r\nb\rc\n")) == "a\nb\nc\n"
