#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
# Copyright the SupportKit authors
"""How long SciPy, lapx and OR-Tools take for the assignments of AssignmentBenchmarks.swift.

    python3 -m venv /tmp/peers && /tmp/peers/bin/pip install -r requirements.txt
    /tmp/peers/bin/python assignment_peer.py [ROUNDS]

Instances are drawn from the same seeds by the same generator, so that the optima printed are those
that the benchmarks must have. Only solving is timed: the matrices, and the graphs of OR-Tools, are
made before. A forbidden pair costs a million where a solver knows none; an optimum with one of them
is told. The best and the median of all rounds (5 by default) are shown; the solvers take turns.

OR-Tools solves the routing form twice: every pair an arc, as the other solvers do, and with the
signatures as nodes of a graph, which is what `BatchAssignment` makes of it.
"""

import statistics
import sys
import time
from importlib.metadata import version

import lap
import numpy as np
from ortools.graph.python import linear_sum_assignment, min_cost_flow
from scipy.optimize import linear_sum_assignment as scipy_assignment

FORBIDDEN = 1_000_000


def draws(count, below, seed):
    """SplitMix64, as SeededGenerator.swift has it."""
    with np.errstate(over="ignore"):
        mixed = np.uint64(seed) + np.arange(1, count + 1, dtype=np.uint64) * np.uint64(
            0x9E3779B97F4A7C15)
        mixed = (mixed ^ (mixed >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
        mixed = (mixed ^ (mixed >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
        return ((mixed ^ (mixed >> np.uint64(31))) % np.uint64(below)).astype(np.int64)


class Backlog:
    """The routing form: what `backlog` of the benchmarks makes."""

    def __init__(self, tasks, agents, signatures, slots):
        self.signatures = signatures
        shape = signatures, signatures
        self.forbidden = (draws(signatures**2, 10, 1) < 3).reshape(shape)
        self.fit = draws(signatures**2, 1_000, 2).reshape(shape)
        self.asked, self.task_costs = draws(tasks, signatures, 3), draws(tasks, 1_000, 4)
        self.offered = draws(agents, signatures, 5).repeat(slots)
        self.slot_costs = draws(agents * slots, 1_000, 6).reshape(agents, slots).cumsum(1).ravel()

    def matrix(self):
        pairs = self.asked[:, None], self.offered[None, :]
        costs = self.task_costs[:, None] + self.slot_costs[None, :] + self.fit[pairs]
        return np.where(self.forbidden[pairs], FORBIDDEN, costs)

    def flow(self):
        """Tasks and slots as arcs of one unit, signatures as nodes."""
        flow, tasks, slots = min_cost_flow.SimpleMinCostFlow(), len(self.asked), len(self.offered)
        source, sink, first = 0, 1, 2
        second = first + self.signatures
        rows, columns = np.nonzero(~self.forbidden)
        flow.add_arcs_with_capacity_and_unit_cost(
            np.full(tasks, source), first + self.asked, np.ones(tasks, int), self.task_costs)
        flow.add_arcs_with_capacity_and_unit_cost(
            first + rows, second + columns, np.full(len(rows), tasks), self.fit[rows, columns])
        flow.add_arcs_with_capacity_and_unit_cost(
            second + self.offered, np.full(slots, sink), np.ones(slots, int), self.slot_costs)
        flow.set_node_supply(source, tasks)
        flow.set_node_supply(sink, -tasks)
        return flow


def by_scipy(costs):
    def solve():
        rows, columns = scipy_assignment(costs)
        return int(costs[rows, columns].sum())
    return solve


def by_lapx(costs):
    floats = np.ascontiguousarray(costs, dtype=float)
    def solve():
        return int(lap.lapjv(floats, extend_cost=costs.shape[0] != costs.shape[1])[0])
    return solve


def by_ortools(costs):
    rows, columns = np.nonzero(costs < FORBIDDEN)
    solver = linear_sum_assignment.SimpleLinearSumAssignment()
    solver.add_arcs_with_cost(rows, columns, costs[rows, columns])
    def solve():
        solver.solve()
        return solver.optimal_cost()
    return solve


def by_flow(flow):
    def solve():
        flow.solve()
        return flow.optimal_cost()
    return solve


def report(name, solvers, rounds):
    times, optima = {key: [] for key in solvers}, {}
    for _ in range(rounds):
        for key, solve in solvers.items():
            start = time.perf_counter_ns()
            optima[key] = solve()
            times[key].append((time.perf_counter_ns() - start) / 1e6)
    optimum = min(optima.values())
    note = "" if set(optima.values()) == {optimum} else f" BUT {optima}"
    note += " WITH FORBIDDEN PAIRS" if optimum >= FORBIDDEN * 100 else ""
    print(f"{name}: optimum {optimum}{note}")
    for key, found in times.items():
        print(f"    {key:28}{min(found):10.2f} ms best{statistics.median(found):10.2f} ms median")


def main():
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    print(", ".join(f"{name} {version(name)}" for name in ("scipy", "lapx", "ortools")))
    for slots in 1, 3:
        backlog = Backlog(2_000, 2_000, 40, slots)
        costs = backlog.matrix()
        solvers = {"scipy": by_scipy(costs), "lapx": by_lapx(costs)}
        if slots == 1:
            solvers["ortools, pairs"] = by_ortools(costs)
        solvers["ortools, signatures"] = by_flow(backlog.flow())
        report(f"2,000 tasks, 2,000 agents, slots {slots}", solvers, rounds)
    for below in 1_000, 1_000_000:
        costs = draws(500 * 500, below, 42).reshape(500, 500)
        solvers = {
            "scipy": by_scipy(costs), "lapx": by_lapx(costs), "ortools, pairs": by_ortools(costs)}
        report(f"500 × 500, costs below {below}", solvers, rounds)
    return 0


if __name__ == "__main__":
    sys.exit(main())
