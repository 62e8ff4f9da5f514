// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

/// Assigns the rows of a matrix along shortest augmenting paths, begun by bidding.
///
/// After Jonker and Volgenant, "A shortest augmenting path algorithm for dense and sparse linear
/// assignment problems" (1987). Their column reduction holds only where every column is taken: it is
/// tried where that may be, and taken back where it is not. Each row may also be left, at what is 0
/// here: a pair's cost is what it costs less what leaving its row does. The shorter side of the matrix
/// becomes the rows.
///
/// All the time: a row's least sum of cost less price, 0 for leaving included, is what it has; prices
/// are 0 or less, and 0 where a column is free. Amounts stay far below `CostMatrix.forbidden`: costs
/// and prices within 2⁶⁰, distances within the difference of two.
struct DenseAssignment {
  private let isTransposed: Bool
  private let rows: Int
  private let columns: Int
  private let costs: [Int64]
  private var prices: [Int64]
  private var rowOfColumn: [Int]
  private var columnOfRow: [Int]

  /// All columns: those scanned in front of the others.
  private var reaches: [Reach]
  /// For each column from which row it is reached.
  private var reachedFrom: [Int]

  /// How far a column is from the row that looks for one.
  private struct Reach {
    var distance: Int64
    var price: Int64
    let column: Int
  }

  /// - Parameters:
  ///   - matrix: The costs.
  ///   - gains: What leaving each row of the matrix costs.
  init(_ matrix: CostMatrix, gains: [Int64]) {
    isTransposed = matrix.rows > matrix.columns
    rows = min(matrix.rows, matrix.columns)
    columns = max(matrix.rows, matrix.columns)
    let entries = matrix.entries
    var costs: [Int64] = []
    costs.reserveCapacity(entries.count)
    if isTransposed {
      for column in 0..<matrix.columns {
        for row in 0..<matrix.rows {
          let cost = entries[row * matrix.columns + column]
          costs.append(cost == CostMatrix.forbidden ? cost : cost - gains[row])
        }
      }
    } else {
      for row in 0..<matrix.rows {
        let gain = gains[row]
        let start = row * matrix.columns
        for place in start..<(start + matrix.columns) {
          let cost = entries[place]
          costs.append(cost == CostMatrix.forbidden ? cost : cost - gain)
        }
      }
    }
    self.costs = costs
    prices = Array(repeating: 0, count: columns)
    rowOfColumn = Array(repeating: -1, count: columns)
    columnOfRow = Array(repeating: -1, count: rows)
    reachedFrom = rowOfColumn
    reaches = (0..<columns).map { Reach(distance: 0, price: 0, column: $0) }
  }

  /// Assigns all rows.
  ///
  /// - Parameter inHaste: Whether rows may bid first, which does not look how many rows are assigned
  ///   where leaving one costs as much.
  mutating func solve(inHaste: Bool) {
    if inHaste, priceColumns(), assignAll(bidding: true, stopping: true) { return }
    prices = Array(repeating: 0, count: columns)
    rowOfColumn = Array(repeating: -1, count: columns)
    columnOfRow = Array(repeating: -1, count: rows)
    _ = assignAll(bidding: inHaste, stopping: false)
  }

  /// Assigns all rows.
  ///
  /// - Parameters:
  ///   - bidding: Whether rows bid first.
  ///   - stopping: Whether to stop as soon as a row is left.
  /// - Returns: Whether no row is left.
  private mutating func assignAll(bidding: Bool, stopping: Bool) -> Bool {
    var waiting = Array(0..<rows)
    if bidding {
      bid(&waiting)
      bid(&waiting)
    }
    for column in 0..<columns {
      reaches[column] = Reach(distance: 0, price: prices[column], column: column)
    }
    for row in waiting where !assign(row) && stopping { return false }
    for reach in reaches { prices[reach.column] = reach.price }
    return !columnOfRow.contains(-1)
  }

  /// What the rows of the matrix have, and the prices of its rows and columns.
  func answer(gains: [Int64]) -> (
    columnOfRow: [Int?], rowPrices: [Int64], columnPrices: [Int64]
  ) {
    var worths: [Int64] = []
    worths.reserveCapacity(rows)
    for row in 0..<rows {
      let column = columnOfRow[row]
      worths.append(column < 0 ? 0 : costs[row * columns + column] - prices[column])
    }
    let partners = (isTransposed ? rowOfColumn : columnOfRow).map { $0 < 0 ? nil : $0 }
    let (rowSide, columnSide) = isTransposed ? (prices, worths) : (worths, prices)
    return (partners, zip(rowSide, gains).map { $0 + $1 }, columnSide)
  }

