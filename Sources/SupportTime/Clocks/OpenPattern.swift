// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore

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
  /// The open time of a week or of 400 years.
  let total: Int64
  /// The week, or each of 400 years.
  private let cells: [Cell]

  /// Added to local milliseconds it gives milliseconds since the year 0, never negative.
  static let yearShift = -Int64(GregorianCycle.start) * DailyHours.day + 5 * ZoneRules.cycle

  /// Creates the pattern of a week, or of 400 years of fourteen kinds.
  ///
  /// - Parameters:
  ///   - kinds: For the week, or each kind of year, its intervals and their sentinel.
  ///   - open: The open time of each.
  init(kinds: [(first: Int, last: Int)], open: [Int64]) {
    isYearly = kinds.count > 1
    var cells: [Cell] = []
    var total: Int64 = 0
    for index in 0..<(isYearly ? 400 : 1) {
      let kind = isYearly ? YearKind.kindOfYear[index] : 0
      let start = isYearly ? Int64(YearKind.yearStarts[index]) * DailyHours.day : 0
      let end =
        isYearly ? Int64(YearKind.yearStarts[index + 1]) * DailyHours.day : OpeningTable.week
      cells.append(
        Cell(
          start: start, length: end - start, open: total, first: kinds[kind].first,
          last: kinds[kind].last))
      total += open[kind]
    }
    self.cells = cells
    self.total = total
  }

  /// Tells whether the pattern never closes.
  var isFull: Bool { total == (isYearly ? ZoneRules.cycle : OpeningTable.week) }

  /// The cell of a place.
  func cell(at place: Int64) -> Cell {
    let period = isYearly ? ZoneRules.cycle : OpeningTable.week
    let periods = place / period
    let rest = place &- periods &* period
    var index = 0
    if isYearly {
      // 365.2425 days a year; the guess is off by one at most.
      index = min(Int(rest / 31_556_952_000), 399)
      if cells[index].start > rest { index -= 1 }
      if rest - cells[index].start >= cells[index].length { index += 1 }
    }
    return cell(index, periods, period)
  }

  /// The cell with the millisecond of open time that follows `open`.
  func cell(holding open: Int64) -> Cell {
    let periods = open / total
    let rest = open - periods * total
    var low = 0
    var high = cells.count
    while high - low > 1 {
      let middle = (low + high) >> 1
      if cells[middle].open <= rest { low = middle } else { high = middle }
    }
    return cell(low, periods, isYearly ? ZoneRules.cycle : OpeningTable.week)
  }

  private func cell(_ index: Int, _ periods: Int64, _ period: Int64) -> Cell {
    var cell = cells[index]
    cell.start += periods * period
    cell.open += periods * total
    return cell
  }
}
