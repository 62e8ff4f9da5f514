// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore
public import SupportTime

/// What a log of contacts is held against beside what can never be true.
///
/// ```swift
/// var checks = ContactChecks()
/// checks.longestWait = .seconds(4 * 3_600)
/// checks.phantomTalk = .seconds(2)
/// contact.faults(checks, observedUntil: end)
/// ```
public struct ContactChecks: Hashable, Sendable {
  /// The longest wait that is believed; `nil` for any.
  public var longestWait: Duration?
  /// A contact that was answered and in which less than this was talked is no contact; `nil` where
  /// each is one. Avaya's phantom-abandon timer is 1 ... 10 s.
  public var phantomTalk: Duration?
  /// Whether a contact that ended when it came and was given up is believed, as in a log that knows
  /// whole seconds only; otherwise it is no contact.
  public var believesZeroLength: Bool
  /// Whether the log names who answered, so that an answer by nobody is a fault.
  public var namesAgents: Bool
  /// The zone by whose clocks the log was written, where its times name no offset: an hour that these
  /// clocks show twice then tells no certain instant. `nil` where each time is certain.
  public var clocks: ZoneRules?

  /// Creates checks; without arguments only what can never be true is a fault.
  public init(
    longestWait: Duration? = nil, phantomTalk: Duration? = nil, believesZeroLength: Bool = false,
    namesAgents: Bool = false, clocks: ZoneRules? = nil
  ) {
    self.longestWait = longestWait
    self.phantomTalk = phantomTalk
    self.believesZeroLength = believesZeroLength
    self.namesAgents = namesAgents
    self.clocks = clocks
  }

  /// Whether the clocks of the log show the wall time of an instant twice.
  func isRepeated(_ instant: Instant) -> Bool {
    guard let clocks else { return false }
    let (date, time) = clocks.wallTime(at: instant)
    if case .fold = clocks.resolve(date: date, time: time) { return true }
    return false
  }
}

extension Contact {
  /// What in the record cannot be true, or makes it no contact: one fault for each pair of instants and
  /// each value, in the order of ``ContactFault/Kind``; a change of the clocks stands where the disorder
  /// would.
  ///
  /// - Parameters:
  ///   - checks: What else it is held against.
  ///   - end: When the data end, for the wait of an open contact.
  /// - Returns: The faults; none for a record that can be true.
  /// - Complexity: O(1); O(log changes of the zone) for a log whose times name no offset.
  public func faults(
    _ checks: ContactChecks = ContactChecks(), observedUntil end: Instant? = nil
  ) -> [ContactFault] {
    var faults: [ContactFault] = []
    addPhantom(checks, to: &faults)
    addDisorder(checks, to: &faults)
    addValues(to: &faults)
    addContradictions(to: &faults)
    if let longest = checks.longestWait, let wait = wait(until: end), wait > longest {
      faults.append(ContactFault(.waitBeyondBound, .wait(wait)))
    }
    if checks.namesAgents, outcome == .answered, agent == nil {
      faults.append(ContactFault(.answeredWithoutAgent, .outcome(.answered)))
    }
    return faults
  }

  private func addPhantom(_ checks: ContactChecks, to faults: inout [ContactFault]) {
    if isPhantom { faults.append(ContactFault(.markedPhantom)) }
    if let endedAt, endedAt == arrivedAt, answeredAt == nil, mayBePhantom,
      !checks.believesZeroLength
    {
      faults.append(ContactFault(.zeroLength, .arrivedAt(arrivedAt), .endedAt(endedAt)))
    }
    guard let bound = checks.phantomTalk, let answeredAt else { return }
    let present = endedAt.map { answeredAt.duration(to: $0) }
    if let length = talk ?? present, length >= .zero, length < bound {
      faults.append(ContactFault(.phantomTalk, .answeredAt(answeredAt), .talk(length)))
    }
  }

  /// Whether ending at once makes it no contact: one that was turned away or sent on ends at once.
  private var mayBePhantom: Bool {
    switch outcome {
    case .abandoned, .leftInMenu, .open, nil: true
    case .refused, .answered, .overflowed, .calledBack: false
    }
  }

  private func addDisorder(_ checks: ContactChecks, to faults: inout [ContactFault]) {
    typealias Part = ContactFault.Part
    func check(
      _ first: Instant?, _ second: Instant?, _ kind: ContactFault.Kind,
      _ one: (Instant) -> Part, _ other: (Instant) -> Part
    ) {
      guard let first, let second else { return }
      let isDisordered = second < first
      if checks.clocks != nil {
        let (early, late) = (checks.isRepeated(first), checks.isRepeated(second))
        if early != late || (isDisordered && early) {
          faults.append(ContactFault(.clockChange, one(first), other(second)))
          return
        }
      }
      if isDisordered { faults.append(ContactFault(kind, one(first), other(second))) }
    }
    check(arrivedAt, queuedAt, .queuedBeforeArrival, Part.arrivedAt, Part.queuedAt)
    check(arrivedAt, answeredAt, .answeredBeforeArrival, Part.arrivedAt, Part.answeredAt)
    check(queuedAt, answeredAt, .answeredBeforeQueue, Part.queuedAt, Part.answeredAt)
    check(arrivedAt, endedAt, .endedBeforeArrival, Part.arrivedAt, Part.endedAt)
    check(queuedAt, endedAt, .endedBeforeQueue, Part.queuedAt, Part.endedAt)
    check(answeredAt, endedAt, .endedBeforeAnswer, Part.answeredAt, Part.endedAt)
  }

  private func addValues(to faults: inout [ContactFault]) {
    if let talk, talk < .zero { faults.append(ContactFault(.negativeDuration, .talk(talk))) }
    if let hold, hold < .zero { faults.append(ContactFault(.negativeDuration, .hold(hold))) }
    if let wrapUp, wrapUp < .zero {
      faults.append(ContactFault(.negativeDuration, .wrapUp(wrapUp)))
    }
    if let transfers, transfers < 0 {
      faults.append(ContactFault(.negativeTransfers, .transfers(transfers)))
    }
    // What is negative, or ends before it begins, is told as that.
    guard let answeredAt, let endedAt, answeredAt <= endedAt else { return }
    let talked = max(0, talk?.wholeMilliseconds ?? 0)
    let held = max(0, hold?.wholeMilliseconds ?? 0)
    if Int64.saturatingSum(talked, held) > answeredAt.milliseconds(to: endedAt) {
      let lengths = [talk.map(ContactFault.Part.talk), hold.map(ContactFault.Part.hold)]
      var fault = ContactFault(.talkBeyondEnd, .answeredAt(answeredAt), .endedAt(endedAt))
      fault.parts += lengths.compactMap { $0 }
      faults.append(fault)
    }
  }

  private func addContradictions(to faults: inout [ContactFault]) {
    guard let outcome else { return }
    if outcome != .answered {
      if let answeredAt {
        faults.append(ContactFault(.answeredAndNot, .outcome(outcome), .answeredAt(answeredAt)))
      } else if let talk, talk > .zero {
        faults.append(ContactFault(.answeredAndNot, .outcome(outcome), .talk(talk)))
      }
    }
    if outcome == .leftInMenu || outcome == .refused, let queuedAt {
      faults.append(ContactFault(.queuedAndNot, .outcome(outcome), .queuedAt(queuedAt)))
    }
    if outcome == .open, let endedAt {
      faults.append(ContactFault(.openAndEnded, .outcome(outcome), .endedAt(endedAt)))
    }
  }
}
