#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
# Copyright the SupportKit authors
"""A second implementation of the queueing models, for the vectors of the kind `erlang`.

It is written from the definitions: the weights of the birth-and-death process are summed state by
state, and nothing is approximated, integrated or continued. Each answer is worked out with 100
digits, then with twice as many, until two agree. It shares no formula with the library, which works
with series, asymptotics and quadrature on binary numbers.

    python3 erlang_oracle.py --write > erlang.jsonl      # the questions below with their answers
    python3 erlang_oracle.py --check < erlang.jsonl      # the answers of a file once more

Numbers of a question are taken as the binary numbers that they are read as. It needs mpmath, and is
faster with gmpy2 beside it.
"""

import json
import math
import random
import sys

from mpmath import mp, mpf

MOST = 20_000


def loss(n, a):
    """Erlang's B by the recursion of its reciprocal."""
    inverse = mpf(1)
    for k in range(1, n + 1):
        inverse = 1 + inverse * k / a
    return 1 / inverse


def erlang_b(question, n):
    a = load(question)
    if a == 0:
        return {"blocking": 0, "serviceLevel": 1, "occupancy": 0}
    b = loss(n, a)
    return {"blocking": b, "serviceLevel": 1 - b, "occupancy": a * (1 - b) / n}


def load(question):
    return mpf(question["lambda_per_hour"]) * mpf(question["aht_s"]) / 3600


def erlang_c(question, n, b=None):
    a, h, t = load(question), mpf(question["aht_s"]), question.get("target_s")
    if a == 0:
        answer = {"serviceLevel": 1, "asa_s": 0, "occupancy": 0, "probabilityWait": 0, "queue": 0}
    elif a >= n:
        answer = {"serviceLevel": 0, "asa_s": None, "occupancy": 1, "probabilityWait": 1, "queue": None}
    else:
        # States 0 … n−1 weigh 1/b − 1 times as much as state n, the states from n on 1 / (1 − a/n).
        b = loss(n, a) if b is None else b
        waiting = 1 / (1 - a / n)
        p = waiting / (1 / b - 1 + waiting)
        answer = {
            "serviceLevel": None if t is None else 1 - p * mp.exp(-(n - a) * mpf(t) / h),
            "asa_s": p * h / (n - a), "occupancy": a / n, "probabilityWait": p,
            "queue": p * a / (n - a)}
    answer["abandonment"] = 0
    answer["variants"] = {"queueLength": answer.pop("queue")}
    return answer


def erlang_a(question, n):
    """States n + j weigh t_j = t_(j−1) · λ / (nμ + jθ).

    Somebody who finds j others waiting and never loses patience waits for j + 1 departures, of rates
    nμ + jθ down to nμ. Their sum is −ln(β) / θ with β of the beta distribution (nμ/θ, j + 1); being
    there to be answered has the chance β. With y = e^(−θT) the chance that β < y is
    Σ y^c (1 − y)^i (c)_i / i!, i = 0 … j.
    """
    a, h = load(question), mpf(question["aht_s"])
    patience, t = mpf(question["patience_s"]), question.get("target_s")
    if a == 0:
        return {
            "serviceLevel": 1, "asa_s": 0, "occupancy": 0, "probabilityWait": 0, "abandonment": 0,
            "variants": {
                "waitAtMostT": 1, "virtualWaitAtMostT": 1, "answeredWithinOverAnswered": 1,
                "asaAll_s": 0, "queueLength": 0}}
    c, x = n * patience / h, a * patience / h
    free = 1 / loss(n, a) - 1
    y = mp.exp(-mpf(t or 0) / patience)
    one, more = y**c, y ** (c + 1)
    beta, shifted = one, more
    term, total = mpf(1), mpf(0)
    virtual = within = served = waited = queue = steps = mpf(0)
    small = mpf(10) ** -(mp.dps - 20)
    j = 0
    while True:
        total += term
        stays = c / (c + j + 1)
        steps += 1 / (c + j)
        virtual += term * (1 - beta)
        within += term * stays * (1 - shifted)
        served += term * stays
        waited += term * stays * (steps_shifted(steps, c, j))
        queue += term * j
        j += 1
        one *= (1 - y) * (c + j - 1) / j
        more *= (1 - y) * (c + j) / j
        beta += one
        shifted += more
        ratio = x / (c + j)
        term *= ratio
        if ratio < 1 and term / (1 - ratio) < small * total and j > 2:
            break
        if j > 2_000_000:
            raise ValueError("too long a queue for this program")
    everything = free + total
    answered = (free + served) / everything
    abandonment = queue / x / everything
    p_virtual = (free + virtual) / everything
    return {
        "serviceLevel": None if t is None else (free + within) / everything,
        "asa_s": patience * waited / (free + served), "occupancy": a * answered / n,
        "probabilityWait": total / everything, "abandonment": abandonment,
        "variants": {
            "waitAtMostT": None if t is None else 1 - y * (1 - p_virtual),
            "virtualWaitAtMostT": None if t is None else p_virtual,
            "answeredWithinOverAnswered": None if t is None else (free + within) / (free + served),
            "asaAll_s": patience * queue / x / everything,
            "queueLength": queue / everything}}


