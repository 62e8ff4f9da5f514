#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
# Copyright the SupportKit authors
"""Counts the figures of the bundled log of calls again, by other and slower code, and compares.

    swift run -c release replay calls --quiet --no-report --json - | python3 check_calls.py

Python's standard library only. Every number of the JSON is looked at; one that this script does not
count is a failure.
"""
import bisect
import collections
import csv
import datetime
import gzip
import json
import os
import sys
import zoneinfo
from fractions import Fraction

HERE = os.path.dirname(os.path.abspath(__file__))
LOG = os.path.join(HERE, "..", "Data", "call-log.csv.gz")
ZONE = zoneinfo.ZoneInfo("Europe/Berlin")
WITHIN, SHORT, LONGEST, LEAST_TALK, TOP = (20, 30, 60), 5, 14400, 2, 10
OUTCOMES = {"AGENT": "answered", "HANG": "abandoned", "MENU": "leftInMenu", "BUSY": "refused",
            "OVERFLOW": "overflowed", "CALLBACK": "calledBack"}
REACHED = ("leftInMenu", "refused", "abandoned", "answered", "overflowed", "calledBack")
BOTH = ("answered", "abandoned")
PAIRS = (("arrival", "queue"), ("arrival", "answer"), ("queue", "answer"), ("arrival", "end"),
         ("queue", "end"), ("answer", "end"))
DISORDER = ("queuedBeforeArrival", "answeredBeforeArrival", "answeredBeforeQueue",
            "endedBeforeArrival", "endedBeforeQueue", "endedBeforeAnswer")
UTC = datetime.timezone.utc


def moment(date, clock):
    """A wall time of Berlin as (seconds since 1970, the wall time): the first of two, forward in a gap."""
    wall = datetime.datetime.combine(date, clock)
    early = wall.replace(tzinfo=ZONE, fold=0)
    return int(early.astimezone(UTC).timestamp()), wall


def is_twice(wall):
    """Whether Berlin's clocks show this time twice."""
    first, second = (wall.replace(tzinfo=ZONE, fold=fold).utcoffset() for fold in (0, 1))
    return first > second


