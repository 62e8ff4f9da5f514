// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore

/// A linear scale of instants with ticks on round dates and times, in UTC.
struct TimeScale: Sendable {
  /// A labelled place on the axis; `context` names the year or the day where it begins.
  struct Tick: Sendable {
    var label: String
    var context: String
    var at: Instant
  }

  let start: Instant
  let end: Instant

  /// Creates a scale between two instants; a single instant is put into the middle of its day.
  init(from first: Instant, to last: Instant) {
    let isPoint = first >= last
    start = isPoint ? first.adding(milliseconds: -Self.day / 2) : first
    end = isPoint ? first.adding(milliseconds: Self.day / 2) : last
  }

  /// The place of an instant, 0 ... 1.
  func place(_ instant: Instant) -> Double {
    let span = Double(start.milliseconds(to: end))
    return span > 0 ? min(max(Double(start.milliseconds(to: instant)) / span, 0), 1) : 0
  }

  /// Round instants in ascending order, at most thirteen.
  var ticks: [Tick] {
    let span = start.milliseconds(to: end)
    if let step = Self.steps.first(where: { span / $0 <= 12 }) {
      return step < Self.day ? timeTicks(every: step) : dayTicks(every: step)
    }
    let months = max(span / (Self.day * 30), 1)
    let step = Self.monthSteps.first { Int(months) / $0 <= 12 } ?? 12_000
    return monthTicks(every: step)
  }
}

// MARK: - Ticks

extension TimeScale {
  private static let day: Int64 = 86_400_000

  /// Steps of a fixed length: minutes, hours, days and weeks.
  private static let steps: [Int64] =
    [1, 2, 5, 10, 15, 30, 60, 120, 180, 360, 720].map { $0 * 60_000 }
    + [1, 2, 7].map { $0 * day }

  private static let monthSteps = [1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1_200, 2_400, 6_000]

  private func timeTicks(every step: Int64) -> [Tick] {
    var shown: CivilDate?
    return roundInstants(every: step, offset: 0).map { instant in
      let date = ReportText.date(instant)
      let minutes = ((instant.millisecondsSince1970 % Self.day + Self.day) % Self.day) / 60_000
      let clock = "\(Self.two(minutes / 60)):\(Self.two(minutes % 60))"
      defer { shown = date }
      return Tick(label: clock, context: shown == date ? "" : ReportText.dayName(date), at: instant)
    }
  }

  private func dayTicks(every step: Int64) -> [Tick] {
    // Weeks begin on Mondays; the first Monday of the scale was 1970-01-05.
    let offset = step % (7 * Self.day) == 0 ? 4 * Self.day : 0
    var shown: Int?
    return roundInstants(every: step, offset: offset).map { instant in
      let date = ReportText.date(instant)
      defer { shown = date.year }
      return Tick(
        label: ReportText.dayName(date), context: shown == date.year ? "" : String(date.year),
        at: instant)
    }
  }

  private func monthTicks(every step: Int) -> [Tick] {
    var ticks: [Tick] = []
    var shown: Int?
    let first = ReportText.date(start)
    // Months are counted from the year 0, so that steps fall on Januaries where they can.
    var month = (first.year * 12 + first.month - 1 + step - 1) / step * step
    while let date = try? CivilDate(year: month / 12, month: month % 12 + 1, day: 1) {
      let instant = Instant(secondsSince1970: Int64(date.daysSince1970) * 86_400)
      if instant > end { break }
      if instant >= start {
        let isYear = step >= 12
        let context = isYear || shown == date.year ? "" : String(date.year)
        let name = ReportText.monthNames[date.month - 1]
        ticks.append(Tick(label: isYear ? String(date.year) : name, context: context, at: instant))
        shown = date.year
      }
      month += step
    }
    return ticks
  }

  private func roundInstants(every step: Int64, offset: Int64) -> [Instant] {
    let rest = (start.millisecondsSince1970 - offset) % step
    var instant = start.adding(milliseconds: rest > 0 ? step - rest : -rest)
    var instants: [Instant] = []
    while instant <= end, instants.count < 16 {
      instants.append(instant)
      instant = instant.adding(milliseconds: step)
    }
    return instants
  }

  private static func two(_ number: Int64) -> String {
    number < 10 ? "0\(number)" : String(number)
  }
}