  /// Prices columns by their least costs, dear ones are wanted less; as long as every column will be
  /// taken, for a free one has no price.
  ///
  /// - Returns: Whether all may be taken.
  private mutating func priceColumns() -> Bool {
    guard rows == columns else { return false }
    var least = Array(costs.prefix(columns))
    for row in 0..<rows {
      for column in 0..<columns {
        least[column] = min(least[column], costs[row * columns + column])
      }
    }
    let greatest = least.max() ?? 0
    guard greatest < CostMatrix.forbidden else { return false }
    prices = least.map { $0 - greatest }
    return true
  }

  /// Lets each waiting row take its best column and lower its price to where the second best is as
  /// good; the row that had it waits again. What is still waiting is left in the list.
  private mutating func bid(_ waiting: inout [Int]) {
    var outbid: [Int] = []
    var place = 0
    // A row that was outbid may bid at once, but not for ever: prices may fall by little each time.
    var patience = 4 * rows
    while place < waiting.count {
      let row = waiting[place]
      let (best, second, bestCost, secondCost) = bestTwo(of: row)
      guard best >= 0 else {
        place += 1
        continue
      }
      var column = best
      let hasLowered = bestCost < secondCost
      if hasLowered {
        prices[column] &-= secondCost &- bestCost
      } else if rowOfColumn[column] >= 0, second >= 0 {
        column = second
      }
      let owner = rowOfColumn[column]
      rowOfColumn[column] = row
      columnOfRow[row] = column
      guard owner >= 0 else {
        place += 1
        continue
      }
      columnOfRow[owner] = -1
      if hasLowered, patience > 0 {
        patience -= 1
        waiting[place] = owner
      } else {
        outbid.append(owner)
        place += 1
      }
    }
    waiting = outbid
  }

  /// The two columns at which a row costs least; -1 stands for leaving it.
  private func bestTwo(of row: Int) -> (Int, Int, Int64, Int64) {
    var (best, second) = (-1, -1)
    var (bestCost, secondCost): (Int64, Int64) = (0, CostMatrix.forbidden)
    let start = row * columns
    for column in 0..<columns {
      let cost = costs[start + column] &- prices[column]
      guard cost < secondCost else { continue }
      if cost < bestCost {
        (second, secondCost) = (best, bestCost)
        (best, bestCost) = (column, cost)
      } else {
        (second, secondCost) = (column, cost)
      }
    }
    return (best, second, bestCost, secondCost)
  }

  /// Finds the shortest path from a row to a free column or to a row that is better left, lowers the
  /// prices along it, and gives every row on it the next column.
  ///
  /// - Returns: Whether no row is left for it.
  private mutating func assign(_ start: Int) -> Bool {
    // To leave the row itself is as far as 0.
    var (end, leftRow): (Int64, Int) = (0, start)
    var freeColumn = -1
    for place in 0..<columns { reaches[place].distance = CostMatrix.forbidden }
    var scanned = 0
    var nearest = relax(start, by: 0, from: 0)
    while nearest >= 0, reaches[nearest].distance <= end {
      let reach = reaches[nearest]
      let row = rowOfColumn[reach.column]
      guard row >= 0 else {
        (freeColumn, end) = (reach.column, reach.distance)
        break
      }
      reaches.swapAt(scanned, nearest)
      scanned += 1
      // The sum of cost and price at which the row has its column is at most 0, for leaving it.
      let shift = reach.distance &- costs[row * columns + reach.column] &+ reach.price
      if shift < end { (end, leftRow) = (shift, row) }
      nearest = relax(row, by: shift, from: scanned)
    }
    for place in 0..<scanned where reaches[place].distance < end {
      reaches[place].price &+= reaches[place].distance &- end
    }
    shift(from: start, to: freeColumn, leaving: leftRow)
    return freeColumn >= 0
  }

  /// Reaches the columns from a place on through a row; the place of the nearest of them, of equal
  /// ones a free one, or -1.
  private mutating func relax(_ row: Int, by shift: Int64, from first: Int) -> Int {
    let offset = row * columns
    var (nearest, least) = (-1, CostMatrix.forbidden)
    for place in first..<reaches.count {
      let reach = reaches[place]
      var distance = costs[offset &+ reach.column] &- reach.price &+ shift
      if distance < reach.distance {
        reaches[place].distance = distance
        reachedFrom[reach.column] = row
      } else {
        distance = reach.distance
      }
      if distance < least || (distance == least && nearest >= 0 && rowOfColumn[reach.column] < 0) {
        (nearest, least) = (place, distance)
      }
    }
    return nearest
  }

  private mutating func shift(from start: Int, to freeColumn: Int, leaving leftRow: Int) {
    var column = freeColumn
    if column < 0 {
      if leftRow == start { return }
      column = columnOfRow[leftRow]
      columnOfRow[leftRow] = -1
    }
    while column >= 0 {
      let row = reachedFrom[column]
      let before = columnOfRow[row]
      rowOfColumn[column] = row
      columnOfRow[row] = column
      column = row == start ? -1 : before
    }
  }
}