class Call:
    """A row put together as the README says, with what its faults leave known."""

    def __init__(self, row, line):
        self.line = line
        date = datetime.date.fromisoformat(row["date"])
        anchor = datetime.datetime.combine(date, datetime.time.fromisoformat(row["arrival"]))
        self.walls, times = {}, {}
        for key in ("arrival", "menu_exit", "queue_entry", "queue_exit", "answer", "end"):
            times[key] = None
            if not row[key]:
                continue
            clock = datetime.time.fromisoformat(row[key])
            days = [date + datetime.timedelta(days=step) for step in (-1, 0, 1)]
            day = min(days, key=lambda d: abs(datetime.datetime.combine(d, clock) - anchor))
            times[key], self.walls[key] = moment(day, clock)
        self.arrival = times["arrival"]
        self.outcome = OUTCOMES.get(row["outcome"])
        self.phantom = row["outcome"] == "PHANTOM"
        number = {key: int(row[key]) if row[key] else None for key in ("talk", "hold", "wrap_up")}
        self.talk, self.hold, self.wrap = number["talk"], number["hold"], number["wrap_up"]
        answered = self.outcome == "answered" or (
            self.outcome is None and times["answer"] is not None and not self.phantom)
        waited = answered or self.outcome == "abandoned" or (
            self.outcome is None and times["queue_exit"] is not None)
        self.place = {"arrival": "arrival"}

        def pick(name, *keys):
            """The first of the times that is there."""
            for key in keys:
                if times[key] is not None:
                    self.place[name] = key
                    return times[key]
            return None

        self.queue = pick("queue", "queue_entry", *(("menu_exit", "arrival") if waited else ()))
        self.answer = pick("answer", "answer", *(("queue_exit",) if answered else ()))
        if answered:
            self.end = pick("end", "end")
            if self.end is None and self.answer is not None and self.talk is not None:
                self.end = self.answer + max(self.talk + (self.hold or 0), 0)
        else:
            self.end = pick(
                "end", "queue_exit", "end", *(("menu_exit",) if self.queue is None else ()))
        self.agent, self.customer = row["agent"] or None, row["customer"] or None
        self.type, self.priority = row["type"] or None, row["priority"] or None
        self.queue_name = row["queue"] or None
        self.transfers = int(row["transfers"]) if row["transfers"] else None
        self.resolved = {"y": True, "n": False, "": None}[row["resolved"]]
        self.told = self.outcome or self.derived()
        self.faults = self.find_faults()
        self.measure()

    def derived(self):
        """What follows from the times where the log names no outcome."""
        if self.answer is not None:
            return "answered"
        if self.end is None:
            return None
        return "leftInMenu" if self.queue is None else "abandoned"

    def find_faults(self):
        found = []
        if self.phantom:
            found.append(("markedPhantom", ()))
        turned_away = self.outcome in ("refused", "answered", "overflowed", "calledBack")
        if self.end == self.arrival and self.answer is None and not turned_away:
            found.append(("zeroLength", ()))
        if self.answer is not None:
            length = self.talk if self.talk is not None else (
                None if self.end is None else self.end - self.answer)
            if length is not None and 0 <= length < LEAST_TALK:
                found.append(("phantomTalk", ()))
        for pair, kind in zip(PAIRS, DISORDER):
            first, second = (getattr(self, name) for name in pair)
            if first is None or second is None:
                continue
            early, late = (self.twice(name) for name in pair)
            if early != late or (second < first and early):
                found.append(("clockChange", pair))
            elif second < first:
                found.append((kind, pair))
        for name in ("talk", "hold", "wrap"):
            if (getattr(self, name) or 0) < 0:
                found.append(("negativeDuration", (name,)))
        if self.answer is not None and self.end is not None and self.answer <= self.end:
            if max(0, self.talk or 0) + max(0, self.hold or 0) > self.end - self.answer:
                found.append(("talkBeyondEnd", ("talk", "hold")))
        if self.outcome not in (None, "answered") and (self.answer is not None
                                                      or (self.talk or 0) > 0):
            found.append(("answeredAndNot", ()))
        if self.outcome in ("leftInMenu", "refused") and self.queue is not None:
            found.append(("queuedAndNot", ()))
        wait = self.raw_wait(self.outcome)
        if wait is not None and wait > LONGEST:
            found.append(("waitBeyondBound", ()))
        if self.outcome == "answered" and self.agent is None:
            found.append(("answeredWithoutAgent", ()))
        return found

    def twice(self, name):
        return name in self.place and is_twice(self.walls[self.place[name]])

    def raw_wait(self, outcome):
        left = self.answer
        if left is None and outcome != "answered":
            left = self.end
        return None if self.queue is None or left is None else left - self.queue

    def measure(self):
        left = self.answer
        if left is None and self.told != "answered":
            left = self.end
        self.wait = self.raw_wait(self.told)
        self.delay = None if left is None else left - self.arrival
        out = self.told
        for kind, parts in self.faults:
            if kind in ("markedPhantom", "zeroLength", "phantomTalk"):
                out = self.wait = self.delay = self.talk = self.hold = self.wrap = None
            elif kind in DISORDER or kind == "clockChange":
                for part in parts:
                    if part == "arrival":
                        self.delay = None
                    elif part == "queue":
                        self.wait = None
                    elif part == "answer" or self.answer is None:
                        self.wait = self.delay = None
            elif kind == "negativeDuration":
                setattr(self, parts[0], None)
            elif kind == "talkBeyondEnd":
                self.talk = self.hold = None
            elif kind in ("answeredAndNot", "queuedAndNot"):
                out = None
            elif kind == "waitBeyondBound":
                self.wait = self.delay = None
        # No amount of time is negative.
        self.wait = None if self.wait is None or self.wait < 0 else self.wait
        self.delay = None if self.delay is None or self.delay < 0 else self.delay
        self.out = out
        parts = (self.talk, self.hold, self.wrap)
        self.handling = None if None in parts else sum(parts)


def read():
    calls, rejected, lines = [], collections.OrderedDict(), []
    with gzip.open(LOG, "rt", encoding="utf-8", newline="") as file:
        text = file.read()
    # No field of the log holds a line end, so rows are lines.
    rows = list(csv.DictReader(text.split("\n")[:-1]))
    for line, row in enumerate(rows, 2):
        if row["outcome"] not in OUTCOMES and row["outcome"] != "PHANTOM":
            rejected.setdefault("its outcome is not in the map", []).append(line)
            lines.append(row["outcome"])
        else:
            calls.append(Call(row, line))
    return calls, rejected, lines, text.split("\n"), len(rows)


# Three answers: yes, no and not known (None), joined as SQL does.


def both(*answers):
    return False if False in answers else None if None in answers else True


def either(*answers):
    return True if True in answers else None if None in answers else False


def is_one(call, *outcomes):
    return None if call.out is None else call.out in outcomes


