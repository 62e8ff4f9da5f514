#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
# Copyright the SupportKit authors
"""Turns a list of China's holidays and make-up workdays into the table of the library.

Use: .ci/china-working-days.py FILE.json > \
    Sources/SupportTime/Holidays/ChinaWorkingCalendar+Days.swift

The file lists {"holidays": [{"date", "name"}], "makeUpWorkdays": [{"date", "for"}]}. Its source
are the yearly holiday arrangements of the State Council as compiled in the PyPI package
chinesecalendar 1.11.0, cross-checked for 2010-2026 against the PyPI package holidays 0.109.
"""
import datetime
import json
import sys

LETTERS = {
    "New Year's Day": "Y", "Spring Festival": "S", "Tomb-sweeping Day": "T", "Labour Day": "L",
    "Dragon Boat Festival": "D", "National Day": "N", "Mid-autumn Festival": "M",
    "Anti-Fascist 70th Day": "V",
}


def rows(data):
    years = {}
    run = None
    day = datetime.timedelta(days=1)
    for holiday in sorted(data["holidays"], key=lambda entry: entry["date"]):
        date = datetime.date.fromisoformat(holiday["date"])
        letter = LETTERS[holiday["name"]]
        if run and run[0] == letter and run[1] + day * run[2] == date and run[1].year == date.year:
            run[2] += 1
        else:
            run = [letter, date, 1]
            years.setdefault(date.year, []).append(run)
    for workday in sorted(data["makeUpWorkdays"], key=lambda entry: entry["date"]):
        date = datetime.date.fromisoformat(workday["date"])
        years.setdefault(date.year, []).append(["W" + LETTERS[workday["for"]], date, 1])
    for year, runs in sorted(years.items()):
        words = [f"{l}{d:%m%d}" + (f"+{n}" if n > 1 else "") for l, d, n in runs]
        lines, line = [], f"{year}"
        for word in words:
            if len(line) + len(word) > 94:
                lines.append(line)
                line = f"{year}"
            line += " " + word
        yield from lines + [line]


print("// SPDX-License-Identifier: Apache-2.0\n// Copyright the SupportKit authors\n")
print("extension ChinaWorkingCalendar {")
print("  /// The published days, made by .ci/china-working-days.py: the letter of a holiday, its")
print("  /// first date and length; `W` and the letter of the holiday it makes up for, a workday.")
print('  static let table = """')
for row in rows(json.load(open(sys.argv[1]))):
    print("    " + row)
print('    """\n}')
