// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import Benchmark
import SupportCompensation
import SupportCore
import SupportRules
import SupportTime

/// Awards under a cap a case and a cap a calendar year, by a policy of four rules; the account has
/// ten awards behind it.
func compensationBenchmarks() {
  guard let desk = try? CompensationDesk() else { return }
  let claims = desk.claims(1_024)
  let account = desk.account(awards: 10)
  let configuration = Benchmark.Configuration(
    metrics: [.wallClock], warmupIterations: 3, scalingFactor: .kilo, maxDuration: .seconds(2))
  Benchmark("CompensationPolicy.award, two caps", configuration: configuration) { run in
    for index in run.scaledIterations {
      blackHole(try desk.policy.award(for: claims[index & 1_023], in: account))
    }
  }
  Benchmark("CompensationPolicy.trace, two caps", configuration: configuration) { run in
    for index in run.scaledIterations {
      blackHole(try desk.policy.trace(of: claims[index & 1_023], in: account))
    }
  }
  Benchmark("CompensationPolicy.explanation, two caps", configuration: configuration) { run in
    for index in run.scaledIterations {
      blackHole(try desk.policy.explanation(of: claims[index & 1_023], in: account))
    }
  }
  let rounds = (0..<10).map { round in claims.map { desk.claim($0, round: round) } }
  let versions = CompensationPolicyVersions(desk.policy)
  Benchmark("CompensationAccount, 1,000,000 awards of 100,000 customers") { run in
    for _ in run.scaledIterations {
      var accounts = (0..<100_000).map { _ in CompensationAccount(of: "mei", in: .cny) }
      for (round, claims) in rounds.enumerated() {
        for customer in accounts.indices {
          let claim = claims[(customer &+ round) & 1_023]
          let events = try accounts[customer].perform(
            .claim(claim), by: .system, at: claim.at, under: versions)
          blackHole(events)
        }
      }
      blackHole(accounts)
    }
  }
  Benchmark("CompensationPolicy, 1,000,000 awards of 100,000 customers") { run in
    for _ in run.scaledIterations {
      var accounts = (0..<100_000).map { _ in CompensationAccount(of: "mei", in: .cny) }
      for (round, claims) in rounds.enumerated() {
        for customer in accounts.indices {
          let claim = claims[(customer &+ round) & 1_023]
          let outcome = try desk.policy.award(for: claim, in: accounts[customer])
          if let award = outcome.award {
            accounts[customer].apply(
              .init(.awarded(claim.cause, award), by: .system, at: claim.at))
          }
        }
      }
      blackHole(accounts)
    }
  }
}

/// A policy of four rules, and claims under it.
struct CompensationDesk {
  let policy: CompensationPolicy
  private let keys = (0..<16).map { IdempotencyKey("breach-\($0)") }
  private let tickets = (0..<16).map { TicketID("T-\($0)") }
  private let start = Instant(millisecondsSince1970: 1_747_562_400_000)

  init() throws {
    let forms = Set(AwardForm.Kind.allCases)
    let round = AwardFormula.Step.round(RoundingRule(.halfEven))
    func yuan(_ units: Int64) -> Money { Money(minorUnits: units * 100, currency: .cny) }
    policy = try CompensationPolicy(
      "desk", version: "2025", currency: .cny, zone: ZoneRules(identifier: "Asia/Shanghai"),
      facts: [
        FactField("fault", .choice(["none", "minor", "heavyLoss", "belowStandard"])),
        FactField("paid", .money(.cny)), FactField("serviceFee", .money(.cny)),
      ],
      rules: [
        Rule(
          "overtime",
          when: .equals("cause", "delay") && .above("delay", .duration(milliseconds: 0)),
          then: AwardFormula(
            [
              .accrue(
                .money(yuan(1)), per: AccrualUnits(.started, .elapsed(milliseconds: 3_600_000)))
            ], group: "overtime")),
        Rule(
          "belowStandard", when: .equals("fault", "belowStandard"),
          then: AwardFormula([
            .refund(.fact("paid")), .base(.awardOtherwiseDue), .times(.rate(try Rate("2"))), round,
          ])),
        Rule(
          "heavyLoss", when: .equals("fault", "heavyLoss"),
          then: AwardFormula([
            .refund(.fact("paid")), .base(.fact("paid")), .times(.rate(try Rate("20%"))), round,
          ])),
        Rule(
          "minor", when: .isOneOf("fault", ["minor", "belowStandard"]),
          then: AwardFormula([
            .base(.fact("serviceFee")), .times(.rate(try Rate("10%"))), round,
          ])),
      ],
      settlement: Settlement([
        .stack(Stacking(.highest, adding: ["overtime"])), .cap("case"), .cap("year"),
        round.settling,
      ]),
      caps: [
        AwardCap(
          "case", yuan(5_000), .perCase, .lifetime, covers: .compensationOnly, counts: forms),
        AwardCap(
          "year", yuan(100_000), .perCustomer, .calendarYear, covers: .compensationOnly,
          counts: forms),
      ])
  }

  /// Claims of heavy losses and minor faults, over sums of up to 100,000 yuan.
  func claims(_ count: Int) -> [Claim] {
    var random = SeededGenerator(seed: 7)
    return (0..<count).compactMap { number in
      let at = start.adding(milliseconds: Int64.random(in: 0...20_000_000_000, using: &random))
      let cause = Cause(key: "claim", .fault, of: "T-claim", at: at)
      let paid = Money(minorUnits: random.span(from: 1, to: 10_000_000), currency: .cny)
      return
        (try? Facts(
          policy.schema,
          [
            "fault": number & 1 == 0 ? "heavyLoss" : "minor", "paid": .money(paid),
            "serviceFee": .money(paid),
          ])).map { Claim(cause, facts: $0, at: at) }
    }
  }

  /// The same claim for another cause and case.
  func claim(_ claim: Claim, round: Int) -> Claim {
    let at = start.adding(milliseconds: Int64(round) * 86_400_000)
    return Claim(
      Cause(key: keys[round & 15], .fault, of: tickets[round & 15], at: at), facts: claim.facts,
      at: at)
  }

  func account(awards: Int) -> CompensationAccount {
    var account = CompensationAccount(of: "mei", in: .cny)
    for (round, claim) in claims(awards).enumerated() {
      let claim = self.claim(claim, round: round)
      _ = try? account.perform(.claim(claim), by: .system, at: claim.at, under: policy)
    }
    return account
  }
}

extension AwardFormula.Step {
  /// The same rounding in a settlement.
  fileprivate var settling: Settlement.Step {
    if case .round(let rule) = self { .round(rule) } else { .round(RoundingRule(.exact)) }
  }
}