def at_most(value, bound):
    return None if value is None else value <= bound


def opposite(answer):
    return None if answer is None else not answer


def share(calls, part, whole):
    """A rate: value, numerator, denominator, apart, unknown and censored, flattened."""
    above = below = apart = unknown = 0
    for call in calls:
        among = whole(call)
        of = part(call) if among else None
        if among is False:
            apart += 1
        elif among is None or of is None:
            unknown += 1
        else:
            below += 1
            above += of
    return {"value": above / below if below else None, "numerator": above, "denominator": below,
            "apart": apart, "unknown": unknown, "censored": 0}


def mean(calls, amount, rows, key="seconds"):
    chosen = [call for call in calls if rows(call)]
    unknown = sum(rows(call) is None for call in calls)
    values = [amount(call) for call in chosen]
    known = [value for value in values if value is not None]
    return {key: sum(known) / len(known) if known else None, "calls": len(known),
            "unknown": unknown + len(values) - len(known)}


def quantile(values, share_of):
    values = sorted(values)
    if not values:
        return None
    place = (len(values) - 1) * share_of
    below = int(place)
    above = min(below + 1, len(values) - 1)
    return float(values[below] + (place - below) * (values[above] - values[below]))


def readings(calls, target):
    def answered(c):
        return is_one(c, "answered")

    def abandoned(c):
        return is_one(c, "abandoned")

    def offered(c):
        return is_one(c, *BOTH)

    def soon(c):
        return at_most(c.wait, target)

    def late(c):
        return opposite(soon(c))

    def overdue(c):
        # What was refused or left in the menu was never offered.
        return both(is_one(c, *BOTH, "overflowed", "calledBack", "open"), late(c))

    def kept(c):
        return both(answered(c), soon(c))

    def short(c):
        return at_most(c.wait, SHORT)

    return {
        "F0": share(calls, kept, lambda c: is_one(c, *REACHED)),
        "F1": share(calls, kept, offered),
        "F2": share(calls, kept, answered),
        "F3": share(calls, soon, offered),
        "F4": share(calls, kept, lambda c: either(answered(c), both(abandoned(c), late(c)))),
        "F5": share(calls, kept,
                    lambda c: either(answered(c), both(abandoned(c), opposite(short(c))))),
        "F6": share(calls, lambda c: either(kept(c), both(abandoned(c), short(c))), offered),
        "events, ignored": share(calls, kept, lambda c: either(answered(c), overdue(c))),
        "events, negative": share(calls, kept, lambda c: either(offered(c), overdue(c))),
        "events, positive": share(calls, lambda c: both(offered(c), soon(c)),
                                  lambda c: either(offered(c), overdue(c))),
    }


class Repeats:
    """Answered calls that any other call of the customer followed in time, of whatever group."""

    def __init__(self, calls, until):
        self.starts, self.until = collections.defaultdict(list), until
        for call in calls:
            if call.customer and call.out is not None:
                self.starts[call.customer].append(call.arrival)
        for times in self.starts.values():
            times.sort()

    def of(self, calls, days):
        above = below = apart = unknown = censored = 0
        for call in calls:
            if call.out is None or (
                    call.out == "answered" and (
                        call.customer is None or call.end is None or call.end < call.arrival)):
                unknown += 1
            elif call.out != "answered":
                apart += 1
            elif call.end + days * 86400 > self.until:
                censored += 1
            else:
                times = self.starts[call.customer]
                later = bisect.bisect_right(times, call.arrival)
                below += 1
                above += later < len(times) and times[later] <= call.end + days * 86400
        return {"value": above / below if below else None, "numerator": above,
                "denominator": below, "apart": apart, "unknown": unknown, "censored": censored}


def answered(call):
    return is_one(call, "answered")


def part_of(calls):
    return {
        "arrivals": sum(call.out is not None for call in calls),
        "serviceLevel": readings(calls, WITHIN[0])["F1"],
        "abandonment": share(calls, lambda c: is_one(c, "abandoned"), lambda c: is_one(c, *BOTH)),
        "averageSpeedOfAnswer": mean(calls, lambda c: c.wait, answered),
    }


def group_of(calls, again):
    return {
        "calls": len(calls),
        "answered": sum(call.out == "answered" for call in calls),
        "serviceLevel": readings(calls, WITHIN[0])["F1"],
        "abandonment": share(calls, lambda c: is_one(c, "abandoned"), lambda c: is_one(c, *BOTH)),
        "averageSpeedOfAnswer": mean(calls, lambda c: c.wait, answered),
        "averageHandlingTime": mean(calls, lambda c: c.handling, answered),
        "repeatContacts 24 h": again.of(calls, 1),
        "repeatContacts 7 d": again.of(calls, 7),
    }


