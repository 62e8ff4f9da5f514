// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore

extension Contact {
  /// What a log can say of a contact without naming its outcome.
  public struct Signs: OptionSet, Hashable, Sendable {
    /// The bits of the set.
    public let rawValue: UInt8

    /// Creates a set from its bits.
    public init(rawValue: UInt8) {
      self.rawValue = rawValue
    }

    /// It was turned away: busy, closed, the queue full.
    public static let refused = Self(rawValue: 1)
    /// It was sent on to another place.
    public static let overflowed = Self(rawValue: 2)
    /// The caller asked to be called back.
    public static let calledBack = Self(rawValue: 4)
  }

  /// The outcome that follows from times and signs; the named ``outcome`` plays no part.
  ///
  /// The first that fits: *answered* with an answer; *called back*, *overflowed*, *refused* by their
  /// signs; *open* while it has not ended and the data reach its arrival; *abandoned* when it ended in
  /// the queue; *left in the menu* when it ended before one. A contact has one outcome (semantics M3).
  ///
  /// A log that tells no entry into the queue cannot tell leaving the menu from giving up: give each
  /// contact that is known to have waited a ``queuedAt``.
  ///
  /// - Parameters:
  ///   - signs: What the log says.
  ///   - end: When the data end; `nil` where that is not known, and so whether it goes on.
  /// - Returns: `nil` where the log does not tell.
  public func derivedOutcome(_ signs: Signs = [], observedUntil end: Instant? = nil) -> Outcome? {
    if answeredAt != nil { return .answered }
    if signs.contains(.calledBack) { return .calledBack }
    if signs.contains(.overflowed) { return .overflowed }
    if signs.contains(.refused) { return .refused }
    guard endedAt != nil else {
      return end.map { arrivedAt <= $0 } == true ? .open : nil
    }
    return queuedAt == nil ? .leftInMenu : .abandoned
  }
}
