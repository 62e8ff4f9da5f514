#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
# Copyright the SupportKit authors
"""A second implementation of the vectors about money, slow and plain: fractions of Python, and rounding
by its definition, which looks at the two multiples around a number.

    python3 money_oracle.py --check money.jsonl     recomputes every answer
    python3 money_oracle.py > money.jsonl           writes the file: written cases, peers', seeded random

Minor units of currencies are those of the PyPI package iso4217 (the standard's list of 2026-01-01);
where that is not installed, vectors without a scale are left out of the check.
"""
import json
import random
import sys
from fractions import Fraction

try:
    import iso4217
except ImportError:
    iso4217 = None

LEAST, MOST = -(2**63), 2**63 - 1


class Refused(Exception):
    pass


class Unknown(Exception):
    """The answer needs data that are not here."""


# Rounding, by definition.

def multiple(value, step, direction):
    """The multiple of the step that the direction takes for the value."""
    below = step * (value / step).__floor__()
    if below == value:
        return below
    above = below + step
    if direction in (None, "unnecessary"):
        raise Refused("precision_loss")
    if direction == "floor":
        return below
    if direction == "ceiling":
        return above
    near, far = sorted((below, above), key=abs)
    if direction == "toward_zero":
        return near
    if direction == "away_from_zero":
        return far
    if value - below != above - value:
        return below if value - below < above - value else above
    even, odd = (below, above) if below // step % 2 == 0 else (above, below)
    return {
        "half_even": even, "half_odd": odd, "half_away_from_zero": far, "half_toward_zero": near,
        "half_up_to_positive": above, "half_down_to_negative": below,
    }[direction]


def fits(units):
    if not LEAST <= units <= MOST:
        raise Refused("overflow")
    return units


# Money as (code, scale, units).

def written(text, scale):
    """So many units of 10^-scale as decimal text."""
    digits = str(abs(text)).rjust(scale + 1, "0")
    sign = "-" if text < 0 else ""
    return sign + (digits[:-scale] + "." + digits[-scale:] if scale else digits)


def minor_units(code):
    if iso4217 is None:
        raise Unknown
    try:
        return iso4217.Currency(code).exponent
    except ValueError:
        raise Unknown from None


def amount(money):
    text, scale = money["amount"], money.get("scale")
    if scale is None:
        scale = minor_units(money["currency"])
    elif scale == "auto":
        scale = len(text.partition(".")[2])
    return Fraction(text), scale


def read(money, direction):
    value, scale = amount(money)
    return money["currency"], scale, fits(int(multiple(value * 10**scale, 1, direction)))


def shown(code, scale, units):
    return {"currency": code, "amount": written(fits(int(units)), scale)}


def result(value, code, scale, direction, automatic):
    """A value as money of a scale, or with as few decimals as it takes."""
    if automatic:
        scale = next((n for n in range(19) if (value * 10**n).denominator == 1), scale)
    return shown(code, scale, multiple(value * 10**scale, 1, direction))


# Operations.

def combine(data, direction, sign):
    one, other = data["a"], data["b"]
    money = [side for side in (one, other) if "number" not in side]
    held = [read(side, direction) for side in money]
    automatic = all(side.get("scale") == "auto" for side in money)
    if len(held) == 2:
        if held[0][0] != held[1][0] or (held[0][1] != held[1][1] and not automatic):
            raise Refused("currency_mismatch")
    values = [
        Fraction(side["number"]) if "number" in side
        else Fraction(held[money.index(side)][2], 10 ** held[money.index(side)][1])
        for side in (one, other)
    ]
    scale = max(side[1] for side in held)
    return result(values[0] + sign * values[1], held[0][0], scale, direction, automatic)


def factor(data):
    return Fraction(data["by"])


def scaled(data, direction, change):
    code, scale, units = read(data["a"], direction)
    value = change(Fraction(units, 10**scale))
    return result(value, code, scale, direction, data["a"].get("scale") == "auto")


def divide(data, direction):
    by = factor(data)
    read(data["a"], direction)
    if by == 0:
        raise Refused("division_by_zero")
    return scaled(data, direction, lambda value: value / by)


def divmod_(data, direction):
    code, scale, units = read(data["a"], direction)
    by = factor(data)
    if by == 0:
        raise Refused("division_by_zero")
    quotient = multiple(units / by, 1, "toward_zero")
    fits(quotient)
    rest = units - quotient * by
    if rest.denominator != 1:
        raise Refused("precision_loss")
    return {"quotient": shown(code, scale, quotient), "remainder": shown(code, scale, rest)}


