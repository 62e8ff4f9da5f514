#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
# Copyright the SupportKit authors
"""How long GoRules' ZEN engine takes for the tables of this directory.

    python3 -m venv /tmp/peers && /tmp/peers/bin/pip install -r requirements.txt
    /tmp/peers/bin/python rules_peer.py [ROUNDS]

All decisions are loaded and compiled once, by the engine's static loader, and then asked by name
about 1,024 rows, round after round (200 by default). First each has to give the expected outcome
for every row. This is the fastest way that the binding has: the same decision held as a
`ZenDecision` hands each call to another thread, which costs ten times as much; it is shown too.

One call through the binding also turns facts into the engine's values and its answer into Python's.
The floors show what that costs: the same facts through a table of one rule with one field, and
through a graph that has no table at all. What the engine takes for the rules is about the total
less the floor of one rule. The last column is what the engine says of itself, without the binding.

A pair of calls to the clock is timed as well and taken off. The rounds of all decisions take turns,
so that whatever else the machine does meets them alike. Facts are passed as `dict`s, then as bytes
of JSON, which the binding also takes.
"""

import functools
import json
import pathlib
import statistics
import sys
import time
from importlib.metadata import version

import zen

HERE = pathlib.Path(__file__).parent
ONE_RULE = {
    "fields": [{"name": "priority", "type": "text"}], "outcomes": ["queue 1"],
    "rules": [{"when": {}, "then": 0}]}


def cell(asked):
    """A condition in the language of ZEN's decision tables; empty means anything."""
    if asked is None:
        return ""
    if isinstance(asked, list):
        return ", ".join(json.dumps(word) for word in asked)
    if isinstance(asked, bool):
        return json.dumps(asked)
    low, high = asked.get("atLeast"), asked.get("below")
    if low is None:
        return f"< {high}"
    return f">= {low}" if high is None else f"[{low}..{high})"


def graph(*middle):
    """A decision: from the input through the nodes given to the output."""
    nodes = [{"id": "in", "type": "inputNode", "name": "in"}, *middle,
             {"id": "out", "type": "outputNode", "name": "out"}]
    edges = [
        {"id": f"{a['id']}-{b['id']}", "type": "edge", "sourceId": a["id"], "targetId": b["id"]}
        for a, b in zip(nodes, nodes[1:])]
    return json.dumps({"nodes": nodes, "edges": edges})


def table_node(table):
    names = [field["name"] for field in table["fields"]]
    rules = [
        {"_id": f"r{index}", "outcome": str(rule["then"]),
         **{name: cell(rule["when"].get(name)) for name in names}}
        for index, rule in enumerate(table["rules"])]
    return {"id": "table", "type": "decisionTableNode", "name": "table", "content": {
        "hitPolicy": "first", "rules": rules,
        "inputs": [{"id": name, "name": name, "field": name} for name in names],
        "outputs": [{"id": "outcome", "name": "outcome", "field": "outcome"}]}}


def read(name):
    table = json.loads((HERE / f"{name}.json").read_text(encoding="utf-8"))
    facts = json.loads((HERE / f"{name}.facts.json").read_text(encoding="utf-8"))
    return table, [dict(zip(facts["fields"], row)) for row in facts["rows"]], facts["expected"]


def round_of(ask, contexts):
    """Nanoseconds of each call."""
    clock, times = time.perf_counter_ns, []
    for context in contexts:
        start = clock()
        ask(context)
        times.append(clock() - start)
    return times


def clock_cost():
    clock = time.perf_counter_ns
    return statistics.median(-(clock() - clock()) for _ in range(100_000))


def own_time(ask, contexts):
    """The median of the microseconds that the engine itself counts."""
    units = {"ns": 1e-3, "µs": 1.0, "ms": 1e3}
    told = [ask(context)["performance"] for context in contexts]
    return statistics.median(
        float(text[:-2]) * units[text[-2:]] if text[-2:] in units else float(text[:-1]) * 1e6
        for text in told)


def load():
    """(name, graph, rows) of what is measured; the first two have expected outcomes."""
    fifty, rows, fifty_expected = read("fifty-rules")
    thousand, other_rows, thousand_expected = read("thousand-rules")
    return [
        ("fifty rules", graph(table_node(fifty)), rows, fifty_expected),
        ("thousand rules", graph(table_node(thousand)), other_rows, thousand_expected),
        ("one rule, one field", graph(table_node(ONE_RULE)), rows, None),
        ("no table", graph(), rows, None)]


def measure(asks, rounds):
    """The times of each call, by what is asked, round by round."""
    times = {key: [] for key in asks}
    for number in range(rounds + 1):
        for key, (ask, contexts) in asks.items():
            found = round_of(ask, contexts)
            if number:  # the first round warms up
                times[key].append(found)
    return times


def report(asks, times, cost):
    print(f"\n{'µs a decision':22}{'facts':8}{'median':>9}{'mean':>9}{'p99':>9}"
          f"{'best mean':>11}{'own clock':>11}")
    for (name, form), found in times.items():
        every = sorted(taken - cost for one in found for taken in one)
        figures = [
            statistics.median(every), statistics.fmean(every), every[len(every) * 99 // 100],
            min(statistics.fmean(one) for one in found) - cost]
        own = own_time(*asks[name, form])
        print(f"{name:22}{form:8}" + "".join(
            f"{figure / 1e3:{width}.2f}" for figure, width in zip(figures, [9, 9, 9, 11]))
            + f"{own:11.2f}")


def main():
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    measured, asks, slow = load(), {}, {}
    engine = zen.ZenEngine({"loader": {"type": "static", "content": {
        name: json.loads(content) for name, content, _, _ in measured}}})
    print(f"zen-engine {version('zen-engine')}, Python {sys.version.split()[0]}, {rounds} rounds")
    for name, content, rows, expected in measured:
        ask = functools.partial(engine.evaluate, name)
        told = [ask(row)["result"].get("outcome") for row in rows]
        if expected:
            agreed = sum(a == b for a, b in zip(told, expected))
            print(f"{name}: {agreed} of {len(rows)} rows as expected")
            if agreed != len(rows):
                return 1
        asks[name, "dict"] = ask, rows
        asks[name, "bytes"] = ask, [json.dumps(row).encode() for row in rows]
        decision = zen.ZenEngine().create_decision(zen.ZenDecisionContent(content))
        slow[name, "dict"] = decision.evaluate, rows
    cost = clock_cost()
    report(asks, measure(asks, rounds), cost)
    print("\nas a ZenDecision, which hands each call to another thread:", end="")
    report(slow, measure(slow, max(1, rounds // 40)), cost)
    return 0


if __name__ == "__main__":
    sys.exit(main())
