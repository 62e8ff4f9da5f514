#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
# Copyright the SupportKit authors
"""A second, slow and plain reading of decision tables, and a brute-force search for their faults.

    python3 rule_table_oracle.py check < rule-table.jsonl          recomputes what is expected
    cat rule-table.jsonl answers.jsonl | python3 rule_table_oracle.py check
                                                                   checks answers, witnesses too
    python3 rule_table_oracle.py expect < questions.jsonl          vectors with what is expected
    python3 rule_table_oracle.py answer < rule-table.jsonl         answers, with witnesses

It shares nothing with the library. Numbers are fractions, so every decimal is exact. It follows
DMN 1.4 (hit policies, FEEL unary tests) and the rules P1 to P4 of the project's semantics. Where
these leave a choice, it is this:

Cells
- A cell is `-`, a list of tests, or `not(list of tests)`. A test is a literal, `<`, `<=`, `>` or
  `>=` with a number, or an interval of numbers. `]a..b[` means `(a..b)`; ends may be mixed.
- An interval whose start is above its end, or equal to it with an end open, holds nothing.
- Strings are compared exactly, have no order, and know the escapes of JSON. Numbers have neither
  exponent nor sign `+`; `.5` is one half. Numbers go on without gaps: 1.5 lies between 1 and 2.
- An output is one literal. A single output is answered as its value, several as an object by name.
  A result is equal to another by value: 1.50 is 1.5.

Inputs
- `values` is a cell that every known input must satisfy: else `outside_domain`, also where no rule
  looks at that input. A value of another type is `invalid_input`. Both come before all rules.
- An input that is absent or null is unknown. `-` holds for it; every other cell is unknown, also
  one that holds for all values. A rule is false if one cell is, else unknown if one cell is.
- FIRST: an unknown rule before the first that holds makes the case `not_assessable`, also if both
  have the same output: the rule would win. An unknown rule behind it changes nothing.
- Elsewhere the answer stands if it is the same whichever unknown rules hold. Rules count as
  independent of one another: whether two can hold together is not looked at. Violations of the
  hit policy are answers too: two rules that hold under UNIQUE are an error, whatever is unknown.

Hit policies
- UNIQUE with two matches is `not_unique`, also with equal outputs. ANY with matches whose outputs
  differ is `outputs_differ`.
- PRIORITY and OUTPUT ORDER compare outputs from left to right by their place in `values`; an output
  without `values` does not take part. Equals stay in the order of rules, and none is dropped.
- COLLECT lists outputs in the order of rules, equal ones as often as they occur; SUM adds them so,
  COUNT counts matches. SUM, MIN and MAX take numbers.
- With no match: an empty list, COUNT 0, else null. If an output has a default, that is the answer
  instead: alone in a list for list policies. Outputs without a default are then null.
- `invalid_table`: a text that cannot be read, a rule of the wrong width, an input named twice, no
  output, several outputs without names or with an aggregation, an aggregation outside COLLECT,
  PRIORITY or OUTPUT ORDER without `values`, an output outside its `values`, and SUM, MIN or MAX of
  what is no number, and values of several types in one output.

Findings (`"analyse": true`)
- Only known inputs inside their `values` count.
- A gap is a point where no rule matches. A table with a default has none.
- An overlap is a pair that shares a point: any pair under UNIQUE, one with different outputs under
  ANY, FIRST and PRIORITY, none under list policies.
- A rule is unreachable if it never decides: under FIRST and PRIORITY it never wins (an equal
  output of an earlier rule wins too); elsewhere it matches nothing. `coveredBy` is empty for a
  rule that matches nothing, else rules that beat it and together match wherever it does.
- A witness names the inputs; one that it leaves out may have any value.
"""

import itertools
import json
import sys
from fractions import Fraction

from rule_table_model import NUMBER, Table, outcome


# Checking findings of somebody else

class FindingsCheck:
    """Says what is wrong with findings; witnesses may be any that are true."""

    def __init__(self, table, findings):
        self.table, self.findings, self.wrong = table, findings, []
        self.gaps, self.overlaps, self.unreachable = table.analysis()

    def run(self):
        try:
            self.check_gaps(self.findings["gaps"])
            self.check_overlaps(self.findings["overlaps"])
            self.check_unreachable(self.findings["unreachable"])
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            self.wrong.append(f"findings cannot be read: {error!r}")
        return self.wrong

    def spread(self, witness):
        """The points of a witness: one for every value of the inputs it leaves out."""
        unknown = set(witness) - set(self.table.names)
        if unknown:
            raise ValueError(f"unknown inputs {sorted(unknown)}")
        known = self.table.point(witness)
        return itertools.product(*(
            [value] if value is not None else self.table.representatives(column)
            for column, value in enumerate(known)))

    def holds_everywhere(self, witness, test):
        points, code = outcome(self.spread, witness)
        points = list(points or [])
        return code is None and bool(points) and all(map(test, points))

    def check_gaps(self, found):
        if bool(found) != bool(self.gaps):
            self.wrong.append(f"gaps: {len(found)} told, there are {len(self.gaps)}")
        for gap in found:
            if not self.holds_everywhere(gap["witness"], lambda p: not self.table.matches(p)):
                self.wrong.append(f"no gap at {gap['witness']}")

    def check_overlaps(self, found):
        told = {tuple(sorted(index - 1 for index in overlap["rules"])) for overlap in found}
        for a, b in sorted(told ^ set(self.overlaps)):
            verb = "wrongly told" if (a, b) in told else "missing"
            self.wrong.append(f"overlap of {a + 1} and {b + 1} {verb}")
        for overlap in found:
            pair = {index - 1 for index in overlap["rules"]}
            if not self.holds_everywhere(
                    overlap["witness"], lambda p: pair <= set(self.table.matches(p))):
                self.wrong.append(f"{overlap['rules']} do not share {overlap['witness']}")

    def check_unreachable(self, found):
        told = {entry["rule"] - 1 for entry in found}
        for index in sorted(told ^ set(self.unreachable)):
            verb = "wrongly told" if index in told else "missing"
            self.wrong.append(f"rule {index + 1} as unreachable {verb}")
        for entry in found:
            index, others = entry["rule"] - 1, {other - 1 for other in entry["coveredBy"]}
            if index in self.unreachable and not self.covers(index, others):
                self.wrong.append(f"rule {index + 1} is not covered by {entry['coveredBy']}")

    def covers(self, index, others):
        """Whether rules that beat a rule match wherever it does."""
        table = self.table
        if not self.unreachable[index]:
            return not others
        if not all(0 <= other < len(table.rules) for other in others):
            return False
        if table.policy == "PRIORITY":
            beats = all((table.rank(other), other) < (table.rank(index), index) for other in others)
        else:
            beats = all(other < index for other in others)
        places = (set(table.matches(point)) for point in table.points())
        return beats and all(others & matches for matches in places if index in matches)


