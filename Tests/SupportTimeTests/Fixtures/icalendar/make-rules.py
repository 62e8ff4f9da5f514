# SPDX-License-Identifier: Apache-2.0
# Copyright the SupportKit authors
"""Writes rules.jsonl: random recurrence rules and the dates that python-dateutil finds for them.

    pip install python-dateutil==2.9.0.post0 && python make-rules.py > rules.jsonl
"""
import datetime, json, random
from dateutil.rrule import rrulestr, rruleset

random.seed(5545)
DAYS = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"]
ONE = datetime.timedelta(days=1)


def some(values, most):
    return sorted(random.sample(values, random.randint(1, most)))


def text(values):
    return ",".join(str(value) for value in values)


def rule(start):
    frequency = random.choice(["YEARLY", "YEARLY", "MONTHLY", "MONTHLY", "WEEKLY", "DAILY"])
    parts = ["FREQ=" + frequency]
    if random.random() < 0.5:
        parts.append(f"INTERVAL={random.choice([1, 2, 2, 3, 4, 5, 7, 13])}")
    signed = lambda top: [n for n in range(-top, top + 1) if n != 0]
    if random.random() < 0.45:
        parts.append("BYMONTH=" + text(some(range(1, 13), 3)))
    if frequency != "WEEKLY" and random.random() < 0.3:
        parts.append("BYMONTHDAY=" + text(some(signed(31), 4)))
    if frequency == "YEARLY" and random.random() < 0.15:
        parts.append("BYYEARDAY=" + text(some(signed(366), 5)))
    if random.random() < 0.5:
        days = [DAYS[n] for n in some(range(7), 3)]
        if frequency in ("YEARLY", "MONTHLY") and random.random() < 0.7:
            top = 53 if frequency == "YEARLY" and "BYMONTH" not in text(parts) else 5
            days = [random.choice(["", "+"]) + str(random.randint(1, top)) + day
                    if random.random() < 0.6 else str(-random.randint(1, top)) + day
                    for day in days]
        parts.append("BYDAY=" + text(days))
    by = [part for part in parts if part.startswith("BY")]
    if by and random.random() < 0.2:
        parts.append("BYSETPOS=" + text(some(signed(4), 2)))
    if random.random() < 0.4:
        parts.append("WKST=" + random.choice(DAYS))
    end = random.random()
    if end < 0.3:
        parts.append(f"COUNT={random.randint(1, 60)}")
    elif end < 0.55:
        until = start + datetime.timedelta(days=random.randint(0, 4000))
        parts.append(f"UNTIL={until:%Y%m%d}")
    head, tail = parts[0], parts[1:]
    random.shuffle(tail)
    return ";".join([head] + tail)


def main():
    written = 0
    while written < 600:
        candidate = datetime.datetime(1990, 1, 1) + random.randint(0, 15000) * ONE
        try:
            line = rule(candidate)
            # The first date of an event belongs to its rule.
            bounded = rrulestr(line.split(";COUNT")[0], dtstart=candidate)
            start = next(iter(bounded.xafter(candidate - ONE, count=1)), None)
            if start is None or start.year > 2060:
                continue
            full = rrulestr(line, dtstart=start)
            if next(iter(full), None) != start:
                continue
        except ValueError:
            continue
        first = start + random.randint(-400, 4000) * ONE
        last = first + random.randint(0, 2500) * ONE
        length = random.choice([1, 1, 1, 2, 3, 10])
        group = rruleset()
        group.rrule(full)
        near = full.between(first - 10 * ONE, last, inc=True)
        gone = random.sample(near, min(len(near), 2)) if random.random() < 0.3 else []
        extra = [first + random.randint(0, 300) * ONE] if random.random() < 0.3 else []
        for date in gone:
            group.exdate(date)
        for date in extra:
            group.rdate(date)
        dates = set()
        for begin in group.between(first - length * ONE, last, inc=True):
            dates.update(begin + n * ONE for n in range(length))
        if sum(first <= date <= last for date in dates) > 120:
            continue
        shown = lambda values: [f"{value:%Y-%m-%d}" for value in sorted(values)]
        print(json.dumps({
            "rule": line, "start": shown([start])[0], "length": length, "without": shown(gone),
            "also": shown(extra), "from": shown([first])[0], "through": shown([last])[0],
            "dates": shown(date for date in dates if first <= date <= last)}))
        written += 1


main()