def give(data, direction, ratios):
    code, scale, units = read(data["money"], direction)
    if not ratios or min(ratios) < 0 or sum(ratios) == 0:
        raise Refused("bad_ratios")
    sign = -1 if units < 0 else 1
    exact = [abs(units) * ratio / sum(ratios) for ratio in ratios]
    parts = [share.__floor__() for share in exact]
    left = abs(units) - sum(parts)
    where = data["remainder_to"]
    order = [place for place, ratio in enumerate(ratios) if ratio > 0]
    if where == "largest_remainder":
        order.sort(key=lambda place: -(exact[place] - parts[place]))
    if where == "largest_ratio":
        order.sort(key=lambda place: -ratios[place])
    if where != "separate":
        for place in order[:left]:
            parts[place] += 1
        left -= min(left, len(order))
        assert left == 0
    assert sum(parts) + left == abs(units)
    answer = {"parts": [written(sign * part, scale) for part in parts]}
    if where == "separate":
        answer["remainder"] = written(sign * left, scale)
    return answer


def split(data, direction):
    return give(data, direction, [Fraction(1)] * max(int(data["parts"]), 0))


def round_to(data, direction):
    value, scale = amount(data["money"])
    scale = data.get("to_scale") if data.get("to_scale") is not None else scale
    step = data.get("to_step") or 1
    if scale < 0:
        scale, step = 0, step * 10**-scale
    units = multiple(value * 10**scale, Fraction(step), direction)
    return shown(data["money"]["currency"], scale, units)


def minor(units):
    return {"minor": str(fits(int(units)))}


def int_of(data, name):
    return fits(int(data[name]))


def int64_div(data, direction):
    one, other = int_of(data, "minor"), int_of(data, "by")
    if other == 0:
        raise Refused("division_by_zero")
    return minor(multiple(Fraction(one, other), 1, direction or "toward_zero"))


def div_round(data, direction):
    one, other = int_of(data, "a"), int_of(data, "b")
    if other == 0:
        raise Refused("division_by_zero")
    return {"value": str(fits(int(multiple(Fraction(one, other), 1, direction))))}


def step_of(data, name, direction):
    return minor(multiple(Fraction(int_of(data, "minor")), int(data[name]), direction))


OPS = {
    "make": lambda data, way: shown(*read(data, way)),
    "to_minor": lambda data, way: minor(read(data, way)[2]),
    "add": lambda data, way: combine(data, way, 1),
    "subtract": lambda data, way: combine(data, way, -1),
    "multiply": lambda data, way: scaled(data, way, lambda value: value * factor(data)),
    "divide": divide,
    "divmod": divmod_,
    "allocate": lambda data, way: give(data, way, [Fraction(r) for r in data["ratios"]]),
    "split": split,
    "round_to": round_to,
    "round_cash": lambda data, way: step_of(data, "smallest_denomination_minor", way),
    "round_minor_to_unit": lambda data, way: minor(
        multiple(Fraction(int_of(data, "minor")), 10 ** int(data["unit_pow10"]), way)),
    "round_int": lambda data, way: {"value": str(int(multiple(Fraction(data["value"]), 1, way)))},
    "div_round_int": div_round,
    "currency_minor_units": lambda data, way: {"minor_units": minor_units(data["currency"])},
    "int64_add": lambda data, way: minor(int_of(data, "minor") + int_of(data, "by")),
    "int64_sub": lambda data, way: minor(int_of(data, "minor") - int_of(data, "by")),
    "int64_mul": lambda data, way: minor(int_of(data, "minor") * int_of(data, "by")),
    "int64_div": int64_div,
    "int64_neg": lambda data, way: minor(-int_of(data, "minor")),
    "int64_abs": lambda data, way: minor(abs(int_of(data, "minor"))),
    "sum_minor": lambda data, way: minor(sum(fits(int(unit)) for unit in data["minors"])),
}


def answer(vector):
    operation = OPS.get(vector["op"])
    if operation is None:
        return {"error": "unsupported"}
    try:
        return operation(vector["input"], vector.get("rounding"))
    except Refused as refused:
        return {"error": str(refused)}


# The file.

