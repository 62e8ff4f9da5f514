# SPDX-License-Identifier: Apache-2.0
# Copyright the SupportKit authors
"""Decision tables written by hand: every form of a cell, public examples, unknown inputs, refusals.

The tables named after the DMN specification have its subjects and columns, with values of our own.
"""

DMN = "https://www.omg.org/spec/DMN/1.4"
FEEL = DMN + " (FEEL, unary tests)"
HITS = DMN + " (8.2, hit policies)"
LOAN = DMN + " (11, loan origination)"
NULL = object()  # an input that is written as null; None leaves it out


def value(column, given):
    if given is NULL:
        return None
    return {"number": str(given)} if column["type"] == "number" else given


def vector(name, policy, inputs, outputs, rules, cases, **more):
    """Inputs are `name:type` or `name:type:values`; outputs `(name, values, default)`; a rule is a
    line `cell | cell => output | output`; a case gives one value for each input, None for none."""
    columns = [(text.split(":", 2) + [None])[:3] for text in inputs]
    columns = [dict(zip(("expr", "type", "values"), column)) for column in columns]
    lines = [line.strip() for line in rules.strip().splitlines()]
    halves = [[side.strip() for side in line.split("=>")] for line in lines if line]
    made = {"id": name, "source": more.get("source", FEEL)}
    if "note" in more:
        made["note"] = more["note"]
    made["table"] = {
        "hit_policy": policy, "aggregation": more.get("aggregation"), "inputs": columns,
        "outputs": [
            dict(zip(("name", "values", "default"), (*column, None, None)[:3]))
            for column in outputs],
        "rules": [
            {"in": [cell.strip() for cell in left.split("|")],
             "out": [cell.strip() for cell in right.split("|")]} for left, right in halves]}
    made["analyse"] = more.get("analyse", False)
    made["cases"] = [
        {"id": str(index), "inputs": {
            column["expr"]: value(column, given)
            for column, given in zip(columns, case) if given is not None}}
        for index, case in enumerate(cases, 1)]
    return made


ONE = [(None,)]

# A cell of numbers, and numbers on, below and above what it mentions.
NUMBER_CELLS = [
    ("-", "0 -1 12345.678"), (">=18", "17 17.999 18 18.0 19 -18"), ("> 18", "17 18 18.001 19"),
    ("<12", "11.999 12 12.001 -12 0"), ("<=12", "11 12 12.00 12.001"),
    ("5", "4.999 5 5.0 5.001 -5"),
    ("-5", "-5 5 -5.0 -4.999"), ("<-5", "-5.001 -5 -4.999 5"), (">=-5", "-5.001 -5 0"),
    ("[10..20)", "9.999 10 15 19.999 20 20.001"), ("[10..20]", "9.999 10 15 20 20.001"),
    ("(10..20]", "9.999 10 10.001 20 20.001"), ("(10..20)", "9.999 10 10.001 19.999 20"),
    ("]10..20[", "9.999 10 10.001 19.999 20"), ("[10..20[", "9.999 10 19.999 20"),
    ("]10..20]", "10 10.001 20 20.001"), ("]10..20)", "10 10.001 19.999 20"),
    ("(10..20[", "10 10.001 19.999 20"), ("[ 10 .. 20 )", "9.999 10 19.999 20"),
    ("[-5..-1]", "-5.001 -5 -3 -1 -0.999 1"), ("[-1..1)", "-1.001 -1 0 0.999 1"),
    ("[5..5]", "4.999 5 5.001"), ("[0.5..1.5]", "0.499 0.5 1 1.5 1.501"),
    ("1,3,5", "0 1 2 3 4 5 5.0 6"), ("1, [3..5), >9", "1 2 3 4.999 5 9 9.001"),
    ("<10,>20", "9.999 10 15 20 20.001"), ("[1..3),[5..7)", "0.999 1 3 4 5 6.999 7"),
    ("not(5)", "4 5 5.0 6"), ("not([10..20))", "9.999 10 19.999 20"),
    ("not(<10,>=20)", "9.999 10 19.999 20"), ("not( 1 , 3 )", "1 2 3 4"),
    ("0.1", "0.1 0.10 0.1000000000000000055 0.09999999999999999"),
    ("0.3", "0.3 0.30000000000000004 0.300 0.29999999999999999"),
    ("<=0.3", "0.3 0.30000000000000004 0.29999999999999999"),
    ("[0.1..0.3)", "0.1 0.09999999999999999 0.2999999999999999999 0.3"),
    ("<1.005", "1.00499999999999989 1.005 1.0050"), (">=4.35", "4.35 4.3499999999999996 4.350"),
    ("1.10,2.20,3.30", "1.1 2.2 3.3 3.3000000000000003"),
]

