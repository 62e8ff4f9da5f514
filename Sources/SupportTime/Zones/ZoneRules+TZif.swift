// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore

/// Rules compiled from zone data that the host supplies.
extension ZoneRules {
  /// The size of the largest TZif data that is read: 1,000,000 bytes. The largest zone of the tz
  /// database has less than 4,000.
  public static let maximumTZifBytes = 1_000_000

  /// Creates the rules of a zone from the bytes of a TZif file (RFC 9636), versions 1 to 4.
  ///
  /// Use it where the data must not depend on the machine: ship files of the tz database beside
  /// the program, and give their version. Like rules by name these hold the changes from 1900 on;
  /// before that the offset of 1900 holds. After the last change listed the rule at the end of the
  /// file goes on for ever; in a file without such a rule (all of version 1) the last offset does.
  /// Leap seconds are taken off: a file of the `right/` directory gives the changes of its sibling,
  /// as far as it lists them.
  ///
  /// ```swift
  /// let bytes = try Data(contentsOf: folder.appending(path: "Europe/Berlin"))
  /// let berlin = try ZoneRules(identifier: "Europe/Berlin", tzif: bytes, dataVersion: "2025b")
  /// ```
  ///
  /// - Parameters:
  ///   - identifier: The name of the zone, which the bytes do not tell.
  ///   - bytes: The file, up to ``maximumTZifBytes``.
  ///   - dataVersion: The release of the tz database. Without it the version describes the
  ///     file: `TZif 2, 144 changes to 1996-10-27, then yearly`.
  /// - Throws: ``TZifError`` with the first byte that is wrong.
  /// - Complexity: O(*n*) in the number of bytes.
  public init(
    identifier: String, tzif bytes: some Collection<UInt8>, dataVersion: String? = nil
  ) throws(TZifError) {
    guard bytes.count <= Self.maximumTZifBytes else {
      throw TZifError(reason: .tooLarge(bytes: bytes.count), offset: Self.maximumTZifBytes)
    }
    let data = try TZifData(Array(bytes))
    var compiler = TZifCompiler(data)
    try compiler.run(data)
    self.init(
      identifier: identifier, dataVersion: dataVersion ?? compiler.summary(of: data),
      changes: compiler.changes.map { $0 * 1_000 }, offsets: compiler.offsets.map { $0 * 1_000 },
      repeats: compiler.repeats)
  }
}

/// Joins the changes listed in a file to those of its yearly rule.
private struct TZifCompiler {
  /// Seconds since 1970.
  private(set) var changes: [Int64] = []
  /// Seconds ahead of UTC, one more than changes.
  private(set) var offsets: [Int64]
  private(set) var repeats = false

  init(_ data: TZifData) {
    offsets = [data.firstOffset]
  }

  /// Adds all changes, those of the yearly rule up to the end of the cycle that repeats.
  mutating func run(_ data: TZifData) throws(TZifError) {
    for change in data.changes { note(change) }
    guard let rule = data.rule else { return }
    let last = data.changes.last?.seconds ?? .min
    let from = Instant(secondsSince1970: max(last, ZoneRules.surveyStart)).wallTime(
      utcOffset: 0)
    // A change may fall a week before the year whose rule it is.
    let (before, yearly) = rule.changes(years: (from.date.year - 1)...2_600)
    let reached = max(last, ZoneRules.surveyStart)
    let current = yearly.last { $0.seconds <= reached }?.offset ?? before
    if data.changes.isEmpty {
      offsets = [current]
    } else if current != data.changes.last?.offset {
      throw TZifError(
        reason: .malformed("the rule for later years contradicts the last change"),
        offset: data.rulePlace)
    }
    let end = ZoneRules.cycleEnd / 1_000
    for change in yearly where change.seconds > reached && change.seconds < end { note(change) }
    repeats = changes.last.map { $0 >= end - ZoneRules.cycle / 1_000 } ?? false
  }

  /// Takes a change over if it moves the clocks; what lies before 1900 only sets the first offset.
  private mutating func note(_ change: TZifData.Change) {
    if change.seconds <= ZoneRules.surveyStart {
      offsets = [change.offset]
    } else if offsets.last != change.offset {
      changes.append(change.seconds)
      offsets.append(change.offset)
    }
  }

  /// Names the data where the host gives it no name.
  func summary(of data: TZifData) -> String {
    var text = "TZif \(data.version), \(data.changes.count) changes"
    if let last = data.changes.last {
      text += " to \(Instant(secondsSince1970: last.seconds).wallTime(utcOffset: 0).date)"
    }
    return data.rule == nil ? text : text + ", then yearly"
  }
}
