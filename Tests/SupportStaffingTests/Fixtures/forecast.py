#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
# Copyright the SupportKit authors
"""Writes forecast.json: a history with the forecast that polars works out of it.

    pip install polars numpy tzdata
    python3 forecast.py > forecast.json

Two spans of seven weeks in Berlin, each with a change of the clocks, dates of two
kinds, and days of which an hour is missing.
"""

import datetime
import json
import sys
import zoneinfo

import numpy
import polars

ZONE = zoneinfo.ZoneInfo("Europe/Berlin")
SPECIAL = {"2026-03-17": "sale", "2026-04-06": "holiday", "2026-10-13": "sale", "2026-11-01": "holiday"}
MISSING = ["2026-03-20T11", "2026-10-21T00"]
SPANS = [("2026-03-02", 49), ("2026-10-05", 49)]


def hours():
    dice = numpy.random.default_rng(20)
    for first, days in SPANS:
        start = datetime.datetime.fromisoformat(first).replace(tzinfo=ZONE).timestamp()
        end = (datetime.datetime.fromisoformat(first) + datetime.timedelta(days)).replace(tzinfo=ZONE)
        for at in range(int(start), int(end.timestamp()), 3600):
            wall = datetime.datetime.fromtimestamp(at, ZONE)
            factor = {"sale": 2.5, "holiday": 0.4}.get(SPECIAL.get(str(wall.date())), 1)
            mean = (5 + 40 * max(0, 8 - abs(13 - wall.hour)) / 8) * (0.5 if wall.weekday() > 4 else 1)
            if wall.strftime("%Y-%m-%dT%H") not in MISSING:
                yield at, int(dice.poisson(mean * factor)), wall


def main():
    rows = list(hours())
    frame = polars.DataFrame(
        {
            "at": [row[0] for row in rows], "arrivals": [row[1] for row in rows],
            "date": [str(row[2].date()) for row in rows],
            "weekday": [row[2].isoweekday() for row in rows],
            "clock": [row[2].hour for row in rows],
            "kind": [SPECIAL.get(str(row[2].date())) for row in rows],
        })
    partial = sorted({hour[:10] for hour in MISSING})
    whole = frame.filter(~polars.col("date").is_in(partial))
    ordinary = whole.filter(polars.col("kind").is_null())
    means = ordinary.group_by("weekday", "clock").agg(
        polars.col("arrivals").mean().alias("mean"), polars.len().alias("samples"))
    special = whole.filter(polars.col("kind").is_not_null()).join(means, on=["weekday", "clock"])
    ratios = special.group_by("kind", "date").agg(
        (polars.col("arrivals").sum() / polars.col("mean").sum()).alias("ratio"))
    factors = ratios.group_by("kind").agg(polars.col("ratio").mean(), polars.len().alias("dates"))
    json.dump(
        {
            "zone": "Europe/Berlin", "special": [[date, kind] for date, kind in SPECIAL.items()],
            "hours": [[row[0], row[1]] for row in rows], "partial": partial,
            "means": [[*row] for row in means.sort("weekday", "clock").iter_rows()],
            "factors": [[*row] for row in factors.sort("kind").iter_rows()],
        }, sys.stdout, separators=(",", ":"))
    print()


if __name__ == "__main__":
    main()
