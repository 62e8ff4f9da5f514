#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
# Copyright the SupportKit authors
"""Makes rule-table.jsonl: the tables written by hand, then tables drawn from a seed.

    python3 make_rule_tables.py > rule-table.jsonl

Half of the drawn tables begin as a partition of all inputs, which is then damaged a little: so
some have no fault, and most have few. A case with unknown inputs is kept only where three readings
of P2 agree: the one of the oracle, the one that lets each unknown rule hold by itself, and the one
that tries every value of the unknown inputs. The readings part in the tables `unknown/`, which
say so.
"""

import itertools
import json
import random
from fractions import Fraction

from rule_table_cases import vectors as written_by_hand
from rule_table_model import Table, decimal_text, outcome
from rule_table_oracle import expect

SEED = 20_250_606
LETTERS = ["A", "B", "C", "D"]
NUMBERS = {  # columns of numbers and the numbers that rules mention
    "hours": ["1", "4", "24", "48", "72"],
    "amount": ["0.01", "19.99", "64.32", "100", "1000.10"],
    "messages": ["2", "3", "5", "8"],
    "balance": ["-50", "-0.5", "0", "0.5", "50"],
}
STRINGS = {  # columns of strings and their values; an open one has no `values`
    "class": LETTERS[:3], "channel": ["phone", "chat", "mail", "post"], "priority": ["high", "low"],
    "tag": ["refund", "delay", "lost"],
}
BOOLEANS = ["vip", "reopened"]
POLICIES = [
    ("UNIQUE", None), ("ANY", None), ("PRIORITY", None), ("FIRST", None), ("RULE ORDER", None),
    ("OUTPUT ORDER", None), ("COLLECT", None), ("COLLECT", "SUM"), ("COLLECT", "MIN"),
    ("COLLECT", "MAX"), ("COLLECT", "COUNT")]


def quoted(words):
    return ",".join(json.dumps(word) for word in words)


