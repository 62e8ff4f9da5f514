# SPDX-License-Identifier: Apache-2.0
# Copyright the SupportKit authors
"""The table of tickets_peer.py by Polars, in several formulations."""

from tickets_table import BASE, BUDGETS, DOUBLED, QUANTILES, STATES, hundredths, table_of

import polars as pl

def polars_ends(per_ticket):
    """From one row a ticket to the table."""
    done = pl.col("resolved_at").is_not_null()
    span = (pl.col("resolved_at") - pl.col("opened_at")).cast(pl.Int64)
    is_missed = pl.col("late") > 0
    table = per_ticket.group_by("priority").agg(
        pl.len().alias("n"), done.sum().alias("r"), span.sum().alias("t"),
        *[span.quantile(q / 100, "linear").alias(f"q{q}") for q in QUANTILES],
        (pl.col("reopens") > 0).sum().alias("o"),
        pl.col("reassignments").sum().cast(pl.Int64).alias("a"),
        (done & ~is_missed).sum().alias("m"), is_missed.sum().alias("x"))
    if isinstance(table, pl.LazyFrame):
        table = table.collect()
    return table_of(
        (p, n, r, t * 60_000, [hundredths(q) for q in (a, b, c)], o, s, m, x)
        for p, n, r, t, a, b, c, o, s, m, x in table.rows())


def doubled(minute):
    return pl.lit(pl.Series(DOUBLED)).gather(minute)


