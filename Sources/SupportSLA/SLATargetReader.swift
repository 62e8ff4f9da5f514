// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportTickets
import SupportTime

/// Reads the targets of a rule: `{"firstReply": {"within": "15 min"}, …}`.
struct SLATargetReader {
  private let calendars: [String]
  private let calendar: String?
  private let pauseWhile: Ticket.PauseReasons

  /// Reads what holds for all targets that do not say otherwise: `calendar` and `pauseWhile`.
  init(calendars: [String], defaults: inout DocumentObject, problems: inout Problems) {
    self.calendars = calendars
    let node = defaults.optional("calendar")
    calendar = node.flatMap { Self.calendar($0, calendars, &problems) }
    let pauses = defaults.optional("pauseWhile")
    pauseWhile = pauses.flatMap { Self.reasons($0, &problems) } ?? []
  }

  func targets(_ node: DocumentNode, _ problems: inout Problems) -> [SLATarget]? {
    guard var object = node.object(&problems) else { return nil }
    var targets: [SLATarget] = []
    for metric in SLAMetric.inOrder {
      guard let node = object.optional(metric.rawValue) else { continue }
      if let target = target(metric, node, &problems) { targets.append(target) }
    }
    object.finish(&problems)
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
    let reasons = pauses.map { Self.reasons($0, &problems) } ?? pauseWhile
    object.finish(&problems)
    guard let withinNode, let within, let reasons else { return nil }
    if !within.isPositive {
      problems.report("\"\(within)\" is not a span that a promise can have", at: withinNode)
    }
    if within.needsCalendar, calendar == nil, own == nil {
      problems.report(
        "\"\(within)\" needs a calendar: name one here or for all service levels", at: withinNode)
    }
    return SLATarget(metric, within: within, calendar: calendar, pauseWhile: reasons)
  }

  private static func calendar(
    _ node: DocumentNode, _ names: [String], _ problems: inout Problems
  ) -> String? {
    node.oneOf(names.map { (name: $0, value: $0) }, &problems)
  }

  /// Statuses stand for reasons: `pending` for the customer, `onHold` for all others.
  private static func reasons(
    _ node: DocumentNode, _ problems: inout Problems
  ) -> Ticket.PauseReasons? {
    let choices =
      [(name: "pending", value: Ticket.PauseReasons.customer), ("onHold", .onHold)]
      + Ticket.PauseReasons.named.map { (name: $0.name, value: $0.reason) }
    return node.values(&problems) { $0.oneOf(choices, &$1) }?.reduce(into: []) {
      $0.formUnion($1)
    }
  }
}

extension ServiceDuration {
  /// Whether the span only has a length in a calendar.
  var needsCalendar: Bool {
    switch self {
    case .elapsed: false
    case .business, .workingDays, .calendarDays, .months: true
    }
  }

  /// The length of a span that is an amount of time; `nil` for one that ends on a date.
  var milliseconds: Int64? {
    switch self {
    case .elapsed(let milliseconds), .business(let milliseconds): milliseconds
    case .workingDays, .calendarDays, .months: nil
    }
  }

  /// Whether the span leads forward.
  var isPositive: Bool {
    switch self {
    case .elapsed(let milliseconds), .business(let milliseconds): milliseconds > 0
    case .workingDays(let count, _), .calendarDays(let count), .months(let count): count > 0
    }
  }
}
