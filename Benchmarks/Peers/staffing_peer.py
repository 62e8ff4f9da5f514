#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
# Copyright the SupportKit authors
"""Asks pyworkforce the questions of StaffingBenchmarks.swift, and prints the median time of each.

    pip install pyworkforce==0.5.1
    python3 staffing_peer.py
"""

import statistics
import time

import pyworkforce.queuing as queuing


def timed(name, question, times):
    answer, spent = None, []
    for _ in range(times):
        begin = time.perf_counter()
        answer = question()
        spent.append(time.perf_counter() - begin)
    print(f"{name}: {statistics.median(spent) * 1e6:,.1f} µs, answer {answer}")


def erlang_c(calls, target=0.8):
    # Times in minutes; interval 60: calls an hour.
    model = queuing.ErlangC(transactions=calls, aht=3, asa=20 / 60, interval=60, shrinkage=0)
    return model.required_positions(service_level=target)["raw_positions"]


def erlang_a(calls, target=0.8):
    model = queuing.ErlangA(
        transactions=calls, aht=3, asa=20 / 60, interval=60, shrinkage=0, patience=2)
    return model.required_positions(service_level=target)["raw_positions"]


if __name__ == "__main__":
    timed("required agents, Erlang C, 10 erlangs", lambda: erlang_c(200), 101)
    timed("required agents, Erlang C, 10,000 erlangs", lambda: erlang_c(200_000), 21)
    if hasattr(queuing, "ErlangA"):
        timed("required agents, Erlang A, 300 agents", lambda: erlang_a(6_000), 5)
