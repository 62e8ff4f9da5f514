// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore

extension IncidentLog {
  /// The columns of the log that comes with `replay`, in its order.
  public static let columns = [
    "number", "incident_state", "active", "reassignment_count", "reopen_count", "sys_mod_count",
    "made_sla", "caller_id", "opened_by", "opened_at", "sys_created_by", "sys_created_at",
    "sys_updated_by", "sys_updated_at", "contact_type", "location", "category", "subcategory",
    "u_symptom", "cmdb_ci", "impact", "urgency", "priority", "assignment_group", "assigned_to",
    "knowledge", "u_priority_confirmation", "notify", "problem_id", "rfc", "vendor", "caused_by",
    "closed_code", "resolved_by", "resolved_at", "closed_at",
  ]

  /// Appends the line of column names.
  public static func appendHeader(to text: inout [UInt8]) {
    text += Array(columns.joined(separator: ",").utf8)
    text.append(UInt8(ascii: "\n"))
  }

  /// The dates of the log and of the day after it, as `29/2/2016 `.
  fileprivate static let dates: [[UInt8]] = (0...355).map { day in
    let date = CivilDate(daysSince1970: Int(firstMinute / 1_440) + day)
    return Array("\(date.day)/\(date.month)/\(date.year) ".utf8)
  }

  fileprivate static let stateNames: [[UInt8]] = [
    "New", "Active", "Awaiting User Info", "Awaiting Vendor", "Awaiting Problem",
    "Awaiting Evidence", "Resolved", "Closed",
  ].map { Array($0.utf8) }
}

extension Incident {
  /// Appends its rows as lines of comma-separated values; no field needs quotes.
  ///
  /// Times are minutes in UTC, as `29/2/2016 01:23`; `?` stands for what is not known.
  public func appendRows(to text: inout [UInt8]) {
    var line = IncidentLine(text: text)
    text = []
    let resolvedAt = rows.last { $0.state == .resolved }?.minute
    let closedAt = rows.last { $0.state == .closed }?.minute
    for index in rows.indices {
      append(rows[index], at: index, resolvedAt, closedAt, to: &line)
    }
    text = line.text
  }

  private func append(
    _ row: Row, at index: Int, _ resolvedAt: Int64?, _ closedAt: Int64?, to line: inout IncidentLine
  ) {
    line.add(number: UInt64(number), width: 7)
    line.add(IncidentLog.stateNames[Int(row.state.rawValue)])
    line.add(row.state != .closed)
    line.add(number: UInt64(row.reassignments))
    line.add(number: UInt64(row.reopens))
    line.add(number: UInt64(index))
    line.add(row.minute - openedAt < 7_200)
    line.add(number: caller)
    line.add(number: caller % 208 + 1)
    line.add(minute: openedAt)
    line.add(number: caller % 3 == 0 ? nil : caller % 186 + 1)
    line.add(minute: caller % 3 == 0 ? nil : rows[0].minute)
    line.add(number: (caller &* 31 &+ UInt64(index) &* 17) % 846 + 1)
    line.add(minute: row.minute)
    line.add(Self.channels[channel < 990 ? 0 : (channel < 997 ? 1 : 2)])
    line.add(number: place)
    line.add(number: category)
    line.add(number: (category &* 7 &+ caller % 11) % 255 + 1)
    line.add(number: caller % 5 < 2 ? nil : (category &* 13 &+ caller) % 526 + 1)
    line.add(number: caller % 300 == 0 ? place % 51 + 1 : nil)
    line.add(number: UInt64(min(row.priority, 3)))
    line.add(number: UInt64(min(row.priority, 3)))
    line.add(number: UInt64(row.priority))
    line.add(number: UInt64(row.group))
    line.add(number: row.agent == 0 ? nil : UInt64(row.agent))
    line.add(caller % 6 == 0)
    line.add(caller % 4 == 0)
    line.add(Self.notify)
    line.add(number: caller % 60 == 0 ? place : nil)
    line.add(number: caller % 140 == 0 ? place % 182 : nil)
    line.add(number: nil)
    line.add(number: nil)
    line.add(number: category % 17 + 1)
    line.add(number: resolvedAt == nil ? nil : caller % 216 + 1)
    line.add(minute: resolvedAt)
    line.add(minute: closedAt)
    line.end()
  }

  private static let channels = ["Phone", "Self service", "Email"].map { Array($0.utf8) }
  private static let notify = Array("Do Not Notify".utf8)
}

/// Lines of fields, written byte by byte.
private struct IncidentLine {
  private static let yes = Array("true".utf8)
  private static let no = Array("false".utf8)

  var text: [UInt8]

  mutating func add(_ field: [UInt8]) {
    text += field
    text.append(UInt8(ascii: ","))
  }

  mutating func add(_ holds: Bool) { add(holds ? Self.yes : Self.no) }

  mutating func add(number: UInt64?, width: Int = 1) {
    if let number {
      append(number, width: width)
    } else {
      text.append(UInt8(ascii: "?"))
    }
    text.append(UInt8(ascii: ","))
  }

  mutating func add(minute: Int64?) {
    guard let minute else { return add(number: nil) }
    let since = max(minute - IncidentLog.firstMinute, 0)
    text += IncidentLog.dates[min(Int(since / 1_440), IncidentLog.dates.count - 1)]
    append(UInt64(since % 1_440 / 60), width: 2)
    text.append(UInt8(ascii: ":"))
    append(UInt64(since % 60), width: 2)
    text.append(UInt8(ascii: ","))
  }

  /// Ends the line: the last comma becomes the end.
  mutating func end() {
    if !text.isEmpty { text[text.count - 1] = UInt8(ascii: "\n") }
  }

  private mutating func append(_ number: UInt64, width: Int) {
    var divisor: UInt64 = 1
    var digits = 1
    while digits < width || number / divisor >= 10 {
      divisor *= 10
      digits += 1
    }
    while divisor > 0 {
      text.append(UInt8(ascii: "0") + UInt8(number / divisor % 10))
      divisor /= 10
    }
  }
}
