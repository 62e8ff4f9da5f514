#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
# Copyright the SupportKit authors
"""A second, slow and plain reading of the rules of business time.

    pip install tzdata
    python3 oracle.py --check business-time.jsonl     recomputes every answer, prints differences
    python3 oracle.py --answer < questions.jsonl      prints the vectors with their answers

It shares nothing with the library: zones come from the tzdata package, and of zoneinfo only the
direction from UTC to the wall clock is used. Instants are whole milliseconds since 1970. Short
spans are also counted by walking from one minute (or second) to the next, and business dates are
compared with numpy where it is installed.
"""

import argparse
import json
import sys
import zoneinfo
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal

try:
    import numpy
except ImportError:
    numpy = None

zoneinfo.reset_tzpath(to=[])  # tzdata from PyPI alone, whatever the machine has
DAY = 86_400_000
EPOCH = datetime(1970, 1, 1)
WEEKDAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]


# Text

def instant(text):
    """Milliseconds since 1970; digits beyond the millisecond are cut off."""
    text = text.replace(" ", "T")
    if "." in text:
        head, tail = text.split(".")
        digits = tail.rstrip("Z")
        return instant(head + "Z") + int((digits + "00")[:3])
    moment = datetime.fromisoformat(text.replace("Z", "+00:00"))
    return round((moment - EPOCH.replace(tzinfo=timezone.utc)) / timedelta(milliseconds=1))


def text(ms):
    if ms is None:
        return None
    moment = EPOCH + timedelta(milliseconds=ms)
    fraction = f".{ms % 1000:03}" if ms % 1000 else ""
    return moment.strftime("%Y-%m-%dT%H:%M:%S") + fraction + "Z"


def time_of_day(written):
    parts = [Decimal(part) for part in written.split(":")] + [Decimal(0)]
    return int((parts[0] * 3600 + parts[1] * 60 + parts[2]) * 1000)


def is_date(written):
    return "T" not in written


# Zones

class Zone:
    def __init__(self, name):
        self.info = zoneinfo.ZoneInfo(name)
        self.seen = {}
        self.resolved = {}

    def local(self, ms):
        """What the clocks show, as milliseconds since 1970-01-01T00:00 on these clocks."""
        seconds, rest = divmod(ms, 1000)
        moment = datetime(1970, 1, 1, tzinfo=timezone.utc) + timedelta(seconds=seconds)
        shown = moment.astimezone(self.info).replace(tzinfo=None)
        return round((shown - EPOCH).total_seconds()) * 1000 + rest

    def offsets(self, day):
        """The offsets in force on a day of UTC, looked at every three hours."""
        if day not in self.seen:
            hours = range(day * DAY, (day + 1) * DAY, 3 * 3_600_000)
            self.seen[day] = {self.local(ms) - ms for ms in hours}
        return self.seen[day]

    def instant(self, wall):
        """The first instant that shows the wall time; in a gap it moves forward by the gap."""
        if wall not in self.resolved:
            day = wall // DAY
            offsets = set().union(*(self.offsets(near) for near in range(day - 2, day + 3)))
            shown = [wall - offset for offset in offsets if self.local(wall - offset) == wall]
            # No clock shows it: read it with the offset before the gap, which is the smaller one.
            self.resolved[wall] = min(shown) if shown else wall - min(offsets)
        return self.resolved[wall]


ZONES = {}


