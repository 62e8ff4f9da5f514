// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore

extension MetricCells {
  /// Makes a value of a code, for a field.
  typealias Words = (_ code: Int64, _ field: Int) -> DocumentForm

  /// The cells as columns, in the order in which cells are written.
  func form(_ order: [Int], _ step: MetricStep, _ words: Words) -> DocumentForm {
    var members: [DocumentForm.Member] = [
      .init("apart", .counts(order.map { leftOut[$0].apart })),
      .init("unknown", .counts(order.map { leftOut[$0].unknown })),
    ]
    switch form {
    case .rates:
      members += [
        .init("above", .counts(order.map { rates[$0].above })),
        .init("against", .counts(order.map { rates[$0].against })),
        .init("below", .counts(order.map { rates[$0].below })),
      ]
    case .sums:
      members += [
        .init("above", .list(order.map { DocumentForm.whole(sums[$0].above) })),
        .init("below", .list(order.map { DocumentForm.whole(sums[$0].below) })),
        .init("counts", .counts(order.map { sums[$0].count })),
      ]
    case .extremes:
      members += [
        .init("least", .integers(order.map { extremes[$0].least })),
        .init("greatest", .integers(order.map { extremes[$0].greatest })),
        .init("counts", .counts(order.map { extremes[$0].count })),
      ]
    case .values: members.append(.init("tallies", .list(order.map { values[$0].form })))
    case .sketches: members.append(.init("tallies", .list(order.map { sketches[$0].form })))
    case .frequent: members.append(.init("tallies", .list(order.map { frequent[$0].form })))
    case .distinct:
      members += [
        .init("tallies", .list(order.map { distinct[$0].sketch.form })),
        .init("counts", .counts(order.map { distinct[$0].count })),
      ]
    case .names: members += nameMembers(order, step.kind.namedFields[0], words)
    case .shared: members += sharedMembers(order, step.kind.namedFields[0], words)
    case .presences:
      let stays = order.map {
        presences[$0].stays.sorted { ($0.from, $0.until) < ($1.from, $1.until) }
      }
      members += [
        .init("from", .list(stays.map { .integers($0.map(\.from)) })),
        .init("until", .list(stays.map { .integers($0.map(\.until)) })),
      ]
    case .judged: members += judgedMembers(Self.inverse(order))
    case .recurrences: members += recurrenceMembers(Self.inverse(order), step, words)
    }
    return .object(members)
  }

  /// Per cell its place in an order.
  private static func inverse(_ order: [Int]) -> [Int] {
    var places = Array(repeating: 0, count: order.count)
    for (place, cell) in order.enumerated() { places[cell] = place }
    return places
  }

  private func nameMembers(_ order: [Int], _ field: Int, _ words: Words) -> [DocumentForm.Member] {
    let cells = order.map { cell in
      names[cell].counts.map { (value: words($0, field), count: $1) }
        .sorted { Self.isBefore($0.value, $1.value) }
    }
    return [
      .init("values", .list(cells.map { .list($0.map(\.value)) })),
      .init("counts", .list(cells.map { .counts($0.map(\.count)) })),
    ]
  }

  private func sharedMembers(_ order: [Int], _ field: Int, _ words: Words) -> [DocumentForm.Member]
  {
    [
      .init("sums", .list(order.map { DocumentForm.whole(shared[$0].sum) })),
      .init("counts", .counts(order.map { shared[$0].count })),
      .init(
        "values",
        .list(
          order.map { cell in
            .list(shared[cell].values.codes.map { words($0, field) }.sorted(by: Self.isBefore))
          })),
    ]
  }

  private func judgedMembers(_ places: [Int]) -> [DocumentForm.Member] {
    let rows = judged.map { row in
      (
        due: row.due, cell: places[Int(row.cell)],
        where: (row.isAbove ? 1 : 0) + (row.isAgainst ? 2 : 0) + (row.isBelow ? 4 : 0)
      )
    }.sorted { ($0.cell, $0.due, $0.where) < ($1.cell, $1.due, $1.where) }
    return [
      .init("due", .integers(rows.map(\.due))), .init("cell", .counts(rows.map(\.cell))),
      .init("where", .counts(rows.map(\.where))),
    ]
  }

  private func recurrenceMembers(
    _ places: [Int], _ step: MetricStep, _ words: Words
  ) -> [DocumentForm.Member] {
    let fields = step.kind.namedFields
    let named: [[DocumentForm]] = keys.keys.map { key in zip(key, fields).map { words($0, $1) } }
    let order = named.indices.sorted { Self.isBefore(.list(named[$0]), .list(named[$1])) }
    let keyPlaces = Self.inverse(order)
    let rows = recurrences.map { row in
      (
        key: keyPlaces[Int(row.key)], start: row.start, end: row.end, cell: places[Int(row.cell)],
        role: (row.isCounted ? 1 : 0) + (row.isFollower ? 2 : 0)
      )
    }.sorted {
      ($0.key, $0.start, $0.end, $0.cell, $0.role) < ($1.key, $1.start, $1.end, $1.cell, $1.role)
    }
    return [
      .init("keys", .list(order.map { .list(named[$0]) })),
      .init("key", .counts(rows.map(\.key))), .init("start", .integers(rows.map(\.start))),
      .init("end", .integers(rows.map(\.end))), .init("cell", .counts(rows.map(\.cell))),
      .init("role", .counts(rows.map(\.role))),
    ]
  }

  /// Orders written values: texts by their scalars, numbers by size, lists part by part.
  private static func isBefore(_ left: DocumentForm, _ right: DocumentForm) -> Bool {
    switch (left, right) {
    case (.number(let one), .number(let other)): return one < other
    case (.text(let one), .text(let other)): return one < other
    case (.list(let one), .list(let other)):
      for (left, right) in zip(one, other) where left != right { return isBefore(left, right) }
      return one.count < other.count
    default: return left.line < right.line
    }
  }
}
