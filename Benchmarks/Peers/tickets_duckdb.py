# SPDX-License-Identifier: Apache-2.0
# Copyright the SupportKit authors
"""The table of tickets_peer.py by DuckDB, in several formulations."""

from tickets_table import BASE, BUDGETS, DOUBLED, STATES, THREADS, header, hundredths, table_of

import duckdb
import numpy as np
import polars as pl

def duck(threads=THREADS):
    connection = duckdb.connect(config={"threads": threads})
    minutes = pl.DataFrame({"minute": np.arange(len(DOUBLED), dtype=np.int32), "double": DOUBLED})
    connection.register("minutes_source", minutes.to_arrow())
    connection.execute("create table minutes as select * from minutes_source")
    connection.execute("create table doubles as select list(double order by minute) as doubles "
                       "from minutes")
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
    max(case when starts
        then 2 * ((double // 2) - (opened_double // 2) - {budget}) + double % 2 end)
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