BIG_CELLS = [
    (">9007199254740992", "9007199254740992 9007199254740993 9007199254740991"),
    ("9007199254740993", "9007199254740992 9007199254740993 9007199254740994"),
    ("<=9223372036854775807", "9223372036854775807 9223372036854775808 -9223372036854775809"),
    ("[12345678901234567890.123456789..12345678901234567890.123456790)",
     "12345678901234567890.123456788 12345678901234567890.1234567891"
     " 12345678901234567890.12345679"),
    ("<0.000000000000000000001", "0 0.0000000000000000000009 0.000000000000000000001"),
]

STRING_CELLS = [
    ('"Low"', ["Low", "low", "Low ", "Medium", ""]), ('"Low","Medium"', ["Low", "Medium", "High"]),
    ('"Low" , "Medium"', ["Low", "Medium", "Low,Medium"]), ('not("Low")', ["Low", "Medium", "LOW"]),
    ('not("Low","High")', ["Low", "Medium", "High"]), ('not( "Low" , "High" )', ["Low", "Medium"]),
    ('"a, b","c"', ["a, b", "a", "b", "c"]),
    (r'"say \"yes\""', ['say "yes"', r"say \"yes\"", "yes"]),
    (r'"C:\\temp"', [r"C:\temp", r"C:\\temp"]), ('"投诉","咨询"', ["投诉", "咨询", "投", "建议"]),
    ('"-"', ["-", "x"]), ('"not(a)"', ["not(a)", "a", "b"]),
    ('"true","10"', ["true", "10", "10.0"]),
    ('">=5","[1..2]"', [">=5", "[1..2]", "5", "1"]), ('"(x)"', ["(x)", "x"]),
    ('""', ["", " "]), ("-", ["anything", ""]), ('"🙂"', ["🙂", "🙃"]),
]

BOOLEAN_CELLS = [
    ("true", [True, False]), ("false", [True, False]), ("-", [True, False]),
    ("true,false", [True, False]), ("not(true)", [True, False]), ("not(false)", [True, False]),
    ("not(true,false)", [True, False]),
]


def cell_vectors():
    for kind, group, cells in [
            ("number", "number", NUMBER_CELLS), ("number", "exact", BIG_CELLS),
            ("string", "string", STRING_CELLS), ("boolean", "boolean", BOOLEAN_CELLS)]:
        for index, (cell, probes) in enumerate(cells, 1):
            probes = probes.split() if isinstance(probes, str) else probes
            yield vector(
                f"cell/{group}/{index:02}", "UNIQUE", [f"x:{kind}"], ONE, f'{cell} => "holds"',
                [(probe,) for probe in probes], analyse=index % 3 == 0)


