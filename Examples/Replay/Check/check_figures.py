#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
# Copyright the SupportKit authors
"""Counts the figures of the bundled log again, by other and slower code, and compares.

    swift run -c release replay --quiet --no-report --json - | python3 check_figures.py

Python's standard library only. Times are minutes since 1970; the log has no finer ones.
"""
import collections
import csv
import datetime
import gzip
import json
import os
import sys
from fractions import Fraction

HERE = os.path.dirname(os.path.abspath(__file__))
LOG = os.path.join(HERE, "..", "Data", "incident_event_log.csv.gz")
DONE = ("Resolved", "Closed")
# Data/standard-policy.json: business hours to own and to resolve, by priority.
HOURS = {"1": (1, 8), "2": (2, 16), "3": (8, 40), "4": (16, 80)}
OPENS, CLOSES, DAY = 9 * 60, 17 * 60, 24 * 60


def minute(text):
    date, clock = text.split(" ")
    day, month, year = (int(part) for part in date.split("/"))
    hour, minutes = (int(part) for part in clock.split(":"))
    days = datetime.date(year, month, day).toordinal() - datetime.date(1970, 1, 1).toordinal()
    return days * DAY + hour * 60 + minutes


def works(day):
    return (day + 3) % 7 < 5  # 1970-01-01 was a Thursday