class Draw:
    """Draws one table and its cases."""

    def __init__(self, seed, policy, aggregation, columns, rules):
        self.random = random.Random(seed)
        self.policy, self.aggregation = policy, aggregation
        names = [*NUMBERS, *STRINGS, *BOOLEANS]
        self.names = self.random.sample(names, columns)
        self.inputs = [self.column(name) for name in self.names]
        self.outputs = self.draw_outputs()
        self.partition = self.random.random() < 0.5
        conditions = self.split(rules) if self.partition else [
            [self.cell(name) for name in self.names] for _ in range(rules)]
        self.rules = [{"in": cells, "out": self.draw_output()} for cells in conditions]
        if self.partition:
            self.damage()

    # Columns

    def column(self, name):
        if name in NUMBERS:
            domain = self.random.random() < 0.2 and name != "balance"
            return {"expr": name, "type": "number", "values": "[0..2000]" if domain else None}
        if name in STRINGS:
            values = None if name == "tag" else quoted(STRINGS[name])
            return {"expr": name, "type": "string", "values": values}
        return {"expr": name, "type": "boolean", "values": None}

    def draw_outputs(self):
        ordered = self.policy in ("PRIORITY", "OUTPUT ORDER")
        listed = self.policy in ("RULE ORDER", "OUTPUT ORDER", "COLLECT")
        numbers = self.aggregation in ("SUM", "MIN", "MAX") or self.random.random() < 0.3
        self.values = [["0.1", "0.2", "0.7", "-1.5"] if numbers else ["x", "y", "z"]]
        default = self.random.random() < 0.25 and not listed
        several = self.aggregation is None and self.random.random() < 0.25
        outputs = [{
            "name": "result" if several else None,
            "values": self.written(self.values[0]) if ordered else None,
            "default": self.literal(self.values[0][-1]) if default else None}]
        if several:
            self.values.append(["1", "2.50"])
            default = "0" if default else None
            outputs.append({"name": "weight", "values": None, "default": default})
        return outputs

    def literal(self, value):
        return json.dumps(value) if value in ("x", "y", "z") else value

    def written(self, values):
        return ",".join(self.literal(value) for value in values)

    def draw_output(self):
        few = 2 if self.policy in ("ANY", "FIRST") else 4
        return [self.literal(self.random.choice(values[:few])) for values in self.values]

    # Cells

    def cell(self, name):
        if self.random.random() < 0.35:
            return "-"
        if name in NUMBERS:
            return self.number_cell(NUMBERS[name])
        if name in STRINGS:
            count = self.random.randint(1, len(STRINGS[name]) - 1)
            words = self.random.sample(STRINGS[name], count)
            return f"not({quoted(words)})" if self.random.random() < 0.3 else quoted(words)
        return self.random.choice(["true", "false", "true", "not(true)"])

    def number_cell(self, numbers):
        low, high = sorted(self.random.sample(range(len(numbers)), 2))
        low, high = numbers[low], numbers[high]
        interval = self.random.choice(["[{}..{}]", "[{}..{})", "({}..{}]", "({}..{})", "]{}..{}["])
        interval = interval.format(low, high)
        return self.random.choice([
            f"<{high}", f"<={high}", f">{low}", f">={low}", interval, interval, low,
            f"{low},>{high}", f"not({interval})"])

    def split(self, count):
        """Cells that cover all inputs without overlap, cut in two until there are enough."""
        whole = {name: self.pieces(name) for name in self.names}
        parts = [whole]
        while len(parts) < count:
            part = parts.pop(self.random.randrange(len(parts)))
            wide = [name for name in self.names if len(part[name]) > 1]
            if not wide:
                parts.append(part)
                break
            name = self.random.choice(wide)
            cut = self.random.randint(1, len(part[name]) - 1)
            parts += [{**part, name: part[name][:cut]}, {**part, name: part[name][cut:]}]
        self.random.shuffle(parts)
        return [
            ["-" if part[name] == whole[name] else self.joined(name, part[name])
             for name in self.names] for part in parts]

    def pieces(self, name):
        """The smallest parts of a column, in order."""
        if name in NUMBERS:
            bounds = self.random.sample(NUMBERS[name], 3)
            bounds = [None, *sorted(bounds, key=Fraction), None]
            closed = self.random.random() < 0.5
            return [(low, high, closed) for low, high in zip(bounds, bounds[1:])]
        if name in STRINGS:
            words = STRINGS[name]
            return [*words, None] if name == "tag" else words
        return ["true", "false"]

    def joined(self, name, pieces):
        """The cell that holds for these neighbours."""
        if name in NUMBERS:
            low, high, closed = pieces[0][0], pieces[-1][1], pieces[0][2]
            if low is None:
                return f"{'<' if closed else '<='}{high}"
            if high is None:
                return f"{'>=' if closed else '>'}{low}"
            return f"[{low}..{high})" if closed else f"({low}..{high}]"
        if name in STRINGS:
            rest = [word for word in STRINGS[name] if word not in pieces]
            return f"not({quoted(rest)})" if None in pieces else quoted(pieces)
        return pieces[0]

    def damage(self):
        """Sometimes drops a rule, widens a cell, or adds a rule that others may cover."""
        kind = self.random.randrange(5)
        if kind == 1 and len(self.rules) > 2:
            self.rules.pop(self.random.randrange(len(self.rules)))
        if kind in (2, 4):
            cells = self.random.choice(self.rules)["in"]
            place = self.random.randrange(len(cells))
            cells[place] = self.cell(self.names[place])
        if kind in (3, 4):
            cells = [self.cell(name) for name in self.names]
            self.rules.append({"in": cells, "out": self.draw_output()})
        if self.policy == "FIRST" and self.random.random() < 0.3:
            self.rules.append({"in": ["-"] * len(self.names), "out": self.draw_output()})

    # Cases

    def table(self):
        return {
            "hit_policy": self.policy, "aggregation": self.aggregation, "inputs": self.inputs,
            "outputs": self.outputs, "rules": self.rules}

    def value(self, name):
        if name in NUMBERS:
            number = Fraction(self.random.choice(NUMBERS[name]))
            number += self.random.choice([0, 0, 0, 1, -1]) * Fraction(self.random.choice([
                "1", "0.5", "0.001", "0.0000000001"]))
            return {"number": decimal_text(number)}
        if name in STRINGS:
            wrong = self.random.random() < 0.05
            return "elsewhere" if wrong else self.random.choice(STRINGS[name])
        return self.random.random() < 0.5

    def inputs_drawn(self, unknown):
        inputs = {name: self.value(name) for name in self.names}
        if self.random.random() < unknown:
            for name in self.random.sample(self.names, self.random.randint(1, min(2, len(inputs)))):
                del inputs[name]
        return inputs

    def cases(self, count, unknown):
        """Distinct cases; those that match no rule make up a third at most, where it can be."""
        table, kept, misses, seen = Table(self.table()), [], 0, set()
        for _ in range(60 * count):
            if len(kept) == count:
                break
            inputs = self.inputs_drawn(unknown)
            key = json.dumps(inputs)
            point, refused = outcome(table.point, inputs)
            matched = not refused and any(
                table.truth(index, point) for index in range(len(table.rules)))
            if key in seen or not (refused or readings_agree(table, inputs)):
                continue
            if not refused and not matched and misses * 3 >= count:
                continue
            misses += not refused and not matched
            seen.add(key)
            kept.append({"id": str(len(kept) + 1), "inputs": inputs})
        return kept


