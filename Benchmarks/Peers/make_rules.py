#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
# Copyright the SupportKit authors
"""Makes the rule tables that every peer decides, with facts and the outcome that each must have.

    python3 make_rules.py        writes fifty-rules.json, thousand-rules.json and their facts

A table has `fields` (an `open` one may hold any text, `values` being those that occur), `outcomes`
and `rules`. The first rule that matches decides; the last one always does. `when` names a field
with a list (one of), a range (`atLeast`, included, and `below`, excluded; one may be missing) or a
boolean; fields left out may be anything. `then` is a place in `outcomes`, counted from 0.

Facts are rows in the order of `fields`; `expected` holds the place of each row's outcome.
"""

import json
import pathlib
import random

HERE = pathlib.Path(__file__).parent
ROWS = 1_024
TOPICS = ["refund", "delivery", "invoice", "login", "damage", "contract", "voucher", "upgrade",
          "privacy", "warranty"]
DETAILS = ["late", "missing", "wrong", "double", "other"]
FIELDS = [
    {"name": "priority", "type": "text", "values": ["low", "normal", "high", "urgent"]},
    {"name": "kind", "type": "text",
     "values": ["inquiry", "complaint", "request", "incident", "praise"]},
    {"name": "channel", "type": "text",
     "values": ["phone", "chat", "mail", "web", "post", "social"]},
    {"name": "category", "type": "text", "open": True,
     "values": [f"{topic} {detail}" for topic in TOPICS for detail in DETAILS]},
    {"name": "hoursLate", "type": "number"},
    {"name": "vip", "type": "boolean"},
]
MOST_VALUES = {"priority": 2, "kind": 2, "channel": 3, "category": 6}
HOURS = [0, 1, 2, 4, 8, 12, 24, 36, 48, 72, 96, 120, 168, 240]


def condition(chance, field):
    """What a rule asks of a field."""
    if field["type"] == "boolean":
        return chance.random() < 0.5
    if field["type"] == "text":
        chosen = chance.sample(field["values"], chance.randint(1, MOST_VALUES[field["name"]]))
        return sorted(chosen, key=field["values"].index)
    low, high = sorted(chance.sample(HOURS, 2))
    both = {"atLeast": low, "below": high}
    return chance.choice([both, both, both, {"atLeast": low}, {"below": high}])


def make_table(chance, count, fewest, most):
    rules = []
    for index in range(count - 1):
        chosen = chance.sample(range(len(FIELDS)), chance.randint(fewest, most))
        fields = [FIELDS[place] for place in sorted(chosen)]
        rules.append({
            "when": {field["name"]: condition(chance, field) for field in fields}, "then": index})
    rules.append({"when": {}, "then": count - 1})
    outcomes = [f"queue {index}" for index in range(1, count + 1)]
    return {"hitPolicy": "first", "fields": FIELDS, "outcomes": outcomes, "rules": rules}


def holds(asked, value):
    if isinstance(asked, list):
        return value in asked
    if isinstance(asked, bool):
        return value is asked
    return asked.get("atLeast", value) <= value and ("below" not in asked or value < asked["below"])


def decide(table, row):
    """The outcome of the first rule whose every condition holds."""
    facts = dict(zip((field["name"] for field in table["fields"]), row))
    for rule in table["rules"]:
        if all(holds(asked, facts[name]) for name, asked in rule["when"].items()):
            return rule["then"]
    return None


def any_value(chance, field):
    if field["type"] == "boolean":
        return chance.random() < 0.5
    if field["type"] == "text":
        return chance.choice(field["values"])
    return max(0, chance.choice(HOURS) + chance.randint(-1, 1))


def make_row(chance, table):
    """Half of the rows meet a rule drawn from all; an earlier rule may still decide them."""
    when = chance.choice(table["rules"])["when"] if chance.random() < 0.5 else {}
    row = []
    for field in table["fields"]:
        value = any_value(chance, field)
        while field["name"] in when and not holds(when[field["name"]], value):
            value = any_value(chance, field)
        row.append(value)
    return row


def lines(items):
    return "[\n" + ",\n".join("  " + compact(item) for item in items) + "\n]"


def compact(value):
    return json.dumps(value, separators=(",", ":"), ensure_ascii=False)


def write(name, count, fewest, most):
    chance = random.Random(f"{name} of the peers")
    table = make_table(chance, count, fewest, most)
    rows = [make_row(chance, table) for _ in range(ROWS)]
    (HERE / f"{name}.json").write_text(
        f'{{"hitPolicy":"first","fields":{lines(table["fields"])},\n'
        f'"outcomes":{compact(table["outcomes"])},\n"rules":{lines(table["rules"])}}}\n',
        encoding="utf-8")
    names = [field["name"] for field in table["fields"]]
    expected = [decide(table, row) for row in rows]
    (HERE / f"{name}.facts.json").write_text(
        f'{{"fields":{compact(names)},\n"rows":{lines(rows)},\n"expected":{compact(expected)}}}\n',
        encoding="utf-8")
    return expected


def main():
    for name, count, fewest, most in [("fifty-rules", 50, 3, 5), ("thousand-rules", 1_000, 5, 6)]:
        expected = write(name, count, fewest, most)
        last, mean = expected.count(count - 1), sum(expected) / len(expected)
        print(f"{name}: {len(set(expected))} outcomes occur, {last} rows fall to the last rule, "
              f"rule {mean + 1:.0f} decides on average")


if __name__ == "__main__":
    main()
