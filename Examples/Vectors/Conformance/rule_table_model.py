# SPDX-License-Identifier: Apache-2.0
# Copyright the SupportKit authors
"""Decision tables, read and decided slowly and plainly; rule_table_oracle.py states the rules."""

import itertools
import json
import re
from fractions import Fraction

LIST_POLICIES = ("RULE ORDER", "OUTPUT ORDER", "COLLECT")
POLICIES = ("UNIQUE", "ANY", "PRIORITY", "FIRST") + LIST_POLICIES
NUMBER = re.compile(r"-?(\d+(\.\d+)?|\.\d+)", re.ASCII)
TYPES = {"number": Fraction, "string": str, "boolean": bool}
STRING = re.compile(r'"(\\.|[^"\\])*"')


class Refusal(Exception):
    """An answer that is an error code."""

    def __init__(self, code, why=""):
        super().__init__(f"{code}: {why}")
        self.code = code


# Values: a fraction, a string or a boolean

def decimal_text(number):
    """A fraction whose expansion ends, as plain decimal text without needless zeros."""
    places, scaled = 0, number
    while scaled.denominator != 1:
        places, scaled = places + 1, scaled * 10
    digits = str(abs(scaled.numerator)).rjust(places + 1, "0")
    sign = "-" if number < 0 else ""
    return sign + (f"{digits[:-places]}.{digits[-places:]}" if places else digits)


def outward(value):
    """A value in the form of the vectors."""
    return {"number": decimal_text(value)} if isinstance(value, Fraction) else value


def inward(value, kind):
    """A known input; refuses one that is not of the kind."""
    if kind == "number" and isinstance(value, dict) and set(value) == {"number"}:
        written = value["number"]
        if isinstance(written, str) and NUMBER.fullmatch(written):
            return Fraction(written)
    elif kind == "string" and isinstance(value, str):
        return value
    elif kind == "boolean" and isinstance(value, bool):
        return value
    raise Refusal("invalid_input", f"{value!r} is no {kind}")


# Cells

class Reader:
    """Reads the text of a cell from left to right."""

    def __init__(self, text):
        if not isinstance(text, str):
            raise Refusal("invalid_table", f"{text!r} is no text")
        self.text, self.place = text, 0

    def fail(self):
        raise Refusal("invalid_table", f"{self.text!r} at {self.place}")

    def skip(self):
        while self.text[self.place:self.place + 1] in (" ", "\t"):
            self.place += 1

    def take(self, *words):
        """The first of the words that comes next, else None."""
        self.skip()
        for word in words:
            if self.text.startswith(word, self.place):
                self.place += len(word)
                return word
        return None

    def need(self, *words):
        return self.take(*words) or self.fail()

    def at_end(self):
        self.skip()
        return self.place == len(self.text)

    def pattern(self, pattern):
        found = pattern.match(self.text, self.place)
        if found:
            self.place = found.end()
        return found and found.group()

    def number(self):
        self.skip()
        written = self.pattern(NUMBER)
        return Fraction(written) if written else self.fail()

    def literal(self):
        self.skip()
        written = self.pattern(STRING)
        if written:
            try:
                return json.loads(written)
            except ValueError:
                self.fail()
        word = self.pattern(re.compile(r"[A-Za-z]+"))
        if word:
            return word == "true" if word in ("true", "false") else self.fail()
        return self.number()

    def test(self):
        """(lowest, whether itself, highest, whether itself) of numbers, or one literal."""
        sign = self.take("<=", ">=", "<", ">")
        if sign:
            bound, closed = self.number(), len(sign) == 2
            return (bound, closed, None, False) if sign[0] == ">" else (None, False, bound, closed)
        opening = self.take("[", "(", "]")
        if opening:
            low = self.number()
            self.need("..")
            high = self.number()
            return (low, opening == "[", high, self.need("]", ")", "[") == "]")
        return self.literal()

    def tests(self):
        found = [self.test()]
        while self.take(","):
            found.append(self.test())
        return found

    def literals(self):
        found = [self.literal()]
        while self.take(","):
            found.append(self.literal())
        return self.at_end() and found or self.fail()


class Cell:
    def __init__(self, text, kind):
        reader = Reader(text)
        self.anything = text.strip() == "-"
        self.negated, self.tests = False, []
        if self.anything:
            return
        if re.match(r"\s*not\s*\(", text):
            self.negated = True
            reader.need("not")
            reader.need("(")
            self.tests = reader.tests()
            reader.need(")")
        else:
            self.tests = reader.tests()
        if not reader.at_end():
            reader.fail()
        for test in self.tests:
            if (Fraction if isinstance(test, tuple) else type(test)) is not TYPES[kind]:
                raise Refusal("invalid_table", f"{text} for a {kind}")

    def holds(self, value):
        """Whether the cell holds; None where that is not known."""
        if self.anything:
            return True
        if value is None:
            return None
        return any(passes(test, value) for test in self.tests) != self.negated

    def mentioned(self):
        """Every number or word in the cell."""
        for test in self.tests:
            if isinstance(test, tuple):
                yield from (bound for bound in (test[0], test[2]) if bound is not None)
            else:
                yield test