def steps_shifted(steps, c, j):
    """Σ 1 / (c + i), i = 1 … j + 1, from the sum over i = 0 … j: the mean of −ln β weighed with β."""
    return steps - 1 / c + 1 / (c + j + 1)


MODELS = {"erlangB": erlang_b, "erlangC": erlang_c, "erlangA": erlang_a}
KEYS = {
    "serviceLevel": (1, "serviceLevel"), "asa_s": (-1, "asa_s"), "occupancy": (-1, "occupancy"),
    "probabilityWait": (-1, "probabilityWait"), "abandonment": (-1, "abandonment"),
    "blocking": (-1, "blocking")}


def meets(question, answer):
    for key, bound in question["goal"].items():
        sign, name = KEYS[key]
        if answer[name] is None or sign * (answer[name] - mpf(bound)) < 0:
            return False
    return True


def required(question):
    """The first number of agents that meets the goal, counted up one by one."""
    a = load(question)
    if a == 0:
        return 0
    model = question["model"]
    if model == "erlangA":
        low, high = 0, 1
        while not meets(question, erlang_a(question, high)):
            low, high = high, 2 * high
        while high - low > 1:
            middle = (low + high) // 2
            low, high = (low, middle) if meets(question, erlang_a(question, middle)) else (middle, high)
        return high
    inverse = mpf(1)
    for n in range(1, MOST + 1):
        inverse = 1 + inverse * n / a
        if model == "erlangC" and (n <= a or n < a * 0.5):
            continue
        if model == "erlangC":
            answer = erlang_c(question, n, 1 / inverse)
        else:
            b = 1 / inverse
            answer = {"blocking": b, "serviceLevel": 1 - b, "occupancy": a * (1 - b) / n}
        if meets(question, answer):
            return n
    raise ValueError("no number of agents does it")


def answer(question):
    mp.dps = 100
    first = plain(worked_out(question))
    while True:
        mp.dps *= 2
        second = plain(worked_out(question))
        if close(first, second):
            return second
        first = second


def worked_out(question):
    n = question.get("agents")
    needed = required(question) if n is None else None
    result = MODELS[question["model"]](question, n if needed is None else needed)
    if needed is not None:
        result["requiredAgents"] = needed
    return result


def plain(value):
    if isinstance(value, dict):
        return {key: plain(part) for key, part in value.items()}
    return float(value) if isinstance(value, mpf) else value


def close(one, other):
    if isinstance(one, dict):
        return all(key in other and close(part, other[key]) for key, part in one.items())
    if one is None or other is None:
        return one is other
    return abs(one - other) <= 1e-12 * max(abs(one), abs(other))


# The questions.


def question(model, arrivals, handling, agents, target=None, patience=None, goal=None):
    result = {"model": model, "lambda_per_hour": arrivals, "aht_s": handling, "agents": agents}
    if goal is not None:
        result["goal"] = goal
    if target is not None:
        result["target_s"] = target
    if patience is not None:
        result["patience_s"] = patience
    return result


