// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore

/// The holidays found in an iCalendar text (RFC 5545), such as other programs and authorities
/// publish, and what in it was not understood.
///
/// Whole-day events become holidays, one for each date of the window that they cover. Events with
/// times are whole days where they last from one local midnight to another; all others are
/// reported and left out. So is every event whose dates are not understood in full: half a rule
/// would close the wrong days. Show ``findings`` to whoever imports.
///
/// Rules repeat daily, weekly, monthly or yearly, with `INTERVAL`, `COUNT`, `UNTIL`, `BYMONTH`,
/// `BYMONTHDAY`, `BYYEARDAY`, `BYDAY`, `BYSETPOS` and `WKST`, with `EXDATE`, `RDATE` and single
/// occurrences moved or cancelled by `RECURRENCE-ID`. The first date of an event always counts, as
/// RFC 5545 has it, also where its rule misses that date; then a finding says so.
///
/// ```swift
/// let found = try ICalendarHolidays(
///   bytes, from: CivilDate("2026-01-01"), through: CivilDate("2027-12-31"))
/// let calendar = try BusinessCalendar(
///   zone: "Europe/Berlin", weekly: week, holidays: found.holidays)
/// ```
public struct ICalendarHolidays: Hashable, Sendable {
  /// What to do with events that leave their owner free, `TRANSP:TRANSPARENT`.
  public enum TransparentEvents: Hashable, Sendable {
    /// They are holidays like others. Published holiday calendars often mark all their days so.
    case include
    /// They are left out, without a finding.
    case leaveOut
  }

  /// The holidays by date, each date once; where events share a date their names are joined by
  /// `"; "` in the order of the text.
  public let holidays: [BusinessCalendar.Holiday]

  /// What was not understood or looks wrong, in the order of the text, with line and property; the
  /// column is always 1.
  public let findings: [Problem]

  /// The number of findings beyond those listed.
  public let omittedFindings: Int

  /// The size of the largest text that is read: 4,000,000 bytes.
  public static let maximumBytes = 4_000_000

  /// Reads the holidays of a window from the bytes of an iCalendar text in UTF-8.
  ///
  /// Lines may end with CRLF, LF or CR and be folded anywhere; a byte order mark is skipped.
  ///
  /// - Parameters:
  ///   - bytes: The text, up to ``maximumBytes``; several calendars in it are read as one.
  ///   - first: The first date of the window.
  ///   - last: The last date of the window, included.
  ///   - transparent: What to do with events that leave their owner free.
  ///   - maximumSteps: The work allowed for all events together: dates that are looked at, and
  ///     bytes of names where several meet on a date.
  /// - Throws: ``ICalendarError`` where there is nothing to read, or the steps do not suffice.
  /// - Complexity: O(*n*) in the number of bytes, plus the steps of the rules. A rule without
  ///   `COUNT` starts near the window; one with it counts from its first date.
  public init(
    _ bytes: some Collection<UInt8>, from first: CivilDate, through last: CivilDate,
    transparent: TransparentEvents = .include, maximumSteps: Int = 10_000_000
  ) throws(ICalendarError) {
    guard bytes.count <= Self.maximumBytes else { throw .tooLarge(bytes: bytes.count) }
    guard first <= last else { throw .windowReversed(from: first, through: last) }
    var reader = ICalendarReader()
    reader.read(Array(bytes))
    guard reader.foundCalendar else { throw .notICalendar }
    var expansion = ICalendarExpansion(
      first: first, last: last, steps: ICalendarSteps(maximum: maximumSteps))
    try expansion.run(
      reader.events, leavingOutTransparent: transparent == .leaveOut, &reader.problems)
    holidays = expansion.holidays
    findings = reader.problems.all.sorted { $0.line < $1.line }
    omittedFindings = reader.problems.omitted
  }

  /// Reads the holidays of a window from an iCalendar text.
  ///
  /// - Parameters:
  ///   - text: The text, up to ``maximumBytes`` in UTF-8.
  ///   - first: The first date of the window.
  ///   - last: The last date of the window, included.
  ///   - transparent: What to do with events that leave their owner free.
  ///   - maximumSteps: The work allowed for all events together: dates that are looked at, and
  ///     bytes of names where several meet on a date.
  /// - Throws: ``ICalendarError`` where there is nothing to read, or the steps do not suffice.
  /// - Complexity: O(*n*) in the length of the text, plus the steps of the rules.
  public init(
    _ text: String, from first: CivilDate, through last: CivilDate,
    transparent: TransparentEvents = .include, maximumSteps: Int = 10_000_000
  ) throws(ICalendarError) {
    try self.init(
      text.utf8, from: first, through: last, transparent: transparent,
      maximumSteps: maximumSteps)
  }
}
