// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportRules

extension MetricSubject {
  /// Calls, chats and visits: one row each.
  ///
  /// | fact | what it holds |
  /// | --- | --- |
  /// | `outcome`, `direction` | as ``Contact`` names them |
  /// | `channel`, `type`, `priority`, `queue`, `agent`, `customer` | names |
  /// | `arrivedAt`, `queuedAt`, `answeredAt`, `endedAt` | instants; the date is `arrivedAt` |
  /// | `menu` | from arrival to the queue; where it never was in one, to the answer or its end |
  /// | `wait` | in the queue: to the answer, the end, or the end of the data |
  /// | `delay` | from arrival to the answer or the end |
  /// | `talk`, `hold`, `wrapUp` | the parts of handling |
  /// | `transfers` | how often it was transferred |
  /// | `isResolved` | settled in this contact, by somebody's word |
  /// | `weekday`, `hour` | of the arrival, in the zone of the log |
  /// | `isSound`, `fault` | whether nothing in it is impossible; the first ``ContactFault`` otherwise |
  ///
  /// What a fault spoils is unknown, so that a metric that needs it leaves the contact out and says so;
  /// ``ContactFault`` has the list.
  public static let contacts = Self(
    sound: "contacts",
    FactSchema.ofMetrics([
      .init("outcome", .choice(of: Contact.Outcome.self)),
      .init("direction", .choice(of: Contact.Direction.self)),
      .init("channel", .text), .init("type", .text), .init("priority", .text),
      .init("queue", .text), .init("agent", .text), .init("customer", .text, isPersonal: true),
      .init("arrivedAt", .instant), .init("queuedAt", .instant), .init("answeredAt", .instant),
      .init("endedAt", .instant),
      .init("menu", .anyDuration), .init("wait", .anyDuration), .init("delay", .anyDuration),
      .init("talk", .anyDuration), .init("hold", .anyDuration), .init("wrapUp", .anyDuration),
      .init("transfers", .integer(0...1_000_000)), .init("isResolved", .boolean),
      .init("weekday", .ordered(Weekday.allCases.map(\.shortName))),
      .init("hour", .integer(0...23)),
      .init("isSound", .boolean), .init("fault", .choice(of: ContactFault.Kind.self)),
    ]), date: "arrivedAt")
}

extension FactField.Domain {
  /// Any amount of time that is not negative.
  static let anyDuration = Self.duration(milliseconds: 0...Int64.max)
}

extension FactSchema {
  /// The schema of one of the library's own subjects; a test shows that each is sound.
  static func ofMetrics(_ fields: [FactField]) -> Self { (try? Self(fields)) ?? .none }
}
