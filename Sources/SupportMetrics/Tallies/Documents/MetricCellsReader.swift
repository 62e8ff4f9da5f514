// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore

extension MetricCells {
  /// Finds the code of a written value, for a field.
  typealias Codes = (DocumentNode, _ field: Int, inout Problems) -> Int64

  /// Reads the cells of a step, as many as the frame has.
  mutating func read(
    _ node: DocumentNode, _ step: MetricStep, cells count: Int, _ problems: inout Problems,
    _ code: Codes
  ) {
    guard let object = node.object(&problems) else { return }
    var reader = MetricCellsReader(object: object, count: count, problems: problems)
    let (apart, unknown) = (reader.counts("apart"), reader.counts("unknown"))
    for cell in 0..<count {
      leftOut[cell] = MetricLeftOut(apart: apart[cell], unknown: unknown[cell])
    }
    switch form {
    case .rates:
      let columns = ["above", "against", "below"].map { reader.counts($0) }
      for cell in 0..<count {
        rates[cell] = RateCell(
          above: columns[0][cell], against: columns[1][cell], below: columns[2][cell])
      }
    case .sums:
      let (above, below) = (reader.wholes("above"), reader.wholes("below"))
      let counts = reader.counts("counts")
      for cell in 0..<count {
        sums[cell] = SumCell(above: above[cell], below: below[cell], count: counts[cell])
      }
    case .extremes:
      let (least, greatest) = (reader.numbers("least"), reader.numbers("greatest"))
      let counts = reader.counts("counts")
      for cell in 0..<count {
        extremes[cell] = ExtremeCell(
          least: least[cell], greatest: greatest[cell], count: counts[cell])
      }
    case .values:
      for (cell, node) in reader.nodes("tallies").enumerated() {
        values[cell] = ValueTally(reading: node, &reader.problems) ?? ValueTally()
      }
    case .sketches:
      for (cell, node) in reader.nodes("tallies").enumerated() {
        guard let sketch = QuantileSketch(reading: node, &reader.problems) else { continue }
        if sketch.relativeError == sketches[cell].relativeError {
          sketches[cell] = sketch
        } else {
          reader.problems.report("the sketch has another relative error than the plan's", at: node)
        }
      }
    case .frequent:
      for (cell, node) in reader.nodes("tallies").enumerated() {
        guard let items = FrequentItems(reading: node, &reader.problems) else { continue }
        if items.capacity == frequent[cell].capacity {
          frequent[cell] = items
        } else {
          reader.problems.report("there are other counters than the plan's", at: node)
        }
      }
    case .distinct:
      let counts = reader.counts("counts")
      for (cell, node) in reader.nodes("tallies").enumerated() {
        guard let sketch = DistinctSketch(reading: node, &reader.problems) else { continue }
        if sketch.precision == distinct[cell].sketch.precision {
          distinct[cell] = DistinctCell(sketch: sketch, count: counts[cell])
        } else {
          reader.problems.report("the sketch has another precision than the plan's", at: node)
        }
      }
    case .names: readNames(&reader, step.kind.namedFields[0], code)
    case .shared: readShared(&reader, step.kind.namedFields[0], code)
    case .presences: readPresences(&reader)
    case .judged: readJudged(&reader)
    case .recurrences: readRecurrences(&reader, step.kind.namedFields, code)
    }
    problems = reader.problems
    reader.object.finish(&problems)
  }

  private mutating func readNames(_ reader: inout MetricCellsReader, _ field: Int, _ code: Codes) {
    let (values, counts) = (reader.nodes("values"), reader.nodes("counts"))
    for (cell, (valueNode, countNode)) in zip(values, counts).enumerated() {
      let values = valueNode.array(&reader.problems) ?? []
      let counts = countNode.counts(&reader.problems) ?? []
      guard values.count == counts.count else {
        countNode.refuse(counts.count, insteadOf: values.count, &reader.problems)
        continue
      }
      for (value, count) in zip(values, counts) {
        names[cell].add(code(value, field, &reader.problems), times: count)
      }
    }
  }

  private mutating func readShared(_ reader: inout MetricCellsReader, _ field: Int, _ code: Codes) {
    let (sums, counts) = (reader.wholes("sums"), reader.counts("counts"))
    for (cell, node) in reader.nodes("values").enumerated() {
      shared[cell].sum = sums[cell]
      shared[cell].count = counts[cell]
      for value in node.array(&reader.problems) ?? [] {
        _ = shared[cell].values.number(of: code(value, field, &reader.problems))
      }
    }
  }

  private mutating func readPresences(_ reader: inout MetricCellsReader) {
    let instants = Instant.min.millisecondsSince1970...Instant.max.millisecondsSince1970
    let (from, until) = (reader.nodes("from"), reader.nodes("until"))
    for (cell, (startNode, endNode)) in zip(from, until).enumerated() {
      let starts = startNode.integers(in: instants, &reader.problems) ?? []
      let ends = endNode.integers(in: instants.lowerBound...Int64.max, &reader.problems) ?? []
      guard starts.count == ends.count else {
        endNode.refuse(ends.count, insteadOf: starts.count, &reader.problems)
        continue
      }
      for (start, end) in zip(starts, ends) {
        if end < start { reader.problems.report("a stay ends before it begins", at: endNode) }
        presences[cell].stays.append(.init(from: start, until: Swift.max(start, end)))
      }
    }
  }

