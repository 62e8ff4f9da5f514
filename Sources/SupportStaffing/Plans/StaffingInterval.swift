// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore

/// A piece of the day with its load.
public struct StaffingInterval: Hashable, Sendable {
  /// Its start, included.
  public let start: Instant
  /// Its length in milliseconds, above 0.
  public let milliseconds: Int64
  /// What arrives in it.
  public let load: OfferedLoad

  /// Its end, excluded.
  public var end: Instant { start.adding(milliseconds: milliseconds) }

  /// Creates an interval.
  ///
  /// - Parameters:
  ///   - start: Its start.
  ///   - minutes: Its length, 1 minute to 31 days.
  ///   - load: What arrives in it.
  /// - Throws: ``StaffingError`` for a length out of these bounds, or an end beyond the last instant.
  public init(start: Instant, minutes: Int, load: OfferedLoad) throws(StaffingError) {
    var faults = StaffingFaults()
    faults.check("interval, in minutes,", minutes, in: Self.lengths)
    try faults.throwIfAny()
    milliseconds = Int64(minutes) * 60_000
    guard start.milliseconds(to: .max) >= milliseconds else {
      throw StaffingError(.init("interval", start, bound: "one that ends by \(Instant.max)"))
    }
    self.start = start
    self.load = load
  }

  private static let lengths = 1...(31 * 24 * 60)

  /// Checks that intervals stand in order and do not overlap.
  static func check(_ intervals: [StaffingInterval], _ faults: inout StaffingFaults) {
    for (earlier, later) in zip(intervals, intervals.dropFirst()) where later.start < earlier.end {
      faults.report(
        "interval", later.start, bound: "one that starts at \(earlier.end) or later",
        kind: .contradiction)
    }
  }
}
