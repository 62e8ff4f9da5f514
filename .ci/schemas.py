#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
# Copyright the SupportKit authors
"""Holds the JSON Schemas of documents to what the readers of the library do.

Beside each schema stand fixtures, which the tests of the library read as well:

    good/     documents that the schema accepts, and the reader reads
    bad/      documents with one mistake that a schema can see, told in the document's `note`: the
              schema refuses them, and so does the reader
    written/  the good documents as the library writes them, which the schema accepts

The books of the presets are documents that the schema of policy books accepts, too.

What the library only reads, a book that is laid over another one, has no written form: the library
writes what the two make together.

The schema is valid itself, refers only to definitions that it or a schema beside it has, and has
none that it does not refer to.
"""

import copy
import json
import sys
from pathlib import Path

import jsonschema

FIXTURES = {
    "Documentation/schemas/compensation.schema.json":
        "Tests/SupportCompensationTests/Fixtures/compensation",
    "Documentation/schemas/contact-tree.schema.json":
        "Tests/SupportRoutingTests/Fixtures/contact-trees",
    "Documentation/schemas/membership.schema.json":
        "Tests/SupportMembershipTests/Fixtures/programmes",
    "Documentation/schemas/metrics.schema.json": "Tests/SupportMetricsTests/Fixtures/metrics",
    "Documentation/schemas/policy-book.schema.json": "Tests/SupportDeskTests/Fixtures/policy-books",
    "Documentation/schemas/policy-overlay.schema.json":
        "Tests/SupportDeskTests/Fixtures/policy-overlays",
    "Documentation/schemas/phone-menu.schema.json":
        "Tests/SupportRoutingTests/Fixtures/phone-menus",
    "Documentation/schemas/routing.schema.json": "Tests/SupportRoutingTests/Fixtures/routing",
    "Documentation/schemas/routing-agents.schema.json":
        "Tests/SupportRoutingTests/Fixtures/routing-agents",
    "Documentation/schemas/rule-table.schema.json": "Tests/SupportRulesTests/Fixtures/rule-tables",
    "Documentation/schemas/tickets.schema.json": "Tests/SupportTicketsTests/Fixtures/ticket-books",
    "Documentation/schemas/triage.schema.json": "Tests/SupportRoutingTests/Fixtures/triage",
    "Documentation/schemas/staffing.schema.json": "Tests/SupportStaffingTests/Fixtures/staffing",
}

BOOKS = "Documentation/schemas/policy-book.schema.json", "Sources/SupportPresets/Books"

ONLY_READ = {"Tests/SupportDeskTests/Fixtures/policy-overlays"}


def no_key_twice(members):
    """An object, whose keys must differ."""
    result = dict(members)
    if len(result) < len(members):
        raise ValueError(f"a key stands twice among {[key for key, _ in members]}")
    return result


def load(path):
    return json.loads(path.read_text(encoding="utf-8"), object_pairs_hook=no_key_twice)


def references(node):
    """The target of every `$ref`."""
    if isinstance(node, dict):
        for key, value in node.items():
            if key == "$ref" and isinstance(value, str):
                yield value
            else:
                yield from references(value)
    elif isinstance(node, list):
        for element in node:
            yield from references(element)


def with_neighbours(schema, folder):
    """The schema with those beside it that it refers to among its definitions, so that it needs no
    other document."""
    joined, waiting = copy.deepcopy(schema), []

    def rewrite(node, top):
        if isinstance(node, list):
            return [rewrite(element, top) for element in node]
        if not isinstance(node, dict):
            return node
        result = {key: rewrite(value, top) for key, value in node.items()}
        target = node.get("$ref")
        if isinstance(target, str):
            file, _, pointer = target.partition("#")
            if file:
                waiting.append(file)
                result["$ref"] = f"#/$defs/{file}{pointer}"
            else:
                result["$ref"] = f"#{top}{pointer}"
        return result

    joined = rewrite(joined, "")
    while waiting:
        file = waiting.pop()
        if file in joined.get("$defs", {}):
            continue
        neighbour = load(folder / file)
        neighbour.pop("$id", None)
        joined.setdefault("$defs", {})[file] = rewrite(neighbour, f"/$defs/{file}")
    return joined


