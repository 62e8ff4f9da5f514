// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore

extension FigureReader {
  /// Per cell how many rows are followed by another of the same key, and how many are not judged yet.
  func follow() -> [Judged] {
    var result = [Judged](repeating: (.init(), 0), count: cells.leftOut.count)
    guard case .recurrence(let window, _) = definition.measure else { return result }
    let rows = cells.recurrences
    let until = end?.millisecondsSince1970 ?? rows.reduce(Int64.min) { max($0, $1.start) }
    let within = window.within.wholeMilliseconds
    forEachKey(rows) { order in
      // From the last row on, the next later instant of the same key.
      var (later, here): (Int64?, Int64?) = (nil, nil)
      for place in order.reversed() {
        let row = rows[place]
        if row.isFollower, here != row.start {
          later = here
          here = row.start
        }
        guard row.isCounted else { continue }
        let cell = Int(row.cell)
        let due = Int64.saturatingSum(row.end, within)
        guard due <= until else {
          result[cell].censored.add(saturating: 1)
          continue
        }
        // Of rows at one instant none is later than another.
        let next = here.map { $0 > row.start } == true ? here : later
        let isFollowed = next.map { $0 <= due } ?? false
        result[cell].rate.below.add(saturating: 1)
        if isFollowed != window.isNegated { result[cell].rate.above.add(saturating: 1) }
      }
    }
    return result
  }

  /// Hands out, key by key, the places of its rows in the order of their starts.
  ///
  /// Rows are dealt out by their keys, which are numbers from 0; only those of one key are compared, and
  /// these mostly lie in order, since logs are written as time goes by.
  ///
  /// - Complexity: O(rows + keys), and O(n log n) for n rows of one key that lie in disorder.
  private func forEachKey(
    _ rows: ContiguousArray<MetricCells.RecurrenceRow>, _ body: (ArraySlice<Int>) -> Void
  ) {
    var ends = [Int](repeating: 0, count: cells.keys.count + 1)
    for row in rows { ends[Int(row.key) + 1] += 1 }
    for key in 0..<cells.keys.count { ends[key + 1] += ends[key] }
    var next = ends
    var order = [Int](repeating: 0, count: rows.count)
    for (place, row) in rows.enumerated() {
      order[next[Int(row.key)]] = place
      next[Int(row.key)] += 1
    }
    for key in 0..<cells.keys.count {
      let places = order[ends[key]..<ends[key + 1]]
      let isOrdered = zip(places, places.dropFirst()).allSatisfy {
        rows[$0].start <= rows[$1].start
      }
      body(isOrdered ? places : ArraySlice(places.sorted { rows[$0].start < rows[$1].start }))
    }
  }
}
