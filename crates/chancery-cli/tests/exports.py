"""Opens every export of a store with the tools of others, and says what each saw: `exports.sh` runs it.

    exports.py CHANCERY STORE FOLDER
"""

import io
import json
import pathlib
import subprocess
import sys
import zipfile

import duckdb
import frictionless
import geopandas
import pandas as pd

chancery, store, folder = sys.argv[1], sys.argv[2], pathlib.Path(sys.argv[3])


def export(form, *more):
    """Exports into a file; gives its path."""
    path = folder / f"{form}{'-'.join(more)}.{'parquet' if form == 'parquet' else 'out'}"
    run = subprocess.run([chancery, "export", "--format", form, "--store", store, "--output", path, *more],
                         capture_output=True, text=True)
    assert run.returncode == 0, run.stderr
    told = run.stderr.replace("chancery: ", "").strip().replace("\n", "; ")
    print(f"{form:15} {told}")
    return path


def about(form):
    """The names of the columns, from what the program says of the format."""
    text = subprocess.run([chancery, "export", "--format", form, "--about"], capture_output=True, text=True, check=True).stdout
    line = next(line for line in text.splitlines() if " columns: " in line)
    return line.split(": ", 1)[1].split(", ")


def days(column, form="%Y-%m-%d"):
    """Every cell is a day."""
    return pd.to_datetime(column.astype(str), format=form, errors="raise")


def coded(column, length):
    """Every cell is a code of CAMEO, with its leading zeros, of these lengths."""
    assert column.str.fullmatch(r"\d{2,4}").all() and column.str.len().isin(length).all(), column.unique()


# GDELT as its users read it: no header, tabs, codes as text.
events = pd.read_csv(export("gdelt"), sep="\t", header=None, names=about("gdelt"), dtype={name: str for name in ("EventCode", "EventBaseCode", "EventRootCode")})
assert events.shape[1] == 61 and len(events) > 0
assert events.GLOBALEVENTID.dtype == "int64" and events.GLOBALEVENTID.is_unique and (events.GLOBALEVENTID >= 0).all()
assert (days(events.SQLDATE, "%Y%m%d").dt.year == events.Year).all() and (events.FractionDate.astype(int) == events.Year).all()
coded(events.EventCode, [3, 4])
coded(events.EventRootCode, [2])
assert events.QuadClass.between(1, 4).all() and events.GoldsteinScale.between(-10, 10).all()
roots = events.EventRootCode.astype(int)
assert (events.QuadClass == pd.cut(roots, [0, 5, 8, 13, 20], labels=[1, 2, 3, 4]).astype(int)).all()
assert events.ActionGeo_Type.isin([0, 1, 2, 3, 4, 5]).all() and events.ActionGeo_Lat.dropna().between(-90, 90).all()
assert events.ActionGeo_CountryCode.dropna().str.len().eq(2).all() and events.Actor1CountryCode.dropna().str.len().eq(3).all()
assert events.AvgTone.isna().all()
days(events.DATEADDED.dropna().astype("int64"), "%Y%m%d%H%M%S")

mentions = pd.read_csv(export("gdelt-mentions"), sep="\t", header=None, names=about("gdelt-mentions"))
assert mentions.shape[1] == 16 and set(mentions.GLOBALEVENTID) == set(events.GLOBALEVENTID)
told = mentions.groupby("GLOBALEVENTID").size()
assert (told == events.set_index("GLOBALEVENTID").NumMentions[told.index]).all()
assert mentions.Confidence.between(0, 100).all()

# The same file in DuckDB, by position.
path = folder / "gdelt.out"
seen = duckdb.sql(f"SELECT count(*), count(DISTINCT column00) FROM read_csv('{path}', delim='\\t', header=false, quote='', all_varchar=true)").fetchall()[0]
assert seen == (len(events), len(events)), seen

polecat = pd.read_csv(export("polecat"), sep="\t", encoding="utf-8")
assert list(polecat.columns) == about("polecat") and polecat.shape[1] == 40 and polecat["Event ID"].is_unique
days(polecat["Event Date"])
assert polecat["Quad Code"].isin(["VERBAL COOPERATION", "MATERIAL COOPERATION", "VERBAL CONFLICT", "MATERIAL CONFLICT"]).all()
assert polecat["Actor COW"].dropna().str.fullmatch(r"(\d+|None)(; (\d+|None))*").all()

