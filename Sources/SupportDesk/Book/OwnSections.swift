// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportMetrics
import SupportTime

/// The sections that no room below knows.
struct OwnSections {
  private(set) var coverage: [CoverageRule] = []
  private(set) var changelog: [PolicyBook.ChangeNote] = []
  private(set) var classification: ClassificationPolicy?
  private(set) var work = WorkFacts()
  private(set) var slots: [PolicyBook.NamedSlots] = []
  private(set) var reports: [ReportPlan] = []
  private(set) var agenda: Agenda
  private(set) var publishing = PublishingRules()
  private(set) var accepted: [PolicyBook.AcceptedFinding] = []

  init(
    _ root: DocumentNode, _ shared: SharedSections, _ rooms: RoomSections,
    _ reader: inout PolicyBookReader, _ problems: inout Problems
  ) {
    agenda = Agenda([], zone: shared.zone ?? .utc)
    if let node = root["changelog"] {
      changelog = reader.part(&problems) { $0.list(node, Self.change) } ?? []
    }
    if let node = root["coverage"] {
      let calendars = Self.names(of: root["calendars"])
      let rosters = Self.names(of: root["rosters"])
      coverage =
        reader.part(&problems) { problems in
          problems.list(node) {
            CoverageRule(reading: $0, calendars: calendars, rosters: rosters, &$1)
          }
        } ?? []
      Self.reportDoubles(coverage.map(\.id.rawValue), node, &problems)
    }
    if let node = root["classification"] {
      classification = reader.part(&problems) {
        ClassificationPolicy(reading: node, shared.facts, &$0)
      }
    }
    if let node = root["work"] {
      work = reader.part(&problems) { WorkFacts(reading: node, shared.facts, &$0) } ?? WorkFacts()
    }
    if let node = root["slots"] {
      let names = shared.calendars.map(\.name)
      slots = reader.part(&problems) { Self.slots(node, names, &$0) } ?? []
    }
    if let node = root["reports"] {
      reports =
        reader.part(&problems) { $0.list(node) { ReportPlan(reading: $0, rooms.metrics, &$1) } }
        ?? []
    }
    if let node = root["agenda"] {
      let duties =
        reader.part(&problems) { $0.list(node) { Agenda.Duty(reading: $0, &$1) } } ?? []
      agenda = Agenda(duties, zone: shared.zone ?? .utc)
      Self.reportDoubles(duties.map(\.id.rawValue), node, &problems)
    }
    if let node = root["publishing"] {
      publishing =
        reader.part(&problems) { PublishingRules(reading: node, &$0) } ?? PublishingRules()
    }
    if let node = root["accepted"] {
      accepted = reader.part(&problems) { $0.list(node, Self.accepted) } ?? []
    }
  }

  /// The names that an object gives, those of values with mistakes included.
  private static func names(of node: DocumentNode?) -> [String] {
    guard case .object(let members) = node?.value else { return [] }
    return members.filter { member in
      if member.key == "note", case .string = member.value.value { return false }
      return true
    }.map(\.key)
  }

  private static func reportDoubles(
    _ names: [String], _ node: DocumentNode, _ problems: inout Problems
  ) {
    var seen: Set<String> = []
    for name in names where !seen.insert(name).inserted {
      problems.report("the id \(name.quoted) stands twice", at: node)
    }
  }

  private static func change(
    _ node: DocumentNode, _ problems: inout Problems
  ) -> PolicyBook.ChangeNote? {
    guard var object = node.object(&problems) else { return nil }
    let version = object.required("version", &problems)?.nonEmptyString(&problems)
    let note = object.required("note", &problems)?.nonEmptyString(&problems)
    object.finish(&problems)
    guard let version, let note else { return nil }
    return .init(version: PolicyVersion(version), note: note)
  }

  private static func accepted(
    _ node: DocumentNode, _ problems: inout Problems
  ) -> PolicyBook.AcceptedFinding? {
    guard var object = node.object(&problems) else { return nil }
    let path = object.required("at", &problems)?.nonEmptyString(&problems)
    let kind = object.required("finding", &problems)?.oneOf(
      BookFinding.Kind.allCases.map { ($0.rawValue, $0) }, &problems)
    let because = object.required("because", &problems)?.nonEmptyString(&problems)
    object.finish(&problems)
    guard let path, let kind, let because else { return nil }
    return .init(path: path, kind: kind, because: because)
  }

  private static func slots(
    _ node: DocumentNode, _ calendars: [String], _ problems: inout Problems
  ) -> [PolicyBook.NamedSlots]? {
    guard let object = node.object(&problems) else { return nil }
    return object.members.compactMap { member in
      if member.key == "note", case .string = member.value.value { return nil }
      guard let name = member.value["calendar"] else {
        problems.report("\"calendar\" is missing", at: member.value)
        return nil
      }
      let calendar = name.oneOf(calendars.map { ($0, $0) }, &problems)
      guard case .object(let members) = member.value.value else { return nil }
      let rest = member.value.keeping(Set(members.map(\.key)).subtracting(["calendar"]))
      let plan = SlotPlan(reading: rest, &problems)
      guard let calendar, let plan else { return nil }
      return .init(name: member.key, calendar: calendar, plan: plan)
    }
  }
}

extension Problems {
  /// Reads a list, each element by itself.
  fileprivate mutating func list<Value>(
    _ node: DocumentNode, _ read: (DocumentNode, inout Problems) -> Value?
  ) -> [Value]? {
    node.values(&self) { read($0, &$1) }
  }
}
