// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportRules
import SupportSLA
import SupportTickets
import SupportTime

/// Turns the policies of a vector into a policy of the library.
enum SLAVectorPolicy {
  /// The fact that a policy was assigned by hand.
  static let assignedFact = "policyAssigned"

  static func read(_ vector: Vector) throws(Vector.Refusal) -> SLAPolicy {
    var calendars: [String: BusinessCalendar] = [:]
    var rules: [Rule<[SLATarget]>] = []
    var counting = SLAPolicyOptions.Counting.start
    for (position, node) in try nodes(vector).enumerated() {
      let name = "calendar-\(position)"
      calendars[name] = try calendar(node)
      var conditions = try condition(node)
      if try startsWhenAssigned(node) {
        counting = .match
        conditions.append(.equals(assignedFact, true))
      }
      rules.append(
        Rule(
          RuleID("\(position + 1)"), when: .all(conditions), then: try targets(node, name)))
    }
    do throws(DocumentError) {
      let schema = try FactSchema(Ticket.factFields + [FactField(assignedFact, .boolean)])
      return try SLAPolicy(
        "vector", calendars: calendars, schema: schema, rules: rules,
        options: SLAPolicyOptions(countFrom: counting))
    } catch {
      let text = error.problems.map(\.description).joined(separator: "; ")
      throw Vector.Refusal("invalid_policy", text)
    }
  }

  private static func nodes(_ vector: Vector) throws(Vector.Refusal) -> [DocumentNode] {
    if vector.node.member("policies") != nil {
      guard case .array(let nodes) = try vector.field("policies").value else {
        throw Vector.Refusal("invalid_input", "policies must be a list")
      }
      return nodes
    }
    return [try vector.field("policy")]
  }

  // MARK: Parts

  private static func calendar(_ node: DocumentNode) throws(Vector.Refusal) -> BusinessCalendar {
    guard let calendar = node.member("calendar") else { return .aroundTheClock }
    if case .null = calendar.value { return .aroundTheClock }
    return try BusinessTimeVectors.compile(calendar).calendar
  }

  private static func condition(_ node: DocumentNode) throws(Vector.Refusal) -> [Condition] {
    guard let when = node.member("when") else { return [] }
    guard case .object(let members) = when.value else {
      throw Vector.Refusal("invalid_input", "\(when.path) must be an object")
    }
    var conditions: [Condition] = []
    for member in members {
      guard Ticket.factFields.contains(where: { $0.name == member.key }) else {
        throw Vector.Refusal("invalid_input", "\(member.value.path) is no fact")
      }
      let values = try texts(member.value).map { FactValue.text($0) }
      conditions.append(.isOneOf(member.key, values))
    }
    return conditions
  }

  private static func startsWhenAssigned(_ node: DocumentNode) throws(Vector.Refusal) -> Bool {
    guard let start = node.member("start") else { return false }
    switch start.value {
    case .null, .string("created"): return false
    case .string("policyAssigned"): return true
    default:
      throw Vector.Refusal("invalid_input", "\(start.path) must be created or policyAssigned")
    }
  }

  private static func targets(
    _ node: DocumentNode, _ calendar: String
  ) throws(Vector.Refusal) -> [SLATarget] {
    guard let targets = node.member("targets"), case .object(let members) = targets.value else {
      throw Vector.Refusal("missing_field", "targets is missing, or no object")
    }
    let pauses = try pauses(node)
    let pausing = try node.member("pauseMetrics").map(texts)
    let warnings = try warnings(node)
    var result: [SLATarget] = []
    for member in members {
      let metric = SLAMetric(member.key)
      guard SLAVectors.metrics.contains(metric) else {
        throw Vector.Refusal("invalid_input", "\(member.value.path): no such metric")
      }
      result.append(
        SLATarget(
          metric, within: try span(member.value), calendar: calendar,
          pauseWhile: pausing?.contains(member.key) ?? true ? pauses : [],
          reminders: warnings.filter { $0.metric == metric }.map(\.reminder)))
    }
    return result
  }

  private static func pauses(_ node: DocumentNode) throws(Vector.Refusal) -> SLAPauses {
    guard let list = node.member("pauseOn") else { return [] }
    var pauses: SLAPauses = []
    for name in try texts(list) {
      switch name {
      case "new": pauses.insert(.new)
      case "open": pauses.insert(.open)
      case "pending": pauses.insert(.customer)
      case "onHold": pauses.formUnion(.onHold)
      // A clock of a ticket that is solved stands still in any case.
      case "solved", "closed": break
      default: throw Vector.Refusal("invalid_input", "\(list.path): \"\(name)\" is no status")
      }
    }
    return pauses
  }

  private static func warnings(
    _ node: DocumentNode
  ) throws(Vector.Refusal) -> [(metric: SLAMetric, reminder: SLAReminder)] {
    guard let list = node.member("warnings") else { return [] }
    guard case .array(let elements) = list.value else {
      throw Vector.Refusal("invalid_input", "\(list.path) must be a list")
    }
    var warnings: [(metric: SLAMetric, reminder: SLAReminder)] = []
    for element in elements {
      guard case .string(let metric) = element.member("metric")?.value,
        let offset = element.member("offset")
      else { throw Vector.Refusal("missing_field", "\(element.path): metric, offset") }
      warnings.append((SLAMetric(metric), .offset(try span(offset))))
    }
    return warnings
  }

  /// Seconds as a number or as `{"seconds": …}`, or days as `{"days": …, "endOfDay": …}`.
  private static func span(_ node: DocumentNode) throws(Vector.Refusal) -> ServiceDuration {
    let refusal = Vector.Refusal("invalid_input", "\(node.path): no span of time")
    let seconds = node.member("seconds") ?? node
    if case .number(let number) = seconds.value {
      guard let milliseconds = number.exactInteger(decimals: 3) else { throw refusal }
      return .business(milliseconds: milliseconds)
    }
    guard case .number(let number) = node.member("days")?.value, let days = number.exactInteger()
    else { throw refusal }
    var landing = BusinessClock.DayLanding.sameTime
    if case .boolean(true) = node.member("endOfDay")?.value { landing = .endOfDay }
    return .workingDays(Int(days), landing: landing)
  }

  static func texts(_ node: DocumentNode) throws(Vector.Refusal) -> [String] {
    if case .string(let text) = node.value { return [text] }
    guard case .array(let elements) = node.value else {
      throw Vector.Refusal("invalid_input", "\(node.path) must be text or a list of texts")
    }
    var texts: [String] = []
    for element in elements {
      guard case .string(let text) = element.value else {
        throw Vector.Refusal("invalid_input", "\(element.path) must be text")
      }
      texts.append(text)
    }
    return texts
  }
}