# Vectors

def plain(value):
    """A value that is equal to another exactly if they mean the same."""
    if isinstance(value, dict):
        if set(value) == {"number"} and NUMBER.fullmatch(str(value["number"])):
            return ("number", Fraction(value["number"]))
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, list):
        return [plain(item) for item in value]
    return (type(value).__name__, value)


def case_answer(table, case):
    value, code = outcome(table.decide, case["inputs"])
    return {"id": case["id"], "error": code} if code else {"id": case["id"], "actual": value}


def answer(vector):
    """The line that a program would print for the vector."""
    table, code = outcome(Table, vector["table"])
    if code:
        return {"id": vector["id"], "error": code}
    actual = {"cases": [case_answer(table, case) for case in vector["cases"]]}
    if vector.get("analyse"):
        actual["findings"] = table.findings()
    return {"id": vector["id"], "actual": actual}


def expect(vector):
    """The vector with what is expected of it."""
    table, code = outcome(Table, vector["table"])
    if code:
        return {**vector, "expected": {"error": code}}
    cases = []
    for case in vector["cases"]:
        value, refusal = outcome(table.decide, case["inputs"])
        cases.append({
            **case, "expected": {"error": refusal} if refusal else value,
            "error_expected": refusal is not None})
    filled = {**vector, "cases": cases}
    if vector.get("analyse"):
        filled["findings_expected"] = table.findings_expected()
    return filled


def same_case(expected, told):
    if isinstance(expected, dict) and "error" in expected:
        return told.get("error") == expected["error"]
    return "actual" in told and plain(told["actual"]) == plain(expected)


def differences(vector, told):
    """What is wrong with an answer to a vector."""
    table, code = outcome(Table, vector["table"])
    if code or "error" in told:
        return [] if told.get("error") == code else [f"{told.get('error')} instead of {code}"]
    actual = told.get("actual") or {}
    answers = {case["id"]: case for case in actual.get("cases", [])}
    wrong = []
    for case in vector["cases"]:
        value, refusal = outcome(table.decide, case["inputs"])
        expected = {"error": refusal} if refusal else value
        if not same_case(expected, answers.get(case["id"], {})):
            wrong.append(f"case {case['id']}: {answers.get(case['id'])} instead of {expected}")
    if vector.get("analyse"):
        wrong += FindingsCheck(table, actual.get("findings", told.get("findings"))).run()
    return wrong


def mistakes(vector):
    """Where a vector itself expects something else than is computed here."""
    filled = expect(vector)
    wrong = []
    for case, other in zip(vector["cases"], filled["cases"]):
        for key in ("expected", "error_expected"):
            if plain(case.get(key)) != plain(other.get(key)):
                wrong.append(f"case {case['id']}: {case.get(key)} in the file, {other.get(key)}")
    for key in ("expected", "findings_expected"):
        if vector.get(key) != filled.get(key):
            wrong.append(f"{key}: {vector.get(key)} in the file, {filled.get(key)}")
    return wrong


def check(lines):
    vectors, answers = {}, {}
    for line in lines:
        (vectors if "table" in line else answers)[line["id"]] = line
        if "table" in line and "actual" in line:
            answers[line["id"]] = line
    passed = failed = 0
    for name, vector in vectors.items():
        wrong = mistakes(vector)
        if answers:
            wrong += differences(vector, answers[name]) if name in answers else ["no answer"]
        passed, failed = passed + (not wrong), failed + bool(wrong)
        for what in wrong:
            print(f"{name}: {what}")
    for name in sorted(answers.keys() - vectors.keys(), key=str):
        failed += 1
        print(f"{name}: an answer to no vector")
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


def main():
    mode = sys.argv[1] if len(sys.argv) == 2 else None
    if mode not in ("check", "expect", "answer"):
        print("usage: rule_table_oracle.py check | expect | answer", file=sys.stderr)
        return 64
    lines = (json.loads(line) for line in sys.stdin if line.strip())
    if mode == "check":
        return check(lines)
    for vector in lines:
        filled = expect(vector) if mode == "expect" else answer(vector)
        print(json.dumps(filled, ensure_ascii=False))
    return 0


if __name__ == "__main__":
    sys.exit(main())
