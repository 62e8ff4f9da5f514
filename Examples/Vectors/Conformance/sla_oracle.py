#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
# Copyright the SupportKit authors
"""A second, slow and plain reading of the rules of service levels (S1-S13 of the semantics).

    pip install tzdata
    python3 sla_oracle.py --check sla.jsonl           recomputes every answer, prints differences
    python3 sla_oracle.py --answer < questions.jsonl  prints the vectors with their answers

It shares nothing with the library. It keeps no clocks: for each metric it writes down the cycles
that the events make, cuts the time line wherever something changes, and adds up the pieces.
Business time comes from oracle.py. Where every instant of a vector lies on a whole minute and the
story is short, used and paused time are also counted by walking from minute to minute.
"""

import argparse
import json
import sys
from fractions import Fraction

from oracle import Clock, instant, seconds, text

METRICS = ["firstReply", "reply", "nextReply", "periodicUpdate", "anyContactUpdate", "resolution",
           "ownership"]
AROUND = {"timeZone": "UTC", "weekly": {
    day: [["00:00", "24:00"]] for day in ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]}}
CLOCKS = {}
DAY = 86_400_000


def clock_of(calendar):
    key = json.dumps(calendar or AROUND)
    if key not in CLOCKS:
        CLOCKS[key] = Clock(calendar or AROUND)
    return CLOCKS[key]


def policies_of(vector):
    return vector["policies"] if "policies" in vector else [vector["policy"]]


class Target:
    """A promise: how long, by which clock, in which statuses it stands still."""

    def __init__(self, policy, metric):
        span = policy["targets"][metric]
        self.days = span["days"] if isinstance(span, dict) else None
        self.end_of_day = isinstance(span, dict) and span.get("endOfDay", False)
        self.budget = None if isinstance(span, dict) else round(Fraction(str(span)) * 1000)
        self.clock = clock_of(policy.get("calendar"))
        only = policy.get("pauseMetrics")
        stands = policy.get("pauseOn", []) if only is None or metric in only else []
        self.pause_on = {name for name in stands if name not in ("solved", "closed")}
        self.warnings = [w["offset"] for w in policy.get("warnings", []) if w["metric"] == metric]

    def base(self, start):
        """When a target in working days is due without pauses (T9)."""
        if not self.end_of_day:
            return self.clock.add_days_to_instant(start, self.days)
        day = self.clock.add_days(self.clock.day_of(start), self.days)
        if day is None:
            return None
        closings = [end for _, end in self.clock.intervals(day)]
        return max(closings) if closings else None


class Story:
    """What the events say, as lists of changes over time."""

    def __init__(self, vector):
        self.as_of = instant(vector["asOf"])
        self.events = [(instant(e["at"]), e) for e in vector["events"]
                       if instant(e["at"]) <= self.as_of]
        self.created = next((at for at, e in self.events if e["type"] == "created"), None)
        self.status, self.priority, self.assigned = [], [], []
        for at, event in self.events:
            if event["type"] == "created":
                self.status.append((at, event.get("status", "new")))
                self.priority.append((at, event.get("priority")))
            elif event["type"] == "status":
                self.status.append((at, event["to"]))
            elif event["type"] == "priority":
                self.priority.append((at, event["to"]))
            elif event["type"] == "policyAssigned":
                self.assigned.append((at, True))

    @staticmethod
    def value(changes, at):
        """The last value set up to an instant, that instant included."""
        return next((value for when, value in reversed(changes) if when <= at), None)

    def resolved(self, at):
        return self.value(self.status, at) in ("solved", "closed")

    def policy(self, vector, at):
        """The first policy that matches; none while something it asks about is not known."""
        for policy in policies_of(vector):
            wanted = policy.get("when", {}).get("priority")
            if wanted is not None:
                priority = self.value(self.priority, at)
                if priority is None:
                    return None
                if priority not in (wanted if isinstance(wanted, list) else [wanted]):
                    continue
            if policy.get("start") == "policyAssigned" and not self.value(self.assigned, at):
                return None
            return policy
        return None

    def counts_from_match(self, vector):
        return any(policy.get("start") == "policyAssigned" for policy in policies_of(vector))