def readings_agree(table, inputs):
    """Whether other sensible readings of P2 answer alike."""
    point = table.point(inputs)
    if None not in point:
        return True
    spread = itertools.product(*(
        [value] if value is not None else table.representatives(column)
        for column, value in enumerate(point)))
    completed = [outcome(decide_known, table, values) for values in spread]
    truths = [table.truth(index, point) for index in range(len(table.rules))]
    sure = [index for index, truth in enumerate(truths) if truth]
    single = [outcome(table.shown, sure)] + [
        outcome(table.shown, sorted([*sure, index]))
        for index, truth in enumerate(truths) if truth is None]
    ours = outcome(table.decide, inputs)
    for outcomes in (completed, single):
        same = all(other == outcomes[0] for other in outcomes)
        if ours != (outcomes[0] if same else (None, "not_assessable")):
            return False
    return True


def decide_known(table, values):
    matches = [index for index in range(len(table.rules)) if table.truth(index, values)]
    return table.shown(matches)


def drawn(group, number, policy, aggregation, columns, rules, analyse, unknown):
    seed = f"{SEED}/{group}/{policy}/{aggregation}/{number}"
    draw = Draw(seed, policy, aggregation, columns, rules)
    name = "-".join(filter(None, [policy.lower().replace(" ", "-"), (aggregation or "").lower()]))
    cases = draw.cases(3 if analyse else 6, unknown)
    return {
        "id": f"{group}/{name}/{number:02}", "source": f"seed {seed}", "table": draw.table(),
        "analyse": analyse, "cases": cases}


def vectors():
    yield from written_by_hand()
    for policy, aggregation in POLICIES:
        for number in range(1, 9):
            columns, rules = 1 + number % 4, 3 + number
            yield drawn("random", number, policy, aggregation, columns, rules, False, 0.25)
    for policy, aggregation in POLICIES[:5] + POLICIES[7:8]:
        for number in range(1, 19 if policy in ("UNIQUE", "ANY", "PRIORITY", "FIRST") else 5):
            columns, rules = 1 + number % 3, 3 + number % 5
            yield drawn("analysis", number, policy, aggregation, columns, rules, True, 0.0)


def main():
    for vector in vectors():
        print(json.dumps(expect(vector), ensure_ascii=False))


if __name__ == "__main__":
    main()