def polars_rows(frame, end):
    """Expressions on all rows, in two steps so that the engine can compute them in parallel."""
    state, number = pl.col("state"), pl.col("number")
    budgets = pl.lit(pl.Series([0, *BUDGETS.values()], dtype=pl.Int32))
    lazy = frame.with_columns(
        doubled(pl.col("moment")).alias("double"),
        budgets.gather(pl.col("priority")).alias("budget"),
        (number != number.shift(1)).fill_null(True).alias("starts"),
        (number != number.shift(-1)).fill_null(True).alias("ends"),
        (state > 5).alias("done"), (state > 5).shift(1).fill_null(False).alias("done_before"))
    lazy = lazy.with_columns(
        pl.when("ends").then(pl.lit(int(DOUBLED[end]), pl.Int32))
        .otherwise(pl.col("double").shift(-1)).alias("next"),
        (pl.col("done_before") & ~pl.col("starts")).alias("done_before"))
    lazy = lazy.with_columns(
        pl.when(state < 2).then((pl.col("next") // 2) - (pl.col("double") // 2)).otherwise(0)
        .cast(pl.Int64).alias("used"),
        (~pl.col("done") & pl.col("done_before")).alias("reopens"),
        pl.when(pl.col("done") & ~pl.col("done_before")).then("moment").alias("resolving"))
    return lazy.with_columns(
        pl.col("used").cum_sum().alias("sum")).with_columns(
        pl.when(state < 2)
        .then(2 * (pl.col("sum") - pl.col("budget")) + (pl.col("next") % 2)).alias("over"))


def polars_late(per_ticket):
    before = (pl.col("first_double") // 2) - (doubled(pl.col("opened_at")) // 2)
    return per_ticket.with_columns(
        pl.max_horizontal(
            2 * (before - pl.col("first_budget")) + (pl.col("first_double") % 2),
            pl.col("over") - 2 * pl.col("base") + 2 * before).alias("late"))


def polars_grouped(engine, sorted_key):
    """Running sums over all rows, then a grouping by ticket."""
    def compute(frame, end):
        lazy = frame.lazy()
        if sorted_key:
            lazy = lazy.set_sorted("number")
        rows = polars_rows(lazy, end)
        per_ticket = rows.group_by("number").agg(
            pl.col("opened_at").first(), pl.col("double").first().alias("first_double"),
            pl.col("budget").first().alias("first_budget"), pl.col("priority").last(),
            (pl.col("sum") - pl.col("used")).min().alias("base"), pl.col("over").max(),
            pl.col("resolving").max(), pl.col("done").last(), pl.col("reopens").sum(),
            pl.col("reassignments").last())
        per_ticket = polars_late(per_ticket).with_columns(
            pl.when("done").then("resolving").alias("resolved_at"))
        return polars_ends(per_ticket.collect(engine=engine).lazy())
    return compute


def polars_edges(frame, end):
    """Running sums and maxima over all rows; only the first and the last row of a ticket are taken.

    A running maximum stays within a ticket because the ticket's rank is added to it.
    """
    rank = pl.col("starts").cum_sum().cast(pl.Int64) * (1 << 33)
    rows = polars_rows(frame.lazy(), end).select(
        "starts", "ends", "opened_at", "priority", "reassignments", "done", "double", "budget",
        (pl.col("sum") - pl.col("used")).alias("base"),
        (pl.col("over").fill_null(-(1 << 31)) + rank).cum_max().alias("most"), rank.alias("rank"),
        pl.col("reopens").cast(pl.Int32).cum_sum().alias("reopens"),
        pl.col("resolving").forward_fill()).collect()
    first = rows.lazy().filter("starts").select(
        "opened_at", pl.col("double").alias("first_double"), pl.col("budget").alias("first_budget"),
        "base", pl.col("reopens").alias("reopens_before"))
    last = rows.lazy().filter("ends").select(
        "priority", "reassignments", "reopens", (pl.col("most") - pl.col("rank")).alias("over"),
        pl.when("done").then("resolving").alias("resolved_at"))
    first, last = pl.collect_all([first, last])
    per_ticket = pl.concat([first, last], how="horizontal").lazy().with_columns(
        pl.col("reopens") - pl.col("reopens_before"))
    return polars_ends(polars_late(per_ticket))


POLARS = {
    "grouped by ticket, in memory": polars_grouped("in-memory", False),
    "grouped by sorted ticket": polars_grouped("in-memory", True),
    "edges of tickets": polars_edges,
}


def minutes(text):
    """Minutes since the base of a text such as 29/2/2016 01:23."""
    return ((text.str.to_datetime("%d/%m/%Y %H:%M", time_unit="ms").cast(pl.Int64) // 60_000)
            - BASE).cast(pl.Int32)


def minutes_cut(text):
    """The same by cutting the text at its slashes, without a general parser of dates."""
    parts = text.str.splitn("/", 3)
    day, month, rest = (parts.struct.field(f"field_{index}") for index in range(3))
    whole = pl.date(rest.str.head(4).cast(pl.Int32), month.cast(pl.Int8), day.cast(pl.Int8))
    return (whole.cast(pl.Int32) * 1440 - BASE + rest.str.slice(5, 2).cast(pl.Int32) * 60
            + rest.str.tail(2).cast(pl.Int32)).cast(pl.Int32)


COLUMNS = {"number": pl.Int32, "incident_state": pl.Enum(list(STATES)),
           "reassignment_count": pl.Int32, "opened_at": pl.String, "sys_updated_at": pl.String,
           "priority": pl.UInt8}


def polars_read(path, parse=minutes, engine="in-memory"):
    """Typed columns of a log: opening times are parsed where a ticket begins, and 0 elsewhere."""
    number = pl.col("number")
    starts = number != number.shift(1).fill_null(-1)
    return pl.scan_csv(path, schema_overrides=COLUMNS).select(
        "number", pl.col("incident_state").to_physical().cast(pl.UInt8).alias("state"),
        pl.col("priority"), parse(pl.col("sys_updated_at")).alias("moment"),
        pl.when(starts).then("opened_at").alias("opening"), starts.alias("starts"),
        pl.col("reassignment_count").alias("reassignments")
    ).collect(engine=engine)


def polars_opened(frame, parse=minutes):
    first = frame.lazy().filter("starts").select(parse(pl.col("opening"))).collect().to_series()
    return frame.drop("opening", "starts").with_columns(
        first.gather(frame["starts"].cum_sum() - 1).alias("opened_at"))


def polars_whole(path, compute, parse, engine):
    frame = polars_opened(polars_read(path, parse, engine), parse)
    return compute(frame, frame["moment"].max())
