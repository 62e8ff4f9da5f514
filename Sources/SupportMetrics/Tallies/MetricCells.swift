// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore

/// What one step keeps: for each cell what was left out, and the kind of cell that the step needs; the
/// other kinds stay empty.
struct MetricCells: Sendable {
  let form: Form
  var leftOut: ContiguousArray<MetricLeftOut> = []
  var rates: ContiguousArray<RateCell> = []
  var sums: ContiguousArray<SumCell> = []
  var extremes: ContiguousArray<ExtremeCell> = []
  var values: ContiguousArray<ValueTally> = []
  var sketches: ContiguousArray<QuantileSketch> = []
  var names: ContiguousArray<NameCell> = []
  var frequent: ContiguousArray<FrequentItems> = []
  var distinct: ContiguousArray<DistinctCell> = []
  var shared: ContiguousArray<SharedSumCell> = []
  var presences: ContiguousArray<PresenceCell> = []
  /// Rows of shares that are not judged before the data reach far enough.
  var judged: ContiguousArray<JudgedRow> = []
  /// Rows that may be followed by another of the same key, and the keys.
  var recurrences: ContiguousArray<RecurrenceRow> = []
  var keys = CellIndex(width: 0)
  /// What a cell of a sketch and of bounded counters begins with.
  private var emptySketch = QuantileSketch()
  private var emptyItems: FrequentItems?
  private var emptyDistinct = DistinctCell()

  /// The kind of cell that a step needs.
  enum Form: Hashable, Sendable {
    case rates
    case sums
    case extremes
    case values
    case sketches
    case names
    case frequent
    case distinct
    case shared
    case presences
    case judged
    case recurrences
  }

  init(_ step: MetricStep) {
    form = step.form
    if case .sketch(_, _, let error) = step.kind,
      let sketch = try? QuantileSketch(relativeError: error)
    {
      emptySketch = sketch
    }
    if case .frequent(_, _, let counters) = step.kind {
      emptyItems = try? FrequentItems(capacity: counters)
    }
    if case .sketchedDistinct(_, _, let precision) = step.kind,
      let sketch = try? DistinctSketch(precision: precision)
    {
      emptyDistinct.sketch = sketch
    }
    if case .recurrence(let key, _, _, _, _) = step.kind { keys = CellIndex(width: key.count) }
  }

  /// Makes room for cells that were not there before.
  mutating func grow(to count: Int) {
    let more = count - leftOut.count
    guard more > 0 else { return }
    leftOut.append(contentsOf: repeatElement(MetricLeftOut(), count: more))
    switch form {
    case .rates: rates.append(contentsOf: repeatElement(RateCell(), count: more))
    case .sums: sums.append(contentsOf: repeatElement(SumCell(), count: more))
    case .extremes: extremes.append(contentsOf: repeatElement(ExtremeCell(), count: more))
    case .values: values.append(contentsOf: repeatElement(ValueTally(), count: more))
    case .sketches: sketches.append(contentsOf: repeatElement(emptySketch, count: more))
    case .names: names.append(contentsOf: repeatElement(NameCell(), count: more))
    case .frequent:
      if let emptyItems { frequent.append(contentsOf: repeatElement(emptyItems, count: more)) }
    case .distinct: distinct.append(contentsOf: repeatElement(emptyDistinct, count: more))
    case .shared: shared.append(contentsOf: repeatElement(SharedSumCell(), count: more))
    case .presences: presences.append(contentsOf: repeatElement(PresenceCell(), count: more))
    case .judged, .recurrences: break
    }
  }

  /// Counts above the line, on the other side of a balance, and below the line.
  struct RateCell: Hashable, Sendable {
    var above = 0
    var against = 0
    var below = 0

    mutating func merge(_ other: Self) {
      above.add(saturating: other.above)
      against.add(saturating: other.against)
      below.add(saturating: other.below)
    }
  }

