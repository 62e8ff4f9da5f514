#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
# Copyright the SupportKit authors
"""Cases worked out by hand for rule_table_oracle.py: python3 rule_table_oracle_test.py"""

import unittest
from fractions import Fraction

from rule_table_model import Cell, Refusal, Table, decimal_text, outcome
from rule_table_oracle import FindingsCheck, differences


def number(text):
    return {"number": text}


def table(policy, inputs, outputs, rules, aggregation=None):
    """Inputs: (name, type, values). Outputs: (name, values, default). Rules: (cells, outputs)."""
    return Table({
        "hit_policy": policy, "aggregation": aggregation,
        "inputs": [dict(zip(("expr", "type", "values"), column)) for column in inputs],
        "outputs": [dict(zip(("name", "values", "default"), column)) for column in outputs],
        "rules": [{"in": cells, "out": out} for cells, out in rules]})


HOURS = ("hours", "number", None)
KIND = ("kind", "string", '"A","B"')
ONE = [(None, None, None)]
ORDERED = [(None, '"high","low"', None)]


class Cells(unittest.TestCase):
    def held(self, text, *numbers):
        return [Cell(text, "number").holds(Fraction(written)) for written in numbers]

    def test_intervals_include_the_ends_that_their_brackets_say(self):
        for text, expected in [
                ("[1..3]", [False, True, True, True, False]),
                ("[1..3)", [False, True, True, False, False]),
                ("(1..3]", [False, False, True, True, False]),
                ("(1..3)", [False, False, True, False, False]),
                ("]1..3[", [False, False, True, False, False]),
                ("[ 1 .. 3 [", [False, True, True, False, False])]:
            with self.subTest(text):
                self.assertEqual(self.held(text, "0.9", "1", "2", "3", "3.1"), expected)

    def test_comparisons_and_lists(self):
        self.assertEqual(self.held(">=18", "17.99", "18", "19"), [False, True, True])
        self.assertEqual(self.held("<-5", "-5", "-5.01"), [False, True])
        self.assertEqual(self.held("1,[3..4),>9", "1", "2", "3", "4", "9", "10"),
                         [True, False, True, False, False, True])
        self.assertEqual(self.held("not(<1,>=3)", "0.9", "1", "3"), [False, True, False])
        self.assertEqual(self.held("[.5..1.5]", "0.5", "1.5"), [True, True])

    def test_decimals_are_exact(self):
        self.assertEqual(self.held("0.3", "0.30", "0.30000000000000001"), [True, False])
        self.assertEqual(self.held(">9007199254740992", "9007199254740993"), [True])

    def test_strings_and_booleans(self):
        for text, value, expected in [
                ('"Low","Medium"', "Medium", True), ('"Low","Medium"', "low", False),
                ('not("Low")', "Low", False), ('not( "Low" , "High" )', "Mid", True),
                (r'"say \"a, b\""', 'say "a, b"', True), ('"-"', "-", True), ("-", "x", True)]:
            with self.subTest(text):
                self.assertIs(Cell(text, "string").holds(value), expected)
        self.assertIs(Cell("not(true)", "boolean").holds(False), True)

    def test_what_is_unknown_is_neither_true_nor_false(self):
        self.assertIsNone(Cell("not(5)", "number").holds(None))
        self.assertIs(Cell("-", "number").holds(None), True)

    def test_texts_that_are_no_cells(self):
        for text in ["", "[1..2", "1..2", ">", '"a', "1 2", "not(", "--", "1e3", '">1"', "yes"]:
            with self.subTest(text), self.assertRaises(Refusal):
                Cell(text, "number")

    def test_decimals_are_written_plainly(self):
        for written, expected in [("1.50", "1.5"), ("-0.05", "-0.05"), ("300", "300"),
                                  ("0.0", "0")]:
            self.assertEqual(decimal_text(Fraction(written)), expected)