def passes(test, value):
    if not isinstance(test, tuple):
        return test == value
    low, with_low, high, with_high = test
    above = low is None or value > low or (with_low and value == low)
    below = high is None or value < high or (with_high and value == high)
    return above and below


# Tables

class Table:
    def __init__(self, written):
        self.policy, self.aggregation = written.get("hit_policy"), written.get("aggregation")
        self.require(self.policy in POLICIES, "hit policy")
        self.require(self.aggregation in (None, "SUM", "MIN", "MAX", "COUNT"), "aggregation")
        self.require(self.policy == "COLLECT" or self.aggregation is None, "aggregation")
        self.names = [column["expr"] for column in written["inputs"]]
        self.require(len(set(self.names)) == len(self.names), "an input twice")
        self.kinds = [column["type"] for column in written["inputs"]]
        self.require(set(self.kinds) <= set(TYPES), "type")
        self.domains = [
            Cell("-" if column.get("values") is None else column["values"], kind)
            for column, kind in zip(written["inputs"], self.kinds)]
        self.read_outputs(written["outputs"])
        self.rules = [self.read_rule(rule) for rule in written["rules"]]
        outs = [out for _, out in self.rules] + [self.defaults]
        for column, order in enumerate(self.orders):
            values = [out[column] for out in outs if out[column] is not None] + (order or [])
            types = {type(value) for value in values}
            self.require(len(types) <= 1, "values of several types in an output")
            numbers = self.aggregation in (None, "COUNT") or types <= {Fraction}
            self.require(numbers, "an aggregation of no numbers")

    @staticmethod
    def require(condition, what):
        if not condition:
            raise Refusal("invalid_table", what)

    def read_outputs(self, columns):
        self.outputs = [column.get("name") for column in columns]
        named = set(self.outputs) - {None}
        self.require(columns, "no output")
        self.require(len(columns) == 1 or len(named) == len(columns), "outputs without names")
        self.require(len(columns) == 1 or self.aggregation is None, "several outputs aggregated")
        self.orders = [
            None if column.get("values") is None else Reader(column["values"]).literals()
            for column in columns]
        ordered = self.policy not in ("PRIORITY", "OUTPUT ORDER") or any(self.orders)
        self.require(ordered, "no order of outputs")
        self.defaults = [
            None if column.get("default") is None else self.read_output(column["default"], order)
            for column, order in zip(columns, self.orders)]
        self.has_default = any(default is not None for default in self.defaults)

    def read_output(self, text, order):
        reader = Reader(text)
        value = reader.literal()
        self.require(reader.at_end(), f"output {text}")
        self.require(order is None or value in order, f"output {text} outside its values")
        return value

    def read_rule(self, rule):
        self.require(len(rule["in"]) == len(self.names), "width of a rule")
        self.require(len(rule["out"]) == len(self.outputs), "width of a rule")
        cells = [Cell(text, kind) for text, kind in zip(rule["in"], self.kinds)]
        return cells, [self.read_output(*pair) for pair in zip(rule["out"], self.orders)]

    def rank(self, index):
        """The priority of a rule: a smaller one goes first."""
        out = self.rules[index][1]
        return [order.index(value) for value, order in zip(out, self.orders) if order is not None]

    # Cases

    def point(self, inputs):
        """The inputs in the order of columns; None is unknown."""
        values = []
        for name, kind, domain in zip(self.names, self.kinds, self.domains):
            value = None if inputs.get(name) is None else inward(inputs[name], kind)
            if domain.holds(value) is False:
                raise Refusal("outside_domain", name)
            values.append(value)
        return values

    def truth(self, index, point):
        """Whether a rule holds at a point; None where that is not known."""
        found = [cell.holds(value) for cell, value in zip(self.rules[index][0], point)]
        return False if False in found else None if None in found else True

    def decide(self, inputs):
        point = self.point(inputs)
        truths = [self.truth(index, point) for index in range(len(self.rules))]
        if self.policy == "FIRST":
            for index, truth in enumerate(truths):
                if truth is None:
                    raise Refusal("not_assessable", f"rule {index + 1}")
                if truth:
                    return self.shown([index])
            return self.shown([])
        outcomes = []
        for choice in itertools.product([True, False], repeat=truths.count(None)):
            guesses = iter(choice)
            holds = [next(guesses) if truth is None else truth for truth in truths]
            outcomes.append(outcome(self.shown, [i for i, held in enumerate(holds) if held]))
        if any(other != outcomes[0] for other in outcomes):
            raise Refusal("not_assessable", "the answer depends on what is unknown")
        value, code = outcomes[0]
        if code:
            raise Refusal(code)
        return value

    # Hit policies

    def shown(self, matches):
        """The answer for the rules that match, in their order."""
        if not matches:
            return self.nothing()
        outs = [self.rules[index][1] for index in matches]
        if self.policy == "UNIQUE" and len(matches) > 1:
            raise Refusal("not_unique", f"rules {[index + 1 for index in matches]}")
        if self.policy == "ANY" and any(out != outs[0] for out in outs):
            raise Refusal("outputs_differ", f"rules {[index + 1 for index in matches]}")
        if self.policy in ("PRIORITY", "OUTPUT ORDER"):
            outs = [self.rules[index][1] for index in sorted(matches, key=self.rank)]
        if self.policy not in LIST_POLICIES:
            return self.result(outs[0])
        if self.aggregation is None:
            return [self.result(out) for out in outs]
        numbers = [out[0] for out in outs]
        if self.aggregation == "COUNT":
            return outward(Fraction(len(numbers)))
        return outward({"SUM": sum, "MIN": min, "MAX": max}[self.aggregation](numbers))

    def nothing(self):
        listed = self.policy in LIST_POLICIES and self.aggregation is None
        if self.has_default:
            return [self.result(self.defaults)] if listed else self.result(self.defaults)
        if self.aggregation == "COUNT":
            return outward(Fraction(0))
        return [] if listed else None

    def result(self, out):
        if len(out) == 1:
            return outward(out[0])
        return {name: outward(value) for name, value in zip(self.outputs, out)}

    # Findings

    def representatives(self, column):
        """One value for every part into which the table cuts an input."""
        cells = [rule[0][column] for rule in self.rules] + [self.domains[column]]
        words = list(dict.fromkeys(word for cell in cells for word in cell.mentioned()))
        if self.kinds[column] == "boolean":
            words = [False, True]
        elif self.kinds[column] == "string":
            other = "other"
            while other in words:
                other += "-"
            words.append(other)
        elif words:
            words.sort()
            between = [(low + high) / 2 for low, high in zip(words, words[1:])]
            words = sorted([words[0] - 1, *words, *between, words[-1] + 1])
        else:
            words = [Fraction(0)]
        return [word for word in words if self.domains[column].holds(word)]

    def points(self):
        return itertools.product(*(self.representatives(i) for i in range(len(self.names))))

    def matches(self, point):
        return [index for index in range(len(self.rules)) if self.truth(index, point)]

    def winner(self, matches):
        return min(matches, key=self.rank) if self.policy == "PRIORITY" else matches[0]

    def clashes(self, a, b):
        """Whether it is worth telling that two rules share a point."""
        if self.policy in LIST_POLICIES:
            return False
        return self.policy == "UNIQUE" or self.rules[a][1] != self.rules[b][1]

    def analysis(self):
        """Everything that brute force finds: gaps, overlapping pairs, rules that never decide."""
        gaps, overlaps = [], {}
        matching, winning, beaten_by = set(), set(), {}
        for point in self.points():
            matches = self.matches(point)
            if not matches:
                gaps += [] if self.has_default else [point]
                continue
            winner = self.winner(matches)
            winning.add(winner)
            matching.update(matches)
            for index in matches:
                beaten_by.setdefault(index, set()).add(winner)
            for pair in itertools.combinations(matches, 2):
                if self.clashes(*pair):
                    overlaps.setdefault(pair, point)
        deciding = winning if self.policy in ("FIRST", "PRIORITY") else matching
        unreachable = {
            index: beaten_by.get(index, set())
            for index in range(len(self.rules)) if index not in deciding}
        return gaps, overlaps, unreachable

    def witness(self, point):
        return {name: outward(value) for name, value in zip(self.names, point)}

    def findings(self):
        gaps, overlaps, unreachable = self.analysis()
        return {
            "gaps": [{"witness": self.witness(point)} for point in gaps[:1]],
            "overlaps": [
                {"rules": [a + 1, b + 1], "witness": self.witness(point)}
                for (a, b), point in sorted(overlaps.items())],
            "unreachable": [
                {"rule": index + 1, "coveredBy": sorted(other + 1 for other in others)}
                for index, others in unreachable.items()]}

    def findings_expected(self):
        gaps, overlaps, unreachable = self.analysis()
        return {
            "gaps": bool(gaps),
            "overlaps": [[a + 1, b + 1] for a, b in sorted(overlaps)],
            "unreachable": [index + 1 for index in unreachable]}


def outcome(function, *arguments):
    """(value, None) or (None, code)."""
    try:
        return function(*arguments), None
    except Refusal as refusal:
        return None, refusal.code