icews = pd.read_csv(export("icews"), sep="\t", dtype={"CAMEO Code": str})
assert list(icews.columns) == about("icews") and icews.shape[1] == 20
days(icews["Event Date"])
coded(icews["CAMEO Code"], [3, 4])
assert set(icews["Event ID"]) == set(events.GLOBALEVENTID)

acled = pd.read_csv(export("acled"))
assert list(acled.columns) == about("acled") and acled.shape[1] == 31 and len(acled) > 0
days(acled.event_date)
assert acled.event_type.isin(["Battles", "Protests", "Riots", "Explosions/Remote violence", "Violence against civilians", "Strategic developments"]).all()
assert acled.time_precision.isin([1, 2, 3]).all() and acled.geo_precision.isin([1, 2, 3]).all()

ged = pd.read_csv(export("ged"))
assert list(ged.columns) == about("ged") and ged.shape[1] == 49 and len(ged) > 0
assert (days(ged.date_start) <= days(ged.date_end)).all() and ged.type_of_violence.isin([1, 2, 3]).all()
assert (ged[["deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown"]].sum(axis=1) == ged.best).all() and (ged.best > 0).all()
assert ged.where_prec.between(1, 7).all() and ged.date_prec.between(1, 5).all()
points = geopandas.GeoSeries.from_wkt(ged.geom_wkt)
assert (points.x == ged.longitude).all() and (points.y == ged.latitude).all()

for of in ("events", "claims"):
    own = pd.read_csv(export("csv", "--of", of), dtype={"cameo": str})
    assert own.id.is_unique and own.quad.between(1, 4).all() and own.confidence.between(0, 1).all()
    places = geopandas.read_file(export("geojson", "--of", of), engine="pyogrio")
    assert len(places) == len(own) and places.crs.to_epsg() == 4326
    located = places[~(places.geometry.is_empty | places.geometry.isna())]
    assert len(located) == own.lat.notna().sum() and (located.geom_type == "Point").all()
    path = export("parquet", "--of", of)
    table = pd.read_parquet(path, engine="pyarrow")
    assert sorted(table.id) == sorted(own.id) and (table.set_index("id").quad[own.id].to_numpy() == own.quad.to_numpy()).all()
    assert isinstance(table.actors.iloc[0][0]["country"], str | None) and table.status.map(lambda status: status["polarity"]).isin(["affirmed", "negated"]).all()
    seen = duckdb.sql(f"SELECT count(*), count(\"where\".lat), sum(len(actors)) FROM '{path}'").fetchall()[0]
    assert seen[0] == len(own) and seen[1] == own.lat.notna().sum() and seen[2] == table.actors.map(len).sum(), seen
    with (folder / f"geojson--of-{of}.out").open() as file:
        assert len(json.load(file)["features"]) == len(own)
    records = [json.loads(line) for line in export("plover", "--of", of).open()]
    assert len(records) == len(own) and all(record.keys() >= {"id", "date", "actor", "event"} for record in records)

bundle = export("bundle", "--created", "2026-11-30")
unpacked = folder / "bundle"
with zipfile.ZipFile(bundle) as archive:
    assert archive.testzip() is None
    archive.extractall(unpacked)
    names = archive.namelist()
report = frictionless.validate(str(unpacked / "datapackage.json"))
assert report.valid, report.flatten(["title", "rowNumber", "fieldName", "type", "note"])[:20]
sizes = {task.name: task.stats["rows"] for task in report.tasks if "rows" in task.stats}
print(f"{'frictionless':15} valid: {', '.join(f'{name} {rows}' for name, rows in sizes.items())}")
claims = pd.read_csv(io.BytesIO((unpacked / 'data/claims.csv').read_bytes()))
reports = pd.read_csv(unpacked / "data/reports.csv")
assert set(claims.report) == set(reports.id) and "text" not in reports.columns
assert names[-1] == "datapackage.json"
print("all as they should be")