  private mutating func readJudged(_ reader: inout MetricCellsReader) {
    let cells = reader.column("cell", in: 0...Int64(Swift.max(reader.count, 1)) - 1)
    let due = reader.column("due", in: Int64.min...Int64.max, cells.count)
    guard reader.count > 0 || cells.isEmpty else {
      reader.problems.report("there are rows and no cells", path: "steps")
      return
    }
    for (row, place) in reader.column("where", in: 0...7, cells.count).enumerated() {
      judged.append(
        .init(
          due: due[row], cell: Int32(cells[row]), isAbove: place & 1 != 0,
          isAgainst: place & 2 != 0,
          isBelow: place & 4 != 0))
    }
  }

  private mutating func readRecurrences(
    _ reader: inout MetricCellsReader, _ fields: [Int], _ code: Codes
  ) {
    for node in reader.free("keys") {
      let values = node.array(&reader.problems) ?? []
      guard values.count == fields.count else {
        node.refuse(values.count, insteadOf: fields.count, &reader.problems)
        return
      }
      let before = keys.count
      let key = ContiguousArray(
        zip(values, fields).map { code($0, $1, &reader.problems) })
      if Int(keys.cell(key)) != before { reader.problems.report("the key comes twice", at: node) }
    }
    let places = reader.column("key", in: 0...Int64(Swift.max(keys.count, 1)) - 1)
    let every = Int64.min + 1...Int64.max
    let start = reader.column("start", in: every, places.count)
    let end = reader.column("end", in: every, places.count)
    let cells = reader.column("cell", in: 0...Int64(Swift.max(reader.count, 1)) - 1, places.count)
    let roles = reader.column("role", in: 1...3, places.count)
    guard reader.count > 0 || places.isEmpty, keys.count > 0 || places.isEmpty else { return }
    for row in places.indices {
      recurrences.append(
        .init(
          key: Int32(places[row]), cell: Int32(cells[row]), start: start[row], end: end[row],
          isCounted: roles[row] & 1 != 0, isFollower: roles[row] & 2 != 0))
    }
  }
}

/// Reads columns of one length; what is wrong is reported, and read as zeros.
private struct MetricCellsReader {
  var object: DocumentObject
  let count: Int
  var problems: Problems

  /// A column with a node for each cell.
  mutating func nodes(_ key: String) -> [DocumentNode] {
    guard let node = object.required(key, &problems), let nodes = node.array(&problems)
    else { return [] }
    guard nodes.count == count else {
      node.refuse(nodes.count, insteadOf: count, &problems)
      return []
    }
    return nodes
  }

  /// A column of nodes of any length.
  mutating func free(_ key: String) -> [DocumentNode] {
    object.required(key, &problems)?.array(&problems) ?? []
  }

  mutating func counts(_ key: String) -> [Int] {
    guard let node = object.required(key, &problems),
      let counts = node.counts(from: 0, &problems)
    else { return Array(repeating: 0, count: count) }
    return fitted(counts, node)
  }

  mutating func numbers(_ key: String) -> [Int64] {
    guard let node = object.required(key, &problems),
      let numbers = node.integers(in: Int64.min...Int64.max, &problems)
    else { return Array(repeating: 0, count: count) }
    return fitted(numbers, node)
  }

  /// A column of whole numbers of up to 128 bits.
  mutating func wholes(_ key: String) -> [Int128] {
    guard let node = object.required(key, &problems),
      let numbers = node.values(
        &problems,
        { (node, problems) -> Int128? in
          guard let number = node.decimal(&problems) else { return nil }
          guard number.scale == 0 else {
            problems.report("\(number) is no whole number", at: node)
            return nil
          }
          return number.significand
        })
    else { return Array(repeating: 0, count: count) }
    return fitted(numbers, node)
  }

  /// A column of some length of its own; the first one says how long.
  mutating func column(
    _ key: String, in bounds: ClosedRange<Int64>, _ length: Int? = nil
  ) -> [Int64] {
    guard let node = object.required(key, &problems),
      let numbers = node.integers(in: bounds, &problems)
    else { return Array(repeating: 0, count: length ?? 0) }
    guard let length, numbers.count != length else { return numbers }
    node.refuse(numbers.count, insteadOf: length, &problems)
    return Array(repeating: 0, count: length)
  }

  private mutating func fitted<Value: ExpressibleByIntegerLiteral>(
    _ values: [Value], _ node: DocumentNode
  ) -> [Value] {
    guard values.count != count else { return values }
    node.refuse(values.count, insteadOf: count, &problems)
    return Array(repeating: 0, count: count)
  }
}