WAYS = """toward_zero away_from_zero ceiling floor half_even half_odd half_away_from_zero half_toward_zero
    half_up_to_positive half_down_to_negative unnecessary""".split()
HAND = "worked out by hand"


def money(text, scale=2, currency="CNY"):
    return {"currency": currency, "amount": text, "scale": scale}


def written_cases():
    """(topic, source, op, input, rounding[, expected]); an expected answer that is written out here is
    held against the computed one."""
    for way in WAYS:
        for text in "5.5 2.5 1.6 1.1 1.0 -1.0 -1.1 -1.6 -2.5 -5.5".split():
            yield "round-int", "the table of java.math.RoundingMode", "round_int", {"value": text}, way
        for one in "7 -7 6 -6 9223372036854775807 -9223372036854775808".split():
            for other in "2 -2 4 -4 3 1 -1 0 9223372036854775807 -9223372036854775808".split():
                yield "divide-integers", HAND, "div_round_int", {"a": one, "b": other}, way
        for units in "0 1 2 3 7 8 -2 -3 -7 -8 12345 9223372036854775807 -9223372036854775808".split():
            for coin in (1, 5, 10, 50, 100):
                data = {"currency": "CHF", "minor": units, "smallest_denomination_minor": coin}
                yield "cash", HAND, "round_cash", data, way
            for power in (0, 1, 2, 18, 19, 38):
                data = {"currency": "JPY", "minor": units, "unit_pow10": power}
                yield "to-unit", HAND, "round_minor_to_unit", data, way
        for text in "12.345 12.355 -12.345 -12.355 0.005 -0.005 0.0049999999 -0 1e-3 1.2e1".split():
            yield "to-minor", HAND, "to_minor", money(text), way
            yield "make", HAND, "make", money(text, 1), way
        for text, scale, step in [("1.25", 1, None), ("-1.25", 1, 2), ("12.34", 2, 5), ("0.75", 2, 50),
                                  ("-0.25", 2, 50), ("9.995", 0, 1), ("12.34", 3, 25),
                                  ("1250.00", -2, None), ("-149.99", -2, 2)]:
            data = {"money": money(text, "auto"), "to_scale": scale, "to_step": step}
            yield "round-to", HAND, "round_to", data, way
        for by in ("1.25", "1.00000000000000000000000001", "99999999999999999999999999",
                   "0.000000000000000000000000005"):
            yield "multiply", HAND, "multiply", {"a": money("12.34"), "by": by}, way
        yield "divide", HAND, "divide", {"a": money("-12.34"), "by": "8"}, way
        for number in ("0.005", "-0.00000000000000000000000000001", "92233720368547758.07"):
            yield "number", HAND, "add", {"a": money("12.34"), "b": {"number": number}}, way
        yield "number", HAND, "subtract", {"a": {"number": "-0.005"}, "b": money("12.34")}, way
    for op in "add sub mul div".split():
        for one in "0 1 -1 9223372036854775807 -9223372036854775808 4611686018427387904".split():
            for other in "0 1 -1 2 -2 9223372036854775807 -9223372036854775808".split():
                data = {"currency": "CNY", "minor": one, "by": other}
                yield "int64-" + op, HAND, "int64_" + op, data, None
    for op in "neg abs".split():
        for one in "0 5 -5 9223372036854775807 -9223372036854775808 9223372036854775808".split():
            yield "int64-" + op, HAND, "int64_" + op, {"currency": "CNY", "minor": one}, None
    for units in (["1", "2", "-5"], [], ["9223372036854775807", "1", "-1"],
                  ["9223372036854775807", "1"], ["-9223372036854775808", "-1"]):
        yield "sum", HAND, "sum_minor", {"currency": "CNY", "minors": units}, None
    for op in ("add", "subtract"):
        for one, other in [
            (money("1.20"), money("1.80")), (money("1.20"), money("0.80", 2, "EUR")),
            (money("1.20"), money("1.200", 3)), (money("1", 0, "JPY"), {"number": "2"}),
            (money("1", 0, "JPY"), {"number": "2.5"}), (money("1.50", "auto"), money("0.50", "auto")),
            (money("1.5", "auto"), money("0.125", "auto")),
            (money("92233720368547758.07"), money("0.01")),
            (money("-92233720368547758.08"), money("0.01")),
        ]:
            yield op, HAND, op, {"a": one, "b": other}, None
    for by in "2 -2 0 3 0.5 1.1 -3 7".split():
        for text in "10.00 -10.00 0.01 0.00 -92233720368547758.08".split():
            data = {"a": money(text), "by": by}
            for op in ("divmod", "divide", "multiply"):
                yield op, HAND, op, data, None
    for where in "first largest_remainder largest_ratio separate".split():
        for ratios in ([], ["0", "0"], ["1", "-1"], ["0", "1", "1"], ["1", "1", "0"], ["0.5", "1.5"],
                       ["1", "1", "1"], ["3", "7"], ["1", "2", "3"], ["0.333", "0.667"]):
            for text in "0.05 -0.05 100.00 0.00 -92233720368547758.08".split():
                data = {"money": money(text), "ratios": ratios, "remainder_to": where}
                yield "allocate", HAND, "allocate", data, None
        for parts in (1, 2, 3, 7, 0, -1):
            for text in "1.00 -1.00 0.02".split():
                data = {"money": money(text), "parts": parts, "remainder_to": where}
                yield "split", HAND, "split", data, None
    for code in "CNY JPY KWD CLF UYW ISK UGX TND XAU XXX EUR XCG ZWG XAD".split():
        yield "currency", "ISO 4217, list one", "currency_minor_units", {"currency": code}, None
    yield "make", HAND, "make", {"currency": "KWD", "amount": "1.5"}, None
    yield "make", HAND, "make", {"currency": "JPY", "amount": "1.5"}, None
    yield "make", HAND, "make", {"currency": "JPY", "amount": "1.5"}, "half_even"
    yield "unsupported", HAND, "convert", {"money": money("1.00"), "to": "EUR"}, None