def specification():
    yield vector("dmn/discount/01", "UNIQUE", [
        'Customer type:string:"Business","Private"', "Order size:number:>=0"], ONE, '''
        "Business" | <12       => 0.04
        "Business" | >=12      => 0.095
        "Private"  | -         => 0.015
        ''', [("Business", "11.99"), ("Business", 12), ("Private", 500), ("Business", -1),
              ("Other", 3), ("Private", None), ("Business", None), (None, 5)],
        source=DMN + " (8, discount)", analyse=True)
    yield vector("dmn/applicant-risk/01", "UNIQUE", [
        "Age:number", 'Medical history:string:"good","bad"'], ONE, '''
        >55      | "good" => "Medium"
        >55      | "bad"  => "High"
        [21..55] | -      => "Medium"
        <21      | "good" => "Low"
        <21      | "bad"  => "Medium"
        ''', [(55, "good"), ("55.5", "good"), (56, "bad"), (21, "bad"), (20, "bad"), (20, "good"),
              (30, None), (60, None), (10, "fair")],
        source=DMN + " (8, applicant risk rating)", analyse=True)
    for number, policy in enumerate(["PRIORITY", "FIRST", "OUTPUT ORDER"], 1):
        yield vector(f"dmn/special-discount/{number:02}", policy, [
            'Type of order:string:"Web","Phone"', 'Location:string:"Domestic","Abroad"',
            'Customer:string:"Wholesaler","Retailer"'],
            [(None, "12.5,6.25,0", None)], '''
            "Web"   | "Domestic" | "Wholesaler" => 12.5
            "Phone" | -          | -            => 0
            -       | "Abroad"   | -            => 0
            -       | -          | "Retailer"   => 6.25
            ''', [("Web", "Domestic", "Wholesaler"), ("Web", "Abroad", "Wholesaler"),
                  ("Phone", "Abroad", "Retailer"), ("Web", "Domestic", "Retailer"),
                  ("Web", None, "Wholesaler"), ("Phone", "Domestic", None)],
            source=HITS + ", special discount", analyse=True)
    holidays = '''
        -        | -        => 24
        -        | >=30     => 4
        >=60     | -        => 4
        <18      | -        => 6
        [45..60) | [15..30) => 2.5
        '''
    ages = [(17, 0), (18, 0), (45, 15), (45, "14.9"), (59, 30), (60, 30), (60, 29), (60, None)]
    for number, aggregation in enumerate(["SUM", "MIN", "MAX", "COUNT", None], 1):
        yield vector(
            f"dmn/holidays/{number:02}", "COLLECT", ["Age:number", "Years of service:number"],
            ONE, holidays, ages, aggregation=aggregation,
            source=HITS + ", holidays", analyse=number == 1)
    for number, policy in enumerate(["RULE ORDER", "OUTPUT ORDER"], 6):
        yield vector(
            f"dmn/holidays/{number:02}", policy, ["Age:number", "Years of service:number"],
            [(None, "6,24,2.5,4", None)], holidays, ages,
            source=HITS + ", holidays", analyse=number == 6)
    yield vector("dmn/student-package/01", "RULE ORDER", [
        "GPA:number:[0..4]", "Activities:number", "Honours:boolean"], ONE, '''
        >3.6  | >=3 | -    => "20% scholarship"
        >3.0  | -   | true => "30% loan"
        >=3.5 | >=2 | -    => "20% work on campus"
        <=3.0 | -   | -    => "5% work on campus"
        ''', [("3.7", 4, True), ("3.6", 4, True), ("3.0", 9, True), ("3.1", 0, False),
              ("4.0", 2, False), ("4.01", 2, False), ("3.6", 3, None)],
        source=HITS + ", student financial package", analyse=True)
    yield vector("dmn/compliance/01", "ANY", [
        'Rating:string:"A","B","C"', "Card balance:number", "Loan balance:number"], [(None,)], '''
        "A"      | <9000  | <45000  => "compliant"
        not("A") | -      | -       => "not compliant"
        -        | >=9000 | -       => "not compliant"
        -        | -      | >=45000 => "not compliant"
        ''', [("A", "8999.99", "44999.99"), ("A", 9000, 0), ("B", 9000, 45000), ("A", 0, 45000),
              ("B", None, None), ("A", None, 0), ("A", None, 45000), (None, 9000, 0)],
        source=HITS + ", personal loan compliance", analyse=True)
    yield vector("dmn/compliance/02", "ANY", [
        'Rating:string:"A","B","C"', "Card balance:number"], [(None,)], '''
        "A","B"  | <9000  => "compliant"
        not("A") | -      => "not compliant"
        -        | >=9000 => "not compliant"
        ''', [("A", 1), ("B", 1), ("C", 9000)], source=HITS + ", a contradiction", analyse=True)
    yield vector("dmn/risk-category/01", "UNIQUE", ["Existing customer:boolean", "Score:number"],
        ONE, '''
        false | <110       => "HIGH"
        false | [110..125) => "MEDIUM"
        false | [125..135] => "LOW"
        false | >135       => "VERY LOW"
        true  | <85        => "DECLINE"
        true  | [85..95)   => "HIGH"
        true  | [95..115]  => "MEDIUM"
        true  | >115       => "LOW"
        ''', [(False, "109.9"), (False, 110), (False, 125), (False, 135), (False, "135.01"),
              (True, 85),
              (True, 95), (True, 115), (True, "115.5"), (None, 110), (True, None)],
        source=LOAN + ", risk category", analyse=True)
    yield vector("dmn/score/01", "COLLECT", [
        "Age:number:[18..120]", 'Marital status:string:"S","M"',
        'Employment:string:"UNEMPLOYED","STUDENT","EMPLOYED","SELF-EMPLOYED"'],
        ONE, '''
        [18..22) | -   | -               => 31.5
        [22..26) | -   | -               => 34.5
        [26..36) | -   | -               => 39
        >=36     | -   | -               => 44.25
        -        | "S" | -               => 24.1
        -        | "M" | -               => 46.3
        -        | -   | "UNEMPLOYED"    => 14.7
        -        | -   | "STUDENT"       => 17.6
        -        | -   | "EMPLOYED"      => 46.2
        -        | -   | "SELF-EMPLOYED" => 36.9
        ''', [(18, "S", "STUDENT"), ("21.99", "M", "EMPLOYED"), (22, "S", "UNEMPLOYED"),
              (36, "M", "SELF-EMPLOYED"), (17, "S", "STUDENT"), (30, None, "STUDENT"),
              (26, "M", "RETIRED")],
        aggregation="SUM", source=LOAN + ", application risk score", analyse=True)
    yield vector("dmn/eligibility/01", "PRIORITY", [
        'Risk category:string:"DECLINE","HIGH","MEDIUM","LOW","VERY LOW"', "Affordable:boolean",
        "Age:number"], [(None, '"INELIGIBLE","ELIGIBLE"', None)], '''
        "DECLINE" | -     | -   => "INELIGIBLE"
        -         | false | -   => "INELIGIBLE"
        -         | -     | <18 => "INELIGIBLE"
        -         | -     | -   => "ELIGIBLE"
        ''', [("LOW", True, 18), ("LOW", True, "17.99"), ("DECLINE", True, 40), ("LOW", False, 40),
              ("DECLINE", None, None), ("LOW", True, None), (None, False, None)],
        source=LOAN + ", eligibility", analyse=True)
    yield vector("dmn/routing/01", "PRIORITY", [
        'Risk category:string:"HIGH","MEDIUM","LOW"', "Affordable:boolean", "Bankrupt:boolean",
        "Credit score:number:[0..999]"], [(None, '"DECLINE","REFER","ACCEPT"', None)], '''
        -      | false | -    | -    => "DECLINE"
        -      | -     | true | -    => "DECLINE"
        "HIGH" | -     | -    | -    => "REFER"
        -      | -     | -    | <560 => "REFER"
        -      | -     | -    | -    => "ACCEPT"
        ''', [("LOW", True, False, 560), ("LOW", True, False, 559), ("HIGH", True, True, 100),
              ("HIGH", False, None, None), ("HIGH", True, False, None), ("LOW", True, False, 1000)],
        source=LOAN + ", routing", analyse=True)
    yield vector("dmn/call-type/01", "FIRST", [
        'Risk category:string:"DECLINE","HIGH","MEDIUM","LOW","VERY LOW"'],
        [("Bureau call", None, None), ("Contingency", None, None)], '''
        "HIGH","MEDIUM" => "FULL" | 0.65
        "LOW"           => "MINI" | 0.75
        "VERY LOW"      => "NONE" | 0.85
        "DECLINE"       => "NONE" | 0.0
        ''', [("HIGH",), ("MEDIUM",), ("LOW",), ("VERY LOW",), ("DECLINE",), (None,), ("low",)],
        source=LOAN + ", bureau call type and credit contingency", analyse=True)


