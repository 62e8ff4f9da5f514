#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
# Copyright the SupportKit authors
"""A second model of compensation policies: written from the meaning of the words, not from the library.

    award_oracle.py < lines.jsonl               answers, one a line
    award_oracle.py --trace < lines.jsonl       with how each award came about
    award_oracle.py --compare ANSWERS < LINES   the lines that differ, then counts

A line is {"id", "currency", "policy": {"caps", "settle", "rules"}, "claims": [...]}: the claims of
one customer, decided in order. Steps are those of a document; the values of facts are
{"money": "12.34"}, {"int": 3}, {"ms": 60000} or {"text": "minor"}, and conditions and scales speak of
them in the same units. All clocks are eight hours ahead of UTC. All sums are fractions of minor units.

award_lines.py makes lines, and of some of them the fixture that the tests of the library read.
"""
import calendar
import json
import re
import sys
from datetime import datetime, timedelta
from fractions import Fraction as F
from math import ceil, floor

# Where words leave room, what is meant here; NAME=value on the command line asks for the other reading.
CHOICES = {
    "duplicate": "first",          # first: a key awarded before is refused before its rule is looked for; award: only where an award would follow
    "otherwise": "amountUnknown",  # when a rule asked by awardOtherwiseDue is not assessable: amountUnknown | notAssessable
    "inexact": "inexact",          # the error where "exact" is not met
    "overflow": "overflow",        # the error where an award passes 64 bits
    "stack": "sum",                # where the settle list has no stack step
    "negativeUnits": "zero",       # a negative integer or ms fact as "of", or as "times": zero | error (negativeAmount)
}
MINOR = {"JPY": 0, "KRW": 0, "VND": 0, "CLP": 0, "ISK": 0, "KWD": 3, "BHD": 3, "OMR": 3, "JOD": 3, "TND": 3, "IQD": 3, "LYD": 3}
UNIT = {"ms": 1, "s": 1000, "min": 60_000, "h": 3_600_000, "day": 86_400_000, "days": 86_400_000}
INT64 = 2**63 - 1
ZONE = 8 * 3_600_000


class Unknown(Exception):
    """A fact that the formula needs is not known, or a sum is not stated."""


class Refused(Exception):
    """A typed error; the argument is its code."""


class NotAssessable(Exception):
    """The rule that an unknown fact keeps from being decided."""


# ---------------------------------------------------------------- numbers as text

def rate(text):
    """"20%", "0.2", "1/3", "3"."""
    text = str(text).strip()
    if text.endswith("%"):
        return F(text[:-1].strip()) / 100
    return F(text)


def is_number(text):
    return isinstance(text, (int, float)) or re.match(r"^-?[0-9.]", text) is not None


class Currency:
    def __init__(self, code):
        self.code = code
        self.scale = 10 ** MINOR.get(code, 2)
        self.digits = MINOR.get(code, 2)

    def minor(self, text):
        return F(str(text)) * self.scale

    def text(self, minor):
        assert minor.denominator == 1 and minor >= 0
        n = int(minor)
        return str(n) if self.digits == 0 else f"{n // self.scale}.{n % self.scale:0{self.digits}d}"


def rounded(x, direction, step):
    """x to a multiple of step; every direction that the page names."""
    q = x / step
    low = floor(q)
    if q == low:
        return x
    if direction == "exact":
        raise Refused(CHOICES["inexact"])
    high, positive = low + 1, q > 0
    near = q - low                      # distance to low, in (0, 1)
    toward, away = (low, high) if positive else (high, low)
    if direction == "toward zero": n = toward
    elif direction == "away from zero": n = away
    elif direction == "up": n = high
    elif direction == "down": n = low
    elif direction.startswith("half "):
        if near != F(1, 2):
            n = low if near < F(1, 2) else high
        else:
            n = {
                "half even": low if low % 2 == 0 else high,
                "half odd": high if low % 2 == 0 else low,
                "half away from zero": away,
                "half toward zero": toward,
                "half up": high,
                "half down": low,
            }[direction]
    else:
        raise ValueError("direction " + direction)
    return n * step


