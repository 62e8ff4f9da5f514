// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportMetrics

/// Turns records into calls, or says why it cannot.
struct CallReader {
  /// What became of a record.
  enum Result {
    case call(Contact)
    /// It is no call of which anything is known.
    case rejected(String)
  }

  private var records: RecordReader
  private let map: CallMap
  private var times: CallTimes
  private let position: Positions
  /// Per column the texts that stand for nothing in it; empty for most.
  private let missing: [[[UInt8]]]
  /// Per column the texts of which there are few, each kept once.
  private var names = Array(repeating: TextPool(), count: CallMap.Column.allCases.count)
  private var verdicts: [Reading<CallMap.Verdict>] = []
  private var directions: [Reading<Contact.Direction>] = []
  /// Rows by the outcome that the map does not list.
  private(set) var unlisted: [String: Int] = [:]

  /// What a text of a column with a list says; `nil` where the list does not have it.
  private struct Reading<Value> {
    var value: Value?
    var isListed: Bool
  }

  /// Where the columns stand; -1 for those that the map does not name.
  private struct Positions {
    let places: [Int]

    init(_ header: LogHeader, _ map: CallMap) {
      places = CallMap.Column.allCases.map { header.position(map.columns[$0]?.name) }
    }

    subscript(column: CallMap.Column) -> Int { places[column.rawValue] }
  }

  init(_ header: LogHeader, map: CallMap) {
    self.map = map
    records = RecordReader(header, missing: map.form.missing)
    times = CallTimes(map)
    position = Positions(header, map)
    missing = CallMap.Column.allCases.map { column in
      (map.columns[column]?.missing ?? []).map { Array($0.utf8) }
    }
  }

  /// Whether the clocks change near the call that was read last.
  var isNearChange: Bool { mutating get { times.isNearChange } }

  /// Takes the record that begins at `start`; no result for a blank line.
  mutating func take(
    _ text: UnsafeBufferPointer<UInt8>, from start: Int
  ) -> (result: Result?, next: Int, lines: Int) {
    let step = records.step(text, from: start) ?? records.torn(text, from: start)
    switch step.kind {
    case .blank: return (nil, step.next, step.lines)
    case .bad(let reason): return (.rejected(reason), step.next, step.lines)
    case .row: return (read(text), step.next, step.lines)
    }
  }

  // MARK: Rows

  private mutating func read(_ text: UnsafeBufferPointer<UInt8>) -> Result {
    guard let arrivalText = value(.arrival, text) else {
      return .rejected("the arrival is missing")
    }
    guard let arrivedAt = times.arrival(arrivalText, date: value(.date, text)) else {
      return .rejected("the arrival cannot be read")
    }
    var call = Contact(arrivedAt: arrivedAt)
    var parts = Parts()
    if let reason = readTimes(text, &parts) ?? readLengths(text, &parts) {
      return .rejected(reason)
    }
    if let reason = readVerdict(text, &call) ?? readNames(text, &call) ?? readCounts(text, &call) {
      return .rejected(reason)
    }
    parts.write(to: &call, talksWithoutColumn: position[.talk] < 0)
    return .call(call)
  }

  private mutating func readTimes(
    _ text: UnsafeBufferPointer<UInt8>, _ parts: inout Parts
  ) -> String? {
    func read(_ column: CallMap.Column, _ reader: inout Self, _ instant: inout Instant?) -> Bool {
      guard let field = reader.value(column, text) else { return true }
      instant = reader.times.time(field)
      return instant != nil
    }
    guard read(.menuExit, &self, &parts.menuExit), read(.queueEntry, &self, &parts.queueEntry),
      read(.queueExit, &self, &parts.queueExit), read(.answer, &self, &parts.answer),
      read(.end, &self, &parts.end)
    else { return "a time cannot be read" }
    return nil
  }

  private func readLengths(
    _ text: UnsafeBufferPointer<UInt8>, _ parts: inout Parts
  ) -> String? {
    func read(_ column: CallMap.Column, _ length: inout Int64?) -> Bool {
      guard let field = value(column, text) else { return true }
      length = CallLength.milliseconds(field, map.lengths)
      return length != nil
    }
    guard read(.menu, &parts.menu), read(.wait, &parts.wait), read(.talk, &parts.talk),
      read(.hold, &parts.hold), read(.wrapUp, &parts.wrapUp)
    else { return "an amount of time cannot be read" }
    return nil
  }

