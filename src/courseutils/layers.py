"""Load the bundled map layers and tables; every file is checked against its SHA-256 first."""

import json

from courseutils._data import DataError, nearest, package, read_bytes, resource, rows


def _entries(form: str) -> list[dict]:
    return [r for r in package()["resources"] if r["format"] == form]


def _listing(form: str):
    import pandas as pd

    columns = ("name", "title", "licence", "sources")
    return pd.DataFrame([{c: _cell(r, c) for c in columns} for r in _entries(form)])


def _cell(entry: dict, column: str) -> str:
    if column == "licence":
        return "; ".join(licence["name"] for licence in entry.get("licenses", []))
    if column == "sources":
        return "; ".join(source["title"] for source in entry.get("sources", []))
    return entry.get(column, "")


def _known(name: str, form: str) -> str:
    names = [r["name"] for r in _entries(form)]
    if name not in names:
        what = {"geojson": "layer", "csv": "table"}[form]
        raise DataError(f"There is no {what} called {name!r}. {nearest(str(name), names)}")
    return name


def list_layers():
    """Names of the bundled map layers with title, licence and sources, as a DataFrame.

    >>> from courseutils import list_layers
    >>> "abkhazia" in set(list_layers()["name"])
    True
    """
    return _listing("geojson")


def list_tables():
    """Names of the bundled tables with title, licence and sources, as a DataFrame.

    >>> from courseutils import list_tables
    >>> "places" in set(list_tables()["name"])
    True
    """
    return _listing("csv")


def load_layer(name: str):
    """One bundled map layer as a GeoDataFrame in EPSG:4326 (WGS 84; degrees).

    ``name`` is one of ``list_layers()``. Raises DataError with the nearest names when there is
    no such layer, and when the file was changed since the kit was made. Sources: ``list_layers()``.

    >>> from courseutils import load_layer
    >>> load_layer("abkhazia").crs.to_epsg()
    4326
    """
    import geopandas as gpd

    fields = resource(_known(name, "geojson"))["schema"]["fields"]
    columns = [*(field["name"] for field in fields), "geometry"]
    return _dated(gpd.GeoDataFrame.from_features(layer_features(name), crs=4326, columns=columns), fields)


def layer_features(name: str) -> list[dict]:
    """The features of one bundled map layer as in its GeoJSON file (degrees), for code that has no geopandas."""
    # Read without GDAL, which would cost every kernel some 7 MB more. GeoJSON is in WGS 84 unless it says otherwise.
    content = json.loads(read_bytes(_known(name, "geojson")))
    if "crs" in content:
        raise DataError(f"The layer {resource(name)['path']} is not in EPSG:4326. Get a fresh copy of the kit.")
    return content["features"]


def load_table(name: str):
    """One bundled table as a pandas DataFrame; dates become timestamps, empty cells are missing.

    ``name`` is one of ``list_tables()``. Raises DataError with the nearest names when there is
    no such table. Columns and units are described in data/datapackage.json.

    >>> from courseutils import load_table
    >>> len(load_table("un_votes"))
    18
    """
    import pandas as pd

    fields = resource(_known(name, "csv"))["schema"]["fields"]
    return _dated(pd.DataFrame(rows(name), columns=[field["name"] for field in fields]), fields)


def load_rows(name: str) -> list[dict]:
    """One bundled table as a list of rows, each a dictionary, for code that has no pandas.

    Dates are ``datetime.date``, an empty cell is None. ``name`` is one of ``list_tables()``. Raises DataError
    with the nearest names when there is no such table. Columns and units are described in data/datapackage.json.

    >>> from courseutils import load_rows
    >>> load_rows("un_votes")[0]["in_favour"]
    14
    """
    return rows(_known(name, "csv"))


def _dated(table, fields: list[dict]):
    """The table with its columns of dates as timestamps."""
    import pandas as pd

    for field in fields:
        if field["type"] == "date":
            table[field["name"]] = pd.to_datetime(table[field["name"]])
    return table
