# SPDX-License-Identifier: Apache-2.0
# Copyright the SupportKit authors
"""Writes holidays.jsonl: statutory holidays with a rule, by the package holidays.

    pip install holidays==0.109 && python make-holidays.py > holidays.jsonl
"""
import json, holidays

RULES = [
    ("US", "Thanksgiving Day", "19971127", "FREQ=YEARLY;BYMONTH=11;BYDAY=4TH"),
    ("US", "Memorial Day", "19970526", "FREQ=YEARLY;BYMONTH=5;BYDAY=-1MO"),
    ("US", "Labor Day", "19970901", "FREQ=YEARLY;BYDAY=MO;BYMONTHDAY=1,2,3,4,5,6,7;BYMONTH=9"),
    ("US", "Martin Luther King Jr. Day", "19970120", "FREQ=YEARLY;BYMONTH=1;BYDAY=+3MO"),
    ("US", "Washington's Birthday", "19970217", "FREQ=YEARLY;BYMONTH=2;BYDAY=MO;BYSETPOS=3"),
    ("DE", "Christmas Day", "19971225", "FREQ=YEARLY"),
    ("DE", "German Unity Day", "19971003", "FREQ=MONTHLY;INTERVAL=12;BYMONTHDAY=3"),
    ("SE", "Midsummer Day", "19970621",
     "FREQ=YEARLY;BYMONTH=6;BYDAY=SA;BYMONTHDAY=20,21,22,23,24,25,26"),
]
for country, name, start, rule in RULES:
    known = holidays.country_holidays(country, years=range(1997, 2098), language="en_US")
    dates = sorted(str(day) for day, names in known.items() if name in names.split("; "))
    print(json.dumps({"country": country, "name": name, "start": start, "rule": rule,
                      "dates": dates}))