def rounding(rule, currency):
    """"half even to 0.50" -> (direction, step in minor units)."""
    if " to " in rule:
        direction, step = rule.rsplit(" to ", 1)
        return direction.strip(), currency.minor(step)
    return rule.strip(), F(1)


def duration(text):
    if isinstance(text, int):
        return text
    parts = re.fullmatch(r"\s*([0-9]+)?\s*([a-z]+)\s*", text)
    if parts is None:
        return int(text)
    return int(parts.group(1) or 1) * UNIT[parts.group(2)]


# ---------------------------------------------------------------- facts and rules

class Claim:
    def __init__(self, raw, currency):
        self.key, self.ticket, self.at = raw["key"], raw["ticket"], raw["at"]
        self.delay, self.facts, self.currency = raw.get("delay"), raw.get("facts") or {}, currency

    def raw(self, name):
        fact = self.facts.get(name)
        if fact is None:
            raise Unknown(name)
        (kind, value), = fact.items()
        return kind, value

    def value(self, name, is_taken=True):
        """A fact as a number: minor units, ms or a count. Money below zero is refused where it is taken as a sum."""
        kind, value = self.raw(name)
        if kind == "money":
            value = self.currency.minor(value)
            if value < 0 and is_taken:
                raise Refused("negativeAmount")
            return kind, value
        return kind, F(value) if kind != "text" else value

    def bound(self, kind, value):
        """A bound written in the unit of a fact of this kind."""
        if kind == "money":
            return self.currency.minor(value)
        if kind == "ms":
            return F(duration(value))
        return F(value)


def holds(condition, name, claim):
    """True, False or None (not known)."""
    if isinstance(condition, dict) and "known" in condition:
        return (claim.facts.get(name) is not None) == condition["known"]
    try:
        kind, value = claim.raw(name)
    except Unknown:
        return None
    if isinstance(condition, list):
        return any(holds(c, name, claim) for c in condition)
    if isinstance(condition, dict):
        x = claim.bound(kind, value)
        tests = {"atLeast": lambda b: x >= b, "above": lambda b: x > b, "atMost": lambda b: x <= b, "below": lambda b: x < b}
        return all(tests[word](claim.bound(kind, b)) for word, b in condition.items())
    if kind == "text":
        return value == condition
    return claim.bound(kind, value) == claim.bound(kind, condition)


def matches(rule, claim):
    answers = [holds(c, name, claim) for name, c in (rule.get("when") or {}).items()]
    if any(a is False for a in answers):
        return False
    return None if any(a is None for a in answers) else True


def first_match(rules, start, claim):
    """The index of the deciding rule from `start` on, or None."""
    for i in range(start, len(rules)):
        m = matches(rules[i], claim)
        if m is None:
            raise NotAssessable(rules[i]["id"])
        if m:
            return i
    return None


# ---------------------------------------------------------------- the formula

def merged_length(spans):
    """Total length of the union of [from, to) spans."""
    total, reach = 0, None
    for a, b in sorted(spans):
        if b <= a:
            continue
        if reach is None or a > reach:
            total, reach = total + b - a, b
        elif b > reach:
            total, reach = total + b - reach, b
    return total


