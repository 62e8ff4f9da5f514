// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore

/// The editions of a programme, each in force from an instant on.
///
/// An account goes through them: what happened before an edition stays as it was decided, and the tier
/// that a member has then goes on under the tier of the same name. Publishing an edition that begins
/// later never rewrites history.
public struct MembershipEditions: Hashable, Sendable {
  /// An edition.
  public struct Edition: Hashable, Sendable {
    /// From when on it is in force, included.
    public var from: Instant
    /// What it says.
    public var programme: MembershipProgramme

    /// Creates an edition.
    public init(from: Instant, _ programme: MembershipProgramme) {
      self.from = from
      self.programme = programme
    }
  }

  /// The editions by their beginning, at least one; of one instant the one given later counts.
  public let editions: [Edition]

  /// Creates editions: one, in force at all times before the others, and those that follow in any
  /// order.
  public init(_ first: MembershipProgramme, then others: [Edition] = []) {
    let sorted = others.sortedStably { $0.from }
    editions = [Edition(from: .min, first)] + sorted
  }

  /// The programme in force at an instant.
  public func programme(at instant: Instant) -> MembershipProgramme {
    editions[place(at: instant)].programme
  }

  func place(at instant: Instant) -> Int {
    editions.lastIndex { $0.from <= instant } ?? 0
  }

  /// The first beginning of an edition after an instant.
  func nextBeginning(after instant: Instant) -> Instant? {
    editions.first { $0.from > instant }?.from
  }
}
