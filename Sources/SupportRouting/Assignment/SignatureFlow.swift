// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

/// How many tasks of each signature go to agents of each signature, at the least cost.
///
/// A transportation problem whose supplies and demands have convex costs, since tasks and slots are
/// taken in the order of theirs. Task after task enters along a shortest path from its signature to a
/// free slot, or to a task that is better left; see Ahuja, Magnanti and Orlin, "Network Flows" (1993),
/// chapters 9 and 14.
///
/// All the time: the price of agents lies between the costs of their last slot taken and of their
/// next; a task goes where cost of fit and price are least together, and is taken where that and its
/// weight are 0 or less. Amounts stay far below `CostMatrix.forbidden`: weights, prices and distances
/// within 2⁵⁹.
struct SignatureFlow {
  private let weights: [[Int64]]
  private let slotCosts: [[Int64]]
  private let rows: Int
  private let columns: Int
  private let fit: [Int64]

  /// For each signature of agents the price of a slot; 0 where there is none.
  private(set) var prices: [Int64]
  /// For each signature of tasks how many are taken.
  private var taken: [Int]
  /// For each signature of agents how many slots are filled, and by which signatures of tasks.
  private var filled: [Int]
  private var users: [[Int]]
  /// Column by column.
  private var counts: [Int32]

  /// For each column how far it is, from which row it is reached, and whether it was scanned.
  private var distances: [Int64]
  private var reachedFrom: [Int]
  private var isScanned: [Bool]
  /// For each row through which column it was reached, and in which search.
  private var reachedThrough: [Int]
  private var searchOfRow: [Int]
  private var search = 0

  /// - Parameters:
  ///   - weights: For each row of the fit what taking its tasks costs, less what leaving them does, in
  ///     order.
  ///   - slotCosts: For each column of the fit what its slots cost, in order.
  ///   - fit: What the fit of a row and a column costs.
  init(weights: [[Int64]], slotCosts: [[Int64]], fit: CostMatrix) {
    self.weights = weights
    self.slotCosts = slotCosts
    (rows, columns) = (fit.rows, fit.columns)
    let columns = columns
    let isEmpty = slotCosts.map(\.isEmpty)
    var entries = fit.entries
    if isEmpty.contains(true) {
      for place in entries.indices where isEmpty[place % columns] {
        entries[place] = CostMatrix.forbidden
      }
    }
    self.fit = entries
    prices = slotCosts.map { $0.first ?? 0 }
    taken = Array(repeating: 0, count: rows)
    filled = Array(repeating: 0, count: columns)
    users = Array(repeating: [], count: columns)
    counts = Array(repeating: 0, count: rows * columns)
    distances = prices
    reachedFrom = filled
    isScanned = Array(repeating: false, count: columns)
    reachedThrough = taken
    searchOfRow = taken
  }

  mutating func solve() {
    for row in 0..<rows {
      // Where a task is left, those behind it are left too.
      while taken[row] < weights[row].count, take(row) {}
    }
    raisePrices()
  }

  /// Raises each price as far as it goes: to what it costs to have one more slot of the column, which
  /// is its next one, or moves tasks until one has another slot or is left.
  ///
  /// A search from all ends of paths back to the columns; distances are by how much prices rise.
  private mutating func raisePrices() {
    for column in 0..<columns {
      let isFull = filled[column] == slotCosts[column].count
      distances[column] =
        isFull ? CostMatrix.forbidden : slotCosts[column][filled[column]] - prices[column]
      isScanned[column] = slotCosts[column].isEmpty
    }
    var usedColumns = Array(repeating: [Int](), count: rows)
    for column in 0..<columns {
      for row in users[column] { usedColumns[row].append(column) }
    }
    // For each row with tasks what its fit and price are, and how far it is from an end.
    var dues = Array(repeating: CostMatrix.forbidden, count: rows)
    var rowDistances = dues
    for row in 0..<rows {
      guard let first = usedColumns[row].first else { continue }
      dues[row] = fit[row * columns + first] + prices[first]
      rowDistances[row] = -weights[row][taken[row] - 1] - dues[row]
      for used in usedColumns[row] { distances[used] = min(distances[used], rowDistances[row]) }
    }
    while let nearest = nearest(within: CostMatrix.forbidden) {
      isScanned[nearest] = true
      for row in 0..<rows {
        let distance =
          distances[nearest] &+ fit[row * columns + nearest] &+ prices[nearest] &- dues[row]
        guard distance < rowDistances[row], !usedColumns[row].isEmpty else { continue }
        rowDistances[row] = distance
        for used in usedColumns[row] { distances[used] = min(distances[used], distance) }
      }
    }
    for column in 0..<columns where !slotCosts[column].isEmpty {
      prices[column] += distances[column]
    }
  }

