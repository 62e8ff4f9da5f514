// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import ServiceLevelAudit
package import SupportDesk
import SupportSLA
import SupportTestKit
import SupportTickets
import SupportTime

/// A small policy book made from a seed, as the desk reads it and as the auditor keeps it.
package struct AuditedBook: Sendable {
  /// What is paid for something that went wrong.
  enum Price: Hashable {
    /// A sum, in cents.
    case sum(Int64)
    /// Cents for each started hour.
    case startedHours(Int64)
  }

  /// Reading a book takes long, so that many runs share one; the calendars of all are the same.
  package static let all: [Result<AuditedBook, any Error>] = CompilationMemo.during {
    (0..<28).map { seed in Result { try AuditedBook(seed: seed) } }
  }

  package let desk: Desk
  /// The document, as people would write it.
  package let text: String
  let promises: [String: [Auditor.Promise]]
  let onReopen: SLAPolicyOptions.Reopening
  let week: Int
  /// What a missed promise costs, by metric.
  private(set) var prices: [SLAMetric: Price] = [:]
  /// What a fault costs, in percent of what was paid.
  let percent: [String: Int64]
  /// In cents; `nil` where there is no such cap.
  let caseCap: Int64?
  let yearCap: Int64?
  /// Whether causes are added up instead of the highest winning.
  let addsUp: Bool

  package init(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let grid = random.oneIn(2) ? 60 : 1
    week = random.oneIn(2) ? 0 : 1
    onReopen = SLAPolicyOptions.Reopening.allCases.randomElement(using: &random) ?? .continue
    addsUp = random.oneIn(3)
    caseCap = random.oneIn(4) ? nil : Int64.random(in: 0...60_000, using: &random)
    yearCap = random.oneIn(4) ? nil : Int64.random(in: 0...90_000, using: &random)
    percent = [
      "minor": Int64.random(in: 1...30, using: &random),
      "heavyLoss": Int64.random(in: 10...200, using: &random),
    ]
    for metric in Auditor.metrics {
      switch Int.random(in: 0..<4, using: &random) {
      case 0: prices[metric] = .sum(Int64.random(in: 0...5_000, using: &random))
      case 1: prices[metric] = .startedHours(Int64.random(in: 1...400, using: &random))
      default: break
      }
    }
    var promises: [String: [Auditor.Promise]] = [:]
    for priority in AuditedPolicy.priorities where !random.oneIn(6) {
      let list = Auditor.metrics.filter { _ in !random.oneIn(3) }
        .map { Self.promise($0, grid, &random) }
      if !list.isEmpty { promises[priority] = list }
    }
    self.promises = promises
    let hasDuplicates = random.oneIn(2)
    let parts = [
      Self.frame,
      hasDuplicates ? #""tickets": { "duplicates": { "category": true, "within": "72 h" } }"# : "",
      Self.serviceLevels(promises, onReopen, random.oneIn(2) ? "start" : "breach"),
      Self.compensation(prices, percent, caseCap, yearCap, addsUp),
    ]
    text = "{\n" + parts.filter { !$0.isEmpty }.joined(separator: ",\n") + "\n}\n"
    desk = Desk(try PolicyBook(text))
  }

  private static func promise(
    _ metric: SLAMetric, _ grid: Int, _ random: inout SplitMix64
  ) -> Auditor.Promise {
    let pauses: [Ticket.WaitReasons] = [[], .customer, .onHold, .all]
    var promise = Auditor.Promise(
      metric: metric, minutes: grid * Int.random(in: 1...1_200 / grid, using: &random),
      hours: [nil, "office", "office", "late", "night", "daily"].randomElement(using: &random)
        ?? nil,
      pauseWhile: pauses.randomElement(using: &random) ?? [])
    if random.oneIn(5), let hours = promise.hours, hours != "night" {
      promise.days = Int.random(in: 1...4, using: &random)
    }
    return promise
  }

  // MARK: The document

  private static let frame = """
      "format": 0, "id": "audited", "version": "1", "effectiveFrom": "2024-01-01",
      "zone": "\(AuditedHours.zone)", "currency": "EUR",
      "calendars": {
        "office": { "weekly": { "mon-fri": ["09:00-17:00"] } },
        "late": { "weekly": { "mon-thu": ["12:00-20:00"] } },
        "night": { "weekly": { "mon-fri": ["22:00-06:00"] } },
        "daily": { "weekly": { "mon-sun": ["08:00-22:00"] } } },
      "facts": {
        "kind": { "oneOf": ["inquiry", "complaint"], "optional": true },
        "priority": { "oneOf": ["urgent", "high", "normal", "other"], "optional": true },
        "fault": { "oneOf": ["none", "minor", "heavyLoss"], "optional": true },
        "paid": { "money": "EUR", "atLeast": "0.00", "atMost": "50000.00", "optional": true } }
    """

  private static func serviceLevels(
    _ promises: [String: [Auditor.Promise]], _ onReopen: SLAPolicyOptions.Reopening,
    _ from: String
  ) -> String {
    let rules = promises.sorted { $0.key < $1.key }.map { priority, list in
      let targets = list.map { target($0, from) }.joined(separator: ",\n            ")
      return #"{ "id": "\#(priority)", "when": { "priority": "\#(priority)" }, "then": {"#
        + "\n            \(targets) } }"
    }
    return """
        "serviceLevels": {
          "onReopen": "\(onReopen.rawValue)",
          "remindAt": ["50%", "100%", "-30 min"],
          "ladders": { "late": { "levels": [
            { "id": "lead", "after": "0 min" }, { "id": "board", "after": "90 min" } ] } },
          "rules": [
          \(rules.joined(separator: ",\n      ")) ] }
      """
  }

  private static func target(_ promise: Auditor.Promise, _ from: String) -> String {
    var within = "\(promise.minutes) \(promise.hours == nil ? "" : "business ")min"
    if let days = promise.days { within = "by end of \(days) working days" }
    let pauses = [(Ticket.WaitReasons.customer, "pending"), (.onHold, "onHold")]
      .filter { promise.pauseWhile.isSuperset(of: $0.0) }
      .map { "\"\($0.1)\"" }.joined(separator: ", ")
    let calendar = promise.hours.map { "\"calendar\": \"\($0)\", " } ?? ""
    return "\"\(promise.metric)\": { \"within\": \"\(within)\", \(calendar)"
      + "\"pauseWhile\": [\(pauses)], \"escalate\": { \"ladder\": \"late\", \"from\": \"\(from)\" } }"
  }

  private static func compensation(
    _ prices: [SLAMetric: Price], _ percent: [String: Int64], _ caseCap: Int64?, _ yearCap: Int64?,
    _ addsUp: Bool
  ) -> String {
    var caps: [String] = []
    let isAdded = prices.values.contains { if case .startedHours = $0 { true } else { false } }
    let adding = isAdded ? #" "adding": ["overtime"],"# : ""
    var steps = [
      #"{ "stack": "\#(addsUp ? "sum" : "highest")",\#(adding) "refunds": "highest" }"#
    ]
    for (id, scope, window, amount) in [
      ("case", "case", "lifetime", caseCap), ("year", "customer", "calendar year", yearCap),
    ] {
      guard let amount else { continue }
      caps.append(
        #"{ "id": "\#(id)", "amount": "\#(euros(amount))", "per": "\#(scope)","#
          + #" "window": "\#(window)", "covers": "compensationOnly", "counts": ["cash"] }"#)
      steps.append(#"{ "cap": "\#(id)" }"#)
    }
    var rules = percent.sorted { $0.key < $1.key }.map { fault, percent in
      let refund = fault == "heavyLoss" ? #"{ "refund": "paid" }, "# : ""
      return #"{ "id": "\#(fault)", "when": { "cause": "fault", "fault": "\#(fault)" }, "then": ["#
        + refund + #"{ "base": "paid" }, { "times": "\#(percent)%" }, { "round": "half even" } ] }"#
    }
    for (metric, price) in prices.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
      let when = #""when": { "cause": "missedPromise", "promise": "\#(metric)" }"#
      switch price {
      case .sum(let cents):
        rules.append(
          #"{ "id": "late-\#(metric)", \#(when), "then": ["#
            + #"{ "base": "\#(euros(cents))" }, { "round": "exact" } ] }"#)
      case .startedHours(let cents):
        rules.append(
          #"{ "id": "late-\#(metric)", \#(when), "then": { "steps": ["#
            + #"{ "accrue": "\#(euros(cents))", "per": "started h" }, { "round": "exact" } ],"#
            + #" "group": "overtime" } }"#)
      }
    }
    return """
        "compensation": {
          \(caps.isEmpty ? "" : "\"caps\": [ \(caps.joined(separator: ",\n        ")) ],")
          "settle": [ \(steps.joined(separator: ", ")) ],
          "rules": [
            \(rules.joined(separator: ",\n        ")) ] }
      """
  }

  private static func euros(_ cents: Int64) -> String {
    let rest = cents % 100
    return "\(cents / 100).\(rest < 10 ? "0" : "")\(rest)"
  }
}
