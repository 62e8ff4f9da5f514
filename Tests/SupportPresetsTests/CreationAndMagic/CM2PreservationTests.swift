// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportDesk
import SupportMembership
import SupportTickets
import Testing

/// Nobody writes the fact by hand here: the desk knows what the member has.
@Suite("Creation & Magic: evidence that a member pays to keep")
struct CM2PreservationTests {
  let now: Instant
  let customer = Principal.customer("c-7")

  init() throws {
    now = try CM2.at("2025-06-03 10:00")
  }

  private func pay(_ file: inout CM2Case, _ id: EarningID, at instant: Instant) throws {
    try file.handle(
      .membership(.earn(.init(id, "evidencePreservation", spend: try CM2.yuan("99.00")))),
      by: .system, at: instant)
  }

  private func closed() throws -> CM2Case {
    var file = try CM2Case(member: "m-7")
    try file.handle(.membership(.enrol), by: .system, at: now)
    try file.open(.inquiry, at: now)
    try file.tell(.fileDocument(.init(.evidence, reference: "store/1")), at: now)
    try file.tell(.solve, at: now)
    try file.tell(.close, at: now)
    return file
  }

  @Test("CM-63 evidence is kept while the member pays for it, and may be erased when that is over")
  func whilePaid() throws {
    var file = try closed()
    // Subscribed to after the case was closed, for a year.
    try pay(&file, "p-1", at: now)
    let over = try CM2.at("2026-06-03 10:00")
    #expect(
      file.refusal(of: .erase(.evidence), by: customer, at: over.adding(milliseconds: -1))
        == .kept(until: nil, by: ["CM-63"]))
    #expect(file.refusal(of: .erase(.evidence), by: customer, at: over) == nil)
  }

  @Test("CM-63 another year keeps it for another year")
  func twoYears() throws {
    var file = try closed()
    try pay(&file, "p-1", at: now)
    try pay(&file, "p-2", at: try CM2.at("2026-06-01 10:00"))
    #expect(
      file.refusal(of: .erase(.evidence), by: customer, at: try CM2.at("2027-06-03 09:59"))
        == .kept(until: nil, by: ["CM-63"]))
    #expect(
      file.refusal(of: .erase(.evidence), by: customer, at: try CM2.at("2027-06-03 10:00")) == nil)
  }
}
