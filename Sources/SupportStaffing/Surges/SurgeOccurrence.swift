// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore
import SupportTime

/// One time at which a rule holds.
public struct SurgeOccurrence: Hashable, Sendable {
  /// The rule.
  public let rule: String
  /// What it is about: the name of the season, the holiday or the event, or the date of the month.
  public let name: String
  /// When more people have to be there: the lead before the peak included.
  public let start: Instant
  /// When the holiday or the event itself begins.
  public let peak: Instant
  /// When it is over, excluded.
  public let end: Instant
}

extension SurgePlan {
  /// When the rules hold: every occurrence that has any time in common with a span, by its start, then
  /// in the order of the rules.
  ///
  /// - Complexity: O(windows + months of the span), and a sort.
  public func occurrences(in span: Range<Instant>) -> [SurgeOccurrence] {
    let found = rules.enumerated().flatMap { index, rule in
      occurrences(of: rule, in: span).map { (index, $0) }
    }
    return found.sorted { ($0.1.start, $0.0, $0.1.end) < ($1.1.start, $1.0, $1.1.end) }.map(\.1)
  }

  func occurrences(of rule: SurgeRule, in span: Range<Instant>) -> [SurgeOccurrence] {
    // Nothing has any time in common with no time.
    guard !span.isEmpty else { return [] }
    let all: [SurgeOccurrence] =
      switch rule.window {
      case .dates(let spans): spans.map { occurrence(rule, $0, leadDays: 0) }
      case .holidays(let spans, let lead): spans.map { occurrence(rule, $0, leadDays: lead) }
      case .events(let events, let lead):
        events.map {
          SurgeOccurrence(
            rule: rule.id, name: $0.name,
            start: $0.start.adding(milliseconds: -Int64(lead) * 3_600_000), peak: $0.start,
            end: $0.end)
        }
      case .monthly(let day): monthly(rule, day, in: span)
      }
    return all.filter { $0.start < span.upperBound && span.lowerBound < $0.end }
  }

  private func occurrence(
    _ rule: SurgeRule, _ span: HolidaySpan, leadDays: Int
  ) -> SurgeOccurrence {
    func midnight(_ date: CivilDate) -> Instant { zone.instant(date: date, time: .midnight) }
    return SurgeOccurrence(
      rule: rule.id, name: span.name, start: midnight(span.first.adding(days: -leadDays)),
      peak: midnight(span.first), end: zone.instant(date: span.last, time: .endOfDay))
  }

  private func monthly(
    _ rule: SurgeRule, _ day: Int, in span: Range<Instant>
  ) -> [SurgeOccurrence] {
    let first = zone.date(at: span.lowerBound)
    let last = zone.date(at: span.upperBound)
    var month = first.adding(days: 1 - first.day)
    var found: [SurgeOccurrence] = []
    while month <= last {
      let length = CivilDate.length(ofMonth: month.month, year: month.year)
      let date = month.adding(days: min(day, length) - 1)
      found.append(
        occurrence(rule, HolidaySpan("\(date)", date, through: date), leadDays: 0))
      let next = month.adding(months: 1)
      guard next > month else { break }
      month = next
    }
    return found
  }
}
