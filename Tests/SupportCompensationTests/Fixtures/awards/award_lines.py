#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
# Copyright the SupportKit authors
"""Makes claims under random policies for award_oracle.py, and the fixture of the tests.

    award_lines.py SEED COUNT            random lines
    award_lines.py --answered < LINES    lines as the tests read them, with the model's answers
    award_lines.py --fixture             those of schemes.jsonl (published schemes, figures worked by
                                         hand, and two corners), and random ones that together use every
                                         word of the format, every cap and every outcome
    award_lines.py --schemes             holds the model to the figures of schemes.jsonl

The fixture is made by `award_lines.py --fixture > awards.jsonl`. A line of it has the section
`compensation` as a document writes it, where the model's line has its policy; durations are text there.

SUPPORTKIT_AWARD_LINES names another file of such lines for `swift test --filter OracleTests`.
"""
import json, pathlib, random, sys
H, MIN, DAY = 3_600_000, 60_000, 86_400_000
DIRECTIONS = ["toward zero", "away from zero", "up", "down", "half even", "half odd", "half away from zero", "half toward zero", "half up", "half down"]
RATES = ["20%", "25%", "33.3%", "0.2", "1/3", "1/7", "3", "150%", "0%", "2/464"]
MONEY, INTS, SPANS, WORDS = ["paid", "fee", "loss"], ["passengers", "km"], ["late", "before"], ["fault", "tier"]

