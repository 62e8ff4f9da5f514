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

  /// All columns: those scanned in front of the others.
  private var reaches: [Reach]
  /// For each column from which row it is reached.
  private var reachedFrom: [Int]
  /// For each row through which column it was reached, and in which search.
  private var reachedThrough: [Int]
  private var searchOfRow: [Int]
  private var search = 0

  /// How far a column is from the row that a task enters at, and what its slots are priced.
  private struct Reach {
    var distance: Int64
    var price: Int64
    let column: Int
  }

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
    reaches = prices.enumerated().map { Reach(distance: 0, price: $1, column: $0) }
    reachedFrom = filled
    reachedThrough = taken
    searchOfRow = taken
  }

  mutating func solve() {
    for row in 0..<rows {
      // Where a task is left, those behind it are left too.
      while taken[row] < weights[row].count, take(row) {}
    }
    for reach in reaches { prices[reach.column] = reach.price }
    raisePrices()
  }

  /// Raises each price as far as it goes: to what it costs to have one more slot of the column, which
  /// is its next one, or moves tasks until one has another slot or is left.
  ///
  /// A search from all ends of paths back to the columns; distances are by how much prices rise.
  private mutating func raisePrices() {
    var distances = prices
    var isScanned = Array(repeating: false, count: columns)
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
    while true {
      var nearest = -1
      for column in 0..<columns where !isScanned[column] {
        if nearest < 0 || distances[column] < distances[nearest] { nearest = column }
      }
      guard nearest >= 0 else { break }
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
    for place in 0..<columns { reaches[place].distance = CostMatrix.forbidden }
    search &+= 1
    searchOfRow[start] = search
    var (end, length): (End, Int64) = (.nowhere, 0)
    var scanned = 0
    var nearest = relax(start, by: weights[start][taken[start]], from: 0)
    while nearest < columns, reaches[nearest].distance <= length {
      let reach = reaches[nearest]
      if case .slot = end, reach.distance == length { break }
      reaches.swapAt(scanned, nearest)
      scanned += 1
      if filled[reach.column] < slotCosts[reach.column].count {
        let whole =
          reach.distance &+ slotCosts[reach.column][filled[reach.column]] &- reach.price
        if whole < length {
          (end, length) = (.slot(reach.column), whole)
        } else if whole == length {
          if case .slot = end {} else { end = .slot(reach.column) }
        }
      }
      nearest = reachRows(through: reach, from: scanned, &end, &length)
    }
    for place in 0..<scanned where reaches[place].distance < length {
      reaches[place].price &+= length &- reaches[place].distance
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

  /// Reaches the rows that have tasks in a column, and through them the columns from a place on; the
  /// place of the nearest of these.
  private mutating func reachRows(
    through reach: Reach, from first: Int, _ end: inout End, _ length: inout Int64
  ) -> Int {
    var nearest = -1
    for row in users[reach.column] where searchOfRow[row] != search {
      searchOfRow[row] = search
      reachedThrough[row] = reach.column
      let shift = reach.distance &- fit[row * columns + reach.column] &- reach.price
      let whole = shift &- weights[row][taken[row] - 1]
      if whole < length { (end, length) = (.row(row), whole) }
      nearest = relax(row, by: shift, from: first)
    }
    if nearest >= 0 { return nearest }
    nearest = first
    var least = Int64.max
    for place in first..<columns where reaches[place].distance < least {
      (nearest, least) = (place, reaches[place].distance)
    }
    return nearest
  }

  /// Reaches the columns from a place on through a row; the place of the nearest of them, behind all
  /// where there is none.
  private mutating func relax(_ row: Int, by shift: Int64, from first: Int) -> Int {
    let offset = row * columns
    var (nearest, least) = (first, Int64.max)
    for place in first..<columns {
      let reach = reaches[place]
      var distance = shift &+ fit[offset &+ reach.column] &+ reach.price
      if distance < reach.distance {
        reaches[place].distance = distance
        reachedFrom[reach.column] = row
      } else {
        distance = reach.distance
      }
      if distance < least { (nearest, least) = (place, distance) }
    }
    return nearest
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
