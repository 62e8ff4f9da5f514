// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportTickets
import SupportTime

/// Reads the targets of a rule: `{"firstReply": {"within": "15 min"}, …}`.
struct SLATargetReader {
  private let calendars: [String]
  private let ladders: [String]
  private let metrics: [SLAMetric]
  private let calendar: String?
  private let pauseWhile: SLAPauses
  private let reminders: [SLAReminder]

  /// Reads what holds for all targets that do not say otherwise: `calendar`, `pauseWhile` and
  /// `remindAt`.
  ///
  /// - Parameters:
  ///   - calendars: The names of the calendars.
  ///   - ladders: The names of the ladders.
  ///   - metrics: The desk's own metrics.
  ///   - defaults: The section that is read.
  ///   - problems: Takes the reports.
  init(
    calendars: [String], ladders: [String], metrics: [SLAMetric],
    defaults: inout DocumentObject, problems: inout Problems
  ) {
    self.calendars = calendars
    self.ladders = ladders
    self.metrics = SLAMetric.standard + metrics
    let node = defaults.optional("calendar")
    calendar = node.flatMap { Self.calendar($0, calendars, &problems) }
    let pauses = defaults.optional("pauseWhile")
    pauseWhile = pauses.flatMap { Self.pauses($0, &problems) } ?? []
    let reminders = defaults.optional("remindAt")
    self.reminders = reminders.flatMap { Self.reminders($0, &problems) } ?? []
  }

  /// What other desks call the metrics.
  private static let otherNames = [
    "firstResponse": "firstReply", "firstResponseTime": "firstReply", "response": "reply",
    "nextResponse": "nextReply", "timeToResolution": "resolution", "resolutionTime": "resolution",
    "resolve": "resolution", "assignment": "ownership", "updates": "periodicUpdate",
    "acknowledge": "pickup", "handleTime": "agentWork",
  ]

  func targets(_ node: DocumentNode, _ problems: inout Problems) -> [SLATarget]? {
    guard let object = node.object(&problems) else { return nil }
    var targets: [SLATarget] = []
    for member in object.members {
      if member.key == "note" {
        _ = member.value.string(&problems)
        continue
      }
      let metric = SLAMetric(member.key)
      guard metrics.contains(metric) || SLAMetricDefinition.standard(metric) != nil else {
        let names = metrics.map(\.rawValue)
        problems.report(
          "no metric is named \(member.key.quoted); known are"
            + " \(names.map(\.quoted).joined(separator: ", ")), and stages such as"
            + " \"complaint/assessed\"", atKeyOf: member,
          suggestion: Self.otherNames[member.key]
            ?? EditDistance.nearest(to: member.key, among: names))
        // What it says is read all the same, so that no mistake hides another.
        _ = target(metric, member.value, &problems)
        continue
      }
      if let target = target(metric, member.value, &problems) { targets.append(target) }
    }
    return targets
  }

  private func target(
    _ metric: SLAMetric, _ node: DocumentNode, _ problems: inout Problems
  ) -> SLATarget? {
    guard var object = node.object(&problems) else { return nil }
    let withinNode = object.required("within", &problems)
    let within = withinNode?.text(&problems) { text throws(TextError) in
      try ServiceDuration(text)
    }
    let own = object.optional("calendar")
    let calendar = own.map { Self.calendar($0, calendars, &problems) } ?? calendar
    let pauses = object.optional("pauseWhile")
    let reasons = pauses.map { Self.pauses($0, &problems) } ?? pauseWhile
    let by = object.optional("by").flatMap { $0.nonEmptyString(&problems) }
    let objectiveNode = object.optional("objective")
    let objective = objectiveNode?.text(&problems) { text throws(TextError) in
      try SLAObjective(text)
    }
    let reminderNode = object.optional("remindAt")
    let remindAt = reminderNode.map { Self.reminders($0, &problems) } ?? reminders
    let escalationNode = object.optional("escalate")
    let escalation = escalationNode.flatMap { self.escalation($0, &problems) }
    object.finish(&problems)
    guard let withinNode, let within, let reasons, let remindAt else { return nil }
    if !within.isPositive {
      problems.report("\"\(within)\" is not a span that a promise can have", at: withinNode)
    }
    if within.needsCalendar, calendar == nil, own == nil {
      problems.report(
        "\"\(within)\" needs a calendar: name one here or for all service levels", at: withinNode)
    }
    return SLATarget(
      metric, within: within, calendar: calendar, pauseWhile: reasons, by: by.map { GroupID($0) },
      objective: objective, reminders: remindAt, escalation: escalation)
  }

  /// A ladder's name, or `{"ladder": …, "from": "start"}`.
  private func escalation(
    _ node: DocumentNode, _ problems: inout Problems
  ) -> SLATarget.Escalation? {
    let choices = ladders.map { (name: $0, value: $0) }
    if case .string = node.value {
      return node.oneOf(choices, &problems).map { SLATarget.Escalation($0) }
    }
    guard var object = node.object(&problems) else { return nil }
    let ladder = object.required("ladder", &problems)?.oneOf(choices, &problems)
    let starts = SLATarget.Escalation.Start.allCases.map { (name: $0.rawValue, value: $0) }
    let start = object.optional("from").map { $0.oneOf(starts, &problems) } ?? .breach
    object.finish(&problems)
    guard let ladder, let start else { return nil }
    return SLATarget.Escalation(ladder, from: start)
  }

  private static func calendar(
    _ node: DocumentNode, _ names: [String], _ problems: inout Problems
  ) -> String? {
    node.oneOf(names.map { (name: $0, value: $0) }, &problems)
  }

  /// Statuses stand for reasons: `pending` for the customer, `onHold` for all others.
  static func pauses(_ node: DocumentNode, _ problems: inout Problems) -> SLAPauses? {
    node.values(&problems) { $0.oneOf(SLAPauses.named, &$1) }?.reduce(into: []) {
      $0.formUnion($1)
    }
  }

  private static func reminders(
    _ node: DocumentNode, _ problems: inout Problems
  ) -> [SLAReminder]? {
    node.values(&problems) { node, problems in
      node.text(&problems) { text throws(TextError) in try SLAReminder(text) }
    }
  }
}