class Formula:
    def __init__(self, rules, index, claim, currency):
        self.rules, self.index, self.claim, self.currency = rules, index, claim, currency
        self.S = self.R = F(0)

    def run(self):
        unknown = None
        for step in self.rules[self.index]["then"]["steps"]:
            try:
                self.step(step)
            except Unknown as e:        # a sum below zero further on is told all the same
                unknown = unknown or e
            except Refused as e:
                if unknown is None or e.args[0] == "negativeAmount":
                    raise
                break
        if unknown is not None:
            raise unknown
        return self.S, self.R

    # an AMOUNT in minor units
    def amount(self, a):
        if isinstance(a, dict):
            kind, value = self.claim.value(a["of"])
            assert kind == "money", "share of a fact that is not money"
            return rate(a["share"]) * value
        if a == "notStated":
            raise Unknown(a)
        if a == "awardOtherwiseDue":
            return self.otherwise()
        if is_number(a):
            return self.currency.minor(a)
        kind, value = self.claim.value(a)
        assert kind == "money", "an amount from a fact that is not money"
        return value

    def otherwise(self):
        try:
            i = first_match(self.rules, self.index + 1, self.claim)
        except NotAssessable:
            if CHOICES["otherwise"] == "notAssessable":
                raise
            raise Unknown("awardOtherwiseDue")
        return F(0) if i is None else Formula(self.rules, i, self.claim, self.currency).run()[0]

    def units(self, step):
        """How many units of step["per"] were counted."""
        words = step["per"].split(None, 1)
        how, size = words[0], words[1]
        after = step.get("after")
        if step.get("of") is not None:
            kind, time = self.claim.value(step["of"])
            if time < 0:
                if CHOICES["negativeUnits"] == "error":
                    raise Refused("negativeAmount")
                time = F(0)
            if kind == "int":
                unit = F(size)
                skip = F(after) if after is not None else 0
            else:
                assert kind == "ms", "of a fact that cannot be counted"
                unit, skip = F(duration(size)), duration(after) if after is not None else 0
            time = max(F(0), time - skip)
        else:
            delay = self.claim.delay
            if delay is None:
                raise Unknown("delay")
            unit = F(duration(size))
            begin = delay["from"] + (duration(after) if after is not None else 0)
            end = delay["until"]
            if end <= begin:
                time = F(0)
            else:
                inside = [(max(a, begin), min(b, end)) for a, b in delay.get("suspended") or []]
                time = F(end - begin - merged_length(inside))
        n = time / unit
        n = {"started": ceil, "full": floor, "exact": F}[how](n)
        return min(F(n), F(str(step["atMost"]))) if step.get("atMost") is not None else F(n)

    def factor(self, t):
        """A rate, or the name of an integer fact."""
        if is_number(t):
            return rate(t)
        kind, n = self.claim.value(t)
        assert kind == "int", "times a fact that is not an integer"
        if n < 0:
            if CHOICES["negativeUnits"] == "error":
                raise Refused("negativeAmount")
            n = F(0)
        return n

    def bands(self, step):
        # A scale only looks a sum up, unless it is cut into slices: one below zero is below the first row.
        kind, value = self.claim.value(step["bands"], step.get("reach") == "slices")
        rows = step["rows"]
        start = [self.claim.bound(kind, r.get("atLeast", r.get("above"))) for r in rows]
        if step.get("reach", "whole") == "slices":
            assert kind == "money", "slices of a fact that is not money"
            total = F(0)
            for i, row in enumerate(rows):
                end = value if i + 1 == len(rows) else min(value, start[i + 1])
                if end > start[i]:
                    total += rate(row["rate"]) * (end - start[i])
            self.S = total
            return
        reached = None
        for i, row in enumerate(rows):
            if value >= start[i] if "atLeast" in row else value > start[i]:
                reached = row
        if reached is None:
            self.S = F(0)
        elif "rate" in reached:
            self.S *= rate(reached["rate"])
        else:
            self.S = self.amount(reached["amount"])

    def step(self, step):
        if step == "becomesRefund":
            self.R, self.S = self.R + self.S, F(0)
        elif "refund" in step: self.R += self.amount(step["refund"])
        elif "base" in step: self.S = self.amount(step["base"])
        elif "add" in step: self.S += self.amount(step["add"])
        elif "subtract" in step: self.S = max(F(0), self.S - self.amount(step["subtract"]))
        elif "restOf" in step: self.S = max(F(0), self.amount(step["restOf"]) - self.S)
        elif "bands" in step: self.bands(step)
        elif "times" in step:
            self.S *= self.factor(step["times"]) * (self.units(step) if "per" in step else 1)
        elif "accrue" in step: self.S += self.amount(step["accrue"]) * self.units(step)
        elif "atLeast" in step: self.S = max(self.S, self.amount(step["atLeast"]))
        elif "atMost" in step: self.S = min(self.S, self.amount(step["atMost"]))
        elif "round" in step:
            direction, unit = rounding(step["round"], self.currency)
            self.S, self.R = rounded(self.S, direction, unit), rounded(self.R, direction, unit)
        else:
            raise ValueError(f"step {step}")


