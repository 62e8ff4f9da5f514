#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
# Copyright the SupportKit authors
"""The presets: books as sources of the library, and the table of standards.

    .ci/presets.py            compare what is generated with what stands there
    .ci/presets.py --write    write it

The books of Sources/SupportPresets/Books are embedded as raw strings, since a library can be built
where no file can be read. Documentation/standards.md shows, for every rule of the published
standards, the clauses of the preset that carry it and the tests that prove it; a rule that has lost
its test is a mistake.
"""

import json
import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BOOKS = ROOT / "Sources/SupportPresets/Books"
GENERATED = ROOT / "Sources/SupportPresets/Generated"
TESTS = ROOT / "Tests/SupportPresetsTests"
STANDARDS = ROOT / "Documentation/standards.md"
HEAD = "// SPDX-License-Identifier: Apache-2.0\n// Copyright the SupportKit authors\n"

# The book of each family of rules, and how many rules the family has.
FAMILIES = {
    "CM": ("creation-and-magic", 71),
    "DX": ("dream-west", 49),
    "SG": ("service-guide", 14),
    "GC": ("game-company-code", 15),
    "RP": ("rental-desk", 4),
    "WM": ("wealth-desk", 3),
    "NA": ("network-adviser", 20),
}


def camel(name):
    first, *rest = name.split("-")
    return first + "".join(word.capitalize() for word in rest)


def source(path):
    name = camel(path.stem)
    text = path.read_text(encoding="utf-8").rstrip("\n")
    marks = "#"
    while '"""' + marks in text or "\\" + marks in text:
        marks += "#"
    body = "\n".join("    " + line if line else "" for line in text.split("\n"))
    return (
        f"{HEAD}\n// Generated from Books/{path.name} by .ci/presets.py; change the book instead.\n\n"
        f"extension Preset {{\n  static let {name}Text = {marks}\"\"\"\n{body}\n"
        f"    \"\"\"{marks}\n}}\n"
    )


def rules():
    for family, (_, count) in FAMILIES.items():
        for number in range(1, count + 1):
            yield family, f"{family}-{number:02d}"


def clauses(value, path=""):
    """Every place of a book whose id or note names a rule."""
    if isinstance(value, dict):
        for key, part in value.items():
            here = f"{path}.{key}" if path else key
            if key in ("id", "note") and isinstance(part, str):
                for rule in re.findall(r"\b[A-Z]{2}-\d{2}\b", part):
                    yield rule, path
            elif isinstance(part, (dict, list)):
                yield from clauses(part, here)
            elif isinstance(part, str):
                for rule in re.findall(r"\b[A-Z]{2}-\d{2}\b", part):
                    yield rule, here
            for rule in re.findall(r"\b[A-Z]{2}-\d{2}\b", key):
                yield rule, here
    elif isinstance(value, list):
        for index, part in enumerate(value):
            name = part.get("id") if isinstance(part, dict) else None
            here = f"{path}[{name}]" if isinstance(name, str) else f"{path}[{index}]"
            yield from clauses(part, here)


def tests():
    """Per rule the tests named by it: file and title."""
    found = {}
    for path in sorted(TESTS.rglob("*.swift")):
        text = path.read_text(encoding="utf-8")
        for match in re.finditer(r'@Test\(\s*"([A-Z]{2}-\d{2}) ([^"]*)"', text):
            found.setdefault(match[1], []).append((path, match[2]))
    return found


def page():
    """The page of standards with the cells that follow from the books and the tests, and what is lost."""
    proved = tests()
    lost = []
    named = {}
    for name, _ in FAMILIES.values():
        named[name] = {}
        for rule, path in clauses(json.loads((BOOKS / f"{name}.json").read_text(encoding="utf-8"))):
            places = named[name].setdefault(rule, [])
            if path and path not in places:
                places.append(path)
    lines, seen = [], []
    for line in STANDARDS.read_text(encoding="utf-8").split("\n"):
        if line.startswith("| id | area | rule |"):
            line = "| id | area | rule | clauses of the preset | tests |"
        elif line.startswith("| --- | --- | --- | ---"):
            line = "| --- | --- | --- | --- | --- |"
        match = re.match(r"\| ([A-Z]{2}-\d{2}) \| ([^|]*) \| ([^|]*) \|", line)
        if match:
            rule, area, text = match.groups()
            seen.append(rule)
            name = FAMILIES[rule[:2]][0]
            places = named[name].get(rule, [])
            titles = proved.get(rule, [])
            if not places:
                lost.append(f"{rule}: no clause of {name}.json names it")
            if not titles:
                lost.append(f"{rule}: no test is named by it")
            shown = ", ".join(f"`{place}`" for place in places[:3])
            if len(places) > 3:
                shown += f" and {len(places) - 3} more"
            files = sorted({path for path, _ in titles})
            proofs = ", ".join(
                f"[{path.stem}](../{path.relative_to(ROOT).as_posix()})" for path in files
            )
            line = f"| {rule} | {area} | {text} | {shown or '—'} | {proofs or '—'} |"
        lines.append(line)
    known = [rule for _, rule in rules()]
    lost += [f"{rule}: the page lacks it" for rule in known if rule not in seen]
    lost += [f"{rule}: there is no such rule" for rule in sorted(set(proved) - set(known))]
    return "\n".join(lines), lost


def main():
    write = "--write" in sys.argv[1:]
    problems = []

    def compare(path, text):
        if path.exists() and path.read_text(encoding="utf-8") == text:
            return
        if write:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        else:
            problems.append(f"{path.relative_to(ROOT)} is not what .ci/presets.py writes")

    books = sorted(BOOKS.glob("*.json"))
    for book in books:
        compare(GENERATED / f"Preset+{camel(book.stem)}.swift", source(book))
    text, lost = page()
    compare(STANDARDS, text)
    problems += lost
    for problem in problems:
        print(problem, file=sys.stderr)
    print(f"{len(books)} presets, {sum(n for _, n in FAMILIES.values())} rules")
    return 1 if problems and not (write and problems == lost) else 0


if __name__ == "__main__":
    sys.exit(main())