def spells_resolved(story):
    """Pairs of when the ticket was resolved and when it was taken up again (or None)."""
    spells = []
    for at, status in story.status:
        done = status in ("solved", "closed")
        if done and (not spells or spells[-1][1] is not None):
            spells.append([at, None])
        elif not done and spells and spells[-1][1] is None:
            spells[-1][1] = at
    return spells


def cycles_of(metric, story):
    """What S4 says of a metric: a list of (start, end, how), the last perhaps without an end."""
    start = story.created
    if start is None:
        return []
    replies = [at for at, e in story.events if e["type"] == "agentReply"]
    if metric == "firstReply":
        return [(start, replies[0], "fulfilled") if replies else (start, None, None)]
    if metric == "ownership":
        owned = [at for at, e in story.events if e["type"] == "assigned" and e.get("to")]
        return [(start, owned[0], "fulfilled") if owned else (start, None, None)]
    if metric == "resolution":
        spells = spells_resolved(story)
        ends = spells and spells[-1][1] is None
        return [(start, spells[-1][0], "fulfilled") if ends else (start, None, None)]
    # The rest are conversations. Opening is the customer's first message; an own message at that
    # instant is the same one.
    talk = [(at, e["type"]) for at, e in story.events
            if e["type"] in ("customerMessage", "agentReply")]
    talk = [(at, kind) for at, kind in talk if not (kind == "customerMessage" and at == start)]
    talk.insert(0, (start, "opening"))
    cycles, open_since, answered = [], None, False
    for at, kind in talk:
        by_us = kind == "agentReply"
        if metric in ("reply", "nextReply"):
            if by_us and open_since is not None:
                cycles.append((open_since, at, "fulfilled"))
                open_since = None
            elif not by_us and open_since is None and (metric == "reply" or answered):
                open_since = at
            answered = answered or by_us
        elif metric == "periodicUpdate":
            if open_since is not None and kind != "opening":
                cycles.append((open_since, at, "fulfilled" if by_us else "cancelled"))
                open_since = None
            if by_us:
                open_since = at
        else:
            if open_since is not None:
                cycles.append((open_since, at, "fulfilled"))
            open_since = at
    if open_since is not None:
        cycles.append((open_since, None, None))
    return cycles


