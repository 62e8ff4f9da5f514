// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

/// Where the columns stand that the figures need.
struct TicketLogColumns: Sendable {
  enum Field: String, CaseIterable, Sendable {
    case number = "number"
    case state = "incident_state"
    case reassignments = "reassignment_count"
    case openedAt = "opened_at"
    case updatedAt = "sys_updated_at"
    case priority = "priority"
  }

  /// The fields in the order of the log, each with the separators to pass after the one before.
  let fields: [(field: Field, skip: Int)]

  init(_ header: String) throws {
    let names = header.split(separator: ",", omittingEmptySubsequences: false).map { name in
      name.last == "\r" ? String(name.dropLast()) : String(name)
    }
    var places: [(field: Field, place: Int)] = []
    for field in Field.allCases {
      guard let place = names.firstIndex(of: field.rawValue) else {
        throw TicketLog.Refusal(description: "it has no column \(field.rawValue)")
      }
      places.append((field, place))
    }
    places.sort { $0.place < $1.place }
    guard places.first?.field == .number, places.first?.place == 0 else {
      throw TicketLog.Refusal(description: "its first column is not the number")
    }
    var fields: [(field: Field, skip: Int)] = []
    for (index, entry) in places.enumerated() {
      fields.append((entry.field, index == 0 ? 0 : entry.place - places[index - 1].place))
    }
    self.fields = fields
  }
}
