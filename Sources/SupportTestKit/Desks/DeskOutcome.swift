// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCompensation
public import SupportCore
public import SupportDesk
public import SupportTickets
import SupportTime

/// What a desk did in a scenario since it was last asked: events, what has to be done outside, and the
/// case as it stands.
public struct DeskOutcome: Sendable {
  /// The case that was touched last, with its customer's accounts.
  public private(set) var matter: SupportCase
  /// The present.
  public private(set) var now: Instant
  /// What happened.
  public private(set) var events: [DeskEvent] = []
  /// What the host has to do.
  public private(set) var intents: [Intent] = []
  /// Why the last command was refused; `nil` where it was not.
  public private(set) var rejection: DeskRejection?
  /// When something of the case falls due.
  public private(set) var nextDeadline: Instant?
  /// By whose clocks instants are told.
  let zone: ZoneRules
  private var decision: DeskDecision?

  init(of matter: SupportCase, at now: Instant, in zone: ZoneRules) {
    self.matter = matter
    self.now = now
    self.zone = zone
  }

  /// The ticket.
  public var ticket: Ticket { matter.ticket }

  /// What the case brought the customer on top of refunds so far, such as `1.00`; `0` where the book
  /// pays nothing.
  public var paid: String { standing?.compensation.amountText ?? zero }

  /// What the case gave back to the customer so far, such as `1.00`.
  public var refunded: String { standing?.refund.amountText ?? zero }

  /// Why the desk decided as it did last.
  public var explanation: Explanation? { decision?.explanation }

  /// The actions that the host has to carry out, in order.
  public var actions: [Intent.Action] { intents.map(\.action) }

  /// One line about all of it.
  var summary: String {
    let events = events.map(\.type).joined(separator: ", ")
    let actions = actions.map(\.rawValue).joined(separator: ", ")
    let status = ticket.status?.rawValue ?? "not opened"
    return "\(status); paid \(paid), refunded \(refunded);"
      + " events: \(events.isEmpty ? "none" : events);"
      + " intents: \(actions.isEmpty ? "none" : actions)"
  }

  private var standing: CaseRecord? { matter.account?.standing(of: matter.id) }

  private var zero: String {
    matter.account.map { Money.zero($0.currency).amountText } ?? "0"
  }

  mutating func forget() {
    events = []
    intents = []
    rejection = nil
  }

  mutating func pass(to now: Instant) {
    self.now = now
  }

  mutating func add(_ decision: DeskDecision, at now: Instant) {
    self.now = now
    self.decision = decision
    matter = decision.result
    events += decision.events
    intents += decision.intents
    nextDeadline = decision.nextDeadline
    rejection = nil
  }

  mutating func refuse(_ rejection: DeskRejection, _ matter: SupportCase?, at now: Instant) {
    self.now = now
    self.rejection = rejection
    if let matter { self.matter = matter }
  }
}

extension Instant {
  /// The instant as somebody writes it down in a zone, `2025-06-02T09:00+08:00`.
  func text(in zone: ZoneRules) -> String {
    let offset = zone.offset(at: self)
    let (date, time) = wallTime(utcOffset: offset)
    let end = offset == 0 ? "Z" : utcOffsetText(seconds: offset)
    return "\(date)T\(time)\(end)"
  }
}

extension DeskRejection {
  /// Why, in English for somebody who may see everything, by the clocks of a zone.
  func told(in zone: ZoneRules) -> String { explanation(in: zone).text(for: .auditor) }
}