class Gen:
    def __init__(self, seed):
        self.r = random.Random(seed)
        r = self.r
        self.currency = r.choice(["CNY", "CNY", "CNY", "EUR", "JPY", "KWD"])
        self.digits = {"JPY": 0, "KWD": 3}.get(self.currency, 2)

    def money(self, most=100000):
        r = self.r
        minor = r.choice([0, 1, 5, 50, r.randrange(100), r.randrange(most), r.randrange(most), r.randrange(most)])
        s = 10 ** self.digits
        return str(minor) if self.digits == 0 else f"{minor // s}.{minor % s:0{self.digits}d}"

    def duration(self): return self.r.choice(["1 h", "2 h", "15 min", "90 min", "1 day", "2 days", "500 ms", "30 s"])
    def span(self): return self.r.choice([0, 1, H, H - 1, H + 1, 15 * MIN, DAY, self.r.randrange(4 * DAY), self.r.randrange(10 * H)])

    def amount(self, depth):
        r, k = self.r, self.r.random()
        if k < 0.45: return self.money()
        if k < 0.75: return r.choice(MONEY)
        if k < 0.92: return {"share": r.choice(RATES), "of": r.choice(MONEY)}
        if k < 0.98 and depth: return "awardOtherwiseDue"
        return "notStated" if k > 0.99 else self.money()

    def units(self, step):
        r = self.r
        how = r.choice(["started", "full", "exact"])
        k = r.random()
        if k < 0.15:
            step["per"], step["of"] = f"{how} {r.choice([1, 3, 10])}", r.choice(INTS)
        else:
            step["per"] = f"{how} {r.choice(['h', 'day', 'min', '15 min', '6 h', '365 days', '2 days', '100 s'])}"
            if k < 0.4: step["of"] = r.choice(SPANS)
            if r.random() < 0.3: step["after"] = self.duration()
        if r.random() < 0.3: step["atMost"] = r.choice([0, 1, 3, 10])
        return step

    def bands(self):
        r = self.r
        if r.random() < 0.4:
            fact, values = r.choice(MONEY), lambda: self.money(30000)
            number = float
        elif r.random() < 0.5:
            fact, values, number = r.choice(INTS), lambda: r.randrange(12), int
        else:
            fact, values, number = r.choice(SPANS), self.span, int
        starts = sorted({values() for _ in range(r.randrange(1, 4))}, key=number)
        if fact in MONEY and r.random() < 0.5:
            return {"bands": fact, "reach": "slices", "rows": [{"atLeast": v, "rate": r.choice(RATES)} for v in starts]}
        rows = []
        for v in starts:
            row = {r.choice(["atLeast", "above"]): v}
            if r.random() < 0.5: row["rate"] = r.choice(RATES)
            else: row["amount"] = self.money()
            rows.append(row)
        return {"bands": fact, "reach": "whole", "rows": rows}

    def rounding(self, exact=True):
        r = self.r
        text = r.choice(DIRECTIONS + (["exact"] if exact and r.random() < 0.3 else []))
        if r.random() < 0.3: text += " to " + {0: "10", 2: r.choice(["0.50", "0.05", "1.00"]), 3: "0.500"}[self.digits]
        return {"round": text}

    def steps(self, depth, last):
        r, steps = self.r, []
        for _ in range(r.randrange(1, 6)):
            k = r.randrange(14)
            if k < 3: steps.append({"base": self.amount(depth)})
            elif k == 3: steps.append({"refund": self.amount(0)})
            elif k == 4: steps.append({r.choice(["add", "subtract", "restOf"]): self.amount(depth)})
            elif k == 5: steps.append({r.choice(["atLeast", "atMost"]): self.amount(0)})
            elif k == 6: steps.append({"times": r.choice(RATES)})
            elif k == 7: steps.append({"times": "passengers"})
            elif k == 8: steps.append(self.units({"times": r.choice(RATES)}))
            elif k in (9, 10): steps.append(self.units({"accrue": self.amount(0)}))
            elif k == 11: steps.append(self.bands())
            elif k == 12: steps.append("becomesRefund")
            else: steps.append(self.rounding())
        if last: steps.append(self.rounding())
        return steps

    def when(self):
        r, w = self.r, {}
        for _ in range(r.choice([0, 1, 1, 2])):
            k = r.randrange(4)
            if k < 2: w[r.choice(WORDS)] = r.choice(["minor", "heavy", "gold"])
            elif k == 2: w[r.choice(INTS)] = self.range(lambda: r.randrange(10), int)
            elif r.random() < 0.5: w[r.choice(SPANS)] = self.range(self.span, int)
            else: w[r.choice(MONEY)] = self.range(self.money, float)
        return w

    def range(self, value, number):
        a, b = sorted([value(), value()], key=number)
        return self.r.choice([{"atLeast": a}, {"below": b}, {"atLeast": a, "below": b}] if number(a) < number(b) else [{"atLeast": a}])

    def facts(self):
        r, f = self.r, {}
        for name in MONEY:
            if r.random() < 0.9: f[name] = {"money": ("-" if r.random() < 0.02 else "") + self.money()}
        for name in INTS:
            if r.random() < 0.92: f[name] = {"int": r.randrange(12)}
        for name in SPANS:
            if r.random() < 0.92: f[name] = {"ms": self.span()}
        for name in WORDS:
            if r.random() < 0.92: f[name] = {"text": r.choice(["minor", "heavy", "gold"])}
        return f

    def delay(self, at):
        r = self.r
        if r.random() < 0.1: return None
        until = at + self.span()
        s = []
        for _ in range(r.choice([0, 0, 1, 2, 3])):
            a = at - H + r.randrange(max(1, until - at + 2 * H)); s.append([a, a + 1 + self.span()])
        return {"from": at, "until": until, "suspended": s}

    def line(self, id):
        r = self.r
        settle_rounds = r.random() < 0.3
        caps = []
        for i in range(r.choice([0, 1, 1, 2, 3])):
            per = r.choice(["case", "customer", "customer"])
            caps.append({"id": f"cap{i}", "amount": self.money(150000), "per": per, "window": None if per == "case" else r.choice(["lifetime", "calendar year", "calendar month", "rolling 12 months"]),
                         "covers": r.choice(["compensationOnly", "compensationOnly", "refundAndCompensation"])})
        settle = [{"cap": c["id"]} for c in caps]
        if r.random() < 0.3: settle.append({"minimum": self.money(3000)})
        r.shuffle(settle)
        if settle_rounds:
            # the last round is whole minor units; caps after it are whole anyway
            settle.insert(r.randrange(len(settle) + 1), self.rounding(exact=False))
        settle.insert(0, {"stack": r.choice(["highest", "sum", {"sumUpTo": self.money(60000)}]), "adding": r.choice([[], ["overtime"]]), "refunds": r.choice(["highest", "sum"])})
        count = r.randrange(1, 5)
        rules = [{"id": f"r{i}", "when": {} if i == count - 1 and r.random() < 0.8 else self.when(),
                  "then": {"steps": self.steps(i + 1 < count, not settle_rounds or r.random() < 0.5), "group": r.choice([None, None, "overtime"])}} for i in range(count)]
        anchors = [1_709_164_800_000, 1_735_660_800_000, 1_740_700_800_000, 1_767_196_800_000]   # around 29 Feb 2024, New Year, end of February
        claims = []
        for i in range(r.randrange(1, 9)):
            at = r.choice(anchors) + r.choice([0, 1, -1, r.randrange(-3 * DAY, 3 * DAY), r.randrange(-500 * DAY, 500 * DAY)])
            claims.append({"key": r.choice(["dup", f"k{i}"]) if r.random() < 0.15 else f"k{i}", "ticket": r.choice(["A", "A", "B", f"t{i}"]), "at": at, "now": at + 600 * DAY, "delay": self.delay(at), "facts": self.facts()})
        return {"id": id, "currency": self.currency, "policy": {"caps": caps, "settle": settle, "rules": rules, "zone": "Asia/Shanghai"}, "claims": claims}