# ---------------------------------------------------------------- the account

def local(ms):
    return datetime(1970, 1, 1) + timedelta(milliseconds=ms + ZONE)


def instant(date):
    return (date - datetime(1970, 1, 1)) // timedelta(milliseconds=1) - ZONE


class Account:
    """Causes that gave an award, in order: key, ticket, time, S, R, group, compensation, refund."""

    def __init__(self, policy, currency):
        self.currency, self.settle = currency, policy.get("settle") or []
        self.caps = {c["id"]: c for c in policy.get("caps") or []}
        self.causes = []

    def awarded(self, key):
        return any(c["key"] == key for c in self.causes)

    def counted(self, cap, test):
        return sum((c["compensation"] + (c["refund"] if cap["covers"] == "refundAndCompensation" else 0)
                    for c in self.causes if test(c["at"])), F(0))

    def most_counted(self, cap, t):
        """What counts against the cap for a cause at t: the most over the windows that hold t."""
        window = cap.get("window") or "lifetime"
        if window == "lifetime":
            return self.counted(cap, lambda u: True)
        if window == "calendar year":
            return self.counted(cap, lambda u: local(u).year == local(t).year)
        if window == "calendar month":
            return self.counted(cap, lambda u: (local(u).year, local(u).month) == (local(t).year, local(t).month))
        assert window == "rolling 12 months", window
        # Every window of whole dates (d - 12 months, d] that holds t, tried one by one.
        def first(day):
            year, month = day.year - 1, day.month
            last = calendar.monthrange(year, month)[1]
            return day.replace(year=year, day=min(day.day, last))
        day, dates = local(t).date(), [local(c["at"]).date() for c in self.causes]
        ends = [day + timedelta(days=n) for n in range(370)]
        if not any(abs((d - day).days) < 800 for d in dates):
            return F(0)
        return max(self.counted(cap, lambda v, a=first(d), b=d: a < local(v).date() <= b) for d in ends if first(d) < day)

    def limit(self, cap, t, C, RT, refund_increment):
        amount = self.currency.minor(cap["amount"])
        both = cap["covers"] == "refundAndCompensation"
        if cap["per"] == "case":
            return max(F(0), amount - RT) if both else amount
        headroom = max(F(0), amount - self.most_counted(cap, t))
        if both:
            headroom = max(F(0), headroom - refund_increment)
        return C + headroom

    def stacked(self, causes):
        """The case's exact compensation and its refund target."""
        step = next((s for s in self.settle if "stack" in s), {"stack": CHOICES["stack"]})
        adding = step.get("adding") or []
        added = sum((c["S"] for c in causes if c["group"] in adding), F(0))
        others = [c["S"] for c in causes if c["group"] not in adding]
        mode = step["stack"]
        if mode == "highest":
            rest = max(others, default=F(0))
        else:
            rest = sum(others, F(0))
            if isinstance(mode, dict):
                rest = min(rest, self.currency.minor(mode["sumUpTo"]))
        refunds = [rounded(c["R"], "exact", F(1)) for c in causes]
        how = step.get("refunds", "sum")
        return rest + added, max(refunds) if how == "highest" else sum(refunds, F(0))

    def uncapped(self, causes):
        """The case's compensation as it would be without any cap."""
        D, _ = self.stacked(causes)
        for step in self.settle:
            if "minimum" in step and D < self.currency.minor(step["minimum"]):
                D = F(0)
            elif "round" in step:
                direction, unit = rounding(step["round"], self.currency)
                D = rounded(D, direction, unit)
        return D

    def award(self, claim, rule, S, R):
        cause = {"key": claim.key, "ticket": claim.ticket, "at": claim.at, "S": S, "R": R, "group": rule["then"].get("group")}
        case = [c for c in self.causes if c["ticket"] == claim.ticket]
        C = sum((c["compensation"] for c in case), F(0))
        given = sum((c["refund"] for c in case), F(0))
        D, RT = self.stacked(case + [cause])
        refund = max(F(0), RT - given)
        trace = [f"S {S} R {R} of {rule['id']}; case D {D} RT {RT}; already {C} + {given}"]
        least = None
        for step in self.settle:
            if "cap" in step:
                limit = self.limit(self.caps[step["cap"]], claim.at, C, RT, refund)
                least = limit if least is None else min(least, limit)
                D = min(D, limit)
                trace.append(f"cap {step['cap']} limit {limit}: D {D}")
            elif "minimum" in step:
                if D < self.currency.minor(step["minimum"]):
                    D = F(0)
                trace.append(f"minimum {step['minimum']}: D {D}")
            elif "round" in step:
                direction, unit = rounding(step["round"], self.currency)
                D = rounded(D, direction, unit)
                if least is not None and D > least:
                    D = floor(least / unit) * unit
                trace.append(f"round {step['round']}: D {D}")
        compensation = max(F(0), rounded(D, "exact", F(1)) - C)
        if case:
            # A cause adds no more to its case than it adds to the sum before caps.
            more = self.uncapped(case + [cause]) - self.uncapped(case)
            compensation = max(F(0), min(compensation, rounded(more, "exact", F(1))))
        if compensation > INT64 or refund > INT64:
            raise Refused(CHOICES["overflow"])
        self.causes.append(dict(cause, compensation=compensation, refund=refund))
        return compensation, refund, trace


