// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore

extension MetricFold {
  /// Takes a row into a cell: its amount, its name, its key or its stay.
  ///
  /// - Returns: Whether everything that the step needs of the row is known.
  @inline(__always)
  func add(
    _ kind: MetricStep.Kind, _ columns: MetricColumns, _ row: Int, _ cell: Int,
    _ cells: inout MetricCells, isCounted: Bool = true, isFollower: Bool = true
  ) -> Bool {
    switch kind {
    case .count, .share, .ratio, .balance: return true
    case .sum(let fields, _):
      guard let amount = Self.amount(columns, fields, row) else { return false }
      cells.sums[cell].above.add(saturating: amount)
      cells.sums[cell].count &+= 1
    case .quotient(let fields, let others, _):
      guard let amount = Self.amount(columns, fields, row),
        let other = Self.amount(columns, others, row)
      else { return false }
      cells.sums[cell].above.add(saturating: amount)
      cells.sums[cell].below.add(saturating: other)
      cells.sums[cell].count &+= 1
    case .extreme(let fields, _, _):
      guard let amount = Self.amount(columns, fields, row) else { return false }
      cells.extremes[cell].note(Int64(clamping: amount))
    case .values(let fields, _):
      guard let amount = Self.amount(columns, fields, row) else { return false }
      cells.values[cell].add(Int64(clamping: amount))
    case .sketch(let fields, _, _):
      guard let amount = Self.amount(columns, fields, row) else { return false }
      cells.sketches[cell].add(Int64(clamping: amount))
    case .frequent(let field, _, _):
      guard let name = columns.name(field, row) else { return false }
      cells.frequent[cell].count(name)
    case .sketchedDistinct(let field, _, _):
      let code = columns.codes[field][row]
      guard code != MetricColumns.unknown else { return false }
      cells.distinct[cell].sketch.count(hash: columns.hash(of: code, at: field))
      cells.distinct[cell].count &+= 1
    case .names(let field, _), .distinct(let field, _):
      let code = code(columns, field, row)
      guard code != MetricColumns.unknown else { return false }
      cells.names[cell].add(code)
    case .sumByDistinct(let fields, let field, _):
      let code = code(columns, field, row)
      guard code != MetricColumns.unknown, let amount = Self.amount(columns, fields, row)
      else { return false }
      cells.shared[cell].sum.add(saturating: amount)
      cells.shared[cell].count &+= 1
      _ = cells.shared[cell].values.number(of: code)
    case .present(let from, let until, _):
      let (start, end) = (columns.codes[from][row], columns.codes[until][row])
      // What ends before it begins contradicts itself; what has no end is still there.
      guard start != MetricColumns.unknown, end == MetricColumns.unknown || end >= start
      else { return false }
      cells.presences[cell].stays.append(
        .init(from: start, until: end == MetricColumns.unknown ? .max : end))
    case .recurrence(let key, let startField, let endField, _, _):
      let (start, end) = (columns.codes[startField][row], columns.codes[endField][row])
      guard start != MetricColumns.unknown else { return false }
      // An end before the start cannot be true; such a row may follow, but is not judged.
      let isJudged = isCounted && end != MetricColumns.unknown && end >= start
      guard isJudged || isFollower else { return !isCounted }
      var place: Int32 = 0
      for (level, field) in key.enumerated() {
        let code = code(columns, field, row)
        guard code != MetricColumns.unknown else { return false }
        place = cells.keys.step(level, from: place, code)
      }
      cells.recurrences.append(
        .init(
          key: place, cell: Int32(cell), start: start, end: isJudged ? end : start,
          isCounted: isJudged, isFollower: isFollower))
      return isJudged || !isCounted
    }
    return true
  }

  /// The sum of some facts of a row; `nil` where one is not known.
  @inline(__always)
  private static func amount(_ columns: MetricColumns, _ fields: [Int], _ row: Int) -> Int128? {
    var sum: Int128 = 0
    for field in fields {
      let code = columns.codes[field][row]
      guard code != MetricColumns.unknown else { return nil }
      sum += Int128(code)
    }
    return sum
  }
}

extension MetricCells.ExtremeCell {
  fileprivate mutating func note(_ value: Int64) {
    least = Swift.min(least, value)
    greatest = Swift.max(greatest, value)
    count &+= 1
  }
}
