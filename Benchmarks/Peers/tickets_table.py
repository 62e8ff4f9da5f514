# SPDX-License-Identifier: Apache-2.0
# Copyright the SupportKit authors
"""What both peers of tickets_peer.py share: the calendar, the promise and the form of the table."""

import os
from datetime import date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

THREADS = 2
# Polars reads it when it is imported.
os.environ["POLARS_MAX_THREADS"] = str(THREADS)

import numpy as np  # noqa: E402

HOLIDAYS = {date.fromisoformat(day) for day in (
    "2016-03-25", "2016-03-28", "2016-05-05", "2016-05-16", "2016-10-03", "2016-12-26")}
BUDGETS = {1: 8 * 60, 2: 16 * 60, 3: 40 * 60, 4: 80 * 60}
STATES = {"New": 0, "Active": 1, "Awaiting User Info": 2, "Awaiting Vendor": 3,
          "Awaiting Problem": 4, "Awaiting Evidence": 5, "Resolved": 6, "Closed": 7}
QUANTILES = (50, 90, 99)
FIRST = date(2016, 2, 29)
DAYS = 357
BASE = int(datetime(2016, 2, 29, tzinfo=timezone.utc).timestamp()) // 60


def calendar():
    """The open minutes before each minute of the log, and whether a promise that was used up to the
    last open minute is late there: the minute lies after a closing, or at an opening."""
    berlin = ZoneInfo("Europe/Berlin")
    is_open = np.zeros(DAYS * 1440, bool)
    for index in range(-1, DAYS + 1):
        day = FIRST + timedelta(days=index)
        if day.weekday() < 5 and day not in HOLIDAYS:
            start, end = (
                int(datetime(day.year, day.month, day.day, hour, tzinfo=berlin).timestamp()) // 60
                - BASE for hour in (9, 17))
            is_open[max(start, 0):max(end, 0)] = True
    opens = np.concatenate([[0], np.cumsum(is_open)]).astype(np.int32)
    # Late: not right after an open minute.
    return opens, np.concatenate([[True], ~is_open])


OPENS, LATE = calendar()
# Twice the open minutes, and one more where it is late: both in one look-up.
DOUBLED = (OPENS * 2 + LATE).astype(np.int32)


def table_of(rows):
    """The table as all sides write it."""
    return [dict(priority=int(p), tickets=int(n), resolved=int(r), time=int(t),
                 quantiles=[int(q) for q in qs], reopened=int(o), reassignments=int(a),
                 met=int(m), missed=int(x))
            for p, n, r, t, qs, o, a, m, x in sorted(rows)]


def hundredths(minutes):
    """A quantile in hundredths of a millisecond; exact, since it is a multiple of 1/100 minute."""
    return round(minutes * 100) * 60_000


def header(path):
    with open(path, encoding="utf-8") as file:
        return file.readline().strip().split(",")
