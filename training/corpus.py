"""Reads and checks the corpus (format: corpus/GUIDE.md). Standard library only.

    python3 training/corpus.py check [corpus]     lint, settling/ too; exit 1 on any error
    python3 training/corpus.py stats [corpus]     counts by language, category, status
"""
from __future__ import annotations

import collections
import dataclasses
import pathlib
import re
import sys

LANGUAGES = "en fr es de it pt ru uk ar tr".split()
CATEGORIES = (
    "AGREE CONSULT SUPPORT CONCEDE COOPERATE AID RETREAT REQUEST ACCUSE REJECT THREATEN PROTEST "
    "SANCTION MOBILIZE COERCE ASSAULT"
).split()
MODES = {
    "CONSULT": "visit third-party multilateral phone",
    "RETREAT": "withdraw release disarm ceasefire access resign",
    "REQUEST": "assist change yield meet",
    "REJECT": "assist change yield meet",
    "ACCUSE": "disapprove investigate allege",
    "THREATEN": "restrict arrest relations expel territory violence",
    "PROTEST": "demo riot strike hunger boycott obstruct vandalize",
    "SANCTION": "convict expel withdraw discontinue",
    "MOBILIZE": "troops weapons police militia",
    "COERCE": "seize restrict censor curfew martial-law arrest deport withhold misinformation cyber",
    "ASSAULT": "abduct beat torture sexual targeted destroy primitive firearms explosives suicide-attack aerial "
    "drone heavy-weapons crowd-control unconventional",
}
MODES = {category: modes.split() for category, modes in MODES.items()}
CONTEXTS = (
    "military intelligence executive legislative election political_institutions pro_democracy pro_autocracy "
    "economic legal reparations human_rights rights_freedoms repression human_security gender lgbt "
    "religion_ethnicity inequality diplomatic territory peacekeeping health asylum migration disasters "
    "natural_resource environment technology terrorism cbrn cyber misinformation crime corruption illegal_drugs "
    "trafficking"
).split()
THIRD_PARTY_ROLES = "mediator host guarantor ally patron sponsor".split()
STATUS = "neg present future historical possible hypothetical".split()
SETTLING = "settling"  # folder of the reports from which sides are learnt: never read to train the weights
TOLL = "killed wounded captured missing displaced".split()
SPAN_FIELDS = ["t", "a", "r", "k", "w", "l", *TOLL]
FIELDS = [*SPAN_FIELDS, "p", "s", "x"]


@dataclasses.dataclass
class Value:
    """One value of a field: its span in the sentence (None when only understood), and what it stands for."""

    start: int | None
    end: int | None
    stands_for: str | None = None
    role: str | None = None
    countries: list[str] | None = None  # PLOVER's codes; None where they are not annotated


@dataclasses.dataclass
class Claim:
    category: str
    modes: list[str]
    fields: dict[str, list[Value]]
    status: set[str]
    contexts: list[str]


@dataclasses.dataclass
class Sentence:
    item: str
    language: str
    text: str
    claims: list[Claim]
    place: str  # file:line
    date: str | None = None  # of the report; None outside reports
    known: bool = True  # whether status, times and places are annotated (clauses.txt leaves them out)
    bank: bool = False  # whether it stands in a bank
    in_context: bool = True  # whether contexts are annotated
    paragraph: int = 0  # of the report; a heading is 0


def occurrence(text: str, wanted: str, nth: int) -> int:
    """Start of the nth (from 1) occurrence at word boundaries where there is one, else anywhere; -1 if none."""
    pattern = re.escape(wanted)
    starts = [m.start() for m in re.finditer(rf"(?<!\w){pattern}(?!\w)", text)]
    starts = starts or [m.start() for m in re.finditer(pattern, text)]
    return starts[nth - 1] if 0 < nth <= len(starts) else -1


