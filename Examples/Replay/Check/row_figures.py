#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
# Copyright the SupportKit authors
"""Counts the rows of the bundled log's tickets with Polars: what SupportMetrics' `TicketRowWriter` says
of each ticket, summed.

    pip install polars==2.1.0
    python3 row_figures.py

Times are minutes. Business hours are Monday to Friday, 09:00 to 17:00 UTC. The status before the first
row is new. A row is an event where it changes the status or one of the fields that `replay` folds; an
event counts at its time or at the latest time of an event of its ticket so far, whichever is later.
"""
import os

import polars as pl

HERE = os.path.dirname(os.path.abspath(__file__))
LOG = os.path.join(HERE, "..", "Data", "incident_event_log.csv.gz")
STATES = {
    "New": "new", "Active": "open", "Awaiting User Info": "pending", "Awaiting Vendor": "onHold",
    "Awaiting Problem": "onHold", "Awaiting Evidence": "onHold", "Resolved": "solved",
    "Closed": "closed",
}
DONE = ["solved", "closed"]
FOLDED = ["assignment_group", "assigned_to", "priority", "category", "subcategory"]


def minute(name):
    time = pl.col(name).str.to_datetime("%-d/%-m/%Y %H:%M", strict=True)
    return time.dt.epoch("s") // 60


def business(name):
    """Working minutes since 1970 until an instant."""
    at = pl.col(name)
    day, clock = at // 1440, at % 1440
    # 1970-01-01 was a Thursday: the third day of a week that begins on Monday, counted from 0.
    week, weekday = (day + 3) // 7, (day + 3) % 7
    days = week * 5 + pl.min_horizontal(weekday, pl.lit(5))
    today = pl.when(weekday < 5).then((clock.clip(540, 1020) - 540)).otherwise(0)
    return days * 480 + today


def stretches():
    rows = pl.read_csv(LOG, infer_schema=False).with_row_index("row")
    rows = rows.with_columns(
        at=minute("sys_updated_at"), opened=minute("opened_at"),
        state=pl.col("incident_state").replace_strict(STATES, default=None))
    rows = rows.with_columns(
        opened=pl.col("opened").first().over("number"),
        state=pl.col("state").forward_fill().over("number").fill_null("new"))
    rows = rows.with_columns(begun=(pl.col("state") != "new").cum_max().over("number"))
    rows = rows.with_columns(
        status=pl.when(pl.col("begun") & (pl.col("state") == "new")).then(pl.lit("open"))
        .otherwise(pl.col("state")))
    # Resolved behind closed stays closed; both are done, which is all that times ask.
    rows = rows.with_columns(
        done=pl.col("status").is_in(DONE),
        before=pl.col("status").shift(1).over("number").fill_null("new"))
    changed = [pl.col(name) != pl.col(name).shift(1).over("number") for name in FOLDED]
    owned = (pl.col("assignment_group") != "?") | (pl.col("assigned_to") != "?")
    is_first = pl.col("row") == pl.col("row").first().over("number")
    is_event = pl.when(is_first).then(owned).otherwise(pl.any_horizontal(changed))
    is_event = is_event | (pl.col("status") != pl.col("before"))
    latest = pl.when(is_event).then("at").cum_max().forward_fill().over("number")
    rows = rows.with_columns(at=pl.max_horizontal("opened", latest))
    return rows.with_columns(
        since=pl.col("at").shift(1).over("number").fill_null(pl.col("opened")),
        was_done=pl.col("done").shift(1).over("number").fill_null(False))


def tickets(rows):
    rows = rows.with_columns(
        elapsed=pl.col("at") - pl.col("since"), worked=business("at") - business("since"))
    solved = pl.col("done") & ~pl.col("was_done")

    def spent(statuses, column):
        return pl.col(column).filter(pl.col("before").is_in(statuses)).sum()

    waits = ["new", "open", "onHold"]
    result = rows.group_by("number", maintain_order=True).agg(
        opened=pl.col("opened").first(), done=pl.col("done").last(),
        first=pl.col("at").filter(solved).first(), last=pl.col("at").filter(solved).last(),
        reopens=(pl.col("was_done") & ~pl.col("done")).sum(),
        requesterWait=spent(waits, "elapsed"), agentWait=spent(["pending"], "elapsed"),
        onHold=spent(["onHold"], "elapsed"),
        requesterWaitBusiness=spent(waits, "worked"), agentWaitBusiness=spent(["pending"], "worked"),
        onHoldBusiness=spent(["onHold"], "worked"))
    result = result.with_columns(
        firstResolution=pl.col("first") - pl.col("opened"),
        fullResolution=pl.when("done").then(pl.col("last") - pl.col("opened")),
        firstResolutionBusiness=business("first") - business("opened"),
        fullResolutionBusiness=pl.when("done").then(business("last") - business("opened")))
    return result.with_columns(
        pl.when("done").then(pl.col(name)).alias(name)
        for name in ("requesterWait", "agentWait", "onHold", "requesterWaitBusiness",
                     "agentWaitBusiness", "onHoldBusiness"))


def main():
    table = tickets(stretches())
    print("tickets", len(table), table["reopens"].sum(), table["done"].sum())
    for name in ("firstResolution", "fullResolution", "requesterWait", "agentWait", "onHold"):
        for column in (name, name + "Business"):
            values = table[column]
            print(column, values.count(), values.sum(), values.max(),
                  (values.drop_nulls() > 0).sum())


if __name__ == "__main__":
    main()
