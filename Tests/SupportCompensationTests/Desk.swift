// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCompensation
import SupportCore
import SupportRules
import SupportTime

/// A desk that pays 10 % of the fee for a minor fault, gives everything back and a fifth on top for a
/// heavy loss, and a yuan for each started hour of a delay.
enum Desk {
  static let facts = [
    FactField("fault", .choice(["none", "minor", "heavyLoss", "belowStandard"]), isOptional: true),
    FactField("paid", .money(.cny), isOptional: true),
    FactField("serviceFee", .money(.cny), isOptional: true),
  ]
  static let allForms = Set(AwardForm.Kind.allCases)

  /// A sum in yuan; tests write it right.
  static func yuan(_ text: String) -> Money {
    (try? Money(text, .cny)) ?? Money(minorUnits: .min, currency: .cny)
  }

  static func rules() throws -> [Rule<AwardFormula>] {
    let toCents = AwardFormula.Step.round(RoundingRule(.halfEven))
    return [
      Rule(
        "overtime", when: .equals("cause", "delay") && .above("delay", .duration(milliseconds: 0)),
        then: AwardFormula(
          [
            .accrue(
              .money(yuan("1")), per: AccrualUnits(.started, .elapsed(milliseconds: 3_600_000)))
          ],
          group: "overtime")),
      Rule(
        "belowStandard", when: .equals("fault", "belowStandard"),
        then: AwardFormula([
          .refund(.fact("paid")), .base(.awardOtherwiseDue), .times(.rate(try Rate("2"))), toCents,
        ])),
      Rule(
        "heavyLoss", when: .equals("fault", "heavyLoss"),
        then: AwardFormula([
          .refund(.fact("paid")), .base(.fact("paid")), .times(.rate(try Rate("20%"))), toCents,
        ])),
      Rule(
        "minor", when: .isOneOf("fault", ["minor", "belowStandard"]),
        then: AwardFormula([
          .base(.fact("serviceFee")), .times(.rate(try Rate("10%"))), toCents,
        ])),
    ]
  }

  static func policy(
    settle steps: [Settlement.Step]? = nil, caps: [AwardCap]? = nil,
    options: CompensationOptions? = nil
  ) throws -> CompensationPolicy {
    try CompensationPolicy(
      "desk", version: "2025", currency: .cny, zone: ZoneRules(identifier: "Asia/Shanghai"),
      facts: facts, rules: rules(),
      settlement: Settlement(
        steps ?? [
          .stack(Stacking(.highest, adding: ["overtime"])), .cap("case"), .cap("year"),
          .round(RoundingRule(.halfEven)),
        ]),
      caps: caps ?? [
        AwardCap(
          "case", yuan("5000"), .perCase, .lifetime, covers: .compensationOnly, counts: allForms),
        AwardCap(
          "year", yuan("100000"), .perCustomer, .calendarYear, covers: .compensationOnly,
          counts: [.cash, .credit, .thirdPartyCost]),
      ],
      options: options
        ?? CompensationOptions(
          arbitration: .equals("fault", "heavyLoss")))
  }

  static func instant(_ text: String) throws -> Instant { try Instant(text) }

  static func claim(
    _ policy: CompensationPolicy, _ key: IdempotencyKey, of ticket: TicketID = "T-1",
    at: String = "2025-05-18T10:00:00Z", now: String? = nil, delay: Cause.Delay? = nil,
    _ facts: KeyValuePairs<String, FactValue>
  ) throws -> Claim {
    Claim(
      Cause(
        key: key, delay == nil ? .fault : "delay", of: ticket, at: try Instant(at), delay: delay),
      facts: try Facts(policy.schema, facts), at: try Instant(now ?? at))
  }
}