def parse_value(raw: str, text: str) -> Value:
    match = re.fullmatch(r"\s*(.*?)\s*(?:\{(.*)\})?\s*(?:=(-|[A-Z]{3}(?:\+[A-Z]{3})*))?\s*", raw)
    body, stands_for, codes = match.groups()
    countries = codes and [code for code in codes.split("+") if code != "-"]
    if not body:
        if not stands_for:
            raise ValueError("empty value")
        return Value(None, None, stands_for.strip(), countries=countries)
    nth = 1
    if found := re.fullmatch(r"(.*)#(\d+)", body):
        body, nth = found.group(1), int(found.group(2))
    start = occurrence(text, body, nth)
    if start < 0:
        raise ValueError(f"'{body}' (occurrence {nth}) is not in the sentence")
    return Value(start, start + len(body), stands_for.strip() if stands_for else None, countries=countries)


def parse_category(head: str) -> tuple[str, list[str]]:
    category, *modes = head.split("/")
    if category not in CATEGORIES:
        raise ValueError(f"unknown category '{category}'")
    for mode in modes:
        if mode not in MODES.get(category, []):
            raise ValueError(f"'{mode}' is no mode of {category}")
    return category, modes


def parse_status(words: list[str]) -> set[str]:
    status = set(words)
    if unknown := status - set(STATUS):
        raise ValueError(f"unknown status {sorted(unknown)}")
    if len(status & {"present", "future", "historical"}) > 1 or len(status & {"possible", "hypothetical"}) > 1:
        raise ValueError(f"contradictory status {sorted(status)}")
    return status


def parse_claim(line: str, text: str) -> Claim:
    head, *rest = [part.strip() for part in line[1:].split("|")]
    category, modes = parse_category(head)
    fields: dict[str, list[Value]] = {}
    status: set[str] = set()
    contexts: list[str] = []
    for part in rest:
        name, colon, value = part.partition(":")
        name = name.strip()
        if not colon or name not in FIELDS:
            raise ValueError(f"unknown field '{part}'")
        if name == "s":
            status = parse_status(value.replace(";", " ").split())
        elif name == "x":
            contexts = value.replace(";", " ").replace(",", " ").split()
            if unknown := set(contexts) - set(CONTEXTS):
                raise ValueError(f"unknown context {sorted(unknown)}")
        elif name == "p":
            values = fields.setdefault("p", [])
            for raw in value.split(";"):
                role, _, who = raw.partition("=")
                if role.strip() not in THIRD_PARTY_ROLES:
                    raise ValueError(f"unknown third-party role '{role.strip()}'")
                parsed = parse_value(who, text)
                parsed.role = role.strip()
                values.append(parsed)
        else:
            fields.setdefault(name, []).extend(parse_value(raw, text) for raw in value.split(";"))
    if "t" not in fields or fields["t"][0].start is None:
        raise ValueError("no trigger")
    if len(fields["t"]) > 1:
        raise ValueError("more than one trigger")
    return Claim(category, modes, fields, status, contexts)


def read_file(path: pathlib.Path, errors: list[str]) -> list[Sentence]:
    language, out, item, date, is_report, count, paragraph = path.parent.name, [], None, None, False, 0, 0
    language = path.stem if language == SETTLING else language
    lines = path.read_text(encoding="utf-8").splitlines()
    in_context = "# without contexts" not in lines[:1]
    for number, line in enumerate(lines, 1):
        place = f"{path}:{number}"
        if not line.strip() or line.startswith("# ") or line == "#":
            continue
        if line.startswith("@"):
            words = line[1:].split()
            item, is_report, count, paragraph = words[0] if words else None, len(words) > 1, 0, 0
            date = words[2] if len(words) == 3 and words[1] == "report" else None
            if item is None or (is_report and (date is None or not re.fullmatch(r"\d{4}(-\d\d){0,2}", date))):
                errors.append(f"{place}: expected '@ id' or '@ id report DATE'")
            continue
        if item is None:
            errors.append(f"{place}: text before the first '@ id'")
            continue
        if line.startswith("+"):
            if not out or out[-1].item != item:
                errors.append(f"{place}: a claim without its sentence")
                continue
            try:
                out[-1].claims.append(parse_claim(line, out[-1].text))
            except ValueError as error:
                errors.append(f"{place}: {error}")
            continue
        if line == "¶" and is_report:
            paragraph += 1
            continue
        count += 1
        paragraph = max(paragraph, int(count > 1))
        if count > 1 and not is_report:
            errors.append(f"{place}: item {item} has more than one sentence and is no report")
        if re.search(r"[|{}#;]", line) or line != line.strip():
            errors.append(f"{place}: a sentence has none of | {{ }} # ; and no space at its ends")
        out.append(Sentence(item, language, line, [], place, date, in_context=in_context, paragraph=paragraph))
    return out


