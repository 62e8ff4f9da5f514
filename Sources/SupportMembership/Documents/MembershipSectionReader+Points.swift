// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore

/// Reads how points are kept.
extension MembershipSectionReader {
  func pointRules(_ node: DocumentNode, _ problems: inout Problems) -> PointRules? {
    guard var object = node.object(&problems) else { return nil }
    let expiry = object.required("expiry", &problems).flatMap { self.expiry($0, &problems) }
    let order: PointRules.Order? = object.required("order", &problems).flatMap {
      choice($0, &problems)
    }
    let rounding = object.required("rounding", &problems).flatMap { self.rounding($0, &problems) }
    let stacking: PointRules.Stacking? = object.required("stacking", &problems).flatMap {
      choice($0, &problems)
    }
    let clawback: PointRules.Clawback? = object.required("clawback", &problems).flatMap {
      choice($0, &problems)
    }
    let back = object.required("expiredReturn", &problems).flatMap {
      expiredReturn($0, &problems)
    }
    let again = object.optional("reinstatement").map { window($0, &problems) }
    let inactivity = object.optional("inactivity").map { self.inactivity($0, &problems) }
    let remind = object.optional("remindBefore").map { node in
      node.values(&problems) { span($0, &$1) }
    }
    object.finish(&problems)
    guard let expiry, let order, let rounding, let stacking, let clawback, let back else {
      return nil
    }
    return PointRules(
      expiry: expiry, order: order, rounding: rounding, stacking: stacking, clawback: clawback,
      expiredReturn: back,
      reinstatement: (again ?? nil).map { .init(window: $0.window, validity: $0.validity) },
      inactivity: inactivity ?? nil, remindBefore: (remind ?? []) ?? [])
  }

  /// Reads `never`, `inactivity` or an object with one of `after`, `endOfMonth`, `yearly` and `on`.
  func expiry(_ node: DocumentNode, _ problems: inout Problems) -> PointExpiry? {
    if case .string = node.value {
      return node.oneOf([("never", .never), ("inactivity", .inactivity)], &problems)
    }
    guard var object = node.object(&problems) else { return nil }
    let keys = ["after", "endOfMonth", "yearly", "on"]
    guard let (key, value) = onlyKey(of: keys, in: &object, &problems) else { return nil }
    let least =
      key == "yearly"
      ? object.required("atLeastMonths", &problems).flatMap { months($0, &problems) } : 0
    object.finish(&problems)
    switch key {
    case "after": return span(value, &problems).map(PointExpiry.after)
    case "endOfMonth": return months(value, &problems).map { .endOfMonth(after: $0) }
    case "on":
      return value.text(&problems) { text throws(TextError) in .on(try CivilDate(text)) }
    default:
      // Year 2000 has a 29 February.
      let date = value.text(&problems) { text throws(TextError) in try CivilDate("2000-\(text)") }
      guard let date, let least else { return nil }
      return .yearly(month: date.month, day: date.day, atLeast: least)
    }
  }

  /// `half even`, or `down to 10` for tens of points.
  private func rounding(_ node: DocumentNode, _ problems: inout Problems) -> RoundingRule? {
    node.text(&problems) { text throws(TextError) in
      try RoundingRule(text, .points)
    }
  }

  private func expiredReturn(
    _ node: DocumentNode, _ problems: inout Problems
  ) -> PointRules.ExpiredReturn? {
    if case .string = node.value { return node.oneOf([("lost", .lost)], &problems) }
    return window(node, &problems).map { .reinstated(for: $0.validity, window: $0.window) }
  }

  private func window(
    _ node: DocumentNode, _ problems: inout Problems
  ) -> (validity: MembershipSpan, window: MembershipSpan)? {
    guard var object = node.object(&problems) else { return nil }
    let validity = object.required("for", &problems).flatMap { span($0, &problems) }
    let window = object.required("window", &problems).flatMap { span($0, &problems) }
    object.finish(&problems)
    guard let validity, let window else { return nil }
    return (validity, window)
  }

  private func inactivity(
    _ node: DocumentNode, _ problems: inout Problems
  ) -> PointRules.Inactivity? {
    guard var object = node.object(&problems) else { return nil }
    let after = object.required("after", &problems).flatMap { span($0, &problems) }
    let counts = object.required("countsSpending", &problems)?.boolean(&problems)
    object.finish(&problems)
    guard let after, let counts else { return nil }
    return .init(after: after, countsSpending: counts)
  }
}