# ---------------------------------------------------------------- lines

def decide(claim, rules, account, currency, trace):
    answer = {"key": claim.key}
    if CHOICES["duplicate"] == "first" and account.awarded(claim.key):
        return dict(answer, error="alreadyAwarded")
    rule = None
    try:
        i = first_match(rules, 0, claim)
        if i is None:
            return dict(answer, notEligible=True)
        rule = rules[i]
        S, R = Formula(rules, i, claim, currency).run()
        if S == 0 and R == 0:
            return dict(answer, notEligible=True)
        if account.awarded(claim.key):
            return dict(answer, error="alreadyAwarded")
        compensation, refund, how = account.award(claim, rule, S, R)
    except NotAssessable as e:
        return dict(answer, notAssessable=e.args[0])
    except Unknown:
        return dict(answer, amountUnknown=rule["id"])
    except Refused as e:
        return dict(answer, error=e.args[0])
    answer.update(rule=rule["id"], compensation=currency.text(compensation), refund=currency.text(refund))
    return dict(answer, trace=how) if trace else answer


def answer(line, trace=False):
    raw = json.loads(line)
    currency = Currency(raw["currency"])
    account = Account(raw["policy"], currency)
    rules = raw["policy"]["rules"]
    return {"id": raw["id"], "awards": [decide(Claim(c, currency), rules, account, currency, trace) for c in raw["claims"]]}


def main(arguments):
    trace, other = False, None
    while arguments:
        a = arguments.pop(0)
        if a == "--trace": trace = True
        elif a == "--compare": other = open(arguments.pop(0), encoding="utf-8")
        elif "=" in a and a.split("=", 1)[0] in CHOICES: CHOICES.__setitem__(*a.split("=", 1))
        else: sys.exit(f"{__doc__}\nunknown argument {a}")
    same = different = 0
    for line in sys.stdin:
        if not line.strip():
            continue
        try:
            mine = answer(line, trace)
        except Exception as e:                      # a line the model cannot read: say so, go on
            mine = {"id": json.loads(line).get("id") if line.lstrip().startswith("{") else None, "modelError": f"{type(e).__name__}: {e}"}
        if other is None:
            print(json.dumps(mine, ensure_ascii=False))
            continue
        theirs = json.loads(other.readline())
        if theirs == mine:
            same += 1
        else:
            different += 1
            print(json.dumps({"id": mine.get("id"), "model": mine, "other": theirs}, ensure_ascii=False))
    if other is not None:
        print(f"{same} same, {different} different")


if __name__ == "__main__":
    main(sys.argv[1:])