def countries_missing(sentences: list[Sentence]):
    """Faults of reports that teach who is meant: there each actor and recipient has its countries."""
    for s in sentences:
        for claim in s.claims:
            for value in claim.fields.get("a", []) + claim.fields.get("r", []):
                if value.countries is None:
                    yield f"{s.place}: an actor or recipient without '=CODE'"


BANK_MARK = re.compile(r"\[((?:[A-Z]\d?)+) ([^\[\]]+)\]")
BANK_FIELDS = {"A": "a", "R": "r", "T": "t", "K": "k", "W": "w", "L": "l"}
BANK_FIELDS |= {"D": "killed", "I": "wounded", "C": "captured", "M": "missing", "E": "displaced"}


def bank_sentence(head: str, marked: str, item: str, language: str, place: str, full: bool, in_context: bool = False) -> Sentence:
    """A line of a bank: claims in its head, their words marked in the sentence. Raises ValueError."""
    text, at, values = "", 0, []
    for mark in BANK_MARK.finditer(marked):
        text += marked[at : mark.start()]
        value = Value(len(text), len(text) + len(mark[2]))
        values += [(letter, int(number or 1), value) for letter, number in re.findall(r"([A-Z])(\d?)", mark[1])]
        text += mark[2]
        at = mark.end()
    text += marked[at:]
    if re.search(r"[\[\]|{}#;]", text) or text != text.strip() or not text:
        raise ValueError("expected CATEGORY, a tab, and a sentence with whole marks")
    if head.strip() == "NONE":
        if values:
            raise ValueError("NONE has no marks")
        return Sentence(item, language, text, [], place, known=full, bank=True, in_context=in_context)
    claims = []
    for number, part in enumerate(head.split(";"), 1):
        named, *words = part.split() or [""]
        contexts = [word for word in words if word in CONTEXTS]
        if contexts and not in_context:
            raise ValueError(f"contexts {contexts} in a bank without a line '# contexts' at its top")
        (category, modes), status = parse_category(named), parse_status([word for word in words if word not in CONTEXTS])
        fields: dict[str, list[Value]] = {}
        for letter, n, value in values:
            if letter not in BANK_FIELDS:
                raise ValueError(f"unknown mark '{letter}'")
            if n == number:
                fields.setdefault(BANK_FIELDS[letter], []).append(value)
        if len(fields.get("t", [])) != 1 or not fields.keys() & {"a", "r"}:
            raise ValueError(f"claim {number} has not one trigger and an actor or a recipient")
        if full and category not in ("CONSULT", "SUPPORT", "COOPERATE", "AGREE") and "r" in fields:
            if {(v.start, v.end) for v in fields.get("a", [])} & {(v.start, v.end) for v in fields["r"]}:
                raise ValueError(f"claim {number}: the same words are actor and recipient")
        claims.append(Claim(category, modes, fields, status, contexts))
    if extra := {n for _l, n, _v in values} - set(range(1, len(claims) + 1)):
        raise ValueError(f"marks of claim {sorted(extra)}, which the head does not name")
    return Sentence(item, language, text, claims, place, known=full, bank=True, in_context=in_context)


def read_bank(path: pathlib.Path, errors: list[str]) -> list[Sentence]:
    """`clauses.txt`, whose lines stand alone, or `contrasts-*.txt`, whose blocks are one item each."""
    language, out, block, gap = path.parent.name, [], 0, True
    full = path.stem != "clauses"
    lines = path.read_text(encoding="utf-8").splitlines()
    in_context = "# contexts" in lines[:1]
    for number, line in enumerate(lines, 1):
        if not line.strip():
            gap = True
            continue
        if line.startswith("#"):
            continue
        block, gap = block + gap, False
        item = f"{language}-{path.stem}-{block:03}" if full else f"{language}-c-{number:03}"
        head, _tab, marked = line.partition("\t")
        try:
            out.append(bank_sentence(head, marked, item, language, f"{path}:{number}", full, in_context))
        except ValueError as error:
            errors.append(f"{path}:{number}: {error}")
    return out


