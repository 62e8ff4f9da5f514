// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore

/// What it takes to reach a tier, or to keep it.
///
/// ```swift
/// .any([.points(5_000, in: .calendarYear), .spend(fiftyThousand, in: .rolling(.months(12)))])
/// ```
public indirect enum TierRequirement: Hashable, Sendable {
  /// Redeemable points held, at least so many; what is pending or owed does not count.
  case balance(Int64)
  /// Qualifying points earned in a period, at least so many.
  case points(Int64, in: QualifyingPeriod)
  /// Money spent in a period, at least so much.
  case spend(Money, in: QualifyingPeriod)
  /// Contribution value earned in a period, at least so much.
  case contribution(Int64, in: QualifyingPeriod)
  /// One of them at least.
  case any([TierRequirement])
  /// All of them.
  case all([TierRequirement])

  /// How deep requirements may be nested.
  static let maximumDepth = 8

  /// The requirements that are no *any* and no *all*.
  var leaves: [TierRequirement] {
    switch self {
    case .any(let parts), .all(let parts): parts.flatMap(\.leaves)
    default: [self]
    }
  }

  /// The period that a leaf counts in.
  var period: QualifyingPeriod? {
    switch self {
    case .points(_, let period), .spend(_, let period), .contribution(_, let period): period
    case .balance, .any, .all: nil
    }
  }

  var depth: Int {
    switch self {
    case .any(let parts), .all(let parts): 1 + (parts.map(\.depth).max() ?? 0)
    default: 1
    }
  }
}

/// What is missing for a tier: the part of its requirement that is not met, with what is left to do.
public indirect enum TierGap: Hashable, Sendable {
  /// So many redeemable points more have to be held.
  case balance(Int64)
  /// So many qualifying points more, earned before the end of the time; `nil` where it has none. Where
  /// the time is still to come, nothing earned before its beginning counts.
  case points(Int64, from: Instant? = nil, by: Instant?)
  /// So much more money spent, in such a time.
  case spend(Money, from: Instant? = nil, by: Instant?)
  /// So much more contribution value, in such a time.
  case contribution(Int64, from: Instant? = nil, by: Instant?)
  /// One of these is enough.
  case any([TierGap])
  /// All of these.
  case all([TierGap])

  /// The first instant from which on all of it can be earned; the very first one for now.
  var begins: Instant {
    switch self {
    case .balance: .min
    case .points(_, let from, _), .spend(_, let from, _), .contribution(_, let from, _):
      from ?? .min
    case .any(let gaps): gaps.map(\.begins).min() ?? .min
    case .all(let gaps): gaps.map(\.begins).max() ?? .min
    }
  }
}
