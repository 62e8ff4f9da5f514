// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCompensation
import SupportCore
import SupportDesk
import SupportSLA
import SupportTime

/// What one customer got, kept as a list of lines that is added up anew for every question.
struct AuditedLedger: Sendable {
  /// What a cause gives by itself, in cents.
  struct Claim: Hashable {
    var refund: Int64 = 0
    var compensation: Int64 = 0
    /// Whether it is added on top, whichever cause wins.
    var isAdded = false
  }

  /// What is given, in cents.
  struct Sums: Hashable {
    var refund: Int64
    var compensation: Int64
  }

  private struct Line {
    var key: IdempotencyKey
    var ticket: TicketID
    var year: Int
    var claim: Claim
    var given: Sums
  }

  private let caseCap: Int64?
  private let yearCap: Int64?
  private let addsUp: Bool
  private let zone: ZoneRules
  private var lines: [Line] = []
  /// What was placed for payment, in cents.
  var placed: Int64 = 0

  init(_ book: AuditedBook) {
    caseCap = book.caseCap
    yearCap = book.yearCap
    addsUp = book.addsUp
    zone = book.desk.book.zone
  }

  /// All that was given, in cents.
  var given: Int64 { lines.reduce(0) { $0 + $1.given.refund + $1.given.compensation } }

  func has(_ key: IdempotencyKey) -> Bool { lines.contains { $0.key == key } }

  /// Whether a miss of a metric whose clock started then was paid, whichever ticket it is of by now.
  func hasMiss(_ metric: SLAMetric, startedAt start: Instant) -> Bool {
    lines.contains { $0.key.rawValue.hasSuffix("/\(metric)/\(start)/breach") }
  }

  /// Works out what a cause is awarded, and writes it down.
  mutating func award(_ claim: Claim, of cause: Cause) -> Sums {
    let year = Int(zone.date(at: cause.occurredAt).year)
    let own = lines.filter { $0.ticket == cause.ticket }
    let before = total(own.map(\.claim))
    let after = total(own.map(\.claim) + [claim])
    let givenToCase = own.reduce(0) { $0 + $1.given.compensation }
    let givenInYear = lines.filter { $0.year == year }.reduce(0) { $0 + $1.given.compensation }
    var due = after
    if let caseCap { due = min(due, caseCap) }
    var compensation = min(due - givenToCase, after - before)
    if let yearCap { compensation = min(compensation, yearCap - givenInYear) }
    let refunds = own.map(\.claim.refund)
    let refund = max((refunds + [claim.refund]).max() ?? 0, 0) - (refunds.max() ?? 0)
    let sums = Sums(refund: refund, compensation: max(compensation, 0))
    lines.append(
      Line(key: cause.key, ticket: cause.ticket, year: year, claim: claim, given: sums))
    return sums
  }

  /// What several causes of one case give together, before caps.
  private func total(_ claims: [Claim]) -> Int64 {
    let others = claims.filter { !$0.isAdded }.map(\.compensation)
    let first = addsUp ? others.reduce(0, +) : (others.max() ?? 0)
    return first + claims.filter(\.isAdded).reduce(0) { $0 + $1.compensation }
  }
}
