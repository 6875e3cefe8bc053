"""A folder such as places/data, of nine made-up municipalities: loads in no time."""

import csv

from tests.places.square_municipalities import NAMES, collection, squares, write

MUNICIPALITY = (
    "code name_fi name_sv region_code population population_year language_status lat lon valid_from valid_to "
    "successor_code previous_region_code region_changed_on sami_homeland name_se"
).split()
POSTAL_CODE = "postal_code name_fi name_sv municipality_code other_municipality_codes type valid_from lat lon".split()


def make_folder(tmp_path):
    """Write the files; return the Path of the folder."""
    folder = tmp_path / "data"
    (folder / "boundaries").mkdir(parents=True)
    _write(folder / "regions.csv", "code name_fi name_sv name_en nuts3 iso".split(), [
        ["01", "Etelälä", "Sydlän", "South", "FI1B1", "FI-18"], ["02", "Pohjola", "Nordlän", "North", "FI1C1", "FI-19"],
    ])  # fmt: skip
    rows = [
        [code, name, f"Kommun {code}", "01", "1000", "2022", "finnish", "62.1", "25.2", *[""] * 7]
        for code, name in NAMES.items()
    ]
    _write(folder / "municipalities.csv", MUNICIPALITY, rows)
    rows = [[f"0{code}0", f"Paikka {code}", f"Ort {code}", code, "", "regular", "2020-01-01", "", ""] for code in NAMES]
    _write(folder / "postal_codes.csv", POSTAL_CODE, rows)
    write(folder / "boundaries", collection(squares())).rename(folder / "boundaries" / "municipalities_approx.geojson")
    return folder


def _write(path, header, rows):
    with path.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream, lineterminator="\n").writerows([header, *rows])
