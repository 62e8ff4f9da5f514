// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCompensation
import SupportCore
import SupportMembership
import SupportMetrics
import SupportRouting
import SupportRules
import SupportSLA
import SupportStaffing
import SupportTickets
import SupportTime

/// The sections that the rooms below read.
struct RoomSections {
  private(set) var tickets: TicketPolicyEditions?
  private(set) var serviceLevels: SLAPolicyVersions?
  private(set) var compensation: CompensationPolicyVersions?
  private(set) var disputes: DisputePolicy?
  private(set) var upgrades: UpgradePolicy?
  private(set) var membership: MembershipProgramme?
  private(set) var routing: RoutingPolicy?
  private(set) var menus: [PolicyBook.NamedMenu] = []
  private(set) var triage: TriageChain?
  private(set) var contactTrees: [PolicyBook.NamedContactTree] = []
  private(set) var staffing: StaffingBook?
  private(set) var metrics: MetricBook?

  init(
    _ root: DocumentNode, _ shared: SharedSections, _ reader: inout PolicyBookReader,
    _ problems: inout Problems
  ) {
    if let view = reader.view("tickets", with: ["zone", "calendars", "effectiveFrom"]) {
      let whole = view.setting("facts", to: shared.ticketFactsNode)
      tickets = reader.part(&problems) { TicketBook(reading: whole, &$0)?.editions }
    }
    if let view = reader.view("serviceLevels", with: ["zone", "calendars", "effectiveFrom"]) {
      serviceLevels = reader.part(&problems) {
        ServiceLevelBook(reading: view, shared.facts, &$0)?.versions
      }
    }
    let money = ["zone", "currency", "calendars", "effectiveFrom"]
    if let view = reader.view("compensation", with: money) {
      let whole = view.setting("facts", to: shared.claimFactsNode)
      compensation = reader.part(&problems) { CompensationBook(reading: whole, &$0)?.versions }
    }
    if let node = root["disputes"], let zone = shared.zone {
      disputes = reader.part(&problems) { problems in
        DisputePolicy(
          reading: node, version: Self.version(root), zone: zone,
          calendars: Dictionary(shared.calendars.map { ($0.name, $0.calendar) }) { one, _ in one },
          &problems)
      }
    }
    if let node = root["upgrades"] {
      upgrades = reader.part(&problems) { UpgradePolicy(reading: node, &$0) }
    }
    if let view = reader.view("membership", with: ["zone", "currency"]) {
      membership = reader.part(&problems) { MembershipBook(reading: view, &$0)?.programme }
    }
    if let view = reader.view("routing", with: ["zone", "calendars", "rosters"]) {
      let whole = view.setting("facts", to: shared.factsNode)
      routing = reader.part(&problems) { RoutingBook(reading: whole, &$0)?.policy }
    }
    menus = Self.menus(root, shared.facts, &reader, &problems)
    if let node = root["triage"] {
      triage = reader.part(&problems) { TriageChain(reading: node, &$0) }
    }
    contactTrees = Self.trees(root["contactTrees"], &reader, &problems)
    if let view = reader.view("staffing", with: ["zone"]) {
      staffing = reader.part(&problems) { StaffingBook(reading: view, &$0) }
    }
    if let view = reader.view("metrics", with: ["subjects"]) {
      metrics = reader.part(&problems) { MetricBook(reading: view, &$0) }
    }
  }

  private static func version(_ root: DocumentNode) -> PolicyVersion {
    if case .string(let version) = root["version"]?.value { return PolicyVersion(version) }
    return "1"
  }

  /// Each menu is read as the menu of a book of its own; what it learns are facts of this one.
  private static func menus(
    _ root: DocumentNode, _ facts: FactSchema, _ reader: inout PolicyBookReader,
    _ problems: inout Problems
  ) -> [PolicyBook.NamedMenu] {
    guard let node = root["menus"] else { return [] }
    let view = root.keeping(["format", "id", "version", "zone", "calendars"])
    return reader.part(&problems) { problems -> [PolicyBook.NamedMenu]? in
      guard let object = node.object(&problems) else { return nil }
      return object.members.compactMap { member in
        if member.key == "note", case .string = member.value.value { return nil }
        let whole = view.setting("menu", to: member.value)
        return PhoneMenuBook(reading: whole, facts: facts, &problems)
          .map { PolicyBook.NamedMenu(name: member.key, menu: $0.menu) }
      }
    } ?? []
  }

  private static func trees(
    _ node: DocumentNode?, _ reader: inout PolicyBookReader, _ problems: inout Problems
  ) -> [PolicyBook.NamedContactTree] {
    guard let node else { return [] }
    return reader.part(&problems) { problems -> [PolicyBook.NamedContactTree]? in
      guard let object = node.object(&problems) else { return nil }
      return object.members.compactMap { member in
        if member.key == "note", case .string = member.value.value { return nil }
        return ContactTree(reading: member.value, &problems)
          .map { PolicyBook.NamedContactTree(name: member.key, tree: $0) }
      }
    } ?? []
  }
}