def public_examples():
    yield vector("camunda/dish/01", "UNIQUE", [
        'Season:string:"Spring","Summer","Fall","Winter"', "Guests:number"], ONE, '''
        "Fall"            | <=6    => "Ribs"
        "Winter"          | <=6    => "Roast"
        "Spring"          | <=3    => "Gourmet steak"
        "Spring"          | (3..6] => "Steak"
        "Summer"          | -      => "Salad"
        not("Summer")     | >6     => "Stew"
        ''', [("Spring", 3), ("Spring", 4), ("Spring", 7), ("Summer", 90), ("Fall", 6),
              ("Winter", "6.5"),
              ("Summer", None), ("Fall", None)],
        source="https://docs.camunda.org/get-started/dmn/create/", analyse=True)
    yield vector("drools/traffic/01", "UNIQUE", [
        'Violation:string:"speed","parking","driving under the influence"',
        "Over the limit:number"],
        [("Fine",), ("Points",)], '''
        "speed"                       | [10..30) => 480.50 | 2
        "speed"                       | >=30     => 999.99 | 6
        "parking"                     | -        => 95     | 0
        "driving under the influence" | -        => 1200   | 8
        ''', [("speed", "9.99"), ("speed", 10), ("speed", 30), ("parking", None), ("speed", None)],
        source="https://docs.drools.org (DMN, traffic violation)", analyse=True)
    for number, policy in enumerate(["COLLECT", "FIRST", "UNIQUE"], 1):
        yield vector(f"dmcommunity/vacation/{number:02}", policy, [
            "Age:number", "Years of service:number"], [(None,)], '''
            <18      | -        => 5
            >=60     | -        => 5
            [18..60) | >=30     => 5
            [18..60) | [15..30) => 2
            [45..60) | <30      => 2
            >=60     | >=30     => 3
            [18..60) | >=30     => 3
            ''', [(17, 1), (45, 15), (44, 15), (45, 1), (60, 30), (59, 30), (18, "14.99")],
            aggregation="SUM" if policy == "COLLECT" else None,
            source="https://dmcommunity.org/challenge/challenge-jan-2016/",
            analyse=policy != "COLLECT")
    yield vector("eu261/compensation/01", "FIRST", [
        "Distance:number:>=0", "Within the EU:boolean"], ONE, '''
        <=1500 | -     => 250
        -      | true  => 400
        <=3500 | -     => 400
        -      | -     => 600
        ''', [(1500, False), ("1500.1", False), (3500, False), ("3500.1", False), ("3500.1", True),
              (1500, None), (3500, None), (4000, None), (None, True)],
        source="Regulation (EC) No 261/2004, Article 7(1)", analyse=True,
        note="At 3500 km both middle rules give 400, but the second one would win: not assessable.")
    yield vector("delay-repay/15/01", "UNIQUE", ["Minutes late:number:>=0"], [(None, None, "0")],
                 '''
        [15..30)  => 0.25
        [30..60)  => 0.5
        [60..120) => 1
        >=120     => 1
        ''', [("14.99",), (15,), (30,), ("59.999",), (60,), (120,), (-1,), (None,)],
        source="https://www.nationalrail.co.uk (Delay Repay 15, share of a single ticket)",
        analyse=True)
    yield vector("hand/priority/01", "FIRST", [
        "Subject:string", 'Plan:string:"free","team","enterprise"', "Mentions:number:>=0"],
        [(None, None, '"normal"')], '''
        "outage","data loss" | "enterprise" | -   => "urgent"
        "outage","data loss" | not("free")  | -   => "high"
        -                    | not("free")  | >=3 => "high"
        -                    | "free"       | <3  => "low"
        ''', [("outage", "enterprise", 0), ("outage", "team", 0), ("billing", "free", 3),
              ("outage", None, 1), (None, "free", 1), ("billing", "team", 3)],
        source="hand", analyse=True)