def read(root: str | pathlib.Path = "corpus") -> tuple[list[Sentence], list[str]]:
    """All sentences under `root`, in a fixed order, with the list of errors found."""
    errors: list[str] = []
    sentences: list[Sentence] = []
    for path in sorted(pathlib.Path(root).glob("*/*.txt")):
        if path.parent.name == SETTLING and path.stem in LANGUAGES:
            continue
        if path.parent.name in LANGUAGES:
            is_bank = path.stem == "clauses" or path.stem.startswith("contrasts")
            sentences += (read_bank if is_bank else read_file)(path, errors)
        else:
            errors.append(f"{path}: '{path.parent.name}' is not a language of the corpus")
    seen_ids: dict[str, str] = {}
    seen_texts: dict[str, str] = {}
    for s in sentences:
        where = s.place.rsplit(":", 1)[0]
        if not s.item.startswith(s.language + "-"):
            errors.append(f"{s.place}: id {s.item} does not start with '{s.language}-'")
        key = re.sub(r"\W+", " ", s.text.lower()).strip()
        if key in seen_texts:
            errors.append(f"{s.place}: the same sentence as {seen_texts[key]}")
        seen_texts[key] = s.place
        if seen_ids.setdefault(s.item, where) != where:
            errors.append(f"{s.place}: id {s.item} also in {seen_ids[s.item]}")
    previous = None
    closed: set[str] = set()
    for s in sentences:
        if s.item != previous:
            if s.item in closed:
                errors.append(f"{s.place}: id {s.item} is used twice")
            closed.add(s.item)
            previous = s.item
    return sentences, errors


def stats(sentences: list[Sentence]) -> str:
    rows = []
    for language in LANGUAGES:
        mine = [s for s in sentences if s.language == language]
        banks = sum(s.bank for s in mine)
        loose = [s for s in mine if s.date is None and not s.bank]
        reports = {s.item for s in mine if s.date is not None}
        negatives = sum(not s.claims for s in mine)
        claims = sum(len(s.claims) for s in mine)
        rows.append(
            f"{language}: {len(loose)} sentences, {len(reports)} reports ({len(mine) - len(loose) - banks} sentences), {banks} in banks, "
            f"{claims} claims, {negatives} sentences without a claim"
        )
    every = [c for s in sentences for c in s.claims]
    for name, counter in [
        ("categories", collections.Counter(c.category for c in every)),
        ("status", collections.Counter(w for c in every for w in c.status)),
        ("fields", collections.Counter(f for c in every for f in c.fields)),
        ("modes", collections.Counter(f"{c.category}/{m}" for c in every for m in c.modes)),
    ]:
        rows.append(f"{name}: " + ", ".join(f"{k} {v}" for k, v in counter.most_common()))
    return "\n".join(rows)


def main() -> int:
    command = sys.argv[1] if len(sys.argv) > 1 else "check"
    root = sys.argv[2] if len(sys.argv) > 2 else "corpus"
    sentences, errors = read(root)
    if command == "stats":
        print(stats(sentences))
        return 0
    settling = [s for path in sorted(pathlib.Path(root, SETTLING).glob("*.txt")) for s in read_file(path, errors)]
    errors += countries_missing(settling)
    texts = {s.text for s in sentences}
    errors += [f"{s.place}: also in the corpus that trains the weights" for s in settling if s.text in texts]
    for error in errors:
        print(error, file=sys.stderr)
    print(f"{len(settling)} sentences in {SETTLING}, {sum(len(s.claims) for s in settling)} claims")
    print(f"{len(sentences)} sentences, {sum(len(s.claims) for s in sentences)} claims, {len(errors)} errors")
    return 1 if errors else 0


if __name__ == "__main__":
    sys.exit(main())
