// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import Foundation
import SupportCore
import SupportTickets

/// The log that comes with the example `replay`, as events of tickets: 141,712 rows of 24,918
/// incidents of a real desk.
enum BundledLog {
  /// The events of each ticket, in the order of the file.
  static let stories = read()

  private static func read() -> [[Ticket.Event]] {
    let path = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("../../Examples/Replay/Data/incident_event_log.csv.gz").path
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/gzip")
    process.arguments = ["-dc", path]
    let pipe = Pipe()
    process.standardOutput = pipe
    do {
      try process.run()
    } catch {
      preconditionFailure("\(error)")
    }
    let text = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    var rows = text.split(separator: "\n").map {
      $0.split(separator: ",", omittingEmptySubsequences: false)
    }
    let names = rows.removeFirst().map { $0.trimmingCharacters(in: .whitespacesAndNewlines) }
    func column(_ name: String) -> Int { names.firstIndex(of: name) ?? 0 }
    let (number, state, at) = (column("number"), column("incident_state"), column("sys_updated_at"))
    let (opened, group, agent) = (
      column("opened_at"), column("assignment_group"), column("assigned_to")
    )
    let priority = column("priority")
    var stories: [String: [Ticket.Event]] = [:]
    var order: [String] = []
    var last: [String: [Substring]] = [:]
    for row in rows where row.count == names.count {
      let name = String(row[number])
      let before = last[name]
      let now = instant(row[at])
      var changes: [Ticket.Change] = []
      if before == nil {
        order.append(name)
        stories[name] = [
          Ticket.Event(
            .opened(.init(priority: Ticket.Priority(rawValue: String(row[priority].prefix(1))))),
            by: .system,
            at: instant(row[opened]))
        ]
      } else if let before, before[priority] != row[priority] {
        changes.append(.prioritised(Ticket.Priority(rawValue: String(row[priority].prefix(1)))))
      }
      if before?[group] != row[group] || before?[agent] != row[agent] {
        changes.append(
          .assigned(
            .init(
              group: row[group] == "?" ? nil : GroupID(row[group]),
              agent: row[agent] == "?" ? nil : AgentID(row[agent]))))
      }
      if before?[state] != row[state] { changes += step(row[state], after: before?[state]) }
      // A row that says nothing new is an event all the same.
      if changes.isEmpty { changes.append(.messageAdded(.init(.note))) }
      stories[name, default: []] += changes.map { Ticket.Event($0, by: .agent("li"), at: now) }
      last[name] = row
    }
    return order.compactMap { stories[$0] }
  }

  private static func step(_ state: Substring, after before: Substring?) -> [Ticket.Change] {
    let isReopened =
      (before == "Resolved" || before == "Closed") && state != "Resolved" && state != "Closed"
    let again: [Ticket.Change] = isReopened ? [.reopened] : []
    switch state {
    case "Active":
      return again + [before == "New" || before == nil ? .workStarted : .waitChanged([])]
    case "Awaiting User Info": return again + [.waitChanged(.customer)]
    case "Awaiting Vendor": return again + [.waitChanged(.vendor)]
    case "Awaiting Problem": return again + [.waitChanged(.problem)]
    case "Awaiting Evidence": return again + [.waitChanged(.evidence)]
    case "Resolved": return [.solved]
    case "Closed": return [.closed]
    default: return again
    }
  }

  /// Reads `29/2/2016 01:16`.
  private static func instant(_ text: Substring) -> Instant {
    let parts = text.split(whereSeparator: { "/ :".contains($0) }).compactMap { Int($0) }
    guard parts.count == 5,
      let date = try? CivilDate(year: parts[2], month: parts[1], day: parts[0])
    else { return .epoch }
    return Instant(
      secondsSince1970: Int64(date.daysSince1970) * 86_400 + Int64(parts[3] * 3_600 + parts[4] * 60)
    )
  }
}