def is_there(target, folder):
    """Whether a schema beside this one has what is referred to."""
    file, _, pointer = target.partition("#")
    if not (folder / file).is_file():
        return False
    node = load(folder / file)
    for step in pointer.split("/")[1:]:
        if not isinstance(node, dict) or step not in node:
            return False
        node = node[step]
    return True


def check_schema(name, schema, folder):
    """What is wrong with a schema itself."""
    try:
        jsonschema.Draft202012Validator.check_schema(schema)
    except jsonschema.SchemaError as error:
        return [f"{name}: {error.json_path}: {error.message}"]
    errors = []
    if schema.get("$schema") != jsonschema.Draft202012Validator.META_SCHEMA["$id"]:
        errors.append(f"{name}: $schema does not name draft 2020-12")
    referred = {target for target in references(schema) if target.startswith("#")}
    others = set(references(schema)) - referred
    defined = {f"#/$defs/{key}" for key in schema.get("$defs", {})}
    errors += [f"{name}: {target} is not defined" for target in sorted(referred - defined)]
    errors += [
        f"{name}: {target} is not defined" for target in sorted(others)
        if not is_there(target, folder)
    ]
    errors += [f"{name}: nothing refers to {target}" for target in sorted(defined - referred)]
    return errors


def refusal(validator, document):
    """Why the schema refuses a document, in one line; None when it accepts it."""
    error = jsonschema.exceptions.best_match(validator.iter_errors(document))
    return error and f"{error.json_path}: {error.message}"


def check_fixtures(root, validator, folder):
    """Every fixture on which the schema is of another mind than its folder."""
    errors, names = [], {}
    for kind in ["good", "bad"] if folder in ONLY_READ else ["good", "bad", "written"]:
        files = sorted((root / folder / kind).glob("*.json"))
        names[kind] = {file.name for file in files}
        if not files:
            errors.append(f"{folder}/{kind}: has no documents")
        for file in files:
            document = load(file)
            reason = refusal(validator, document)
            if kind != "bad" and reason:
                errors.append(f"{folder}/{kind}/{file.name}: is refused: {reason}")
            if kind == "bad" and not reason:
                errors.append(f"{folder}/{kind}/{file.name}: is accepted")
            if kind == "bad" and not document.get("note"):
                errors.append(f"{folder}/{kind}/{file.name}: has no note that tells its mistake")
    for name in sorted(names["good"] ^ names.get("written", names["good"])):
        errors.append(f"{folder}: {name} is in only one of good and written")
    counts = ", ".join(f"{len(names[kind])} {kind}" for kind in names)
    print(f"{folder}: {counts}")
    return errors


def check_presets(root, validator, folder):
    """Every book of a preset that the schema refuses."""
    files = sorted((root / folder).glob("*.json"))
    print(f"{folder}: {len(files)} books")
    reasons = [(file.name, refusal(validator, load(file))) for file in files]
    errors = [f"{folder}/{name}: is refused: {reason}" for name, reason in reasons if reason]
    return errors if files else [f"{folder}: has no books"]


def main():
    root = Path(__file__).resolve().parent.parent
    errors = []
    for file in sorted((root / "Documentation/schemas").glob("*.json")):
        name = str(file.relative_to(root))
        schema = load(file)
        found = check_schema(name, schema, file.parent)
        if name not in FIXTURES:
            found.append(f"{name}: has no fixtures in .ci/schemas.py")
        elif not found:
            validator = jsonschema.Draft202012Validator(with_neighbours(schema, file.parent))
            found = check_fixtures(root, validator, FIXTURES[name])
            if name == BOOKS[0]:
                found += check_presets(root, validator, BOOKS[1])
        errors += found
    for name in FIXTURES:
        if not (root / name).exists():
            errors.append(f"{name}: is missing")
    if errors:
        sys.exit("\n".join(errors))


if __name__ == "__main__":
    main()
