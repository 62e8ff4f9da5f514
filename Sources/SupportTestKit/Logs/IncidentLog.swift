// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

/// A made-up log of incidents: the same rows for the same seed on every machine.
///
/// It has the shape of the log that comes with `replay`, a year of an IT desk: the rows of a case
/// follow one another, cases are numbered in the order of their openings, openings follow the hours
/// of the week, most work is done on workdays, waits and resolution times have heavy tails, a few
/// cases in a thousand come back, a few wander from group to group, and what is still open when the
/// year ends has no resolution. A priority changes only on a row in which somebody works.
///
/// ```swift
/// var log = IncidentLog(seed: 7, rows: 100_000)
/// var text: [UInt8] = []
/// IncidentLog.appendHeader(to: &text)
/// while let incident = log.next() { incident.appendRows(to: &text) }
/// ```
public struct IncidentLog: Sendable {
  /// What a row says of its case.
  public enum State: UInt8, Hashable, Sendable, CaseIterable {
    /// Nobody has begun.
    case new
    /// Somebody works on it.
    case active
    /// The user has to answer.
    case awaitingUser
    /// A supplier has to deliver.
    case awaitingVendor
    /// A known problem has to be solved.
    case awaitingProblem
    /// Evidence has to come.
    case awaitingEvidence
    /// It is resolved.
    case resolved
    /// It is closed.
    case closed

    /// Whether somebody else than the desk has to act.
    public var isWaiting: Bool { rawValue >= 2 && rawValue < 6 }
    /// Whether it is resolved or closed.
    public var isResolved: Bool { rawValue >= 6 }
  }

  /// The first minute of the log, since 1970: 29 February 2016, 00:00 UTC.
  public static let firstMinute: Int64 = 1_456_704_000 / 60
  /// The minute after the last: 18 February 2017, 00:00 UTC.
  public static let endMinute = firstMinute + 355 * 1_440

  /// How many rows are left to make.
  public private(set) var rowsLeft: Int
  private var random: SplitMix64
  private var openings: IncidentArrivals
  private var number: Int32 = 45

  /// Creates a log.
  ///
  /// - Parameters:
  ///   - seed: Where the chance comes from.
  ///   - rows: How many rows all cases together have; below 1 counts as none.
  public init(seed: UInt64, rows: Int) {
    random = SplitMix64(seed: seed)
    rowsLeft = max(rows, 0)
    openings = IncidentArrivals(cases: max(Int64(rows) * 10 / 61, 1))
  }

  /// Makes the next case with its rows; `nil` when all rows are made.
  ///
  /// The last case may be cut short, so that there are as many rows as were asked for.
  public mutating func next() -> Incident? {
    guard rowsLeft > 0 else { return nil }
    let openedAt = openings.next(&random)
    var incident = Incident(number: number, openedAt: openedAt, random: &random)
    number += 1 + Int32(random.below(4) == 0 ? 1 : 0)
    incident.live(&random)
    if incident.rows.count > rowsLeft {
      incident.rows.removeLast(incident.rows.count - rowsLeft)
    }
    rowsLeft -= incident.rows.count
    return incident
  }
}

/// When cases are opened: a week with its mornings, evenings and weekends, all over the year.
struct IncidentArrivals: Sendable {
  /// Out of a thousand on a day, hour by hour, and how much a day of the week has, from Monday on;
  /// rounded from the log that comes with `replay`.
  private static let hours: [Int64] = [
    10, 12, 9, 6, 6, 5, 8, 17, 102, 146, 152, 149, 91, 84, 131, 133, 124, 89, 62, 32, 13, 14, 13, 9,
  ]
  private static let days: [Int64] = [30, 28, 27, 24, 19, 7, 6]

  private let weights: [Int64]
  private let step: Int64
  /// The place on the way, in 2²⁰ths of a unit of weight, inside the hour `slot`.
  private var place: Int64 = 0
  private var slot = 0

  init(cases: Int64) {
    // 29 February 2016 was a Monday.
    weights = (0..<355 * 24).map { Self.hours[$0 % 24] * Self.days[$0 / 24 % 7] }
    step = (weights.reduce(0, +) << 20) / cases
  }

  mutating func next(_ random: inout SplitMix64) -> Int64 {
    place += Int64(random.below(UInt64(2 * step) + 1))
    while slot + 1 < weights.count, place >= weights[slot] << 20 {
      place -= weights[slot] << 20
      slot += 1
    }
    let minute = min(place * 60 / (weights[slot] << 20), 59)
    return IncidentLog.firstMinute + Int64(slot) * 60 + minute
  }
}

extension SplitMix64 {
  /// A number from zero to below a bound.
  mutating func below(_ bound: UInt64) -> UInt64 { next() % bound }

  /// Whether something happens that happens so often in a thousand.
  mutating func happens(inThousand times: UInt64) -> Bool { below(1_000) < times }

  /// A number whose size, not only its value, is random: from 2^a to below 2^(b + 1).
  mutating func octave(_ range: ClosedRange<UInt64>) -> Int64 {
    let base = UInt64(1) << (range.lowerBound + below(range.upperBound - range.lowerBound + 1))
    return Int64(base + below(base))
  }
}
