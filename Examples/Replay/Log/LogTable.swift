// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore

/// The rows of a log, with every text replaced by its number: what folding needs, and no more.
struct LogTable {
  /// One row that was understood. Numbers below 0 stand for what the row does not say.
  struct Row {
    var at: Instant
    var ticket: Int32
    var step: Int32
    var group: Int32
    var agent: Int32
    var priority: Int32
    var category: Int32
    var subcategory: Int32
    var reassignments: Int32
    var isRecordedMet: Bool?
  }

  /// What only the first row of a case tells.
  struct Case {
    var firstAt: Instant
    var openedAt: Instant?
    var channel: Int32
    var customer: Int32
    var kind: Int32
  }

  /// A row that was not understood, with the first of its kind to show.
  struct Rejection {
    var reason: String
    var count: Int
    var firstLine: Int
    var firstText: String
  }

  var rows: [Row] = []
  var cases: [Case] = []
  var steps: [LogMap.Step] = []
  var rejections: [Rejection] = []
  /// Rejected rows by the number of the state or activity that the map does not list.
  var unmappedRows: [Int32: Int] = [:]
  /// Rows of the log, those that were rejected included, the header not.
  var rowCount = 0

  var tickets = TextPool()
  var stepNames = TextPool()
  var groups = TextPool()
  var agents = TextPool()
  var priorities = TextPool()
  var categories = TextPool()
  var subcategories = TextPool()
  var channels = TextPool()
  var customers = TextPool()
  var kinds = TextPool()

  var rejectedCount: Int { rejections.reduce(0) { $0 + $1.count } }

  mutating func reject(_ reason: String, line: Int, text: String) {
    if let position = rejections.firstIndex(where: { $0.reason == reason }) {
      rejections[position].count += 1
    } else {
      rejections.append(Rejection(reason: reason, count: 1, firstLine: line, firstText: text))
    }
  }

  /// How often each state or activity stands in the log that the map does not list, rows that were
  /// rejected for it included.
  func unlisted(_ map: LogMap) -> [(name: String, count: Int)] {
    var counts = Array(repeating: 0, count: stepNames.texts.count)
    for (step, count) in unmappedRows { counts[Int(step)] += count }
    for row in rows where row.step >= 0 { counts[Int(row.step)] += 1 }
    return zip(stepNames.texts, counts)
      .filter { $1 > 0 && map.steps[$0] == nil }
      .sorted { ($1.1, $0.0) < ($0.1, $1.0) }
      .map { (name: $0, count: $1) }
  }

  /// The positions of the rows case by case, in file order inside a case, and where each case
  /// begins.
  func rowsByCase() -> (rows: [Int32], starts: [Int]) {
    var starts = Array(repeating: 0, count: cases.count + 1)
    for row in rows { starts[Int(row.ticket) + 1] += 1 }
    for index in cases.indices { starts[index + 1] += starts[index] }
    var next = starts
    var order = Array(repeating: Int32(0), count: rows.count)
    for (position, row) in rows.enumerated() {
      order[next[Int(row.ticket)]] = Int32(position)
      next[Int(row.ticket)] += 1
    }
    return (order, starts)
  }
}