class Run:
    """One cycle under the targets that held, piece by piece."""

    def __init__(self, vector, story, metric, cycle):
        self.start, self.end, self.how = cycle
        self.metric, self.story, self.vector = metric, story, vector
        self.target, self.began = None, None
        self.used = self.paused = self.idle = 0
        self.breached, self.due, self.phase, self.fired = None, None, None, set()
        self.exists, self.kept, self.last = False, None, None
        last = story.as_of if self.end is None else self.end
        edges = {self.start, last} | {at for at, _ in story.events if self.start <= at <= last}
        self.edges = sorted(edges)
        for begin, finish in zip(self.edges, self.edges[1:] + [last]):
            # At its end a cycle is over: a change at that instant comes too late for it.
            if self.end is not None and begin == last and begin > self.start:
                break
            self.piece(begin, finish)
        if self.exists and self.end is not None and self.phase not in ("gone",):
            self.phase, self.due = self.how, None
        self.fulfilled = self.end if self.exists and self.phase == "fulfilled" else None

    def doing(self, at, target):
        if self.story.resolved(at):
            return "suspended"
        return "paused" if self.story.value(self.story.status, at) in target.pause_on else "running"

    def target_at(self, at):
        policy = self.story.policy(self.vector, at)
        if policy is None or self.metric not in policy["targets"]:
            return None, None
        return policy, Target(policy, self.metric)

    def recount(self, now):
        """A target that comes late counts from the start of the cycle, with the pauses since."""
        self.used = self.paused = self.idle = 0
        self.began = now if self.story.counts_from_match(self.vector) else self.start
        past = [edge for edge in self.edges if self.began <= edge < now] + [now]
        for begin, finish in zip(past, past[1:]):
            self.count(begin, finish, self.doing(begin, self.target))

    def count(self, begin, finish, doing):
        span = self.target.clock.between(begin, finish)
        if doing == "running":
            self.used += span
        elif doing == "paused":
            self.paused += span
        else:
            self.idle += span

    def due_from(self, now):
        target = self.target
        if target.budget is None:
            base = target.base(self.began)
            moved = self.paused + self.idle
            return target.clock.add(base, moved) if base is not None and moved else base
        left = target.budget - self.used
        if self.used > 0 and left <= 0:
            return target.clock.subtract(now, -left)
        return target.clock.add(now, left)

    def piece(self, begin, finish):
        policy, target = self.target_at(begin)
        if target is None:
            if self.exists and self.phase != "gone":
                self.phase, self.due = "gone", None
            self.policy = None
            return
        if not self.exists or (self.phase == "gone" and self.breached is None):
            self.exists, self.target = True, target
            self.recount(begin)
        elif self.phase == "gone":
            return
        self.target, self.policy = target, policy
        doing = self.doing(begin, target)
        # While nothing changes, the due time stays where it fell.
        goes_on = doing == self.phase and policy is self.last
        due = self.due if goes_on else self.due_from(begin)
        self.last = policy
        if (not goes_on and self.breached is None and due is not None and doing != "suspended"
                and due < begin):
            self.breached = begin
        self.phase = doing
        self.due = due
        if target.budget is None and due is not None and (
                doing == "running" or self.kept is None or self.kept[0] is not policy):
            # A clock that stands still keeps what was left when it stopped.
            reached = finish if doing == "running" else begin
            self.kept = (policy, target.clock.between(reached, due))
        never_ran = self.end is not None and self.end == self.start
        if doing == "running" and not never_ran:
            if self.breached is None and due is not None and finish > due:
                self.breached = due
            for index, warning in enumerate(self.warnings(due)):
                if warning is not None and warning <= finish and all(
                        index != seen for seen, _ in self.fired):
                    # What a change puts into the past is told at the change.
                    self.fired.add((index, max(warning, begin)))
        self.count(begin, finish, doing)

    def warnings(self, due):
        if due is None:
            return [None for _ in self.target.warnings]
        return [self.target.clock.add_days_to_instant(due, offset["days"]) if "days" in offset
                else self.after(due, round(Fraction(str(offset["seconds"])) * 1000))
                for offset in self.target.warnings]

    def after(self, due, amount):
        clock = self.target.clock
        return clock.subtract(due, -amount) if amount < 0 else clock.add(due, amount)

    def left(self):
        if self.target.budget is not None:
            return self.target.budget - self.used
        return self.kept[1] if self.kept else 0


def walked(run):
    """Used and paused time once more, minute by minute; None where that would not be exact."""
    last = run.story.as_of if run.end is None else run.end
    instants = run.edges + [last]
    if run.began is None or any(at % 60_000 for at in instants) or run.phase == "gone":
        return None
    if last - run.began > 21 * DAY or len({run.story.policy(run.vector, at) and json.dumps(
            run.story.policy(run.vector, at)["targets"]) for at in run.edges}) > 1:
        return None
    used = paused = 0
    for minute in range(run.began, last, 60_000):
        if run.target.clock.is_open(minute):
            doing = run.doing(minute, run.target)
            used += 60_000 * (doing == "running")
            paused += 60_000 * (doing == "paused")
    return used, paused


def figures(runs):
    if not runs:
        return {key: None for key in (
            "dueAt fulfilledAt elapsed longestElapsed averageElapsed totalElapsed margin overrun "
            "paused remaining percentElapsed").split()}
    run = runs[-1]
    spans = [r.used for r in runs if r.phase not in ("gone", "cancelled")]
    left, total = run.left(), sum(spans)
    whole = run.used + left
    return {
        "dueAt": text(run.due) if run.phase == "running" else None,
        "fulfilledAt": text(run.fulfilled), "elapsed": seconds(run.used),
        "longestElapsed": seconds(max(spans)) if spans else None,
        "averageElapsed": total / len(spans) / 1000 if spans else None,
        "totalElapsed": seconds(total) if spans else None,
        "margin": seconds(left), "overrun": seconds(max(-left, 0)), "paused": seconds(run.paused),
        "remaining": seconds(left),
        "percentElapsed": run.used * 100 / whole if whole > 0 else None}


