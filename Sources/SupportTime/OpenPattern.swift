// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

internal import SupportCore

/// Open time that repeats at fixed offsets: each week, or with rules by the month each 400 years by
/// the kind of year.
struct OpenPattern: Sendable {
  /// A week or a year of the pattern.
  struct Cell {
    /// The start, in milliseconds since the pattern's origin.
    var start: Int64
    var length: Int64
    /// The open time before it, since the pattern's origin.
    var open: Int64
    /// Its intervals, and their sentinel.
    var first: Int
    var last: Int
  }

  let isYearly: Bool
  /// For the week, or each kind of year, its intervals and their sentinel.
  let kinds: [(first: Int, last: Int)]
  /// The open time of a week or of 400 years.
  let total: Int64
  /// The open time before each of 400 years, and their total.
  let yearOpen: [Int64]

  static let week = 7 * DailyHours.day
  static let cycle = ZoneRules.cycle
  /// Added to local milliseconds it gives milliseconds since the year 0, never negative.
  static let yearShift = -Int64(YearKind.start) * DailyHours.day + 5 * cycle
  private static let yearStarts = YearKind.yearStarts.map { Int64($0) * DailyHours.day }

  init(kinds: [(first: Int, last: Int)], open: [Int64]) {
    self.kinds = kinds
    isYearly = kinds.count > 1
    yearOpen =
      isYearly ? YearKind.kindOfYear.reduce(into: [0]) { $0.append(($0.last ?? 0) + open[$1]) } : []
    total = isYearly ? yearOpen[400] : open[0]
  }

  /// Tells whether the pattern never closes.
  var isFull: Bool { total == (isYearly ? Self.cycle : Self.week) }

  /// The cell of a place.
  func cell(at place: Int64) -> Cell {
    guard isYearly else {
      let week = place / Self.week
      return Cell(
        start: week * Self.week, length: Self.week, open: week * total, first: kinds[0].first,
        last: kinds[0].last)
    }
    let cycles = place / Self.cycle
    let rest = place - cycles * Self.cycle
    // 365.2425 days a year; the guess is off by one at most.
    var year = Int(rest / 31_556_952_000)
    if year > 399 || Self.yearStarts[year] > rest { year -= 1 }
    if Self.yearStarts[year + 1] <= rest { year += 1 }
    return cell(cycles, year)
  }

  /// The cell with the millisecond of open time that follows `open`.
  func cell(holding open: Int64) -> Cell {
    let periods = open / total
    guard isYearly else {
      return Cell(
        start: periods * Self.week, length: Self.week, open: periods * total,
        first: kinds[0].first, last: kinds[0].last)
    }
    let rest = open - periods * total
    return cell(periods, yearOpen.partitioningIndex { $0 > rest } - 1)
  }

  private func cell(_ cycles: Int64, _ year: Int) -> Cell {
    let kind = kinds[YearKind.kindOfYear[year]]
    return Cell(
      start: cycles * Self.cycle + Self.yearStarts[year],
      length: Self.yearStarts[year + 1] - Self.yearStarts[year],
      open: cycles * total + yearOpen[year], first: kind.first, last: kind.last)
  }
}
