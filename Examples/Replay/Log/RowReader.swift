// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore

/// Turns records into rows of a table, or says why it cannot.
struct RowReader {
  private(set) var table = LogTable()
  private var records: RecordReader
  private let map: LogMap
  private let metTexts: [[UInt8]]
  private let missedTexts: [[UInt8]]
  private let position: Positions

  /// Where the columns stand; -1 for those that the map does not name.
  private struct Positions {
    let ticket, time, openedAt, step, group, agent, priority, category, subcategory: Int
    let channel, customer, kind, flag, reassignments: Int

    init(_ header: LogHeader, _ map: LogMap) {
      func of(_ column: LogMap.Column) -> Int { header.position(map.columns[column]) }
      ticket = of(.ticket)
      time = of(.time)
      openedAt = of(.openedAt)
      step = of(.step)
      group = of(.group)
      agent = of(.agent)
      priority = of(.priority)
      category = of(.category)
      subcategory = of(.subcategory)
      channel = of(.channel)
      customer = of(.customer)
      kind = of(.kind)
      flag = of(.recordedSLA)
      reassignments = of(.reassignments)
    }
  }

  init(_ header: LogHeader, map: LogMap) {
    self.map = map
    records = RecordReader(header, missing: map.form.missing)
    metTexts = (map.flag?.met ?? []).map { Array($0.utf8) }
    missedTexts = (map.flag?.missed ?? []).map { Array($0.utf8) }
    position = Positions(header, map)
  }

  /// Takes in the record that begins at `start` and returns where the next one begins.
  mutating func take(
    _ text: UnsafeBufferPointer<UInt8>, from start: Int, line: inout Int
  ) -> Int {
    let step = records.step(text, from: start) ?? records.torn(text, from: start)
    var reason: String?
    switch step.kind {
    case .blank: break
    case .row:
      table.rowCount += 1
      reason = read(text)
    case .bad(let why):
      table.rowCount += 1
      reason = why
    }
    if let reason {
      table.reject(reason, line: line, text: RecordReader.shown(text, start, step.next))
    }
    line += step.lines
    return step.next
  }

  // MARK: Fields

  /// Appends the record as a row, or returns the reason why it is none.
  private mutating func read(_ text: UnsafeBufferPointer<UInt8>) -> String? {
    guard let id = value(position.ticket, text) else { return "the case id is missing" }
    guard let timeText = value(position.time, text) else { return "the time is missing" }
    guard let at = time(timeText) else { return "the time cannot be read" }
    var openedAt: Instant?
    if let openedText = value(position.openedAt, text) {
      openedAt = time(openedText)
      if openedAt == nil { return "the opening time cannot be read" }
    }
    guard let step = records.number(position.step, text, &table.stepNames) else { return notUTF8 }
    if let reason = learn(step) { return reason }
    guard let group = records.number(position.group, text, &table.groups),
      let agent = records.number(position.agent, text, &table.agents),
      let priority = records.number(position.priority, text, &table.priorities),
      let category = records.number(position.category, text, &table.categories),
      let subcategory = records.number(position.subcategory, text, &table.subcategories)
    else { return notUTF8 }
    let (isMet, flagReason) = flag(text)
    let (count, countReason) = reassignments(text)
    if let reason = flagReason ?? countReason { return reason }
    guard let ticket = ticket(id, at, openedAt, text) else { return notUTF8 }
    table.rows.append(
      LogTable.Row(
        at: at, ticket: ticket, step: step, group: group, agent: agent, priority: priority,
        category: category, subcategory: subcategory, reassignments: count, isRecordedMet: isMet))
    return nil
  }

  private let notUTF8 = "a field is not text in UTF-8"

  @inline(__always)
  private func value(
    _ column: Int, _ text: UnsafeBufferPointer<UInt8>
  ) -> UnsafeBufferPointer<UInt8>? {
    records.value(column, text)
  }

  private func time(_ text: UnsafeBufferPointer<UInt8>) -> Instant? {
    for format in map.form.timeFormats {
      if let instant = format.instant(text, zone: map.zone) { return instant }
    }
    return nil
  }

  /// Looks up what a state or activity does when it is met for the first time.
  private mutating func learn(_ step: Int32) -> String? {
    guard step >= 0 else {
      guard map.otherwise == nil else { return nil }
      return "the state or activity is missing"
    }
    while table.steps.count <= Int(step) {
      let name = table.stepNames.texts[table.steps.count]
      table.steps.append(map.steps[name] ?? map.otherwise ?? .unlisted)
    }
    guard table.steps[Int(step)] == .unlisted else { return nil }
    table.unmappedRows[step, default: 0] += 1
    return "its state or activity is not in the map"
  }

  private func flag(_ text: UnsafeBufferPointer<UInt8>) -> (Bool?, String?) {
    guard let field = value(position.flag, text) else { return (nil, nil) }
    if metTexts.contains(where: { $0.elementsEqual(field) }) { return (true, nil) }
    if missedTexts.contains(where: { $0.elementsEqual(field) }) { return (false, nil) }
    return (nil, "the recorded flag is neither met nor missed")
  }

  private func reassignments(_ text: UnsafeBufferPointer<UInt8>) -> (Int32, String?) {
    guard let field = value(position.reassignments, text) else { return (-1, nil) }
    var reader = ByteReader(field)
    guard let number = reader.digits(1...9), reader.isAtEnd else {
      return (-1, "the number of reassignments cannot be read")
    }
    return (Int32(number), nil)
  }

  /// The number of a case, with what only its first row tells: the first in the file, or by time
  /// where the map takes rows by time.
  private mutating func ticket(
    _ id: UnsafeBufferPointer<UInt8>, _ at: Instant, _ openedAt: Instant?,
    _ text: UnsafeBufferPointer<UInt8>
  ) -> Int32? {
    guard let ticket = records.number(position.ticket, text, &table.tickets) else { return nil }
    let isNew = Int(ticket) == table.cases.count
    guard isNew || (map.ordersByTime && at < table.cases[Int(ticket)].firstAt) else {
      return ticket
    }
    guard let channel = records.number(position.channel, text, &table.channels),
      let customer = records.number(position.customer, text, &table.customers),
      let kind = records.number(position.kind, text, &table.kinds)
    else { return nil }
    let first = LogTable.Case(
      firstAt: at, openedAt: openedAt, channel: channel, customer: customer, kind: kind)
    if isNew { table.cases.append(first) } else { table.cases[Int(ticket)] = first }
    return ticket
  }
}