def business(start, end):
    """Working minutes from start to end: Monday to Friday, 09:00 to 17:00."""
    total = 0
    for day in range(start // DAY, end // DAY + 1):
        if works(day):
            total += max(0, min(end, day * DAY + CLOSES) - max(start, day * DAY + OPENS))
    return total


def due(start, minutes):
    """When that many working minutes have passed; ends exactly at a closing stay there."""
    day = start // DAY
    while True:
        if works(day):
            begin = max(start, day * DAY + OPENS)
            end = day * DAY + CLOSES
            if begin <= end and (minutes < end - begin or (minutes == end - begin and minutes > 0)):
                return begin + minutes
            minutes -= max(0, end - begin)
        day += 1


def quantile(values, share):
    values = sorted(values)
    place = (len(values) - 1) * Fraction(share)
    below = int(place)
    above = min(below + 1, len(values) - 1)
    return float(values[below] + (place - below) * (values[above] - values[below]))


class Promise:
    """The clock of one promise: used time, its target, and whether the due time has passed."""

    def __init__(self, opened, minutes):
        self.since, self.used, self.target = opened, 0, minutes
        self.running, self.missed, self.done = True, False, False

    def advance(self, now):
        if self.running:
            left = self.target - self.used
            if left >= 0 and now > due(self.since, left):
                self.missed = True
            self.used += business(self.since, now)
        self.since = now

    def aim(self, now, minutes):
        if self.done or minutes == self.target:
            return
        self.advance(now)
        self.target = minutes
        if self.used > minutes:
            self.missed = True


def verdicts(rows):
    """How the two promises about a ticket ended: met, missed or left out."""
    opened = now = minute(rows[0]["opened_at"])
    own, solve = (Promise(opened, hours * 60) for hours in HOURS[rows[0]["priority"]])
    state = "New"
    for row in rows:
        now = max(now, minute(row["sys_updated_at"]))
        for promise, hours in zip((own, solve), HOURS[row["priority"]]):
            promise.aim(now, hours * 60)
        if row["assigned_to"] != "?" and not own.done:
            own.advance(now)
            own.running, own.done = False, True
        new = state if row["incident_state"] == "-100" else row["incident_state"]
        if new != state:
            solve.advance(now)
            solve.done = new in DONE
            solve.running = not solve.done and not new.startswith("Awaiting")
            if not own.done:
                own.advance(now)
                own.running = solve.running
        state = new
    own_ended = "missed" if own.missed else "met" if own.done else "left out"
    return own_ended, "missed" if solve.missed else "met"


def figures():
    with gzip.open(LOG, "rt", encoding="utf-8", newline="") as file:
        cases = collections.OrderedDict()
        for row in csv.DictReader(file):
            cases.setdefault(row["number"], []).append(row)
    out = collections.Counter()
    first, last, working = [], [], []
    arrivals, categories = [0] * 24, collections.Counter()
    backlog, ended = collections.Counter(), collections.Counter()
    months = [minute(f"1/{3 + step if step < 10 else step - 9}/{2016 + step // 10} 00:00")
              for step in range(12)]
    for rows in cases.values():
        end = rows[-1]
        opened = minute(rows[0]["opened_at"])
        states = [row["incident_state"] for row in rows]
        groups = [row["assignment_group"] for row in rows]
        reopens = sum(old in DONE and new not in DONE for old, new in zip(states, states[1:]))
        out["events"] += len(rows)
        out["tickets"] += 1
        out["reopens"] += reopens
        out["ticketsReopened"] += reopens > 0
        out["reassignments"] += int(end["reassignment_count"])
        out["firstContact"] += end["reassignment_count"] == "0" and reopens == 0
        out["recorded"] += end["made_sla"] == "true"
        out["groupChanges"] += sum(old != new for old, new in zip(groups, groups[1:]))
        out["groupChangesBetweenKnownGroups"] += sum(
            old != new and "?" not in (old, new) for old, new in zip(groups, groups[1:]))
        resolved = [minute(row["sys_updated_at"]) for row in rows
                    if row["incident_state"] == "Resolved"]
        if resolved:
            first.append((resolved[0] - opened) * 60)
            last.append((resolved[-1] - opened) * 60)
        start, stop = (minute(row["sys_updated_at"]) for row in (rows[0], end))
        working.append(business(start, stop) * 60)
        arrivals[opened % DAY // 60] += 1
        categories[end["category"]] += 1
        for at in months:
            known = [row["incident_state"] for row in rows if minute(row["sys_updated_at"]) <= at]
            backlog[at, "notClosed"] += bool(known) and known[-1] != "Closed"
            backlog[at, "unresolved"] += bool(known) and known[-1] not in DONE
        for metric, verdict in zip(("ownership", "resolution"), verdicts(rows)):
            ended[metric, verdict] += 1
    return out, first, last, working, arrivals, categories, months, backlog, ended


def expected():
    out, first, last, working, arrivals, categories, months, backlog, ended = figures()
    total = out["tickets"]
    for key in ("events", "tickets", "reopens", "ticketsReopened", "groupChanges",
                "groupChangesBetweenKnownGroups"):
        yield key, out[key]
    for key, count in (("reassignmentsPerTicket", "reassignments"),
                       ("firstContactResolutionRate", "firstContact"),
                       ("recordedSLAAttainment", "recorded")):
        yield f"{key}.numerator", out[count]
        yield f"{key}.denominator", total
        yield f"{key}.value", out[count] / total
    for name, spans in (("first", first), ("last", last)):
        yield f"resolutionSeconds.{name}.count", len(spans)
        yield f"resolutionSeconds.{name}.mean", sum(spans) / len(spans)
        for key, share in (("p50", "0.5"), ("p90", "0.9"), ("p99", "0.99")):
            yield f"resolutionSeconds.{name}.{key}", quantile(spans, share)
    yield "businessSeconds.total", sum(working)
    yield "businessSeconds.median", quantile(working, "0.5")
    yield "arrivalsByHour", arrivals
    top = sorted(categories.items(), key=lambda item: (-item[1], item[0]))[:10]
    yield "topCategories", [[name, count] for name, count in top]
    yield "topCategoriesShare.numerator", sum(count for _, count in top)
    for at in months:
        instant = datetime.datetime(1970, 1, 1) + datetime.timedelta(minutes=at)
        for key in ("notClosed", "unresolved"):
            yield f"backlogAt.{instant:%Y-%m-%dT%H:%M:%SZ}.{key}", backlog[at, key]
    for metric in ("ownership", "resolution"):
        yield f"policyAttainment.{metric}.met", ended[metric, "met"]
        yield f"policyAttainment.{metric}.missed", ended[metric, "missed"]
    yield "rejectedRows.count", 0


def actual(report, path):
    if path == "topCategories":
        return [[entry["category"], entry["tickets"]] for entry in report[path]]
    for key in path.split("."):
        report = report[key]
    return report


def same(left, right):
    if isinstance(right, float):
        return abs(left - right) <= 1e-9 * max(1, abs(right))
    return left == right


def main():
    report = json.load(sys.stdin)
    passed = failed = 0
    for path, value in expected():
        found = actual(report, path)
        if same(found, value):
            passed += 1
        else:
            failed += 1
            print(f"{path}: counted {value}, replay says {found}")
    print(f"{passed} passed, {failed} failed")
    sys.exit(failed > 0)


if __name__ == "__main__":
    main()