def unknowns():
    late = ["hours:number", 'class:string:"A","B","C"', "vip:boolean"]
    rules = '''
        >=24 | -   | -    => "refund"
        -    | "A" | true => "call"
        -    | "A" | -    => "mail"
        -    | -   | -    => "none"
        '''
    source = "semantics P1, P2"
    yield vector("unknown/first/01", "FIRST", late, ONE, rules, [
        (24, None, None), (None, "A", True), (1, "A", None), (1, None, True), (1, "B", None),
        (1, NULL, False), (NULL, NULL, NULL), (30, NULL, NULL), (1, "A", True)], source=source)
    yield vector("unknown/first/02", "FIRST", late[:2], ONE, '''
        >=24 | - => "same"
        -    | - => "same"
        ''', [(None, "A"), (24, None), (23, None)], source=source,
        note="The unknown rule would win: not assessable, though the outputs are equal.")
    yield vector("unknown/first/03", "FIRST", late[:2], [(None, None, '"default"')], '''
        >=24 | "A" => "x"
        ''', [(None, "B"), (23, None), (None, "A"), (24, None), (None, None)], source=source,
        note="One false cell makes a rule false, whatever else is unknown.")
    yield vector("unknown/first/04", "FIRST", ["vip:boolean"], ONE, '''
        true,false => "known"
        -          => "rest"
        ''', [(True,), (False,), (None,)], source=source,
        note="A cell that holds for every value is still unknown without one.")
    yield vector("unknown/first/05", "FIRST", late[:2], ONE, '''
        not(5) | "B" => "x"
        ''', [(None, "B"), (5, None), (None, "C"), (6, None)], source=source)
    for number, (policy, outputs) in enumerate([
            ("UNIQUE", ONE), ("ANY", ONE), ("PRIORITY", [(None, '"high","mid","low"', None)]),
            ("RULE ORDER", ONE), ("OUTPUT ORDER", [(None, '"high","mid","low"', None)]),
            ("COLLECT", ONE)], 1):
        yield vector(f"unknown/others/{number:02}", policy, late, outputs, '''
            >=24 | -   | -     => "high"
            -    | "A" | -     => "mid"
            -    | "A" | true  => "mid"
            <0   | -   | false => "low"
            ''', [(24, None, False), (None, "A", False), (1, None, None), (1, "A", None),
                  (24, "B", None),
                  (None, "B", True), (24, "A", None), (25, None, None), (None, None, None),
                  (1, "B", None), (-1, "C", None)], source=source)
    for number, aggregation in enumerate(["SUM", "MIN", "MAX", "COUNT"], 1):
        yield vector(f"unknown/collect/{number:02}", "COLLECT", late, ONE, '''
            >=24 | -   | -    => 10
            -    | "A" | -    => 20
            -    | -   | true => 0
            ''', [(24, "A", None), (24, None, False), (None, "A", False), (1, "B", None),
                  (None, "B", False),
                  (24, None, True), (None, "A", True)], source=source, aggregation=aggregation)
    yield vector("unknown/unique/07", "UNIQUE", late[:1], ONE, '''
        <5   => "x"
        >=5  => "x"
        ''', [(None,), (5,)], source=source,
        note="Rules count as independent: that exactly one of the two must hold is not looked at.")
    yield vector("unknown/unique/08", "UNIQUE", late[:2], ONE, '''
        -    | "A" => "x"
        -    | "A" => "x"
        >=24 | -   => "y"
        ''', [(None, "A"), (None, "B"), (24, None)], source=source,
        note="Two rules that hold are an error, whatever the unknown one does.")