  /// How many tasks of a row go to a column.
  func count(_ row: Int, _ column: Int) -> Int {
    Int(counts[column * rows + row])
  }

  /// Where a path ends.
  private enum End {
    /// The new task is left.
    case nowhere
    /// A slot of the column is filled.
    case slot(Int)
    /// The last task of the row is left.
    case row(Int)
  }

  /// Takes one more task of a row, unless it is better left.
  private mutating func take(_ start: Int) -> Bool {
    let weight = weights[start][taken[start]]
    let offset = start * columns
    for column in 0..<columns {
      distances[column] = weight &+ fit[offset + column] &+ prices[column]
      reachedFrom[column] = start
      isScanned[column] = false
    }
    search &+= 1
    searchOfRow[start] = search
    var (end, length): (End, Int64) = (.nowhere, 0)
    while let nearest = nearest(within: length) {
      let distance = distances[nearest]
      if case .slot = end, distance == length { break }
      isScanned[nearest] = true
      if filled[nearest] < slotCosts[nearest].count {
        let whole = distance &+ slotCosts[nearest][filled[nearest]] &- prices[nearest]
        if whole < length {
          (end, length) = (.slot(nearest), whole)
        } else if whole == length {
          if case .slot = end {} else { end = .slot(nearest) }
        }
      }
      reachRows(through: nearest, at: distance, &end, &length)
    }
    for column in 0..<columns where isScanned[column] && distances[column] < length {
      prices[column] &+= length &- distances[column]
    }
    switch end {
    case .nowhere: return false
    case .slot(let column):
      filled[column] += 1
      shift(to: column, from: start)
    case .row(let row):
      taken[row] -= 1
      let column = reachedThrough[row]
      remove(row, column)
      shift(to: column, from: start)
    }
    taken[start] += 1
    return true
  }

  /// The nearest column that was not scanned.
  private func nearest(within length: Int64) -> Int? {
    var (nearest, least): (Int?, Int64) = (nil, length)
    for column in 0..<columns where !isScanned[column] {
      let distance = distances[column]
      if distance < least || (distance == least && nearest == nil) {
        (nearest, least) = (column, distance)
      }
    }
    return nearest
  }

  /// Reaches the rows that have tasks in a column, and through them the other columns.
  private mutating func reachRows(
    through column: Int, at distance: Int64, _ end: inout End, _ length: inout Int64
  ) {
    for row in users[column] where searchOfRow[row] != search {
      searchOfRow[row] = search
      reachedThrough[row] = column
      let offset = row * columns
      let shift = distance &- fit[offset + column] &- prices[column]
      let whole = shift &- weights[row][taken[row] - 1]
      if whole < length { (end, length) = (.row(row), whole) }
      for other in 0..<columns {
        let further = shift &+ fit[offset + other] &+ prices[other]
        if further < distances[other] {
          distances[other] = further
          reachedFrom[other] = row
        }
      }
    }
  }

  /// Moves one task of each row on the path to the next column.
  private mutating func shift(to end: Int, from start: Int) {
    var column = end
    while true {
      let row = reachedFrom[column]
      if counts[column * rows + row] == 0 { users[column].append(row) }
      counts[column * rows + row] += 1
      if row == start { return }
      column = reachedThrough[row]
      remove(row, column)
    }
  }

  private mutating func remove(_ row: Int, _ column: Int) {
    counts[column * rows + row] -= 1
    if counts[column * rows + row] == 0, let place = users[column].firstIndex(of: row) {
      users[column].remove(at: place)
    }
  }
}