class Clock:
    def __init__(self, calendar):
        name = calendar["timeZone"]
        self.zone = ZONES.setdefault(name, None) or Zone(name)
        ZONES[name] = self.zone
        self.weekly = [calendar.get("weekly", {}).get(day, []) for day in WEEKDAYS]
        self.holidays = set(calendar.get("holidays", []))
        self.overrides = calendar.get("overrides", {})
        self.days = {}
        self.windows = {}
        dates = sorted(self.holidays | set(self.overrides))
        self.listed = [(date.fromisoformat(day) - EPOCH.date()).days for day in dates]

    # Days

    def written(self, day):
        """The intervals of a date as written: an override wins, then a holiday closes."""
        name = (EPOCH.date() + timedelta(days=day)).isoformat()
        if name in self.overrides:
            return self.overrides[name]
        return [] if name in self.holidays else self.weekly[(day + 3) % 7]

    def intervals(self, day):
        """The intervals that open on a date, as pairs of instants; empty ones vanish."""
        if day not in self.days:
            found = []
            for start, end in self.written(day):
                begin, finish = time_of_day(start), time_of_day(end)
                if finish <= begin:
                    finish += DAY
                pair = (self.zone.instant(day * DAY + begin), self.zone.instant(day * DAY + finish))
                if pair[0] < pair[1]:
                    found.append(pair)
            self.days[day] = sorted(found)
        return self.days[day]

    def between_days(self, first, last):
        """The intervals of many dates by their start: a skipped date moves onto the next one."""
        return sorted(pair for day in range(first, last + 1) for pair in self.intervals(day))

    def day_of(self, ms):
        return self.zone.local(ms) // DAY

    # Openings

    def window(self, ms, years):
        """What is open around an instant and every listed date, touching intervals as one."""
        day = ms // DAY
        first = min([day] + self.listed) - 366 * years
        last = max([day] + self.listed) + 366 * years
        if (first, last) not in self.windows:
            merged = []
            for start, end in self.between_days(first, last):
                if merged and start <= merged[-1][1]:
                    merged[-1][1] = max(end, merged[-1][1])
                else:
                    merged.append([start, end])
            self.windows[first, last] = merged, (first + 3) * DAY, (last - 3) * DAY
        return self.windows[first, last]

    def search(self, ms, find):
        """The answer of the first window that knows it; None where even 40 years do not.

        What lies at the border of a window may go on behind it, so it is no answer there.
        """
        for years in [1, 6, 40]:
            openings, left, right = self.window(ms, years)
            answer = find(openings)
            if answer is not None and left < answer < right:
                return answer
        return None

    def is_open(self, ms):
        day = self.day_of(ms)
        return any(start <= ms < end for start, end in self.between_days(day - 3, day + 1))

    def next_open(self, ms):
        return ms if self.is_open(ms) else self.next_open_strict(ms)

    def next_open_strict(self, ms):
        return self.search(
            ms, lambda openings: min((a for a, _ in openings if a > ms), default=None))

    def prev_open(self, ms):
        return self.search(
            ms, lambda openings: max((a for a, _ in openings if a < ms), default=None))

    def next_close(self, ms):
        return self.search(
            ms, lambda openings: min((b for _, b in openings if b > ms), default=None))

    def prev_close(self, ms):
        return self.search(
            ms, lambda openings: max((b for _, b in openings if b < ms), default=None))

    def prev_moment(self, ms):
        """Itself where it is open or a closing, else the closing before."""
        return ms if self.is_open(ms) or self.is_open(ms - 1) else self.prev_close(ms)

    # Arithmetic

    def add(self, ms, amount, landing="closing"):
        if amount < 0:
            return self.subtract(ms, -amount)
        if amount == 0:
            return self.next_open(ms)

        def find(openings):
            left = amount
            for start, end in openings:
                begin = max(start, ms)
                if begin < end:
                    if left <= end - begin:
                        return begin + left
                    left -= end - begin
            return None

        landed = self.search(ms, find)
        if landed is not None and landing == "nextOpening":
            return self.next_open(landed)
        return landed

    def subtract(self, ms, amount):
        if amount < 0:
            return self.add(ms, -amount)
        if amount == 0:
            return self.prev_moment(ms)

        def find(openings):
            left = amount
            for start, end in reversed(openings):
                finish = min(end, ms)
                if start < finish:
                    if left <= finish - start:
                        return finish - left
                    left -= finish - start
            return None

        return self.search(ms, find)

    def between(self, a, b):
        if b < a:
            return -self.between(b, a)
        total, reached = 0, a
        for start, end in self.between_days(a // DAY - 4, b // DAY + 4):
            start, end = max(start, reached), min(end, b)
            if start < end:
                total += end - start
                reached = end
        return total

    # Business dates

    def is_business_day(self, day):
        return bool(self.intervals(day))

    def add_days(self, day, count):
        step = 1 if count > 0 else -1
        left, empty = abs(count), 0
        while left:
            day += step
            empty = 0 if self.is_business_day(day) else empty + 1
            left -= 1 if not empty else 0
            if empty > 40_000:
                return None
        return day

    def add_days_to_instant(self, ms, count):
        local = self.zone.local(ms)
        day = self.add_days(local // DAY, count)
        if day is None:
            return None
        moved = self.zone.instant(day * DAY + local % DAY) if count else ms
        if count < 0:
            return self.prev_moment(moved) if not self.is_open(moved) else moved
        closing = self.is_open(moved - 1)
        return moved if closing else self.next_open(moved)

    def days_between(self, a, b):
        if b < a:
            return -sum(self.is_business_day(day) for day in range(b + 1, a + 1))
        return sum(self.is_business_day(day) for day in range(a + 1, b + 1))

    # Lists

    def periods(self, ms, count, until):
        found, empty, day = [], 0, ms // DAY - 3
        while len(found) < count and empty < 15_000 and (until is None or day <= until // DAY + 3):
            intervals = self.intervals(day)
            empty = 0 if intervals else empty + 1
            for start, end in intervals:
                pair = (max(start, ms), end if until is None else min(end, until))
                if pair[0] < pair[1]:
                    found.append(pair)
            day += 1
        return found[:count]

    def periods_backward(self, ms, count, until):
        found, empty, day = [], 0, ms // DAY + 3
        while len(found) < count and empty < 15_000 and (until is None or day >= until // DAY - 3):
            intervals = self.intervals(day)
            empty = 0 if intervals else empty + 1
            for start, end in reversed(intervals):
                pair = (start if until is None else max(start, until), min(end, ms))
                if pair[0] < pair[1]:
                    found.append(pair)
            day -= 1
        return found[:count]


# Vectors

CLOCKS = {}


def clock_of(vector):
    key = json.dumps(vector["calendar"])
    if key not in CLOCKS:
        CLOCKS[key] = Clock(vector["calendar"])
    return CLOCKS[key]


def day_number(written):
    return (date.fromisoformat(written) - EPOCH.date()).days


def date_text(day):
    return None if day is None else (EPOCH.date() + timedelta(days=day)).isoformat()


def seconds(ms):
    return ms // 1000 if ms % 1000 == 0 else ms / 1000


def answer(vector):
    clock, op = clock_of(vector), vector["op"]
    if op == "wallToInstant":
        day, time = vector["wall"].replace(" ", "T").split("T")
        return text(clock.zone.instant(day_number(day) * DAY + time_of_day(time)))
    start = vector["start"]
    if op == "daysBetween":
        return clock.days_between(day_number(start), day_number(vector["end"]))
    if op in ("isBusinessDay", "isHoliday"):
        day = day_number(start) if is_date(start) else clock.day_of(instant(start))
        if op == "isHoliday":
            return date_text(day) in clock.holidays
        return clock.is_business_day(day)
    if op == "addDays" and is_date(start):
        return date_text(clock.add_days(day_number(start), vector["days"]))
    ms = instant(start)
    if op == "addDays":
        return text(clock.add_days_to_instant(ms, vector["days"]))
    if op in ("add", "subtract"):
        amount = int(Decimal(str(vector["seconds"])) * 1000)
        if op == "add":
            return text(clock.add(ms, amount, vector.get("landing", "closing")))
        return text(clock.subtract(ms, amount))
    if op == "between":
        return seconds(clock.between(ms, instant(vector["end"])))
    if op in ("periods", "periodsBackward"):
        until = instant(vector["until"]) if "until" in vector else None
        list_periods = clock.periods if op == "periods" else clock.periods_backward
        return [[text(a), text(b)] for a, b in list_periods(ms, vector["count"], until)]
    if op == "isOpen":
        return clock.is_open(ms)
    questions = {
        "nextOpen": clock.next_open, "nextOpenStrict": clock.next_open_strict,
        "prevOpen": clock.prev_open, "nextClose": clock.next_close,
        "prevClose": clock.prev_close, "prevMoment": clock.prev_moment}
    return text(questions[op](ms))


# Other ways to the same answer

def walked(vector):
    """The same question answered by walking the clock; None where the walk would be too long."""
    if vector["op"] not in ("add", "subtract", "between"):
        return None
    clock, start = clock_of(vector), instant(vector["start"])
    expected = vector["expected"]
    if vector["op"] == "between":
        end = instant(vector["end"])
    elif expected is None or vector["seconds"] <= 0 or "landing" in vector:
        return None
    else:
        end = instant(expected)
    edges = {start, end}
    for day in range(min(edges) // DAY - 3, max(edges) // DAY + 4):
        edges.update(edge for interval in clock.intervals(day) for edge in interval)
    step = next((unit for unit in (60_000, 1000) if all(edge % unit == 0 for edge in edges)), None)
    low, high = min(start, end), max(start, end)
    if step is None or (high - low) // step > 30_000:
        return None
    count = sum(clock.is_open(ms) for ms in range(low, high, step)) * step
    if vector["op"] == "between":
        return count == abs(Decimal(str(expected)) * 1000)
    return count == vector["seconds"] * 1000


def by_numpy(vector):
    """Whether numpy agrees; None where it does not apply: it knows neither overrides that open
    nor clocks that change, which can swallow short hours in the night."""
    if numpy is None or vector["op"] not in ("addDays", "daysBetween"):
        return None
    calendar = vector["calendar"]
    opens = [day for day, hours in calendar.get("overrides", {}).items() if hours]
    hours = [pair for day in calendar.get("weekly", {}).values() for pair in day]
    short = any(0 < time_of_day(b) - time_of_day(a) < 4 * 3_600_000 for a, b in hours)
    if not is_date(vector["start"]) or opens or short or not hours:
        return None
    days = numpy.busdaycalendar(
        weekmask=[int(bool(calendar["weekly"].get(day))) for day in WEEKDAYS],
        holidays=calendar.get("holidays", []) + list(calendar.get("overrides", {})))
    start = numpy.datetime64(vector["start"])
    if vector["op"] == "daysBetween":
        end = numpy.datetime64(vector["end"])
        # numpy counts [start, end); one day later on both sides is (start, end].
        low, high = min(start, end) + 1, max(start, end) + 1
        count = int(numpy.busday_count(low, high, busdaycal=days))
        return (count if start <= end else -count) == vector["expected"]
    count = vector["days"]
    if count == 0:
        return None
    roll = "backward" if count > 0 else "forward"
    return str(numpy.busday_offset(start, count, roll=roll, busdaycal=days)) == vector["expected"]


def check(path):
    tally = {"passed": 0, "failed": 0, "errors": 0, "walked": 0, "numpy": 0}
    with open(path, encoding="utf-8") as lines:
        for vector in map(json.loads, lines):
            expected = vector["expected"]
            if isinstance(expected, dict) and "error" in expected:
                tally["errors"] += 1
                continue
            actual = answer(vector)
            verdicts = [actual == expected]
            for name, other in (("walked", walked), ("numpy", by_numpy)):
                verdict = other(vector)
                if verdict is not None:
                    tally[name] += 1
                    verdicts.append(verdict)
            tally["passed" if all(verdicts) else "failed"] += 1
            if not all(verdicts):
                print(f"{vector['id']}: {actual} instead of {expected}, {verdicts}")
    print("{errors} refusals left out, {walked} walked, {numpy} by numpy".format(**tally))
    print(f"{tally['passed']} passed, {tally['failed']} failed")
    return 1 if tally["failed"] else 0


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--check", metavar="FILE")
    arguments.add_argument("--answer", action="store_true")
    chosen = arguments.parse_args()
    if chosen.check:
        return check(chosen.check)
    if chosen.answer:
        for vector in map(json.loads, sys.stdin):
            print(json.dumps({**vector, "expected": answer(vector)}, ensure_ascii=False))
        return 0
    arguments.print_usage()
    return 64


if __name__ == "__main__":
    sys.exit(main())