def domains_and_refusals():
    source = "semantics; " + DMN
    yield vector("domain/string/01", "FIRST", ['class:string:"A","B","C"', "n:number"], ONE, '''
        - | <5 => "few"
        - | -  => "many"
        ''', [("A", 4), ("D", 4), ("a", 9), ("", 1), (None, 4), ("D", None)], source=source,
        note="The domain is looked at first, also where every cell of the input is `-`.")
    yield vector("domain/number/01", "UNIQUE", ["percent:number:[0..100]"], ONE, '''
        <50         => "low"
        [50..100]   => "high"
        ''', [(0,), ("-0.01",), (100,), ("100.01",), (50,)], source=source, analyse=True)
    yield vector("domain/number/02", "UNIQUE", ["stars:number:1,2,3,4,5"], ONE, '''
        <=2 => "bad"
        3   => "fair"
        >=4 => "good"
        ''', [(1,), (3,), ("2.5",), (5,), (6,), ("4.0",)], source=source, analyse=True,
        note="No gap between 2 and 3: the domain has no such number.")
    yield vector("domain/number/03", "FIRST", ["percent:number:[0..100]"], ONE, '''
        >100 => "never"
        <0   => "never"
        >=0  => "always"
        ''', [(0,), (101,)], source=source, analyse=True)
    yield vector("domain/string/02", "COLLECT", ['class:string:"A","B"'], ONE, '''
        not("A","B") => "never"
        "A"          => "a"
        ''', [("A",), ("B",)], source=source, analyse=True)
    yield vector("input/type/01", "FIRST", ["n:number", "s:string", "b:boolean"], ONE, '''
        - | - | - => "any"
        ''', [(1, "x", True), (1, True, True), (1, "x", "true"), (1, "x", NULL)], source=source)
    three = [("level", '"high","mid","low"', '"low"'), ("hours", None, None),
             ("call", None, "false")]
    yield vector("outputs/several/01", "UNIQUE", ["n:number"], three, '''
        >=10    => "high" | 0.5  | true
        [5..10) => "mid"  | 8.00 | false
        ''', [(10,), ("9.99",), (5,), ("4.99",), (None,)], source=source, analyse=True,
        note="An output without a default is null where the others have one.")
    for number, policy in enumerate(["FIRST", "RULE ORDER", "OUTPUT ORDER", "PRIORITY", "COLLECT",
                                     "ANY"], 2):
        yield vector(f"outputs/several/{number:02}", policy, ["n:number"], [
            ("level", '"high","mid","low"', None), ("speed", '"fast","slow"', None),
            ("note", None, None)], '''
            >=10 => "mid"  | "slow" | "a"
            >=5  => "mid"  | "fast" | "b"
            >=7  => "low"  | "fast" | "c"
            >=20 => "high" | "slow" | "d"
            >=7  => "low"  | "fast" | "e"
            ''', [(20,), (10,), (7,), (5,), ("4.99",)], source=source, analyse=number % 2 == 1)
    for number, (policy, more) in enumerate([
            ("RULE ORDER", {}), ("COLLECT", {}), ("COLLECT", {"aggregation": "SUM"}),
            ("COLLECT", {"aggregation": "MAX"}), ("FIRST", {}), ("ANY", {})], 1):
        yield vector(f"default/{number:02}", policy, ["n:number"], [(None, None, "7.50")], '''
            >=10 => 1
            >=20 => 1.0
            ''', [(20,), (10,), ("9.99",), (None,)], source=source + " P3", analyse=True, **more,
            note="The default answers where no rule matches; alone in a list for list policies.")
    yield vector("sum/exact/01", "COLLECT", ["n:number"], ONE, "\n".join(
        f">={index} => 0.1" for index in range(10)), [(9,), (2,), (0,), (-1,)], aggregation="SUM",
        source="0.1 added ten times is 1", analyse=True)
    yield vector("sum/exact/02", "COLLECT", ["n:number"], ONE, '''
        >=1 => 0.1
        >=2 => 0.2
        >=3 => 1.005
        >=4 => -1.305
        >=5 => 64.32
        ''', [(1,), (2,), (3,), (4,), (5,)], aggregation="SUM", source="decimals that floats miss")
    yield vector("sum/exact/03", "COLLECT", ["n:number"], ONE, '''
        >=1 => 9007199254740993
        >=2 => 0.0000001
        >=3 => -9007199254740993
        ''', [(1,), (2,), (3,)], aggregation="SUM", source="decimals that floats miss")
    for number, aggregation in enumerate(["MIN", "MAX"], 4):
        yield vector(f"sum/exact/{number:02}", "COLLECT", ["n:number"], ONE, '''
            >=1 => 0.30000000000000001
            >=2 => 0.3
            >=3 => -2
            >=4 => -10
            ''', [(1,), (2,), (3,), (4,), (0,)], aggregation=aggregation,
            source="decimals that floats miss")
    for number, (policy, inputs, outputs, rules, more, note) in enumerate([
            ("FIRST", ["n:number"], ONE, "[1..2 => 1", {}, "an interval without its end"),
            ("FIRST", ["n:number"], ONE, '"x" => 1', {}, "a string for a number"),
            ("FIRST", ["s:string"], ONE, ">5 => 1", {}, "a comparison of strings"),
            ("FIRST", ["b:boolean"], ONE, "yes => 1", {}, "neither true nor false"),
            ("FIRST", ["n:number", "s:string"], ONE, ">5 => 1", {}, "a cell too few"),
            ("FIRST", ["n:number"], ONE, ">5 => 1 | 2", {}, "an output too many"),
            ("PRIORITY", ["n:number"], ONE, ">5 => 1", {}, "no order of outputs"),
            ("PRIORITY", ["n:number"], [(None, '"a","b"')], '>5 => "c"', {},
             "an output outside its values"),
            ("COLLECT", ["n:number"], ONE, '>5 => "c"', {"aggregation": "SUM"}, "a sum of words"),
            ("NEAREST", ["n:number"], ONE, ">5 => 1", {}, "a hit policy that there is not"),
            ("COLLECT", ["n:number"], [("a",), ("b",)], ">5 => 1 | 2", {"aggregation": "MAX"},
             "an aggregation of several outputs")], 1):
        yield vector(f"table/refused/{number:02}", policy, inputs, outputs, rules,
                     [(6,) + ("x",) * (len(inputs) - 1)],
                     source=source, note=note, **more)


