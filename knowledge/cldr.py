"""Compare the names in <language>/states.tsv with the territory names of Unicode CLDR.

    npm pack cldr-localenames-full cldr-core && tar xzf each of them into a folder
    python3 knowledge/cldr.py FOLDER

FOLDER holds `localenames/` and `core/` (the `package` folders of the two npm packages). The program prints, for each
language, every standard, short and variant name of CLDR that the table lacks; a name with `~` counts as present when it
differs only in the mark. It writes nothing: what it prints is to be entered by hand, with inflection. Some names are left
out on purpose: "Congo - Kinshasa" and the like in languages that do not write so, "Hong Kong SAR China", "Myanmar (Burma)".
"""

import json
import pathlib
import sys

LANGUAGES = "en fr es de it pt ru uk ar tr".split()


def alpha3(core: pathlib.Path) -> dict[str, str]:
    """ISO 3166-1 alpha-2 code to the code that the tables use."""
    data = json.loads((core / "supplemental" / "codeMappings.json").read_text(encoding="utf-8"))
    codes = {a2: c["_alpha3"] for a2, c in data["supplemental"]["codeMappings"].items() if "_alpha3" in c}
    codes["XK"] = "KOS"
    return codes


def main(folder: pathlib.Path) -> None:
    codes = alpha3(folder / "core")
    here = pathlib.Path(__file__).parent
    for language in LANGUAGES:
        table = {}
        for line in (here / language / "states.tsv").read_text(encoding="utf-8").splitlines()[1:]:
            country, names, *_ = line.split("\t")
            table[country] = {name.replace("~", "") for name in names.split("; ")}
        path = folder / "localenames" / "main" / language / "territories.json"
        names = json.loads(path.read_text(encoding="utf-8"))["main"][language]["localeDisplayNames"]["territories"]
        for key, name in names.items():
            country = codes.get(key.split("-alt-")[0])
            if country in table and name not in table[country]:
                print(language, country, name, sep="\t")


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]))