  private mutating func readVerdict(
    _ text: UnsafeBufferPointer<UInt8>, _ call: inout Contact
  ) -> String? {
    if position[.outcome] >= 0 {
      guard let number = number(.outcome, text) else { return notUTF8 }
      guard number >= 0 || map.otherwise != nil else { return "the outcome is missing" }
      let reading = number < 0 ? .init(value: map.otherwise, isListed: true) : verdict(number)
      if !reading.isListed { unlisted[name(.outcome, number), default: 0] += 1 }
      switch reading.value {
      case nil: return "its outcome is not in the map"
      case .outcome(let outcome): call.outcome = outcome
      case .phantom: call.isPhantom = true
      case .byTimes: break
      }
    }
    if position[.direction] >= 0 {
      guard let number = number(.direction, text) else { return notUTF8 }
      if number >= 0 {
        guard let direction = direction(number) else { return "its direction is not in the map" }
        call.direction = direction
      }
    }
    return nil
  }

  /// Looks up what a text says when it is met for the first time.
  private mutating func verdict(_ number: Int32) -> Reading<CallMap.Verdict> {
    while verdicts.count <= Int(number) {
      let listed = map.outcomes[name(.outcome, Int32(verdicts.count))]
      verdicts.append(.init(value: listed ?? map.otherwise, isListed: listed != nil))
    }
    return verdicts[Int(number)]
  }

  private mutating func direction(_ number: Int32) -> Contact.Direction? {
    while directions.count <= Int(number) {
      let listed = map.directions[name(.direction, Int32(directions.count))]
      directions.append(.init(value: listed, isListed: listed != nil))
    }
    return directions[Int(number)].value
  }

  private mutating func readNames(
    _ text: UnsafeBufferPointer<UInt8>, _ call: inout Contact
  ) -> String? {
    guard let channel = number(.channel, text), let type = number(.type, text),
      let priority = number(.priority, text),
      let queue = number(.queue, text), let agent = number(.agent, text)
    else { return notUTF8 }
    if channel >= 0 { call.channel = name(.channel, channel) }
    if type >= 0 { call.type = name(.type, type) }
    if priority >= 0 { call.priority = name(.priority, priority) }
    if queue >= 0 { call.queue = name(.queue, queue) }
    if agent >= 0 { call.agent = AgentID(name(.agent, agent)) }
    if let field = value(.customer, text) {
      guard let customer = records.string(position[.customer], field, text) else { return notUTF8 }
      call.customer = CustomerID(customer)
    }
    return nil
  }

  private func readCounts(
    _ text: UnsafeBufferPointer<UInt8>, _ call: inout Contact
  ) -> String? {
    if let field = value(.transfers, text) {
      var reader = ByteReader(field)
      let isNegative = reader.skip(UInt8(ascii: "-"))
      guard let count = reader.digits(1...6), reader.isAtEnd else {
        return "the number of transfers cannot be read"
      }
      call.transfers = isNegative ? -count : count
    }
    if let field = value(.resolved, text) {
      guard let isResolved = map.resolved[String(decoding: field, as: UTF8.self)] else {
        return "whether it was resolved is not in the map"
      }
      call.isResolved = isResolved
    }
    return nil
  }

  // MARK: Fields

  private let notUTF8 = "a field is not text in UTF-8"

  @inline(__always)
  private func value(
    _ column: CallMap.Column, _ text: UnsafeBufferPointer<UInt8>
  ) -> UnsafeBufferPointer<UInt8>? {
    guard let field = records.value(position[column], text) else { return nil }
    for word in missing[column.rawValue] where word.elementsEqual(field) { return nil }
    return field
  }

  /// The text of a number.
  private func name(_ column: CallMap.Column, _ number: Int32) -> String {
    names[column.rawValue].texts[Int(number)]
  }

  /// The number of a field's text: -1 where it is missing, `nil` where it is no UTF-8.
  private mutating func number(
    _ column: CallMap.Column, _ text: UnsafeBufferPointer<UInt8>
  ) -> Int32? {
    guard value(column, text) != nil else { return -1 }
    return records.number(position[column], text, &names[column.rawValue])
  }
}
