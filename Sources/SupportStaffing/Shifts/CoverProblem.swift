// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

/// The covering of a demand by shifts, in whole numbers alone.
struct CoverProblem {
  struct Solution {
    var counts: [Int]
    var lowerBound: Int
    var isProved: Bool
  }

  /// The intervals that a shift covers, in order.
  let columns: [[Int]]
  /// The shifts that cover an interval, by their reach, furthest first.
  let rows: [[Int]]
  /// What each interval asks for, cut to what all shifts together can supply.
  let demand: [Int]
  let most: [Int]
  let hasGaps: Bool
  /// The furthest that a shift reaches that spans an interval, pauses overlooked.
  private let spans: [Int?]

  init(_ intervals: [StaffingInterval], _ demand: [Int], _ shifts: [Shift]) {
    columns = shifts.map { shift in intervals.indices.filter { shift.covers(intervals[$0]) } }
    most = shifts.map { $0.most ?? Int(Int32.max) }
    hasGaps = columns.contains { column in
      guard let first = column.first, let last = column.last else { return false }
      return last - first + 1 != column.count
    }
    var rows = Array(repeating: [Int](), count: intervals.count)
    var spans: [Int?] = Array(repeating: nil, count: intervals.count)
    for (shift, column) in columns.enumerated() {
      for index in column { rows[index].append(shift) }
      guard let first = column.first, let last = column.last else { continue }
      for index in first...last { spans[index] = max(spans[index] ?? last, last) }
    }
    self.spans = spans
    let reach = columns.map { $0.last ?? -1 }
    self.rows = rows.map { row in row.sorted { (reach[$1], $0) < (reach[$0], $1) } }
    let bounds = most
    self.demand = demand.indices.map { index in
      min(demand[index], rows[index].reduce(0) { min($0 + bounds[$1], Int(Int32.max)) })
    }
  }

  func heads(_ counts: [Int]) -> [Int] {
    var heads = Array(repeating: 0, count: demand.count)
    for (column, count) in zip(columns, counts) where count > 0 {
      for index in column { heads[index] += count }
    }
    return heads
  }

  func solved() -> Solution {
    guard hasGaps else {
      let counts = furthest()
      return Solution(counts: counts, lowerBound: counts.reduce(0, +), isProved: true)
    }
    let greedy = improved(thinned(densest()))
    let total = greedy.reduce(0, +)
    let bound = max(bound(demand), weighed())
    guard total > bound else {
      return Solution(counts: greedy, lowerBound: total, isProved: true)
    }
    var search = CoverSearch(self, best: greedy, lowerBound: bound)
    search.run()
    let found = search.best.reduce(0, +)
    let proved = search.isComplete || found <= bound
    return Solution(
      counts: search.best, lowerBound: proved ? found : bound, isProved: proved)
  }

  // MARK: Without pauses

  /// Rosters for each interval that lacks somebody the shifts that reach furthest.
  private func furthest() -> [Int] {
    var counts = Array(repeating: 0, count: columns.count)
    var change = Array(repeating: 0, count: demand.count + 1)
    var heads = 0
    for index in demand.indices {
      heads += change[index]
      for shift in rows[index] where heads < demand[index] {
        let more = min(demand[index] - heads, most[shift] - counts[shift])
        guard more > 0, let last = columns[shift].last else { continue }
        counts[shift] += more
        heads += more
        change[last + 1] -= more
      }
    }
    return counts
  }

  /// The shifts that what is open from an interval on takes at least, counted as if nobody paused and
  /// shifts had no bounds.
  func bound(_ open: [Int], from start: Int = 0) -> Int {
    var change = Array(repeating: 0, count: open.count + 1)
    var heads = 0
    var total = 0
    for index in start..<open.count {
      heads += change[index]
      if heads < open[index], let last = spans[index] {
        let more = open[index] - heads
        total += more
        heads += more
        change[last + 1] -= more
      }
    }
    return total
  }

  // MARK: With pauses

  /// Rosters again and again the shift that helps most intervals, until nothing is open: the demand is
  /// cut to what the shifts can supply.
  private func densest(from start: [Int]? = nil) -> [Int] {
    var counts = start ?? Array(repeating: 0, count: columns.count)
    var open = zip(demand, heads(counts)).map { $0 - $1 }
    while true {
      var best: (shift: Int, gain: Int)?
      for (shift, column) in columns.enumerated() where counts[shift] < most[shift] {
        let gain = column.reduce(0) { $0 + (open[$1] > 0 ? 1 : 0) }
        if gain > (best?.gain ?? 0) { best = (shift, gain) }
      }
      guard let best else { return counts }
      // As often as it helps all of these.
      let helped = columns[best.shift].filter { open[$0] > 0 }
      let least = helped.map { open[$0] }.min() ?? 1
      let times = min(max(least, 1), most[best.shift] - counts[best.shift])
      counts[best.shift] += times
      for index in columns[best.shift] { open[index] -= times }
    }
  }

  /// Takes some of one shift away, or of two, and fills up anew, as long as that helps.
  private func improved(_ start: [Int]) -> [Int] {
    var best = start
    var total = best.reduce(0, +)
    var tries = Self.tries
    var isBetter = true
    while isBetter, tries > 0 {
      isBetter = false
      for pair in pairs where tries > 0 {
        for times in [1, 2, 5, 13] {
          guard best[pair.0] > 0 || best[pair.1] > 0 else { break }
          tries -= 1
          var counts = best
          counts[pair.0] = max(counts[pair.0] - times, 0)
          counts[pair.1] = max(counts[pair.1] - times, 0)
          counts = thinned(densest(from: counts))
          let other = counts.reduce(0, +)
          if other < total { (best, total, isBetter) = (counts, other, true) }
        }
      }
    }
    return best
  }

  private var pairs: [(Int, Int)] {
    columns.indices.flatMap { one in columns.indices[one...].map { (one, $0) } }
  }

  /// How often it is filled up anew at most.
  private static let tries = 2_000

  /// The shifts that it takes at least by weighing intervals so that no shift covers more than 1 in all:
  /// every cover then has at least the weighed demand. Weights are halves, given to the intervals that
  /// ask for most.
  func weighed() -> Int {
    let order = demand.indices.sorted { (demand[$1], $0) < (demand[$0], $1) }
    var best = 0
    for step in [1, 2] {
      var room = Array(repeating: 2, count: columns.count)
      var sum = 0
      for _ in 0..<(2 / step) {
        for index in order where demand[index] > 0 {
          guard rows[index].allSatisfy({ room[$0] >= step }) else { continue }
          sum += step * demand[index]
          for shift in rows[index] { room[shift] -= step }
        }
      }
      best = max(best, (sum + 1) / 2)
    }
    return best
  }

  /// Takes out what is superfluous, those that cover least first.
  func thinned(_ counts: [Int]) -> [Int] {
    var counts = counts
    var spare = zip(heads(counts), demand).map { $0 - $1 }
    let order = columns.indices.sorted { (columns[$0].count, $0) < (columns[$1].count, $1) }
    for shift in order where counts[shift] > 0 {
      let free = columns[shift].map { spare[$0] }.min() ?? counts[shift]
      let times = min(max(free, 0), counts[shift])
      counts[shift] -= times
      for index in columns[shift] { spare[index] -= times }
    }
    return counts
  }
}