BRICK = "https://github.com/brick/money/blob/main/tests/MoneyTest.php"


def peer_cases():
    """What brick/money's tests expect, as facts."""
    rows = [
        ("1.00", "2 3 1", "first", "0.34 0.50 0.16"), ("99.99", "100", "first", "99.99"),
        ("99.99", "100 100", "first", "50.00 49.99"), ("100.00", "30 20 40", "first", "33.34 22.22 44.44"),
        ("100.00", "30 20 40 40", "first", "23.08 15.39 30.77 30.76"),
        ("100.00", "30 20 40 0 40 0", "first", "23.08 15.39 30.77 0.00 30.76 0.00"),
        ("0.02", "1 1 1 1", "first", "0.01 0.01 0.00 0.00"),
        ("0.02", "1 1 3 1", "first", "0.01 0.00 0.01 0.00"),
        ("-100.00", "30 20 40 40", "first", "-23.08 -15.39 -30.77 -30.76"),
        ("0.03", "75 25", "first", "0.03 0.00"), ("100.00", "1/3 2/7", "first", "53.85 46.15"),
        ("100.00", "2/7 1/3", "first", "46.16 53.84"),
        ("1.00", "2 3 1", "largest_remainder", "0.33 0.50 0.17"),
        ("100.00", "30 20 40", "largest_remainder", "33.33 22.22 44.45"),
        ("100.00", "30 20 40 40", "largest_remainder", "23.08 15.38 30.77 30.77"),
        ("0.02", "1 1 3 1", "largest_remainder", "0.01 0.00 0.01 0.00"),
        ("0.03", "75 25", "largest_remainder", "0.02 0.01"),
        ("-100.00", "30 20 40 40", "largest_remainder", "-23.08 -15.38 -30.77 -30.77"),
        ("1.00", "2 3 1", "largest_ratio", "0.33 0.51 0.16"),
        ("0.05", "3 3 4", "largest_ratio", "0.01 0.01 0.03"),
        ("0.09", "3 3 4", "largest_ratio", "0.03 0.02 0.04"),
        ("1.00", "2 3 1", "separate", "0.33 0.50 0.16 0.01"),
        ("0.03", "75 25", "separate", "0.02 0.00 0.01"),
        ("-100.00", "30 20 40 40", "separate", "-23.07 -15.38 -30.76 -30.76 -0.03"),
        ("1.00", "400 0 40 20 2", "separate", "0.86 0.00 0.08 0.04 0.00 0.02"),
    ]
    for text, ratios, where, parts in rows:
        data = {"money": money(text, 2, "USD"), "ratios": ratios.split(), "remainder_to": where}
        parts = parts.split()
        expected = {"parts": parts}
        if where == "separate":
            expected = {"parts": parts[:-1], "remainder": parts[-1]}
        yield "brick", BRICK, "allocate", data, None, expected
    for text, by, way, expected in [
        ("12.34", "1.5", "unnecessary", "18.51"), ("12.34", "1.2", "unnecessary", None),
        ("12.34", "1.2", "toward_zero", "14.80"), ("12.34", "1.2", "away_from_zero", "14.81"),
    ]:
        expected = {"currency": "USD", "amount": expected} if expected else {"error": "precision_loss"}
        yield "brick", BRICK, "multiply", {"a": money(text, 2, "USD"), "by": by}, way, expected
    for text, by, quotient, remainder in [("10.00", "3", "3.33", "0.01"), ("100.00", "9", "11.11", "0.01")]:
        expected = {"quotient": {"currency": "USD", "amount": quotient},
                    "remainder": {"currency": "USD", "amount": remainder}}
        yield "brick", BRICK, "divmod", {"a": money(text, 2, "USD"), "by": by}, None, expected
    for one, op, other, expected in [("1.50", "subtract", "0.50", "1"), ("12.340", "add", "0.001", "12.341")]:
        data = {"a": money(one, "auto", "JPY"), "b": money(other, "auto", "JPY")}
        yield "brick", BRICK, op, data, "unnecessary", {"currency": "JPY", "amount": expected}
    for text, by, expected in [("12.340", "1.2", "14.808"), ("1.0", "2", "2"), ("1.1", "2.0", "2.2")]:
        data = {"a": money(text, "auto", "USD"), "by": by}
        yield "brick", BRICK, "multiply", data, "unnecessary", {"currency": "USD", "amount": expected}


