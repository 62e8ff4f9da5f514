// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

/// The cells that figures are counted in: a period and the values of the facts by which rows are told
/// apart, each numbered when it first occurs.
///
/// A key is looked up part by part: each part leads from the place to which those before it led. The
/// steps are kept and not the keys, which follow from them.
struct CellIndex: Sendable {
  private var levels: [Level]
  /// Parts of a key.
  let width: Int

  /// One part of a key: where each value leads from each place that the parts before led to.
  private struct Level: Sendable {
    var table = CodeTable()
    var lastPlace: Int32 = -1
    var lastValue: Int64 = 0
    var lastNumber: Int32 = -1

    @inline(__always)
    mutating func step(from place: Int32, _ value: Int64) -> Int32 {
      if lastPlace == place, lastValue == value { return lastNumber }
      lastNumber = table.number(of: value, at: place)
      (lastPlace, lastValue) = (place, value)
      return lastNumber
    }
  }

  init(width: Int) {
    self.width = width
    levels = Array(repeating: Level(), count: Swift.max(width, 1))
  }

  /// About how many bytes the tables take.
  var memory: Int { levels.reduce(0) { $0 + $1.table.memory } }

  /// The number of cells.
  var count: Int { levels[levels.count - 1].table.count }

  /// Per cell its period and its values; `unknown` for what a row does not have.
  var keys: LazyMapSequence<Range<Int>, ContiguousArray<Int64>> { (0..<count).lazy.map(key) }

  /// The period and the values of a cell.
  func key(_ cell: Int) -> ContiguousArray<Int64> {
    var key = ContiguousArray<Int64>(repeating: 0, count: width)
    var number = cell
    for level in key.indices.reversed() {
      key[level] = levels[level].table.codes[number]
      number = Int(levels[level].table.place(of: number))
    }
    return key
  }

  /// The number of a cell; a new one is given the next.
  mutating func cell(_ key: ContiguousArray<Int64>) -> Int32 {
    var place: Int32 = 0
    for level in 0..<width { place = levels[level].step(from: place, key[level]) }
    return place
  }

  /// One step on the way to a cell; after the last the number of the cell.
  @inline(__always)
  mutating func step(_ level: Int, from place: Int32, _ value: Int64) -> Int32 {
    levels[level].step(from: place, value)
  }
}
