// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportTickets
import SupportTime

/// What the columns of a log mean, and how its states and activities become ticket events: a small
/// JSON document that a stranger can write; its format is described in the README beside.
struct LogMap {
  /// What a state or activity does to a ticket.
  enum Step: Hashable {
    case new
    case inProgress
    case waiting(Ticket.WaitReasons)
    case resolved
    case closed
    case reopened
    case message(Ticket.Message.Kind)
    /// The row changes nothing about the status; its other columns count.
    case unchanged
    /// The map does not list it.
    case unlisted

    /// The names that maps use.
    static let named: [(name: String, value: Step)] = [
      ("opened", .new), ("in progress", .inProgress),
      ("waiting for customer", .waiting(.customer)), ("waiting for vendor", .waiting(.vendor)),
      ("waiting for problem", .waiting(.problem)), ("waiting for evidence", .waiting(.evidence)),
      ("waiting", .waiting(.other)), ("resolved", .resolved), ("closed", .closed),
      ("reopened", .reopened), ("customer message", .message(.customer)),
      ("reply", .message(.reply)), ("holding reply", .message(.holdingReply)),
      ("automatic reply", .message(.automatic)), ("note", .message(.note)),
      ("unchanged", .unchanged),
    ]
  }

  /// The columns that a map can name, apart from the recorded flag.
  enum Column: String, CaseIterable {
    case ticket, time, openedAt, step, group, agent, priority, category, subcategory, channel
    case customer, kind, recordedSLA, reassignments
  }

  /// A recorded service-level flag: the texts that stand for met and missed.
  struct Flag {
    var met: [String]
    var missed: [String]
  }

  /// The heading, and how fields and times are written.
  var form: LogForm
  var ordersByTime: Bool
  var columns: [Column: String]
  var steps: [String: Step]
  /// What a state or activity does that is not listed; `nil`: the row is rejected.
  var otherwise: Step?
  var flag: Flag?
  /// The priorities, most urgent first; empty when the map does not list them.
  var priorities: [String]
  /// What every ticket is of which no column says it, such as `incident`.
  var kind: String?
  /// What policies call the channels of the log; one that is not listed keeps its name.
  var channels: [String: String]

  var name: String { form.name }
  var credit: String { form.credit }
  var zone: ZoneRules { form.zone }
}

extension LogMap {
  /// Reads a map, or tells all mistakes in it.
  static func read(_ bytes: [UInt8]) throws(DocumentError) -> LogMap {
    try DocumentNode.read(bytes) { node, problems in
      LogMap(reading: node, &problems)
    }
  }

  private init?(reading node: DocumentNode, _ problems: inout Problems) {
    guard var map = node.object(&problems) else { return nil }
    let form = LogForm(reading: &map, &problems)
    ordersByTime =
      map.optional("order").flatMap { $0.oneOf([("file", false), ("time", true)], &problems) }
      ?? false
    let columns = Self.columns(map.required("columns", &problems), &problems)
    let states = map.required("states", &problems)
    let steps = states.map { Self.steps($0, &problems) } ?? [:]
    otherwise = map.optional("otherwise").flatMap { $0.oneOf(Step.named, &problems) }
    flag = map.optional("recordedSLA").flatMap { Self.flag($0, &problems) }
    priorities =
      map.optional("priorities").flatMap { $0.values(&problems) { $0.nonEmptyString(&$1) } } ?? []
    kind = map.optional("kind").flatMap { $0.nonEmptyString(&problems) }
    channels = Self.names(map.optional("channels"), &problems)
    map.finish(&problems)
    guard let form, let columns, problems.isEmpty else { return nil }
    self.form = form
    self.columns = columns
    self.steps = steps
    if columns[.recordedSLA] != nil, flag == nil {
      problems.report("the column recordedSLA needs a section \"recordedSLA\"", at: node)
    }
  }

  private static func columns(
    _ node: DocumentNode?, _ problems: inout Problems
  ) -> [Column: String]? {
    guard let node, var object = node.object(&problems) else { return nil }
    var columns: [Column: String] = [:]
    for (key, column) in Self.columnKeys {
      let value =
        column == .ticket || column == .time
        ? object.required(key, &problems) : object.optional(key)
      guard let value, let name = value.nonEmptyString(&problems) else { continue }
      if columns.updateValue(name, forKey: column) != nil {
        problems.report("a log has states or activities, not both", at: value)
      }
    }
    if columns[.step] == nil {
      problems.report("a column \"state\" or \"activity\" is needed", at: node)
    }
    object.finish(&problems)
    return columns
  }

  private static let columnKeys: [(String, Column)] = [
    ("case", .ticket), ("time", .time), ("openedAt", .openedAt), ("state", .step),
    ("activity", .step), ("group", .group), ("agent", .agent), ("priority", .priority),
    ("category", .category), ("subcategory", .subcategory), ("channel", .channel),
    ("customer", .customer), ("kind", .kind), ("recordedSLA", .recordedSLA),
    ("reassignments", .reassignments),
  ]

  private static func steps(
    _ node: DocumentNode, _ problems: inout Problems
  ) -> [String: Step] {
    var steps: [String: Step] = [:]
    for member in node.object(&problems)?.members ?? [] {
      steps[member.key] = member.value.oneOf(Step.named, &problems)
    }
    return steps
  }

  private static func names(
    _ node: DocumentNode?, _ problems: inout Problems
  ) -> [String: String] {
    var names: [String: String] = [:]
    for member in node?.object(&problems)?.members ?? [] {
      names[member.key] = member.value.nonEmptyString(&problems)
    }
    return names
  }

  private static func flag(_ node: DocumentNode, _ problems: inout Problems) -> Flag? {
    guard var object = node.object(&problems) else { return nil }
    let met = object.required("met", &problems)?.values(&problems) { $0.string(&$1) }
    let missed = object.required("missed", &problems)?.values(&problems) { $0.string(&$1) }
    object.finish(&problems)
    guard let met, let missed else { return nil }
    return Flag(met: met, missed: missed)
  }
}
