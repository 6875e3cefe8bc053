"""Rows of a made-up source, and loading them into a table."""

from django.db import transaction

from places.models import PostalCode, Region
from seeding.loader import Loader


def region(code="01", **values):
    return {"code": code, "name_fi": f"Maakunta {code}", "nuts3": "FI1B1", "iso": "FI-18", **values}


def municipality(code, **values):
    place = {"region_id": "01", "languages": "finnish", "lat": 62.0, "lon": 25.0, "valid_to": None}
    return {"code": code, "slug": f"kunta-{code}", "name_fi": f"Kunta {code}", **place, **values}


def postal_code(others):
    names = {"code": "00100", "name_fi": "Paikka", "name_sv": "Ort", "kind": "regular"}
    return {**names, "municipality_id": "001", "other_municipalities": others}


@transaction.atomic
def load(*rows, model=Region, **options):
    loader = Loader(**options)
    set_once = ["slug"] if model is not PostalCode else []
    rows = [{"slug": f"maakunta-{row['code']}", **row} if model is Region else row for row in rows]
    loader.load(model, list(rows), key=["code"], set_once=set_once)
    [report] = loader.finish()
    return report
