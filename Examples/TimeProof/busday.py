#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
# Copyright the SupportKit authors
"""Business dates over 1 to 40 years, as numpy counts them.

    pip install numpy
    python3 busday.py --count 400 --seed 1 > busday.jsonl
    swift run -c release vectors business-time --check < busday.jsonl

Weeks, holidays and dates are random; numpy.busday_offset and numpy.busday_count answer. Each line is
a vector as Examples/Vectors/README.md describes it.

Both count alike where the rules differ in words: `addDays` from any date gives the n-th business
date after it, which is numpy's n-th from the business date before or at it (`roll="preceding"`);
backwards `roll="following"`. `daysBetween` counts in (start, end], numpy in [start, end).
"""

import argparse
import json
import random
import sys

try:
    import numpy
except ImportError:
    sys.exit("busday.py needs numpy: pip install numpy")

WEEKDAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
ZONES = ["UTC", "Europe/Berlin", "America/New_York", "Asia/Shanghai", "Australia/Lord_Howe"]


def vector(number, draw):
    week = [draw.random() < 0.7 for _ in WEEKDAYS]
    if not any(week):
        week[draw.randrange(7)] = True
    start = numpy.datetime64("1971-01-01") + draw.randrange(365 * 180)
    span = draw.randrange(365, 365 * 40)
    # Some holidays fall on days that are closed anyway.
    holidays = sorted({start + draw.randrange(-400, span + 400) for _ in range(draw.randrange(120))})
    numpy_calendar = numpy.busdaycalendar(weekmask=week, holidays=holidays)
    calendar = {
        "timeZone": draw.choice(ZONES),
        "weekly": {day: [["09:00", "17:00"]] for day, opens in zip(WEEKDAYS, week) if opens},
        "holidays": [str(day) for day in holidays],
    }
    end = start + span
    line = {"id": f"busday-{number}", "calendar": calendar}
    op = draw.choice(["addDays", "addDays", "daysBetween", "daysBetween", "isBusinessDay"])
    line["op"] = op
    if op == "addDays":
        days = draw.choice([1, -1]) * draw.randrange(1, span * sum(week) // 7 + 2)
        roll = "preceding" if days > 0 else "following"
        answer = numpy.busday_offset(start, days, roll=roll, busdaycal=numpy_calendar)
        line |= {"start": str(start), "days": days}
        line["expected"] = str(answer)
        line["source"] = f"numpy.busday_offset, roll={roll}"
    elif op == "daysBetween":
        answer = numpy.busday_count(start + 1, end + 1, busdaycal=numpy_calendar)
        line |= {"start": str(start), "end": str(end)}
        line["expected"] = int(answer)
        line["source"] = "numpy.busday_count(start + 1, end + 1)"
    else:
        day = draw.choice([*holidays, end]) if draw.random() < 0.5 else end
        line["start"] = str(day)
        line["expected"] = bool(numpy.is_busday(day, busdaycal=numpy_calendar))
        line["source"] = "numpy.is_busday"
    return line


def main():
    parser = argparse.ArgumentParser(description="Vectors of business dates, answered by numpy.")
    parser.add_argument("--count", type=int, default=400)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    draw = random.Random(options.seed)
    for number in range(1, options.count + 1):
        print(json.dumps(vector(number, draw), separators=(",", ":")))


if __name__ == "__main__":
    main()