def questions():
    # Small and huge numbers of lines, from almost no load to overload.
    for n in [1, 2, 5, 40, 41, 100, 1_000, 10_000, 20_000]:
        for share in [1e-6, 0.5, 0.9, 0.999, 1, 1.001, 1.5, 50]:
            if share == 1e-6 and n > 40:
                continue
            yield "b", question("erlangB", n * share * 20, 180, n)
    yield "b", question("erlangB", 1e-6, 3600, 30)
    yield "b", question("erlangB", 19_999 * 20, 180, 20_000)
    yield "b", question("erlangB", 60, 60, 150)
    for goal, arrivals in [(0.01, 200), (0.001, 2_000), (1e-6, 20_000), (0.3, 200_000), (0.02, 3)]:
        yield "b/required", question("erlangB", arrivals, 180, None, goal={"blocking": goal})
    yield "b/required", question("erlangB", 1_000, 180, None, goal={"serviceLevel": 0.95, "occupancy": 0.8})
    # Waiting: light, heavy and hopeless.
    for n in [1, 2, 10, 41, 300, 5_000, 20_000]:
        for share, target in [(0.3, 10), (0.8, 0), (0.95, 20), (0.999, 60), (0.999999, 300), (1.2, 20)]:
            yield "c", question("erlangC", n * share * 15, 240, n, target)
    yield "c", question("erlangC", 19_999 * 15, 240, 20_000, 20)
    yield "c", question("erlangC", 1e-6, 3600, 1, 20)
    yield "c", question("erlangC", 360, 240, 25, 100_000)
    for goal in [
        {"serviceLevel": 0.8}, {"serviceLevel": 0.99}, {"asa_s": 5}, {"occupancy": 0.7},
        {"probabilityWait": 0.1}, {"serviceLevel": 0.9, "occupancy": 0.85, "asa_s": 30}]:
        for arrivals in [1, 100, 5_000, 120_000]:
            yield "c/required", question("erlangC", arrivals, 300, None, 20, goal=goal)
    # Impatience: seconds to hours, from idle to overload.
    for n in [1, 3, 20, 300]:
        for share in [0.3, 0.9, 1, 1.1, 2]:
            for patience in [5, 120, 7_200]:
                for target in [20] if n != 20 else [0, 20, 3_600]:
                    yield "a", question("erlangA", n * share * 20, 180, n, target, patience)
    for n, share, patience in [(20_000, 0.99, 120), (20_000, 1.02, 120), (20_000, 1, 30), (5_000, 0.95, 600)]:
        yield "a", question("erlangA", n * share * 15, 240, n, 10, patience)
    yield "a", question("erlangA", 19_999 * 15, 240, 20_000, 20, 180)
    yield "a", question("erlangA", 1e-6, 240, 1, 20, 180)
    for goal in [
        {"serviceLevel": 0.8}, {"abandonment": 0.03}, {"asa_s": 10}, {"occupancy": 0.8},
        {"probabilityWait": 0.2}, {"serviceLevel": 0.9, "abandonment": 0.01}]:
        for arrivals in [5, 300, 4_000]:
            yield "a/required", question("erlangA", arrivals, 240, None, 20, 180, goal=goal)
    # Extremes: no patience at all, nothing but patience, moments and years of handling.
    for arrivals, handling, n, target, patience in [
        (100, 180, 4, 20, 0.01), (100, 180, 6, 0.001, 0.001), (100, 1e5, 2_000, 20, 60),
        (3e6, 1, 850, 2, 3_600), (3_600, 1, 1, 5, 30), (1, 1e6, 300, 1e6, 1e5), (1e-3, 60, 1, 20, 60),
        (1_000, 180, 60, 1e6, 300), (30, 600, 2, 1e5, 7_200), (720, 300, 90, 60, 300),
        (4_000, 180, 20, 60, 30), (12, 300, 30, 20, 60)]:
        yield "a/extreme", question("erlangA", arrivals, handling, n, target, patience)
    # Nothing arrives.
    for model in MODELS:
        patience = 60 if model == "erlangA" else None
        yield "none", question(model, 0, 180, 5, 20, patience)
        yield "none", question(model, 0, 180, 0, 20, patience)
    dice = random.Random(20)
    for _ in range(40):
        model = dice.choice(list(MODELS))
        n = int(10 ** dice.uniform(0, 3))
        handling = round(10 ** dice.uniform(0.5, 3.5), 2)
        share = dice.uniform(0.2, 1.3)
        arrivals = round(n * share * 3600 / handling, 3)
        patience = round(handling * 10 ** dice.uniform(-2, 1), 2) if model == "erlangA" else None
        yield "random", question(model, arrivals, handling, n, round(10 ** dice.uniform(0, 2.5), 1), patience)


REFUSALS = [
    (question("erlangC", -1, 180, 3, 20), "invalid_input"),
    (question("erlangC", 10, 0, 3, 20), "invalid_input"),
    (question("erlangB", 10, 180, 20_001), "invalid_input"),
    (question("erlangB", 10, 180, -1), "invalid_input"),
    (question("erlangA", 10, 180, 3, 20, 0), "invalid_input"),
    (question("erlangA", 10, 180, 3, -1, 60), "invalid_input"),
    (question("erlangA", 10, 180, 3, 20), "missing_field"),
    (question("erlangC", 10, 180, None, 20), "missing_field"),
    (question("erlangC", 10, 180, None, 20, goal={"serviceLevel": 1}), "unreachable_goal"),
    (question("erlangC", 500_000, 180, None, 20, goal={"serviceLevel": 0.8}), "unreachable_goal"),
    (question("erlangC", 10, 180, None, 20, goal={"abandonment": 0.1}), "unsupported"),
    (question("erlangC", 10, 180, None, 20, goal={"serviceLevel": 1.1}), "invalid_input"),
    (question("erlangD", 10, 180, 3, 20), "unknown_model"),
]


def write():
    counts = {}
    for topic, asked in questions():
        counts[topic] = counts.get(topic, 0) + 1
        line = {"id": f"definition/{topic}/{counts[topic]:02d}"}
        print(json.dumps({**line, **asked, "expected": answer(asked)}))
    for index, (asked, code) in enumerate(REFUSALS, 1):
        print(json.dumps({"id": f"refusal/{index:02d}", **asked, "expected": {"error": code}}))


def check():
    passed = failed = 0
    for line in sys.stdin:
        vector = json.loads(line)
        expected = vector["expected"]
        if "error" in expected or vector["id"].startswith("published/"):
            continue
        actual = answer(vector)
        if close(expected, actual):
            passed += 1
        else:
            failed += 1
            print(f"{vector['id']}: {actual} instead of {expected}")
    print(f"{passed} passed, {failed} failed")
    sys.exit(failed > 0)


if __name__ == "__main__":
    if sys.argv[1:] == ["--write"]:
        write()
    elif sys.argv[1:] == ["--check"]:
        check()
    else:
        sys.exit(__doc__)