def groups(calls, name, again):
    by = collections.defaultdict(list)
    for call in calls:
        by[getattr(call, name)].append(call)
    unknown = by.pop(None, None)
    order = sorted(by, key=lambda key: (-len(by[key]), key))
    shown = order[:TOP]
    if name == "priority":
        shown.sort(key=("high", "normal", "low").index)
    rest = [call for key in order[TOP:] for call in by[key]]
    return {
        "shown": [{"name": key, **group_of(by[key], again)} for key in shown],
        "others": {"groups": len(order) - TOP, **group_of(rest, again)} if rest else None,
        "unknown": group_of(unknown, again) if unknown else None,
    }


def instant(seconds):
    return datetime.datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def expected():
    calls, rejected, unlisted, lines, rows = read()
    until = max(max(call.arrival, call.end or 0) for call in calls)
    again = Repeats(calls, until)

    def wall(call):
        return datetime.datetime.fromtimestamp(call.arrival, ZONE)

    first, last = (pick(call.arrival for call in calls) for pick in (min, max))
    out = {"zone": "Europe/Berlin", "from": instant(first), "to": instant(last),
           "until": instant(until), "rows": rows, "calls": len(calls), "outbound": 0}
    names = collections.Counter(call.out for call in calls)
    out["outcomes"] = {name: names[name] for name in REACHED + ("open",)}
    out["outcomes"]["unknown"] = names[None]
    out["serviceLevels"] = []
    for target in WITHIN:
        found = readings(calls, target)
        low, high = (pick(found, key=lambda key: found[key]["value"]) for pick in (min, max))
        out["serviceLevels"].append({
            "withinSeconds": target, "readings": found, "lowest": low, "highest": high,
            "spreadPoints": (found[high]["value"] - found[low]["value"]) * 100})
    out["connectRate"] = readings(calls, 60)["F0"]
    bases = {
        "offered": lambda c: is_one(c, *BOTH),
        "queued": lambda c: both(is_one(c, *BOTH, "overflowed", "calledBack"),
                                 c.queue is not None),
        "reached": lambda c: is_one(c, *REACHED),
    }
    gave_up = {name: share(calls, lambda c: is_one(c, "abandoned"), base)
               for name, base in bases.items()}
    without = {
        name: share(
            calls, lambda c: is_one(c, "abandoned"),
            lambda c, base=base: both(base(c), either(opposite(is_one(c, "abandoned")),
                                                      opposite(at_most(c.wait, SHORT)))))
        for name, base in bases.items()}
    out["abandonment"] = {"all": gave_up, "shortSeconds": SHORT, "withoutShort": without}
    offered_waits = [c.wait for c in calls if is_one(c, *BOTH) and c.wait is not None]
    longest = mean(calls, lambda c: c.wait, lambda c: is_one(c, *BOTH))
    longest["seconds"] = max(offered_waits)
    out["waiting"] = {
        "averageSpeedOfAnswer": mean(calls, lambda c: c.wait, answered),
        "averageWait": mean(calls, lambda c: c.wait, lambda c: is_one(c, *BOTH)),
        "fromArrival": mean(calls, lambda c: c.delay, answered),
        "untilGivenUp": mean(calls, lambda c: c.wait, lambda c: is_one(c, "abandoned")),
        "longest": longest,
        "quantiles": {f"p{p}": quantile(offered_waits, Fraction(p, 100))
                      for p in (50, 80, 90, 95, 99)},
        "after": [{"seconds": s, **{name: sum(c.out == name and at_most(c.wait, s) is True
                                              for c in calls) for name in BOTH}}
                  for s in (0, 5, 10, 15, 20, 30, 45, 60, 90, 120, 180, 300, 600)],
    }

    def spread(amount):
        values = [amount(c) for c in calls if answered(c) and amount(c) is not None]
        return {f"p{p}": quantile(values, Fraction(p, 100)) for p in (50, 90, 99)}

    held = [c for c in calls if answered(c) and c.hold]
    hold_unknown = sum(c.out is None and (c.hold is None or c.hold > 0)
                       or c.out == "answered" and c.hold is None for c in calls)
    out["handling"] = {
        "parts": ["talk", "hold", "wrapUp"],
        "averageHandlingTime": mean(calls, lambda c: c.handling, answered),
        "talk": mean(calls, lambda c: c.talk, answered),
        "hold": mean(calls, lambda c: c.hold, answered),
        "holdOfHeld": {"seconds": sum(c.hold for c in held) / len(held), "calls": len(held),
                       "unknown": hold_unknown},
        "wrapUp": mean(calls, lambda c: c.wrap, answered),
        "talkQuantiles": spread(lambda c: c.talk),
        "handlingQuantiles": spread(lambda c: c.handling),
    }

    def moved(test):
        return lambda c: None if c.transfers is None else test(c.transfers)

    out["transfers"] = {
        "rate": share(calls, moved(lambda n: n >= 1), answered),
        "none": share(calls, moved(lambda n: n == 0), answered),
        "perCall": mean(calls, lambda c: c.transfers, answered, "value"),
    }
    out["firstContactResolution"] = {
        "byWord": share(calls, lambda c: c.resolved, answered),
        "ofAllAnswered": share(calls, lambda c: c.resolved is True, answered),
    }
    out["customers"] = len({c.customer for c in calls if c.customer and c.out is not None})
    out["repeatContacts"] = {"24 h": again.of(calls, 1), "7 d": again.of(calls, 7)}
    halves, hours, days = (collections.defaultdict(list) for _ in range(3))
    week = [[0] * 24 for _ in range(7)]
    spans = collections.Counter()
    for call in calls:
        at = wall(call)
        hours[at.hour].append(call)
        days[at.date()].append(call)
        if call.out is None:
            continue
        halves[at.hour * 2 + at.minute // 30].append(call)
        week[at.weekday()][at.hour] += 1
        spans[call.arrival // 1800 * 1800] += 1
    most = max(spans.values())
    out["arrivals"] = {
        "byHour": [part_of(hours[hour])["arrivals"] for hour in range(24)],
        "byHalfHour": [len(halves[half]) for half in range(48)],
        "byWeekdayAndHour": week,
        "hours": [{"hour": hour, **part_of(hours[hour])} for hour in range(24)],
        "busiestHalfHour": {"at": instant(min(at for at in spans if spans[at] == most)),
                            "calls": most},
    }
    out["days"] = [{"date": str(date), **part_of(days[date])} for date in sorted(days)]
    out["groups"] = {key: groups(calls, name, again)
                     for key, name in (("type", "type"), ("priority", "priority"),
                                       ("queue", "queue_name"), ("agent", "agent"))}
    kinds = collections.defaultdict(list)
    for call in calls:
        for kind in {kind for kind, _ in call.faults}:
            kinds[kind].append(call.line)
    out["oddRows"] = {
        "calls": sum(bool(call.faults) for call in calls),
        "kinds": [{"kind": kind, "count": len(places), "firstLine": places[0],
                   "firstText": lines[places[0] - 1]} for kind, places in kinds.items()]}
    out["rejectedRows"] = {
        "count": sum(map(len, rejected.values())),
        "reasons": [{"reason": reason, "count": len(places), "firstLine": places[0],
                     "firstText": lines[places[0] - 1]} for reason, places in rejected.items()]}
    out["unlistedOutcomes"] = dict(collections.Counter(unlisted))
    return out


def leaves(value, path=""):
    """Every single value of a tree with its way."""
    if isinstance(value, dict):
        for key, member in value.items():
            yield from leaves(member, f"{path}/{key}")
    elif isinstance(value, list):
        for index, member in enumerate(value):
            yield from leaves(member, f"{path}/{index}")
    else:
        yield path, value


def same(left, right):
    if isinstance(left, float) or isinstance(right, float):
        if left is None or right is None:
            return left is right
        return abs(left - right) <= 1e-9 * max(1, abs(right))
    return left == right


def main():
    report = json.load(sys.stdin)
    for text in ("log", "definitions"):
        report.pop(text)
    counted = expected()
    for tree in (report, counted):
        tree["oddRows"]["kinds"].sort(key=lambda row: row["kind"])
    found, wanted = dict(leaves(report)), dict(leaves(counted))
    passed, failed = 0, 0
    for path in sorted(found.keys() | wanted.keys()):
        if path in found and path in wanted and same(found[path], wanted[path]):
            passed += 1
        else:
            failed += 1
            if failed <= 40:
                print(f"{path}: counted {wanted.get(path, 'nothing')}, "
                      f"replay says {found.get(path, 'nothing')}")
    print(f"{passed} passed, {failed} failed")
    sys.exit(failed > 0)


if __name__ == "__main__":
    main()