# ---------------------------------------------------------------- lines as the tests read them

def kinds(line):
    """The kind of each fact: those of the random lines, and what the claims show."""
    known = {**dict.fromkeys(MONEY, "money"), **dict.fromkeys(INTS, "int"), **dict.fromkeys(SPANS, "ms"), **dict.fromkeys(WORDS, "text")}
    return known | {name: kind for c in line["claims"] for name, fact in (c.get("facts") or {}).items() for kind in fact}

def milliseconds(value): return f"{value} ms" if isinstance(value, int) else value

def test(kind, value):
    if kind != "ms": return value
    if isinstance(value, dict): return {word: v if word == "known" else milliseconds(v) for word, v in value.items()}
    return [test(kind, v) for v in value] if isinstance(value, list) else milliseconds(value)

def formula_step(step, facts):
    if isinstance(step, str): return step
    step = dict(step)
    if "bands" in step and facts.get(step["bands"]) == "ms":
        step["rows"] = [{k: milliseconds(v) if k in ("atLeast", "above") else v for k, v in row.items()} for row in step["rows"]]
    after = step.get("after")
    if isinstance(after, int): step["after"] = milliseconds(after)
    elif after and "of" in step and "day" in after:    # of a fact only elapsed time is waited for
        step["after"] = f"{24 * int(after.split()[0])} h"
    return step

def compensation(line):
    """The policy of a line as a document writes it."""
    facts, policy = kinds(line), line["policy"]
    for rule in policy["rules"]:
        for name in rule.get("when") or {}: facts.setdefault(name, "text")
    groups = {rule["then"].get("group") for rule in policy["rules"]}
    rounds = any("round" in step for step in policy["settle"])
    rules = []
    for rule in policy["rules"]:
        steps, group = [formula_step(s, facts) for s in rule["then"]["steps"]], rule["then"].get("group")
        # What is whole already says so.
        if not rounds and "round" not in steps[-1]: steps.append({"round": "exact"})
        when = {name: test(facts[name], value) for name, value in (rule.get("when") or {}).items()}
        rules.append({"id": rule["id"], **({"when": when} if when else {}), "then": {"steps": steps, "group": group} if group else steps})
    settle = []
    for step in policy["settle"]:
        step = dict(step)
        if "stack" in step: step["adding"] = [g for g in step.get("adding") or [] if g in groups]
        settle.append(step)
    caps = [dict(cap, window=cap.get("window") or "lifetime", counts=["cash"]) for cap in policy.get("caps") or []]
    return facts, {"caps": caps, "settle": settle, "rules": rules}

def answered(line):
    import award_oracle
    facts, section = compensation(line)
    names = json.dumps(section)
    used = {name for name in facts if f'"{name}"' in names}
    claims = [dict(c, facts={n: f for n, f in (c.get("facts") or {}).items() if n in used}) for c in line["claims"]]
    return {"id": line["id"], "currency": line["currency"], "facts": {n: k for n, k in facts.items() if n in used}, "compensation": section,
            "claims": claims, "awards": award_oracle.answer(json.dumps(line))["awards"]}

# ---------------------------------------------------------------- the fixture