def answer(vector, tally=None):
    story = Story(vector)
    runs = {metric: [run for cycle in cycles_of(metric, story)
                     for run in [Run(vector, story, metric, cycle)] if run.exists]
            for metric in METRICS}
    for metric in METRICS:
        for run in runs[metric]:
            twice = walked(run)
            if twice is not None:
                assert twice == (run.used, run.paused), (vector.get("id"), metric, twice, run.used)
                if tally is not None:
                    tally["walked"] += 1
    result = {metric: figures(runs[metric]) for metric in METRICS}
    every = [run for metric in METRICS for run in runs[metric]]
    active = [metric for metric in METRICS if runs[metric]]
    running = [run for metric in active for run in [runs[metric][-1]] if run.phase == "running"]
    dues = [run.due for run in running
            if run.breached is None and run.due is not None and run.due >= story.as_of]
    planned = [w for run in running for w in run.warnings(run.due) if w is not None]
    breaches = {metric: sum(run.breached is not None for run in runs[metric]) for metric in active}
    missed = [metric for metric in active if breaches[metric]]
    resolved = story.resolved(story.as_of)
    main = [metric for metric in ("firstReply", "resolution") if runs[metric]]
    phases = {metric: runs[metric][-1].phase for metric in active}
    state = "paused" if "paused" in phases.values() else None
    if main and state is None:
        state = ("failed" if any(breaches[metric] for metric in main) else
                 "firstReplyDue" if phases.get("firstReply") == "running" else
                 "resolutionDue" if phases.get("resolution") == "running" else "fulfilled")
    result.update({
        "nextDeadline": text(min(dues)) if dues else None,
        "warnings": [text(w) for w in sorted(planned)],
        "warningsFired": [text(w) for w in sorted(w for run in every for _, w in run.fired)],
        "breaches": breaches, "breached": missed,
        "outcome": None if not active else (
            ("missed" if missed else "hit") if resolved
            else ("activeWithMisses" if missed else "active")),
        "state": state})
    return result


def differs(expected, actual):
    if isinstance(expected, dict):
        return not isinstance(actual, dict) or any(
            key not in actual or differs(value, actual[key]) for key, value in expected.items())
    if isinstance(expected, float) and isinstance(actual, (int, float)):
        return abs(expected - actual) > 1e-9 * max(abs(expected), abs(actual))
    return expected != actual


def check(path):
    tally = {"passed": 0, "failed": 0, "errors": 0, "walked": 0}
    with open(path, encoding="utf-8") as lines:
        for vector in map(json.loads, lines):
            if "error" in (vector["expected"] or {}):
                tally["errors"] += 1
                continue
            actual = answer(vector, tally)
            if differs(vector["expected"], actual):
                tally["failed"] += 1
                print(vector["id"], json.dumps(actual), "instead of", json.dumps(vector["expected"]))
            else:
                tally["passed"] += 1
    print(", ".join(f"{count} {name}" for name, count in tally.items()))
    return tally["failed"]


def pruned(result):
    """What is worth comparing: metrics that have a promise, and the ticket as a whole."""
    return {key: value for key, value in result.items()
            if not (key in METRICS and all(figure is None for figure in value.values()))}


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--check", metavar="FILE")
    arguments.add_argument("--answer", action="store_true")
    options = arguments.parse_args()
    if options.check:
        sys.exit(1 if check(options.check) else 0)
    if options.answer:
        for vector in map(json.loads, sys.stdin):
            if "expected" not in vector:
                vector["expected"] = pruned(answer(vector))
            print(json.dumps(vector))
        return
    arguments.print_help()


if __name__ == "__main__":
    main()
