// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import Foundation
import SupportCore

/// Rules compiled from the zone data of Foundation.
extension ZoneRules {
  /// Creates the rules of a zone by its IANA name, `UTC`, or an offset such as `+08:00`.
  ///
  /// Abbreviations such as `CST` are refused: they name several zones.
  ///
  /// - Complexity: About a millisecond for a named zone; compile once and keep the value.
  /// - Throws: ``UnknownZone`` with the nearest known name.
  public init(identifier: String) throws(UnknownZone) {
    if let rules = Self.withoutData(identifier) {
      self = rules
      return
    }
    self = try CompilationMemo.zone(identifier) { () throws(UnknownZone) in
      try Self.surveyed(identifier)
    }
  }

  private static func surveyed(_ identifier: String) throws(UnknownZone) -> ZoneRules {
    let zone = try zone(named: identifier)
    var survey = OffsetSurvey(of: zone)
    survey.run()
    let repeats = survey.goOnForEver()
    return ZoneRules(
      identifier: identifier, dataVersion: TimeZone.timeZoneDataVersion,
      changes: survey.changes.map { $0 * 1_000 }, offsets: survey.offsets.map { $0 * 1_000 },
      repeats: repeats)
  }

  /// Checks that a zone is known, without compiling it.
  ///
  /// - Throws: ``UnknownZone`` with the nearest known name.
  static func check(identifier: String) throws(UnknownZone) {
    if withoutData(identifier) == nil { _ = try zone(named: identifier) }
  }

  private static func withoutData(_ identifier: String) -> ZoneRules? {
    switch identifier {
    case "UTC", "GMT", "Z", "Etc/UTC", "Etc/GMT":
      return ZoneRules(
        identifier: identifier, dataVersion: "fixed", changes: [], offsets: [0], repeats: false)
    default:
      guard identifier.hasPrefix("+") || identifier.hasPrefix("-"),
        let time = try? TimeOfDay(identifier.dropFirst()), time < .endOfDay,
        time.millisecondsSinceMidnight % 1_000 == 0
      else { return nil }
      let seconds = Int(time.millisecondsSinceMidnight / 1_000)
      return .fixed(secondsFromUTC: identifier.hasPrefix("-") ? -seconds : seconds)
    }
  }

  private static func zone(named identifier: String) throws(UnknownZone) -> TimeZone {
    if let meant = TimeZone.abbreviationDictionary[identifier] {
      throw UnknownZone(identifier: identifier, suggestion: meant)
    }
    guard let zone = TimeZone(identifier: identifier) else {
      let known = TimeZone.knownTimeZoneIdentifiers.sorted()
      throw UnknownZone(
        identifier: identifier, suggestion: EditDistance.nearest(to: identifier, among: known))
    }
    return zone
  }
}

/// Finds every change of a zone's offset from 1900 on.
///
/// Foundation lists the changes of daylight saving time; whether it also lists other changes
/// depends on the platform. So its list only says where to look, and a probe every four weeks
/// finds what the list leaves out.
///
/// Zone data list single changes up to 2037 (those of Morocco up to 2087) and yearly rules from then
/// on, which repeat every 28 years within a century. So from 2038 on the changes 28 years before say
/// where to look, which costs far less than asking; if one is not there, Foundation is asked up to
/// 2130. The rest is worked out.
private struct OffsetSurvey {
  static let stride: Int64 = 28 * 86_400
  /// 28 years of which seven are leap years.
  static let repetition: Int64 = 10_227 * 86_400

  let zone: TimeZone
  /// Seconds since 1970.
  var changes: [Int64] = []
  /// Seconds ahead of UTC, one more than changes.
  var offsets: [Int64]
  private var cursor = ZoneRules.surveyStart
  /// The first year that was not surveyed.
  private var end = 2_130
  /// The last years within one century that have all kinds and follow the yearly rules.
  private var models = 2_101...2_128

  init(of zone: TimeZone) {
    self.zone = zone
    offsets = [Self.offset(of: zone, at: ZoneRules.surveyStart)]
  }

  mutating func run() {
    run(to: Self.newYear(2_038)) { survey, _ in survey.listed }
    var guessing = self
    if guessing.guess() {
      self = guessing
    } else {
      run(to: Self.newYear(end)) { survey, _ in survey.listed }
    }
  }

  /// Looks where the years before say, up to 2100.
  ///
  /// - Returns: Whether all changes were there and no others.
  private mutating func guess() -> Bool {
    end = 2_100
    models = 2_066...2_093
    let first = changes.count
    let start = cursor - Self.repetition
    run(to: Self.newYear(end)) { survey, end in
      survey.changes.first { $0 > survey.cursor - Self.repetition }
        .map { $0 + Self.repetition } ?? end
    }
    let before = changes.filter { $0 > start && $0 < Self.newYear(end) - Self.repetition }
    return changes[first...].elementsEqual(before.map { $0 + Self.repetition })
  }

  /// Looks at what comes next, again and again, and every four weeks.
  private mutating func run(to end: Int64, _ next: (Self, Int64) -> Int64) {
    while cursor < end {
      let next = next(self, end)
      let bound = next > cursor ? min(next, end) : end
      while cursor + Self.stride < bound { look(at: cursor + Self.stride) }
      look(at: bound - 1)
      look(at: bound)
    }
  }

  /// Where Foundation says that the next change is.
  private var listed: Int64 {
    zone.nextDaylightSavingTimeTransition(after: Self.date(cursor))
      .map { Int64($0.timeIntervalSince1970.rounded()) } ?? Int64.max
  }

  /// Moves on to an instant and notes the changes on the way.
  private mutating func look(at instant: Int64) {
    guard instant > cursor else { return }
    let target = Self.offset(of: zone, at: instant)
    while let current = offsets.last, current != target {
      var low = cursor
      var high = instant
      while high - low > 1 {
        let middle = low + (high - low) / 2
        if Self.offset(of: zone, at: middle) == current { low = middle } else { high = middle }
      }
      changes.append(high)
      offsets.append(Self.offset(of: zone, at: high))
      cursor = high
    }
    cursor = instant
  }

  /// Continues yearly rules to 2600 and tells whether there are any.
  ///
  /// A yearly rule depends only on the year's length and first weekday, so each year takes the
  /// changes of a like one.
  mutating func goOnForEver() -> Bool {
    let begins = models.map(Self.newYear)
    guard let last = changes.last, let first = begins.first, let lastModel = begins.last,
      last >= lastModel
    else { return false }
    let modelled = changes.indices.filter { changes[$0] >= first }
    for year in end..<2_600 {
      let begin = Self.newYear(year)
      let length = Self.newYear(year + 1) - begin
      guard
        let model = begins.indices.first(where: {
          (begin - begins[$0]) % (7 * 86_400) == 0
            && Self.newYear(models.lowerBound + $0 + 1) - begins[$0] == length
        })
      else { continue }
      for index in modelled
      where changes[index] >= begins[model] && changes[index] < begins[model] + length {
        changes.append(changes[index] - begins[model] + begin)
        offsets.append(offsets[index + 1])
      }
    }
    return true
  }

  private static func newYear(_ year: Int) -> Int64 {
    Int64(GregorianCycle.newYear(year)) * 86_400
  }

  private static func date(_ seconds: Int64) -> Date {
    Date(timeIntervalSince1970: Double(seconds))
  }

  private static func offset(of zone: TimeZone, at seconds: Int64) -> Int64 {
    Int64(zone.secondsFromGMT(for: date(seconds)))
  }
}
