// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCompensation
import SupportCore
import SupportRules
import Testing

extension Schemes {
  /// Credits of cloud services that were available for less of a month than was promised.
  ///
  /// - *Amazon Compute Service Level Agreement*, https://aws.amazon.com/compute/sla/, region level, as
  ///   since 12 February 2018 (99.99 %), last updated 5 May 2022: below 99.99 % a credit of 10 %, below
  ///   99 % of 30 %, below 95 % of 100 % of the month's charges.
  /// - *Amazon S3 Service Level Agreement*, https://aws.amazon.com/s3/sla/, 31 July 2019: below 99.9 %
  ///   10 %, below 99 % 25 %, below 95 % 100 %; for infrequent access below 99 %, 98 % and 95 %.
  /// - *Service Level Agreements for Online Services*, virtual machines in several zones,
  ///   https://azure.microsoft.com/support/legal/sla/virtual-machines/, since March 2018: below 99.99 %
  ///   10 %, below 99 % 25 %, below 95 % 100 %; the rows overlap, and the lowest that holds counts.
  ///
  /// A credit is taken off later bills, and is given only if it is more than one dollar. Read as:
  /// sums are rounded half up to the cent, and "more than one dollar" looks at the rounded sum.
  enum CloudCredits {
    /// The share of a month, cut to nine decimals of a per cent: exact wherever an edge is.
    static let facts = [
      FactField("service", .choice(["compute", "storage", "infrequentAccess", "machines"])),
      FactField("uptime", .decimal(decimals: 9, in: ExactDecimal(0)...ExactDecimal(100))),
      FactField("bill", .money(.usd)),
    ]

    /// A credit by uptime: nothing from the promise on.
    static func credit(
      promise: String, _ rows: (below: String, credit: String)...
    ) throws -> AwardFormula {
      var scale: [AwardBands.Row] = []
      var start = FactRange.End.unbounded
      for row in rows.reversed() {
        scale.append(.init(from: start, .rate(try Rate(row.credit))))
        start = .including(.decimal(try ExactDecimal(row.below)))
      }
      scale.append(.init(from: .including(.decimal(try ExactDecimal(promise))), .rate(.zero)))
      return AwardFormula(
        [.base(.fact("bill")), .bands(AwardBands(of: "uptime", rows: scale)), toCents],
        form: .credit)
    }

    static func policy() throws -> CompensationPolicy {
      try Schemes.policy(
        "cloud-credits", version: "2022-05-05", in: .usd, zone: "America/Los_Angeles",
        facts: facts,
        rules: [
          Rule(
            "compute", when: .equals("service", "compute"),
            then: credit(promise: "99.99", ("99.99", "10%"), ("99", "30%"), ("95", "100%"))),
          Rule(
            "storage", when: .equals("service", "storage"),
            then: credit(promise: "99.9", ("99.9", "10%"), ("99", "25%"), ("95", "100%"))),
          Rule(
            "infrequentAccess", when: .equals("service", "infrequentAccess"),
            then: credit(promise: "99", ("99", "10%"), ("98", "25%"), ("95", "100%"))),
          Rule(
            "machines", when: .equals("service", "machines"),
            then: credit(promise: "99.99", ("99.99", "10%"), ("99", "25%"), ("95", "100%"))),
        ],
        settle: [.minimum(try Money("1.01", .usd))])
    }

    /// The share of a month in which a service was up, cut to nine decimals of a per cent.
    static func uptime(down: Int64, of month: Int64) -> FactValue {
      let billionths = Int128(month - down) * 100_000_000_000 / Int128(month)
      return .decimal(ExactDecimal(significand: billionths, scale: 9) ?? ExactDecimal(0))
    }
  }
}

@Suite("Credits of cloud services")
struct CloudCreditTests {
  private func credit(
    _ service: String, down: Int64, of month: Int64, bill: String
  ) throws -> Money {
    let policy = try Schemes.CloudCredits.policy()
    return try Schemes.onTop(
      policy,
      Schemes.claim(
        policy,
        [
          "service": .text(service), "bill": Schemes.sum(bill, .usd),
          "uptime": Schemes.CloudCredits.uptime(down: down, of: month),
        ]))
  }

  @Test(
    "compute: the minutes of a month that were down, at and beside each edge",
    arguments: [
      // By hand; 30 days are 43,200 minutes.
      (4, 30, "0.00"),  // 99.990741 %
      (5, 30, "123.46"),  // 99.988426 %: 123.456
      (432, 30, "123.46"),  // 99 % exactly
      (433, 30, "370.37"),  // 370.368
      (2_160, 30, "370.37"),  // 95 % exactly
      (2_161, 30, "1234.56"),
      (43_200, 30, "1234.56"),
      (0, 30, "0.00"),
      // Of 28 days 4 minutes are 99.990079 %, and 5 are 99.987599 %; of 31 days 4 are 99.991039 %.
      (4, 28, "0.00"), (5, 28, "123.46"), (4, 31, "0.00"),
    ] as [(Int64, Int64, String)])
  func compute(minutes: Int64, days: Int64, credit: String) throws {
    #expect(
      try self.credit("compute", down: minutes, of: days * 1_440, bill: "1234.56")
        == Money(credit, .usd))
  }

  @Test(
    "machines: of rows that overlap the lowest counts, not the first",
    arguments: [
      (4, "0.00"), (5, "100.00"), (432, "100.00"), (433, "250.00"), (2_160, "250.00"),
      (2_161, "1000.00"),
    ] as [(Int64, String)])
  func machines(minutes: Int64, credit: String) throws {
    #expect(
      try self.credit("machines", down: minutes, of: 43_200, bill: "1000.00")
        == Money(credit, .usd))
  }

  @Test(
    "storage: a share of failed requests instead of minutes",
    arguments: [
      // Printed in many answers: 100 dollars at 98 % of the standard class are 25.
      ("storage", 200, 10_000, "25.00"), ("infrequentAccess", 200, 10_000, "10.00"),
      // By hand: so many of the 8,640 intervals of 30 days failed wholly.
      ("storage", 2, 8_640, "0.00"), ("storage", 8, 8_640, "0.00"), ("storage", 9, 8_640, "10.00"),
    ] as [(String, Int64, Int64, String)])
  func storage(service: String, failed: Int64, of all: Int64, credit: String) throws {
    #expect(
      try self.credit(service, down: failed, of: all, bill: "100.00") == Money(credit, .usd))
  }

  @Test(
    "a credit is given only if it is more than a dollar",
    arguments: [
      ("9.99", "0.00"),  // 0.999
      ("10.00", "0.00"),  // 1.00 is not more
      ("10.01", "0.00"),  // 1.001 is 1.00 when rounded
      ("10.05", "1.01"),  // 1.005 is 1.01
    ] as [(String, String)])
  func minimum(bill: String, credit: String) throws {
    #expect(
      try self.credit("compute", down: 5, of: 43_200, bill: bill) == Money(credit, .usd))
  }

  @Test("it is a credit on later bills, not cash")
  func form() throws {
    let policy = try Schemes.CloudCredits.policy()
    let claim = try Schemes.claim(
      policy,
      [
        "service": "compute", "bill": Schemes.sum("100.00", .usd),
        "uptime": Schemes.CloudCredits.uptime(down: 5, of: 43_200),
      ])
    #expect(try Schemes.outcome(policy, claim).award?.form == .credit)
  }
}
