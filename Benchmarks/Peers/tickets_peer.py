#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
# Copyright the SupportKit authors
"""Five million ticket events to a table: SupportKit beside Polars and DuckDB, two threads each.

    python3 -m venv /tmp/peers && /tmp/peers/bin/pip install -r requirements.txt
    swift build -c release --package-path .. --product ticket-peer
    /tmp/peers/bin/python tickets_peer.py [--rows 5000000] [--seed 1] [--rounds 5] [--log FILE]

The log has the columns of the one that comes with `replay`; `ticket-peer make` writes it, ticket by
ticket as in the real one. The table has, by the last priority of the tickets: how many there are,
mean and p50/p90/p99 (type 7) of the time from opening to last resolution, the share that came back,
mean reassignments, and the share of tickets whose promise was kept: resolved within so many business
hours, Monday to Friday 9 to 17 in Berlin without six holidays, waiting states and time between a
resolution and a reopening not counted; what was used up when hours ended was due then. All sides have
to agree on every number, exactly; nothing is rounded before it is compared.

Two times are told. *compute*: from typed columns or rows in memory to the table. *whole*: from the
file to the table, parsing included. The file was read before, so it comes from the page cache.

The peers are given what helps them. Business time is a look-up in a table of prefix sums by minute
(NumPy, made by zoneinfo before the clock starts), or arithmetic on a table of days, whichever is
quicker; states and priorities are small integers in memory; running sums do the work of windows, so
that nothing is joined or sorted by ticket; only the columns that are needed are parsed, and times of
opening only where a ticket begins. Every formulation is timed, in turns, and the best one of each
peer counts. A ticket whose priority changes keeps the peers' formula exact because the generator
changes priorities only on rows in which somebody works.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from zoneinfo import ZoneInfo

THREADS = 2
os.environ["POLARS_MAX_THREADS"] = str(THREADS)

import duckdb  # noqa: E402
import numpy as np  # noqa: E402
import polars as pl  # noqa: E402

HERE = Path(__file__).resolve().parent
HOLIDAYS = {date.fromisoformat(day) for day in (
    "2016-03-25", "2016-03-28", "2016-05-05", "2016-05-16", "2016-10-03", "2016-12-26")}
BUDGETS = {1: 8 * 60, 2: 16 * 60, 3: 40 * 60, 4: 80 * 60}
STATES = {"New": 0, "Active": 1, "Awaiting User Info": 2, "Awaiting Vendor": 3,
          "Awaiting Problem": 4, "Awaiting Evidence": 5, "Resolved": 6, "Closed": 7}
QUANTILES = (50, 90, 99)
FIRST = date(2016, 2, 29)
DAYS = 357
BASE = int(datetime(2016, 2, 29, tzinfo=timezone.utc).timestamp()) // 60


# ---------------------------------------------------------------------------------- the calendar

def calendar():
    """The open minutes before each minute of the log, and whether a promise that was used up to the
    last open minute is late there: the minute lies after a closing, or at an opening."""
    berlin = ZoneInfo("Europe/Berlin")
    is_open = np.zeros(DAYS * 1440, bool)
    days = []
    for index in range(-1, DAYS + 1):
        day = FIRST + timedelta(days=index)
        works = day.weekday() < 5 and day not in HOLIDAYS
        start, end = (int(datetime(day.year, day.month, day.day, hour, tzinfo=berlin).timestamp())
                      // 60 - BASE for hour in (9, 17))
        if works:
            is_open[max(start, 0):max(end, 0)] = True
        days.append((index, works, start, end))
    opens = np.concatenate([[0], np.cumsum(is_open)]).astype(np.int32)
    # Late: not right after an open minute.
    late = np.concatenate([[True], ~is_open])
    return opens, late, days


OPENS, LATE, DAY_LIST = calendar()
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


# ---------------------------------------------------------------------------------------- Polars

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
        doubled(pl.col("moment")).alias("double"), budgets.gather(pl.col("priority")).alias("budget"),
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


# ---------------------------------------------------------------------------------------- DuckDB

def duck(threads=THREADS):
    connection = duckdb.connect(config={"threads": threads})
    minutes = pl.DataFrame({"minute": np.arange(len(DOUBLED), dtype=np.int32), "double": DOUBLED})
    connection.register("minutes_source", minutes.to_arrow())
    connection.execute("create table minutes as select * from minutes_source")
    connection.execute("create table doubles as select list(double order by minute) as doubles "
                       "from minutes")
    connection.execute("create table budgets as select * from (values "
                       + ", ".join(f"({p}::utinyint, {b})" for p, b in BUDGETS.items())
                       + ") as budgets(priority, budget)")
    return connection


BUDGET_SQL = "case priority " + " ".join(f"when {p} then {b}" for p, b in BUDGETS.items()) + " end"

# Rows with what stands before and after them; windows either run through the rows as they stand, or
# are made ticket by ticket.
DUCK_ROWS = """
with looked as (
  select number, state, priority, moment, opened_at, reassignments, {double} as double,
         {opened} as opened_double
  from {source}
), beside as (
  select *, state > 5 as done, {before_state} as before_state, {starts} as starts, {ends} as ends,
         case when {ends} then {end_double} else {next_double} end as next
  from looked {windows}
), spent as (
  select *, case when state < 2 then (next // 2) - (double // 2) else 0 end as used
  from beside
), summed as (
  select *, {sum} as sum from spent {sum_window}
), tickets as (
  select number,
    max(priority) filter (ends) as priority, min(opened_at) as opened_at,
    max(case when starts then 2 * ((double // 2) - (opened_double // 2) - {budget}) + double % 2 end)
      as first_late,
    max(case when starts then (double // 2) - (opened_double // 2) - sum + used end) as shift,
    max(case when state < 2 then 2 * (sum - {budget}) + next % 2 end) as over,
    max(case when done and (starts or before_state < 6) then moment end) as resolving,
    bool_or(done) filter (ends) as done,
    count(*) filter (not done and not starts and before_state > 5) as reopens,
    max(reassignments) filter (ends) as reassignments
  from summed group by number
), judged as (
  select priority, case when done then resolving - opened_at end as span, reopens, reassignments,
    greatest(first_late, coalesce(over + 2 * shift, first_late)) > 0 as missed
  from tickets
)
select priority, count(*), count(span), sum(span)::bigint,
  quantile_cont(span, [0.5, 0.9, 0.99]), count(*) filter (reopens > 0), sum(reassignments)::bigint,
  count(*) filter (span is not null and not missed), count(*) filter (missed)
from judged group by priority
"""


def duck_query(source, end, is_partitioned, by_join):
    if is_partitioned:
        over, windows = "over w", "window w as (partition by number order by moment)"
        marks = dict(before_state="lag(state) over w", starts="lag(state) over w is null",
                     ends="lead(state) over w is null")
        total = dict(sum="sum(used) over (partition by number order by moment)", sum_window="")
    else:
        over, windows = "over ()", ""
        marks = dict(before_state="lag(state) over ()",
                     starts="lag(number) over () is distinct from number",
                     ends="lead(number) over () is distinct from number")
        total = dict(sum="sum(used) over (rows unbounded preceding)", sum_window="")
    if by_join:
        look = dict(double="m.double", opened="o.double",
                    source=f"{source} join minutes m on m.minute = moment "
                           "join minutes o on o.minute = opened_at")
    else:
        look = dict(double="doubles[moment + 1]", opened="doubles[opened_at + 1]",
                    source=f"{source}, doubles")
    return DUCK_ROWS.format(
        next_double=f"lead(double) {over}", end_double=end, windows=windows, budget=BUDGET_SQL,
        **marks, **total, **look)


def duck_table(connection, query):
    return table_of(
        (p, n, r, t * 60_000, [hundredths(q) for q in qs], o, a, m, x)
        for p, n, r, t, qs, o, a, m, x in connection.execute(query).fetchall())


def duck_compute(is_partitioned, by_join):
    def compute(connection, end):
        return duck_table(
            connection, duck_query("events", int(DOUBLED[end]), is_partitioned, by_join))
    return compute


# A join may change the order of rows, so that it goes with windows by ticket only.
DUCK = {
    "windows by ticket, list look-up": duck_compute(True, False),
    "windows by ticket, joins": duck_compute(True, True),
    "running windows, list look-up": duck_compute(False, False),
}


def duck_read_sql(path):
    states = "enum(" + ", ".join(f"'{name}'" for name in STATES) + ")"
    types = {name: "VARCHAR" for name in header(path)}
    types.update(number="INTEGER", reassignment_count="INTEGER", priority="UTINYINT",
                 opened_at="TIMESTAMP", sys_updated_at="TIMESTAMP")
    columns = ", ".join(f"'{name}': '{kind}'" for name, kind in types.items())
    def minute(name):
        return f"((epoch({name})::bigint // 60) - {BASE})::integer"
    return f"""
      select number, (enum_code(incident_state::{states}))::utinyint as state, priority,
        {minute("sys_updated_at")} as moment, {minute("opened_at")} as opened_at,
        reassignment_count as reassignments
      from read_csv('{path}', header = true, auto_detect = false, delim = ',', quote = '"',
        timestampformat = '%d/%m/%Y %H:%M', columns = {{{columns}}})"""


def duck_whole(path, compute):
    connection = duck()
    connection.execute("create table events as " + duck_read_sql(path))
    end = connection.execute("select max(moment) from events").fetchone()[0]
    return compute(connection, end)


# ------------------------------------------------------------------------------------- the clock

def header(path):
    with open(path, encoding="utf-8") as file:
        return file.readline().strip().split(",")


class Times:
    """Milliseconds of some rounds, on the wall and of both cores."""

    def __init__(self):
        self.wall, self.cores = [], []

    def measure(self, run):
        start, used = time.perf_counter_ns(), time.process_time_ns()
        result = run()
        self.wall.append((time.perf_counter_ns() - start) / 1e6)
        self.cores.append((time.process_time_ns() - used) / 1e6)
        return result

    def line(self, name, formulation, ours):
        wall = statistics.median(self.wall)
        print(f"  {name:12}{min(self.wall):9.0f}{wall:9.0f}"
              f"{wall / statistics.median(ours.wall):8.1f}{min(self.cores):11.0f}"
              f"{min(self.cores) / min(ours.cores):8.1f}   {formulation}")


def best(times):
    return min(times.items(), key=lambda item: min(item[1].wall))


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rows", type=int, default=5_000_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--log", help="a log that is there already, or that is to be kept")
    parser.add_argument("--ticket-peer", default=HERE.parent / ".build/release/ticket-peer")
    parser.add_argument("--all", action="store_true", help="tell the times of every formulation")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(options.log or f"{folder}/log.csv").resolve()
        if not path.exists():
            subprocess.run([options.ticket_peer, "make", path, str(options.rows),
                            str(options.seed)], check=True)
        return compare(path, options)


def compare(path, options):
    frame = polars_opened(polars_read(path))
    end = frame["moment"].max()
    connection = duck()
    connection.register("source", frame.to_arrow())
    connection.execute("create table events as select number, state, priority, moment, opened_at, "
                       "reassignments from source")
    connection.unregister("source")
    print(f"{frame.height:,} rows, {frame['number'].n_unique():,} tickets, "
          f"{path.stat().st_size / 1e6:,.0f} MB; polars {pl.__version__}, "
          f"duckdb {duckdb.__version__}, {pl.thread_pool_size()} threads each")

    def ours():
        text = subprocess.run(
            [options.ticket_peer, "run", path, str(1), str(THREADS)], check=True,
            capture_output=True, text=True).stdout
        return json.loads(text)

    first = ours()
    expected, wrong = first["table"], []

    def check(name, table):
        if table != expected:
            wrong.append(name)
            print(f"{name} DISAGREES:", *(
                f"\n    {mine}\n    {theirs}" for mine, theirs in zip(expected, table)
                if mine != theirs))

    runs = {f"Polars|{name}": lambda run=run: run(frame, end) for name, run in POLARS.items()}
    runs |= {f"DuckDB|{name}": lambda run=run: run(connection, end) for name, run in DUCK.items()}
    own = {"compute": Times(), "whole": Times()}

    def in_turns(runs):
        times = {name: Times() for name in runs}
        for _ in range(options.rounds):
            found = ours()
            check("SupportKit", found["table"])
            for key, mine in own.items():
                mine.wall += found[key]
                mine.cores += found[f"{key} cores"]
            for name, run in runs.items():
                check(name, times[name].measure(run))
        return times

    compute = in_turns(runs)
    chosen = {peer: best({name: found for name, found in compute.items()
                          if name.startswith(peer)})[0].split("|")[1]
              for peer in ("Polars", "DuckDB")}
    whole = in_turns({
        f"Polars|{engine}, {name}": lambda parse=parse, engine=engine: polars_whole(
            path, POLARS[chosen["Polars"]], parse, engine)
        for engine in ("in-memory", "streaming")
        for name, parse in (("dates parsed", minutes), ("dates cut", minutes_cut))
    } | {"DuckDB|to a table": lambda: duck_whole(path, DUCK[chosen["DuckDB"]])})

    for title, peers, key in (("compute: typed rows in memory -> table", compute, "compute"),
                              ("whole: CSV -> table", whole, "whole")):
        print(f"{title}\n  {'ms':12}{'best':>9}{'median':>9}{'ratio':>8}{'cores best':>11}"
              f"{'ratio':>8}")
        own[key].line("SupportKit", "", own[key])
        for peer in ("Polars", "DuckDB"):
            mine = {name: found for name, found in peers.items() if name.startswith(peer)}
            for name in mine if options.all else [best(mine)[0]]:
                mine[name].line(peer, name.split("|")[1], own[key])
    print("the figures agree" if not wrong else f"WRONG: {sorted(set(wrong))}")
    for row in expected:
        met = row["met"] + row["missed"]
        print(f"  priority {row['priority']}: {row['tickets']:,} tickets, mean "
              f"{row['time'] / max(row['resolved'], 1) / 3.6e6:.1f} h, p50/p90/p99 "
              + "/".join(f"{q / 3.6e8:.1f}" for q in row["quantiles"])
              + f" h, reopened {100 * row['reopened'] / row['tickets']:.2f} %, "
              f"{row['reassignments'] / row['tickets']:.2f} reassignments, "
              f"SLA {100 * row['met'] / max(met, 1):.1f} %")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