def features(line, full):
    """What a line puts to the test; its answers belong to what made them."""
    found, rules = set(), {r["id"]: r for r in line["policy"]["rules"]}
    for award in full["awards"]:
        kind = next(k for k in award if k != "key")
        found.add((kind, award.get("error")))
        rule = rules.get(award.get("rule") or award.get("amountUnknown"))
        if rule is None: continue
        some = award.get("compensation", "").strip("0.") != ""
        found |= {("refund", award.get("refund", "").strip("0.") != ""), ("sum", some)}
        for step in rule["then"]["steps"]:
            if isinstance(step, str): found.add((step, some)); continue
            word = next(k for k in ("accrue", "times", "bands", "refund", "base", "add", "subtract", "restOf", "atLeast", "atMost", "round") if k in step)
            value = step[word]
            sort = "share" if isinstance(value, dict) else value if value in ("awardOtherwiseDue", "notStated") else "number" if str(value)[:1].isdigit() else "fact"
            if word == "round": sort = value
            if word == "bands": sort = (step["reach"], tuple(k for row in step["rows"] for k in row))[:2]
            how = (step["per"].split()[0], step["per"].split()[-1], "of" in step, "after" in step, "atMost" in step) if "per" in step else None
            found.add((word, sort, how, some))
    for step in line["policy"]["settle"]:
        if "stack" in step: found.add(("stack", "sumUpTo" if isinstance(step["stack"], dict) else step["stack"], bool(step["adding"]), step["refunds"], len(full["awards"]) > 3))
        else: found.add(("settle", next(iter(step)), step.get("round")))
    return found

def bindings(line, full):
    """Which caps and minimums changed an answer."""
    import award_oracle
    found = set()
    for number, step in enumerate(line["policy"]["settle"]):
        if "stack" in step: continue
        less = dict(line, policy=dict(line["policy"], settle=[s for i, s in enumerate(line["policy"]["settle"]) if i != number]))
        if award_oracle.answer(json.dumps(less))["awards"] == full["awards"]: continue
        cap = next((c for c in line["policy"]["caps"] if c["id"] == step.get("cap")), {})
        found.add(("binds", next(iter(step)), cap.get("per"), cap.get("window"), cap.get("covers"), tuple(next(iter(s)) for s in line["policy"]["settle"][number + 1:])[:1]))
    return found

def takes(line):
    """Whether the library takes the policy: nobody is given back more than all, and each row starts above the one before."""
    for rule in line["policy"]["rules"]:
        for step in rule["then"]["steps"]:
            if not isinstance(step, dict): continue
            if isinstance(step.get("refund"), dict) and step["refund"]["share"] in ("150%", "3"): return False
            starts = [(int(r["atLeast"]) if "atLeast" in r else int(r["above"]) + 1) for r in step.get("rows", []) if "." not in str(next(iter(r.values())))]
            if any(b <= a for a, b in zip(starts, starts[1:])): return False
            cents = [r.get("above", "").replace(".", "") for r in step.get("rows", []) if isinstance(r.get("above"), str)]
            if cents: return False if any("atLeast" in r for r in step["rows"]) else True
    return True

def fixture(seed, tried, most):
    here = pathlib.Path(__file__).parent
    for text in (here / "schemes.jsonl").read_text(encoding="utf-8").splitlines():
        print(json.dumps(answered(json.loads(text)), separators=(",", ":"), ensure_ascii=False))
    seen, size = {}, 0
    for i in range(tried):
        line = Gen(f"{seed}/{i}").line(f"{seed}/{i}")
        if not takes(line): continue
        full = answered(line)
        text = json.dumps(full, separators=(",", ":"))
        # A long line has to bring more that is new.
        new = [f for f in features(line, full) | bindings(line, full) if seen.get(f, 0) < (3 if f[0] == "binds" else 1)]
        if len(new) * 700 < len(text) or size + len(text) > most: continue
        for f in new: seen[f] = seen.get(f, 0) + 1
        size += len(text) + 1
        print(text)

def schemes():
    import award_oracle
    wrong = 0
    for text in (pathlib.Path(__file__).parent / "schemes.jsonl").read_text(encoding="utf-8").splitlines():
        line = json.loads(text)
        found = award_oracle.answer(text)["awards"]
        if found != line["expected"]: wrong += 1; print(line["id"], found, line["expected"])
    sys.exit(f"{wrong} schemes differ" if wrong else 0)

if __name__ == "__main__":
    a = sys.argv[1:]
    if a == ["--fixture"]: fixture("awards", 6_000, 270_000)
    elif a == ["--schemes"]: schemes()
    elif a == ["--answered"]:
        for text in sys.stdin: print(json.dumps(answered(json.loads(text)), separators=(",", ":"), ensure_ascii=False))
    elif len(a) == 2:
        for i in range(int(a[1])): print(json.dumps(Gen(f"{a[0]}/{i}").line(f"{a[0]}/{i}")))
    else: sys.exit(__doc__)