  /// Two sums and how many rows they are of. 128 bits hold the sum of 2^64 numbers of 64 bits.
  struct SumCell: Hashable, Sendable {
    var above: Int128 = 0
    var below: Int128 = 0
    var count = 0

    mutating func merge(_ other: Self) {
      above.add(saturating: other.above)
      below.add(saturating: other.below)
      count.add(saturating: other.count)
    }
  }

  struct ExtremeCell: Hashable, Sendable {
    var least = Int64.max
    var greatest = Int64.min
    var count = 0

    mutating func merge(_ other: Self) {
      least = Swift.min(least, other.least)
      greatest = Swift.max(greatest, other.greatest)
      count.add(saturating: other.count)
    }
  }

  /// How often each value of a fact occurs, by code.
  struct NameCell: Sendable {
    private var table = CodeTable()
    private var times: ContiguousArray<Int> = []
    private(set) var total = 0

    /// How many different codes there are.
    var distinct: Int { times.count }

    /// Each code with how often it occurs, as they came.
    var counts: Zip2Sequence<ContiguousArray<Int64>, ContiguousArray<Int>> {
      zip(table.codes, times)
    }

    /// About how many bytes it takes.
    var memory: Int { table.memory + times.count * 8 }

    mutating func add(_ code: Int64, times count: Int = 1) {
      let number = Int(table.number(of: code))
      if number == times.count { times.append(0) }
      times[number].add(saturating: count)
      total.add(saturating: count)
    }
  }

  /// About how many different values a fact has, and of how many rows.
  struct DistinctCell: Hashable, Sendable {
    var sketch = DistinctSketch()
    var count = 0
  }

  /// A sum and the different values of a fact among its rows.
  struct SharedSumCell: Sendable {
    var sum: Int128 = 0
    var count = 0
    var values = CodeTable()
  }

  /// When rows came and went; the highest number of 64 bits for those that are still there.
  struct PresenceCell: Hashable, Sendable {
    var stays: ContiguousArray<Stay> = []

    struct Stay: Hashable, Sendable {
      var from: Int64
      var until: Int64
    }
  }

  /// A row that may be followed by another of the same key.
  struct RecurrenceRow: Sendable {
    let start: Int64
    let end: Int64
    /// The number of the key, and above it whether the row is counted: 24 bytes a row, as there are many.
    private let keyAndCounted: UInt32
    private let cellAndFollower: UInt32

    private static let role: UInt32 = 1 << 31

    init(key: Int32, cell: Int32, start: Int64, end: Int64, isCounted: Bool, isFollower: Bool) {
      self.start = start
      self.end = end
      keyAndCounted = UInt32(bitPattern: key) | (isCounted ? Self.role : 0)
      cellAndFollower = UInt32(bitPattern: cell) | (isFollower ? Self.role : 0)
    }

    var key: Int32 { Int32(bitPattern: keyAndCounted & ~Self.role) }
    var cell: Int32 { Int32(bitPattern: cellAndFollower & ~Self.role) }
    /// Whether it is one of the rows that are counted.
    var isCounted: Bool { keyAndCounted & Self.role != 0 }
    /// Whether it may follow another.
    var isFollower: Bool { cellAndFollower & Self.role != 0 }
  }

  /// A row of a share, with the instant to which the data must reach.
  struct JudgedRow: Hashable, Sendable {
    var due: Int64
    var cell: Int32
    var isAbove: Bool
    var isAgainst: Bool
    var isBelow: Bool
  }
}

extension MetricStep {
  /// The kind of cell that the step needs.
  var form: MetricCells.Form {
    if horizon != nil { return .judged }
    return switch kind {
    case .count, .share, .ratio, .balance: .rates
    case .sum, .quotient: .sums
    case .extreme: .extremes
    case .values: .values
    case .sketch: .sketches
    case .names, .distinct: .names
    case .frequent: .frequent
    case .sketchedDistinct: .distinct
    case .sumByDistinct: .shared
    case .present: .presences
    case .recurrence: .recurrences
    }
  }
}
