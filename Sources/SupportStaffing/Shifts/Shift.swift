// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore
public import SupportTime

/// A shift that can be rostered any number of times, or up to a bound.
public struct Shift: Hashable, Sendable {
  /// Its name, unique among those offered.
  public let id: String
  /// When it begins.
  public let start: Instant
  /// When it ends.
  public let end: Instant
  /// The pauses, in order, within the shift.
  public let breaks: [Range<Instant>]
  /// How often it can be rostered at most; `nil`: as often as needed.
  public let most: Int?

  /// Creates a shift of its own; a ``ShiftTemplate`` makes them for dates.
  ///
  /// - Throws: ``StaffingError`` where it ends before it begins, a pause is empty, leaves it or stands
  ///   before the one ahead of it, or its bound is below 0.
  public init(
    _ id: String, from start: Instant, until end: Instant, breaks: [Range<Instant>] = [],
    most: Int? = nil
  ) throws(StaffingError) {
    var faults = StaffingFaults()
    if end <= start {
      faults.report(
        "the end of shift \(id)", end, bound: "behind its start \(start)", kind: .contradiction)
    }
    var last = start
    for pause in breaks {
      if pause.isEmpty || pause.lowerBound < last || pause.upperBound > end {
        faults.report(
          "a break of shift \(id)", pause.lowerBound,
          bound: "not empty, within the shift and behind the break before it",
          kind: .contradiction)
      }
      last = max(last, pause.upperBound)
    }
    if let most { faults.check("the number of shifts \(id)", most, in: 0...1_000_000) }
    try faults.throwIfAny()
    self.init(id: id, start: start, end: end, breaks: breaks, most: most)
  }

  init(id: String, start: Instant, end: Instant, breaks: [Range<Instant>], most: Int?) {
    self.id = id
    self.start = start
    self.end = end
    self.breaks = breaks
    self.most = most
  }

  /// Whether somebody on this shift is at work for a whole interval.
  public func covers(_ interval: StaffingInterval) -> Bool {
    start <= interval.start && interval.end <= end
      && !breaks.contains { $0.lowerBound < interval.end && interval.start < $0.upperBound }
  }
}

/// A shift as people describe it: a time of day, a length, pauses.
///
/// ```swift
/// let early = try ShiftTemplate("early", at: TimeOfDay("07:00"), minutes: 480,
///   breaks: [.init(after: 240, minutes: 30)])
/// early.shift(on: CivilDate("2026-02-09"), in: zone)
/// ```
public struct ShiftTemplate: Hashable, Sendable {
  /// A pause.
  public struct Break: Hashable, Sendable {
    /// Minutes from the start of the shift.
    public let after: Int
    /// Its length in minutes.
    public let minutes: Int

    /// Creates a pause.
    public init(after: Int, minutes: Int) {
      self.after = after
      self.minutes = minutes
    }
  }

  /// Its name.
  public let id: String
  /// When it begins, by the clocks of the place.
  public let start: TimeOfDay
  /// Its length in minutes of elapsed time, pauses included.
  public let minutes: Int
  /// Its pauses, in order.
  public let breaks: [Break]
  /// How often it can be rostered on a day at most; `nil`: as often as needed.
  public let most: Int?

  /// Creates a template.
  ///
  /// - Throws: ``StaffingError`` with a length outside 1 ... 1,440 minutes, pauses that leave the
  ///   shift or overlap, and a bound below 0.
  public init(
    _ id: String, at start: TimeOfDay, minutes: Int, breaks: [Break] = [], most: Int? = nil
  ) throws(StaffingError) {
    var faults = StaffingFaults()
    faults.check("shift \(id), in minutes,", minutes, in: 1...1_440)
    var end = 0
    for pause in breaks {
      faults.check("a break of shift \(id), in minutes,", pause.minutes, in: 1...1_440)
      if pause.after < end || pause.after > minutes - min(pause.minutes, 1_440) {
        faults.report(
          "a break of shift \(id)", "after \(pause.after) minutes",
          bound: "within the \(minutes) minutes of the shift and behind the break before it",
          kind: .contradiction)
      } else {
        end = pause.after + min(max(pause.minutes, 0), 1_440)
      }
    }
    if let most { faults.check("the number of shifts \(id)", most, in: 0...1_000_000) }
    try faults.throwIfAny()
    self.id = id
    self.start = start
    self.minutes = minutes
    self.breaks = breaks
    self.most = most
  }

  /// The shift of a date; a start that the clocks skip moves forward by the gap.
  public func shift(on date: CivilDate, in zone: ZoneRules) -> Shift {
    let begin = zone.instant(date: date, time: start)
    func later(_ minutes: Int) -> Instant { begin.adding(milliseconds: Int64(minutes) * 60_000) }
    return Shift(
      id: "\(date) \(id)", start: begin, end: later(minutes),
      breaks: breaks.map { later($0.after)..<later($0.after + $0.minutes) }, most: most)
  }
}