class Decisions(unittest.TestCase):
    def decide(self, made, **inputs):
        return outcome(made.decide, inputs)

    def two(self, policy, outputs=ONE, first='"low"', second='"high"', aggregation=None):
        """Rule 1 holds up to ten hours, rule 2 from five."""
        rules = [(["<=10"], [first]), ([">=5"], [second])]
        return table(policy, [HOURS], outputs, rules, aggregation)

    def test_each_hit_policy_on_two_matches(self):
        for policy, outputs, expected in [
                ("UNIQUE", ONE, (None, "not_unique")), ("ANY", ONE, (None, "outputs_differ")),
                ("FIRST", ONE, ("low", None)), ("PRIORITY", ORDERED, ("high", None)),
                ("RULE ORDER", ONE, (["low", "high"], None)),
                ("OUTPUT ORDER", ORDERED, (["high", "low"], None)),
                ("COLLECT", ONE, (["low", "high"], None))]:
            with self.subTest(policy):
                self.assertEqual(self.decide(self.two(policy, outputs), hours=number("7")),
                                 expected)
        same = self.two("ANY", first='"low"', second='"low"')
        self.assertEqual(self.decide(same, hours=number("7")), ("low", None))

    def test_aggregations_of_two_matches_and_of_none(self):
        for aggregation, expected in [("SUM", "0.3"), ("MIN", "0.1"), ("MAX", "0.2"),
                                      ("COUNT", "2")]:
            made = self.two("COLLECT", ONE, "0.1", "0.2", aggregation)
            self.assertEqual(self.decide(made, hours=number("7")), (number(expected), None))
            none = table("COLLECT", [HOURS], ONE, [(["5"], ["0.1"])], aggregation)
            nothing = number("0") if aggregation == "COUNT" else None
            self.assertEqual(self.decide(none, hours=number("7")), (nothing, None))

    def test_defaults_answer_only_where_no_rule_matches(self):
        outputs = [("a", None, '"no"'), ("b", None, None)]
        made = table("FIRST", [HOURS], outputs, [([">5"], ['"yes"', "1.0"])])
        self.assertEqual(self.decide(made, hours=number("6")),
                         ({"a": "yes", "b": number("1")}, None))
        self.assertEqual(self.decide(made, hours=number("5")), ({"a": "no", "b": None}, None))

    def test_an_unknown_rule_that_would_win_is_not_skipped(self):
        rules = [([">10", "-"], ['"late"']), (["-", '"A"'], ['"A"']), (["-", "-"], ['"rest"'])]
        made = table("FIRST", [HOURS, KIND], ONE, rules)
        self.assertEqual(self.decide(made, kind="A"), (None, "not_assessable"))
        self.assertEqual(self.decide(made, hours=number("11")), ("late", None))
        self.assertEqual(self.decide(made, hours=number("10")), (None, "not_assessable"))

    def test_an_unknown_rule_matters_where_it_could_change_the_answer(self):
        rules = [(["-", '"A"'], ['"high"']), ([">5", "-"], ['"low"'])]
        made = table("PRIORITY", [HOURS, KIND], ORDERED, rules)
        self.assertEqual(self.decide(made, kind="A"), ("high", None))
        self.assertEqual(self.decide(made, kind="B"), (None, "not_assessable"))
        self.assertEqual(self.decide(made, hours=number("6")), (None, "not_assessable"))

    def test_inputs_outside_their_domain_or_type(self):
        made = table("FIRST", [HOURS, KIND], ONE, [(["-", "-"], ["1"])])
        self.assertEqual(self.decide(made, kind="C"), (None, "outside_domain"))
        self.assertEqual(self.decide(made, hours="7"), (None, "invalid_input"))

    def test_tables_that_mean_nothing(self):
        for policy, inputs, outputs, rules, aggregation in [
                ("FIRST", [HOURS], ONE, [([">=1", "-"], ["1"])], None),
                ("FIRST", [HOURS], ONE, [([">=1"], ["1"])], "SUM"),
                ("PRIORITY", [HOURS], ONE, [([">=1"], ["1"])], None),
                ("COLLECT", [HOURS], ONE, [([">=1"], ['"a"'])], "SUM"),
                ("FIRST", [HOURS], ORDERED, [([">=1"], ['"middle"'])], None)]:
            code = outcome(table, policy, inputs, outputs, rules, aggregation)[1]
            self.assertEqual(code, "invalid_table")


class Findings(unittest.TestCase):
    def test_a_gap_between_two_numbers(self):
        made = table("UNIQUE", [HOURS], ONE, [(["<1"], ["1"]), ([">1"], ["2"])])
        gap = {"witness": {"hours": number("1")}}
        self.assertEqual(made.findings(), {"gaps": [gap], "overlaps": [], "unreachable": []})

    def test_a_rule_covered_by_two_together(self):
        rules = [(["<5"], ["1"]), ([">=5"], ["2"]), (["[4..6]"], ["3"])]
        made = table("FIRST", [HOURS], ONE, rules)
        expected = {"gaps": False, "overlaps": [[1, 3], [2, 3]], "unreachable": [3]}
        self.assertEqual(made.findings_expected(), expected)
        self.assertEqual(made.findings()["unreachable"], [{"rule": 3, "coveredBy": [1, 2]}])

    def test_priority_ignores_the_order_of_rules(self):
        rules = [(["[1..2]"], ['"low"']), (["-"], ['"high"'])]
        made = table("PRIORITY", [HOURS], ORDERED, rules)
        self.assertEqual(made.findings()["unreachable"], [{"rule": 1, "coveredBy": [2]}])

    def test_a_rule_that_matches_nothing(self):
        made = table("COLLECT", [KIND], ONE, [(['not("A","B")'], ["1"]), (["-"], ["2"])])
        self.assertEqual(made.findings()["unreachable"], [{"rule": 1, "coveredBy": []}])

    def test_wrong_answers_are_caught(self):
        written = {
            "hit_policy": "UNIQUE", "aggregation": None, "outputs": [{"name": None}],
            "inputs": [{"expr": "hours", "type": "number", "values": None}],
            "rules": [{"in": ["<5"], "out": ["1"]}, {"in": ["[4..6]"], "out": ["2"]}]}
        vector = {"id": "a", "table": written, "analyse": True, "cases": [
            {"id": "1", "inputs": {"hours": number("6")}}]}
        right = {
            "gaps": [{"witness": {"hours": number("6.1")}}], "unreachable": [],
            "overlaps": [{"rules": [2, 1], "witness": {"hours": number("4.0")}}]}
        told = {"id": "a", "actual": {"cases": [{"id": "1", "actual": number("2.0")}],
                                      "findings": right}}
        self.assertEqual(differences(vector, told), [])
        self.assertEqual(FindingsCheck(Table(written), right).run(), [])
        for key, wrong in [
                ("gaps", []), ("gaps", [{"witness": {"hours": number("6")}}]),
                ("gaps", [{"witness": {}}]), ("overlaps", []),
                ("overlaps", [{"rules": [1, 2], "witness": {"hours": number("5")}}]),
                ("unreachable", [{"rule": 1, "coveredBy": []}])]:
            with self.subTest(key):
                self.assertTrue(FindingsCheck(Table(written), {**right, key: wrong}).run())


if __name__ == "__main__":
    unittest.main()