def random_cases(seed):
    chance = random.Random(seed)

    def units():
        edge = chance.random()
        if edge < 0.1:
            return chance.choice([LEAST, LEAST + 1, MOST, MOST - 1, 0])
        size = chance.choice([100, 10**6, 10**12, MOST])
        return chance.randint(-size, size)

    def decimal(digits, decimals):
        return written(chance.randint(-(10**digits), 10**digits), chance.randint(0, decimals))

    source = f"Python's fractions, seed {seed}"
    for _ in range(150):
        scale = chance.randint(0, 4)
        text = written(units(), scale)
        way = chance.choice(WAYS)
        yield "random", source, "multiply", {"a": money(text, scale), "by": decimal(6, 6)}, way
        yield "random", source, "divide", {"a": money(text, scale), "by": decimal(6, 6)}, way
        data = {"money": money(text, scale), "to_scale": chance.randint(0, 6),
                "to_step": chance.choice([1, 5, 25])}
        yield "random", source, "round_to", data, way
        ratios = [written(chance.choice([0, 0, 1, 1, 2, chance.randint(0, 10**9)]), chance.randint(0, 3))
                  for _ in range(chance.randint(1, 9))]
        where = chance.choice("first largest_remainder largest_ratio separate".split())
        data = {"money": money(text, scale), "ratios": ratios, "remainder_to": where}
        yield "random", source, "allocate", data, None
        yield "random", source, "round_int", {"value": decimal(20, 10)}, way


def vectors():
    numbers = {}
    for case in [*written_cases(), *peer_cases(), *random_cases(4217)]:
        topic, source, op, data, way, *expected = case
        numbers[topic] = numbers.get(topic, 0) + 1
        vector = {"id": f"{topic}/{numbers[topic]:03}", "source": source, "op": op, "input": data,
                  "rounding": way}
        vector["expected"] = expected[0] if expected else answer(vector)
        if answer(vector) != vector["expected"]:
            raise SystemExit(f"{vector} instead of {answer(vector)}")
        yield vector


def check(path):
    passed, failed, left_out = 0, 0, 0
    for line in open(path, encoding="utf-8"):
        vector = json.loads(line)
        try:
            actual = answer(vector)
        except Unknown:
            left_out += 1
            continue
        if actual == vector["expected"]:
            passed += 1
        else:
            failed += 1
            print(f"{vector['id']}: {actual} instead of {vector['expected']}")
    print(f"{passed} passed, {failed} failed" + (f", {left_out} skipped" if left_out else ""))
    sys.exit(1 if failed else 0)


def main():
    if sys.argv[1:2] == ["--check"]:
        check(sys.argv[2])
    for vector in vectors():
        print(json.dumps(vector, ensure_ascii=False))


if __name__ == "__main__":
    main()
