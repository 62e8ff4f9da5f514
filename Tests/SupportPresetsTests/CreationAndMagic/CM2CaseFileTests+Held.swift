// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import Foundation
import SupportCompensation
import SupportCore
import SupportDesk
import SupportMembership
import SupportRules
import SupportTickets
import SupportTime
import Testing

extension CM2CaseFileTests {
  @Test("CM-64 one call gives all that is held: every event, and what follows from them")
  func completeFile() throws {
    var matter = try CM2Case(member: "m-7")
    try matter.handle(.membership(.enrol), by: .system, at: now)
    try matter.handle(.membership(.earn(.init("e-1", "suggestion"))), by: .system, at: now)
    try matter.open(
      .inquiry, [.init("contactNumber", .text("13800001111"))], at: now)
    let claimed = try CM2.yuan("10.00")
    try matter.handle(
      .dispute("D-1", .open(.init(customer: "c-7", claims: claimed, ticket: "T-1"))),
      by: .customer("c-7"), at: now)
    try matter.tell(
      .startContact(.init("k-1", over: .phone, address: "13800002222")), at: now)
    try matter.tell(
      .changeConsent(.init(to: "insurer", isGiven: true)), by: .customer("c-7"), at: now)
    // The reply is two hours and a quarter late: three started hours, 3 yuan.
    let late = now.adding(milliseconds: 2 * CM2.hour + 30 * CM2.minute)
    try matter.tell(.addMessage(.init(.reply, id: "r-1")), at: late, because: "asked twice")
    let complaint = try personalFile()
    let desk = try CM2.desk.get()

    var records = CustomerRecords(of: "c-7", member: "m-7")
    records.add(matter.events, of: "T-1")
    records.add(complaint.events, of: "T-2")
    let file = try desk.information(heldIn: records, at: late)

    // Nothing is missing: every event of every stream, at its instant, by whom it was.
    let told = file.matters.map { Set($0.record.events.map(\.change)) }
    let recorded = [matter, complaint].map { Set($0.ticketEvents.map(\.change)) }
    #expect(told == recorded)
    #expect(
      file.matters.map(\.record.events.count) == [
        matter.ticketEvents.count, complaint.ticketEvents.count,
      ])
    let others = matter.events.filter { !$0.type.hasPrefix("ticket") && $0.type != "clock.told" }
    let compensation = try #require(file.compensation)
    let membership = try #require(file.membership)
    #expect(
      compensation.events.count + membership.events.count + file.disputes[0].events.count
        == others.count)

    // What follows from them.
    let first = file.matters[0]
    #expect(first.fields.first { $0.name == "contactNumber" }?.value == "13800001111")
    #expect(first.contacts.map(\.address) == ["13800002222"])
    #expect(first.messages.map(\.id) == ["r-1"])
    #expect(first.consents == ["insurer"])
    #expect(first.retention.map(\.part) == [.personal, .evidence])
    #expect(first.retention.allSatisfy { $0.erasableFrom == nil && $0.orders.isEmpty })
    #expect(try compensation.awards.map(\.compensation) == [CM2.yuan("3.00")])
    #expect(compensation.awards.map(\.ticket) == ["T-1"] && compensation.payouts.count == 1)
    #expect(membership.member == "m-7" && membership.enrolledAt == now)
    #expect(membership.points?.contribution ?? 0 > 0 || membership.points?.available ?? 0 > 0)
    #expect(file.disputes.map(\.id) == ["D-1"])

    // As data it holds all that is personal, and none of the desk's reasons.
    let text = try json(file)
    #expect(leaks(text) == Self.secrets)
    #expect(!text.contains("reseller") && !text.contains("asked twice"))
    #expect(try JSONDecoder().decode(CustomerFile.self, from: Data(text.utf8)) == file)
  }

  @Test("CM-64 once the case is closed it tells until when each part is kept")
  func keptUntil() throws {
    var matter = try CM2Case()
    try matter.open(.inquiry, at: now)
    let desk = try CM2.desk.get()
    func retention() throws -> [CustomerFile.Retention] {
      var records = CustomerRecords(of: "c-7")
      records.add(matter.events, of: "T-1")
      return try desk.information(heldIn: records, at: now).matters[0].retention
    }
    #expect(try retention().first { $0.part == .evidence }?.erasableFrom == nil)
    try matter.tell(.startContact(.init("k-1", over: .phone)), at: now)
    try matter.tell(.recordContact(.init("k-1", record: "r")), at: now)
    try matter.tell(.addMessage(.init(.reply)), at: now)
    try matter.tell(.solve, at: now)
    try matter.tell(.close, at: now)
    let policy = try #require(try CM2.book().tickets?.policy(at: now))
    for kept in try retention() {
      guard case .from(let instant, let rules) = matter.ticket.erasure(of: kept.part, under: policy)
      else { continue }
      #expect(kept.erasableFrom == instant && kept.rules == rules)
    }
    #expect(try retention().first { $0.part == .evidence }?.erasableFrom != nil)
    try matter.tell(.changeHold(.init("court-1", holds: true)), at: now)
    #expect(try retention().allSatisfy { $0.orders == ["court-1"] && $0.erasableFrom == nil })
  }
}
