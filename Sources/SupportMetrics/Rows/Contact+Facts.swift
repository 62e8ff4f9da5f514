// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore
public import SupportRules
public import SupportTime

extension Contact {
  /// The row of the contact in the subject of contacts, ``MetricSubject/contacts``.
  ///
  /// An outcome that the log does not tell is derived from its times (``derivedOutcome(_:observedUntil:)``).
  /// What a fault makes doubtful is unknown.
  ///
  /// - Parameters:
  ///   - zone: By whose clocks weekday and hour of the arrival are read.
  ///   - end: When the data end: an open contact has waited until then.
  ///   - checks: What the contact is held against.
  /// - Returns: The row.
  /// - Complexity: O(log changes of the zone).
  public func facts(
    in zone: ZoneRules, observedUntil end: Instant? = nil, checks: ContactChecks = ContactChecks()
  ) -> Facts {
    let measures = ContactMeasures(self, observedUntil: end, checks)
    var pen = RowPen(MetricSubject.contacts.schema, Self.places)
    pen.write(measures.outcome?.rawValue, .outcome)
    pen.write(direction.rawValue, .direction)
    pen.write(channel, .channel)
    pen.write(type, .type)
    pen.write(priority, .priority)
    pen.write(queue, .queue)
    pen.write(agent, .agent)
    pen.write(customer, .customer)
    pen.write(arrivedAt, .arrivedAt)
    pen.write(queuedAt, .queuedAt)
    pen.write(answeredAt, .answeredAt)
    pen.write(endedAt, .endedAt)
    pen.write(milliseconds: measures.menu, .menu)
    pen.write(milliseconds: measures.wait, .wait)
    pen.write(milliseconds: measures.delay, .delay)
    pen.write(milliseconds: measures.talk, .talk)
    pen.write(milliseconds: measures.hold, .hold)
    pen.write(milliseconds: measures.wrapUp, .wrapUp)
    pen.write(transfers, .transfers)
    pen.write(isResolved, .isResolved)
    let (date, time) = zone.wallTime(at: arrivedAt)
    pen.write(date.weekday.shortName, .weekday)
    pen.write(Int(time.millisecondsSinceMidnight / 3_600_000), .hour)
    pen.write(measures.fault == nil, .isSound)
    pen.write(measures.fault?.rawValue, .fault)
    return pen.facts
  }

  private static let places = FactPlaces<ContactFact>(MetricSubject.contacts.schema)
}

/// The facts of a contact's row, named as the subject names them.
enum ContactFact: Int, CaseIterable {
  case outcome, direction, channel, type, priority, queue, agent, customer
  case arrivedAt, queuedAt, answeredAt, endedAt, menu, wait, delay, talk, hold, wrapUp
  case transfers, isResolved, weekday, hour, isSound, fault
}

/// What a contact measures once what its faults spoil is taken away, in milliseconds.
struct ContactMeasures: Hashable, Sendable {
  var outcome: Contact.Outcome?
  var menu: Int64?
  var wait: Int64?
  var delay: Int64?
  var talk: Int64?
  var hold: Int64?
  var wrapUp: Int64?
  var fault: ContactFault.Kind?

  init(_ contact: Contact, observedUntil end: Instant?, _ checks: ContactChecks) {
    var contact = contact
    contact.outcome = contact.outcome ?? contact.derivedOutcome(observedUntil: end)
    outcome = contact.outcome
    let left = contact.leftAt(until: end)
    // Answered without a queue, it left the menu with the answer.
    let leftMenu =
      contact.queuedAt ?? contact.answeredAt
      ?? (contact.outcome == .answered ? nil : contact.endedAt)
    menu = leftMenu.map { contact.arrivedAt.milliseconds(to: $0) }
    wait = contact.waitMilliseconds(until: end)
    delay = left.map { contact.arrivedAt.milliseconds(to: $0) }
    talk = contact.talk?.wholeMilliseconds
    hold = contact.hold?.wholeMilliseconds
    wrapUp = contact.wrapUp?.wholeMilliseconds
    let faults = contact.faults(checks, observedUntil: end)
    fault = faults.first?.kind
    for fault in faults { spoil(fault, contact) }
  }

  private mutating func spoil(_ fault: ContactFault, _ contact: Contact) {
    switch fault.kind {
    case .markedPhantom, .zeroLength, .phantomTalk:
      outcome = nil
      (menu, wait, delay, talk, hold, wrapUp) = (nil, nil, nil, nil, nil, nil)
    case .queuedBeforeArrival, .answeredBeforeArrival, .answeredBeforeQueue, .endedBeforeArrival,
      .endedBeforeQueue, .endedBeforeAnswer, .clockChange:
      for part in fault.parts { spoil(part, contact) }
    case .negativeDuration:
      for part in fault.parts {
        switch part {
        case .talk: talk = nil
        case .hold: hold = nil
        default: wrapUp = nil
        }
      }
    case .negativeTransfers, .answeredWithoutAgent: break
    case .talkBeyondEnd: (talk, hold) = (nil, nil)
    case .answeredAndNot, .queuedAndNot, .openAndEnded: outcome = nil
    case .waitBeyondBound: (wait, delay) = (nil, nil)
    }
  }

  /// Takes away the durations that begin or end at an instant. Talk and hold are measured by
  /// themselves and stay.
  private mutating func spoil(_ part: ContactFault.Part, _ contact: Contact) {
    switch part {
    case .arrivedAt: (menu, delay) = (nil, nil)
    case .queuedAt: (menu, wait) = (nil, nil)
    case .answeredAt:
      if contact.queuedAt == nil { menu = nil }
      (wait, delay) = (nil, nil)
    case .endedAt:
      if contact.answeredAt == nil {
        if contact.queuedAt == nil { menu = nil }
        (wait, delay) = (nil, nil)
      }
    default: break
    }
  }
}
