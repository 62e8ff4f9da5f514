// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

/// The cells that figures are counted in: a period and the values of the facts by which rows are told
/// apart, each numbered when it first occurs.
///
/// A key is looked up part by part, so that the usual case, few values of each, is a walk through
/// small tables.
struct CellIndex: Sendable {
  /// Per cell its period and its values; `unknown` for what a row does not have.
  private(set) var keys: [ContiguousArray<Int64>] = []
  private var levels: [Level]
  /// Parts of a key.
  let width: Int

  /// One part of a key: where each value leads from each place that the parts before led to.
  fileprivate struct Level: Sendable {
    /// Values from -1, which stands for unknown, to 62 lead by this table; -1 is nowhere yet.
    var near: ContiguousArray<Int32> = []
    var far: [Pair: Int32] = [:]
    var places: Int32 = 0
    var last = Pair(place: -1, value: 0)
    var lastPlace: Int32 = -1
  }

  fileprivate struct Pair: Hashable {
    var place: Int32
    var value: Int64
  }

  init(width: Int) {
    self.width = width
    levels = Array(repeating: Level(), count: Swift.max(width, 1))
  }

  /// About how many bytes the keys and the tables that lead to them take.
  var memory: Int {
    let tables = levels.reduce(0) { $0 + $1.near.count * 4 + $1.far.count * 32 }
    return tables + keys.count * (width + 5) * 8
  }

  /// The number of cells.
  var count: Int { keys.count }

  /// The number of a cell; a new one is given the next.
  mutating func cell(_ key: ContiguousArray<Int64>) -> Int32 {
    var place: Int32 = 0
    for level in 0..<width { place = levels[level].step(from: place, key[level]) }
    if Int(place) == keys.count { keys.append(key) }
    return place
  }

  /// One step on the way to a cell.
  @inline(__always)
  mutating func step(_ level: Int, from place: Int32, _ value: Int64) -> Int32 {
    levels[level].step(from: place, value)
  }

  /// Keeps the key of a cell that was reached step by step, if it is new.
  @inline(__always)
  mutating func keep(_ cell: Int32, _ key: () -> ContiguousArray<Int64>) {
    if Int(cell) == keys.count { keys.append(key()) }
  }
}

extension CellIndex.Level {
  @inline(__always)
  fileprivate mutating func step(from place: Int32, _ value: Int64) -> Int32 {
    if last.place == place, last.value == value { return lastPlace }
    let found = find(place, value)
    last = .init(place: place, value: value)
    lastPlace = found
    return found
  }

  private mutating func find(_ place: Int32, _ value: Int64) -> Int32 {
    let near = value == MetricColumns.unknown ? 0 : value &+ 1
    guard near >= 0, near < 64, value != -1, place < 4_096 else {
      let pair = CellIndex.Pair(place: place, value: value)
      if let found = far[pair] { return found }
      far[pair] = places
      places += 1
      return places - 1
    }
    let slot = Int(place) * 64 + Int(near)
    while self.near.count <= slot { self.near.append(contentsOf: repeatElement(-1, count: 64)) }
    if self.near[slot] < 0 {
      self.near[slot] = places
      places += 1
    }
    return self.near[slot]
  }
}
