#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
# Copyright the SupportKit authors
"""Five million ticket events to a table: SupportKit beside Polars and DuckDB, two threads each.

    python3 -m venv /tmp/peers && /tmp/peers/bin/pip install -r requirements.txt
    swift build -c release --package-path .. --product ticket-peer
    /tmp/peers/bin/python tickets_peer.py [--rows 5000000] [--seed 1] [--rounds 5] [--log FILE]

The log has the columns of the one that comes with `replay`; `ticket-peer make` writes it, ticket
by ticket as in the real one. The table has, by the last priority of the tickets: how many there
are, mean and p50/p90/p99 (type 7) of the time from opening to last resolution, the share that
came back, mean reassignments, and the share of tickets whose promise was kept: resolved within so
many business hours, Monday to Friday 9 to 17 in Berlin without six holidays, waiting states and
time between a resolution and a reopening not counted; what was used up when hours ended was due
then. All sides have to agree on every number, exactly; nothing is rounded before it is compared.

Two times are told. *compute*: from typed columns or rows in memory to the table. *whole*: from
the file to the table, parsing included. The file was read before, so it comes from the page
cache.

The peers are given what helps them. Business time is a look-up in a table of prefix sums by
minute, made by zoneinfo and NumPy before the clock starts, as the clock of SupportKit is; times
are minutes in 32 bits, states and priorities small integers. Running sums do the work of windows
by ticket, since the rows stand in order, so that the quickest formulations join and sort nothing.
Of the file only the columns that are needed are parsed, and Polars parses times of opening only
where a ticket begins. Every formulation is timed, in turns; one that takes twice as long as
another of the same peer is not asked again, and the best one counts. Priorities change only on
rows in which somebody works, which is what the generator does; the peers' formula relies on it,
SupportKit's does not.
"""

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tickets_table import THREADS
from tickets_duckdb import DUCK, duck, duck_whole
from tickets_polars import (
    POLARS, minutes, minutes_cut, polars_opened, polars_read, polars_whole)

import duckdb
import polars as pl

HERE = Path(__file__).resolve().parent


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


def is_hopeless(name, times):
    """Whether a formulation took twice as long as another of its peer; it is not asked again."""
    same = [min(found.wall) for key, found in times.items()
            if found.wall and key.split("|")[0] == name.split("|")[0]]
    return bool(times[name].wall) and min(times[name].wall) > 2 * min(same)


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
            [options.ticket_peer, "run", path, "3", str(THREADS)], check=True,
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
                if not is_hopeless(name, times):
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
