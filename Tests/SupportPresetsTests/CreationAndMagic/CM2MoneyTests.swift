// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCompensation
import SupportCore
import SupportDesk
import SupportRules
import SupportTestKit
import SupportTickets
import Testing

@Suite("Creation & Magic: equal awards and late deliveries")
struct CM2MoneyTests {
  let now: Instant

  init() throws {
    now = try CM2.at("2025-06-03 10:00")
  }

  // MARK: Equal awards

  /// What one customer gets for what happened.
  private func award(
    _ kind: String, _ facts: [DeskFact], delay: Int64, to customer: CustomerID,
    knowing more: [Ticket.CustomField]
  ) throws -> [String] {
    var file = try CM2Case(of: customer)
    try file.open(.complaint, more, at: now)
    let cause = Cause(
      key: "cause", .init(rawValue: kind), of: "T-1", at: now,
      delay: try .init(from: now, until: now.adding(milliseconds: delay)))
    let decision = try file.handle(
      .claim(cause, facts: facts), by: .agent("li"), at: now.adding(milliseconds: delay))
    let record = file.matter.account?.cause("cause")
    let outcome = decision.events.compactMap { event in
      if case .compensation(let event) = event, case .awarded(_, let award) = event.change {
        "\(award.rule) \(award.form)"
      } else {
        nil
      }
    }
    return outcome + [
      record.map { "\($0.refund) \($0.compensation)" } ?? "nothing"
    ]
  }

  @Test(
    "CM-52 customers with equal facts get equal awards, whatever they spent and whoever they are")
  func equalAwards() throws {
    for seed in 0..<20 as Range<UInt64> {
      var random = SplitMix64(seed: seed)
      func pick<Value>(_ values: [Value]) -> Value {
        values[Int(random.next() % UInt64(values.count))]
      }
      func sum() -> FactValue {
        .money(Money(minorUnits: Int64(random.next() % 3_000_000), currency: .cny))
      }
      let facts = [
        DeskFact("fault", .text(pick(["none", "minor", "heavyLoss", "humanError"]))),
        DeskFact("serviceFee", sum()), DeskFact("paid", sum()), DeskFact("appraisalFee", sum()),
        DeskFact("destination", .text(pick(["JP", "FR", "mainland", "elsewhere"]))),
      ]
      let kind = pick(["fault", "belowStandard", "lateDelivery"])
      let delay = Int64(random.next() % 800_000_000)
      let poor = try award(
        kind, facts, delay: delay, to: "c-poor",
        knowing: [
          .init("ageGroup", .text("elderly")), .init("language", .text("zh")),
          .init("pastSpending", .money(try CM2.yuan("0.00"))),
        ])
      let rich = try award(
        kind, facts, delay: delay, to: "c-rich",
        knowing: [
          .init("ageGroup", .text("adult")), .init("language", .text("fr")),
          .init("pastSpending", .money(try CM2.yuan("9999999.99"))),
        ])
      #expect(poor == rich, "seed \(seed)")
      #expect(
        try award(kind, facts, delay: delay, to: "c-unknown", knowing: []) == poor, "seed \(seed)")
    }
  }

  @Test("CM-52 it is proved of the whole policy that no protected fact moves an award")
  func proved() throws {
    let policy = try #require(try CM2.book().compensation).policy(at: now)
    #expect(
      Set(policy.schema.fields.filter(\.isProtected).map(\.name)).isSuperset(
        of: ["ageGroup", "pastSpending"]))
    #expect(policy.analysis(limits: .init(steps: 200)).protectedFacts == .holds)
  }

  // MARK: Late deliveries

  static let near = ["HK", "MO", "TW", "JP", "KR", "SG", "MY", "TH", "VN", "PH", "ID"]
  static let far = ["AU", "NZ", "US", "CA", "GB", "DE", "FR", "IT", "ES", "NL", "RU", "AE"]

  /// What is paid for a delivery that was so late; `nil` where nothing is.
  private func paid(_ milliseconds: Int64, to destination: String?) throws -> String? {
    var file = try CM2Case()
    try file.open(.complaint, at: now)
    let until = now.adding(milliseconds: milliseconds)
    let cause = Cause(
      key: "parcel-1", .init(rawValue: "lateDelivery"), of: "T-1", at: now,
      delay: try .init(from: now, until: until))
    let facts = destination.map { [DeskFact("destination", .text($0))] } ?? []
    try file.handle(.claim(cause, facts: facts), by: .agent("li"), at: until)
    let record = file.matter.account?.cause("parcel-1")
    guard record?.award != nil else { return nil }
    return record?.compensation.amountText
  }

  @Test("CM-61 a late delivery is compensated in exactly 23 countries and regions")
  func countries() throws {
    #expect(Set(Self.near + Self.far).count == 23)
    for place in Self.near { #expect(try paid(CM2.hour, to: place) == "20.00", "\(place)") }
    for place in Self.far { #expect(try paid(CM2.hour, to: place) == "40.00", "\(place)") }
    for place in ["mainland", "elsewhere"] {
      #expect(try paid(1_000 * CM2.hour, to: place) == nil, "\(place)")
    }
    // The book knows no further ones.
    guard case .choice(let known)? = try CM2.book().facts.field("destination")?.domain else {
      Issue.record("destinations are not listed")
      return
    }
    #expect(Set(known) == Set(Self.near + Self.far + ["mainland", "elsewhere"]))
  }

  @Test(
    "CM-61 the sum grows with the delay: above nothing, three days and a week",
    arguments: [
      (1, "20.00", "40.00"), (72 * CM2.hour, "20.00", "40.00"),
      (72 * CM2.hour + 1, "50.00", "100.00"), (168 * CM2.hour, "50.00", "100.00"),
      (168 * CM2.hour + 1, "100.00", "200.00"),
    ] as [(Int64, String, String)])
  func bands(delay: Int64, near: String, far: String) throws {
    #expect(try paid(delay, to: "JP") == near)
    #expect(try paid(delay, to: "FR") == far)
  }

  @Test(
    "CM-61 a delivery in time is not compensated, and one to an unknown place waits for the place")
  func notLate() throws {
    #expect(["0.00", nil].contains(try paid(0, to: "JP")))
    var file = try CM2Case()
    try file.open(.complaint, at: now)
    let until = now.adding(milliseconds: CM2.hour)
    let cause = Cause(
      key: "parcel-1", .init(rawValue: "lateDelivery"), of: "T-1", at: now,
      delay: try .init(from: now, until: until))
    let decision = try file.handle(.claim(cause, facts: []), by: .agent("li"), at: until)
    let missing = decision.events.compactMap { event -> [String]? in
      if case .compensation(let event) = event,
        case .undecided(_, _, missing: let missing) = event.change
      {
        missing
      } else {
        nil
      }
    }
    #expect(missing == [["destination"]])
    #expect(
      file.refusal(
        of: .claim(cause, facts: [.init("destination", .text("Atlantis"))]), by: .agent("li"),
        at: until) != nil)
  }
}
