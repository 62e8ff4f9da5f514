// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import Synchronization

/// Calendars that were read and zone rules and clocks that were compiled while one document is read, so
/// that rooms which read the same calendars do so once.
///
/// A memo changes no answer, only how long it takes; it lives as long as the reading.
package final class CompilationMemo: Sendable {
  /// The memo of the reading that goes on in this task; `nil` outside of one.
  @TaskLocal static var current: CompilationMemo?

  private let zones = Mutex<[String: ZoneRules]>([:])
  private let clocks = Mutex<[BusinessCalendar: BusinessClock]>([:])
  private let sections = Mutex<[Section]>([])

  /// A section of calendars without mistakes.
  private struct Section {
    let node: DocumentNode
    let zone: String?
    let calendars: [BusinessCalendar.Named]
  }

  /// Whether a reading goes on in this task.
  package static var isOn: Bool { current != nil }

  private init() {}

  /// Does something during which equal calendars are compiled once.
  package static func during<Value>(_ body: () -> Value) -> Value {
    if current != nil { return body() }
    return $current.withValue(CompilationMemo(), operation: body)
  }

  /// The rules of a zone, made where they are not known yet.
  static func zone(
    _ identifier: String, _ make: () throws(UnknownZone) -> ZoneRules
  ) throws(UnknownZone) -> ZoneRules {
    guard let memo = current else { return try make() }
    if let known = memo.zones.withLock({ $0[identifier] }) { return known }
    let rules = try make()
    memo.zones.withLock { $0[identifier] = rules }
    return rules
  }

  /// The calendars of a section that was read before and has no mistakes.
  static func calendars(of node: DocumentNode, zone: String?) -> [BusinessCalendar.Named]? {
    current?.sections.withLock { known in
      known.first { $0.zone == zone && $0.node == node }?.calendars
    }
  }

  /// Notes the calendars of a section without mistakes.
  static func note(
    _ calendars: [BusinessCalendar.Named], of node: DocumentNode, zone: String?
  ) {
    current?.sections.withLock { known in
      known.append(Section(node: node, zone: zone, calendars: calendars))
    }
  }

  /// The clock of a calendar, made where it is not known yet.
  static func clock(
    _ calendar: BusinessCalendar, _ make: () throws(UnknownZone) -> BusinessClock
  ) throws(UnknownZone) -> BusinessClock {
    guard let memo = current else { return try make() }
    if let known = memo.clocks.withLock({ $0[calendar] }) { return known }
    let clock = try make()
    memo.clocks.withLock { $0[calendar] = clock }
    return clock
  }
}