ANALYSES = [
    ("UNIQUE", ["n:number"], ONE, """
        <5 => 1
        >5 => 2
        """, "the gap is a single number"),
    ("UNIQUE", ["n:number"], ONE, """
        <=5 => 1
        >=5 => 2
        """, "the overlap is a single number"),
    ("UNIQUE", ["n:number"], ONE, """
        [1..2] => 1
        (2..3) => 2
        <1,>=3 => 3
        """, "nothing is wrong"),
    ("UNIQUE", ["n:number"], ONE, """
        <=0.1            => 1
        >=0.10000000001  => 2
        """, "a gap that floats of single precision do not see"),
    ("UNIQUE", ["n:number"], ONE, """
        <9007199254740992  => 1
        >9007199254740992  => 2
        [9007199254740993..9007199254740994] => 3
        """, "a gap and an overlap where floats have no odd numbers"),
    ("UNIQUE", ["n:number", 'c:string:"A","B"'], ONE, """
        not(<5,>=5) | -              => 1
        -           | "A"            => 2
        -           | not("A")       => 3
        >=7         | not("A","B")   => 4
        """, "rules that match nothing: 1 and 4"),
    ("UNIQUE", ["s:string"], ONE, """
        "a"          => 1
        "b","c"      => 2
        """, "the gap is every other word"),
    ("UNIQUE", ["s:string"], ONE, """
        "a"          => 1
        not("a","b") => 2
        """, "the gap is one word"),
    ("UNIQUE", ["s:string"], ONE, """
        "a","b"  => 1
        not("b") => 2
        """, "the overlap is one word"),
    ("UNIQUE", ["s:string", "b:boolean"], ONE, """
        not("a") | -     => 1
        not("b") | true  => 2
        "a"      | false => 3
        """, "the overlap is any word but two"),
    ("UNIQUE", ["n:number"], [(None, None, '"rest"')], """
        <5 => "x"
        >7 => "y"
        """, "a default fills the gap"),
    ("ANY", ["n:number"], ONE, """
        <=5        => 1
        >=5        => 1.0
        [3..4]     => 2
        not(<9,>=9) => 3
        """, "an overlap with equal outputs is none; rule 4 matches nothing"),
    ("ANY", ["a:boolean", "b:boolean", "c:boolean"], ONE, """
        true | -     | -     => "x"
        -    | true  | -     => "x"
        -    | false | false => "y"
        """, "rules 1 and 3 contradict each other; false, false, true is a gap"),
    ("FIRST", ["a:boolean", "b:boolean"], ONE, """
        true  | -     => "x"
        -     | true  => "x"
        true  | false => "x"
        -     | -     => "y"
        """, "covered by a rule with the same output: unreachable, no overlap"),
    ("FIRST", ["n:number", 'c:string:"A","B","C"'], ONE, """
        <5       | -       => 1
        >=5      | "A"     => 2
        -        | not("A") => 3
        [2..9)   | -       => 4
        -        | -       => 5
        """, "rules 4 and 5 are covered by three together"),
    ("FIRST", ["n:number"], ONE, """
        <5     => 1
        >5     => 2
        -      => 3
        """, "the last rule decides for one number"),
    ("FIRST", ["n:number:1,2,3"], ONE, """
        <=1    => 1
        >=3    => 2
        2      => 3
        (1..3) => 4
        """, "the domain has three numbers"),
    ("PRIORITY", ["n:number"], [(None, '"high","low"', None)], """
        -      => "low"
        >=1    => "high"
        <1     => "high"
        """, "the first rule never wins"),
    ("PRIORITY", ["n:number"], [(None, '"high","low"', None)], """
        >=5      => "high"
        >=7      => "high"
        -        => "low"
        """, "of equals the earlier wins: rule 2 never does"),
    ("PRIORITY", ["n:number"], [("a", "1,2", None), ("b", '"x","y"', None), ("c", None, None)], """
        >=5      => 2 | "x" | "p"
        >=7      => 2 | "y" | "q"
        [6..9]   => 1 | "y" | "r"
        """, "outputs are compared from left to right"),
    ("RULE ORDER", ["n:number"], ONE, """
        <5     => 1
        <5     => 1
        >5     => 2
        """, "lists know gaps, but no overlaps"),
    ("OUTPUT ORDER", ['c:string:"A","B"'], [(None, "1,2", None)], """
        "A"          => 2
        -            => 1
        not("B","A") => 1
        """, "rule 3 matches nothing"),
]


def analyses():
    for number, (policy, inputs, outputs, rules, note) in enumerate(ANALYSES, 1):
        kinds = [text.split(":")[1] for text in inputs]
        cases = [
            tuple({"number": first, "string": word, "boolean": first > 4}[kind] for kind in kinds)
            for first, word in [(1, "A"), (5, "B"), (7, "a")]]
        yield vector(f"analysis/hand/{number:02}", policy, inputs, outputs, rules, cases,
                     source="hand", note=note, analyse=True)


def vectors():
    parts = (
        cell_vectors, specification, public_examples, unknowns, domains_and_refusals, analyses)
    for part in parts:
        yield from part()
