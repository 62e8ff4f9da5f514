// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCompensation
import SupportCore
import SupportDesk
import SupportTickets
import Testing

@Suite("Creation & Magic: disputes and courts")
struct CM2DisputeTests {
  static let id: DisputeID = "D-1"

  let customer = Principal.customer("c-7")
  let desk = Principal.agent("li")
  var file: CM2Case
  let claim: Money

  init() throws {
    claim = try CM2.yuan("1000.00")
    file = try CM2Case()
    try file.open(.complaint, at: try CM2.at("2025-06-03 10:00"))
  }

  private func ask(
    _ file: inout CM2Case, _ command: Dispute.Command, by principal: Principal, at wall: String
  ) throws {
    try file.handle(.dispute(Self.id, command), by: principal, at: try CM2.at(wall))
  }

  /// Up to the first review, which begins on Tuesday the 3rd at noon.
  private func underReview() throws -> CM2Case {
    var file = file
    try ask(
      &file, .open(.init(customer: "c-7", claims: claim, ticket: "T-1")), by: customer,
      at: "2025-06-03 11:00")
    for kind in ["voucher", "timedRecord", "evidence"] {
      try ask(
        &file, .fileEvidence(.init(.init(rawValue: kind), reference: "store/\(kind)")),
        by: customer, at: "2025-06-03 11:30")
    }
    try ask(&file, .closeEvidence, by: desk, at: "2025-06-03 12:00")
    try ask(&file, .check(history: []), by: desk, at: "2025-06-03 12:00")
    return file
  }

  private func mayLitigate(_ file: CM2Case, at wall: String) throws -> Dispute.Litigation? {
    file.matter.dispute(Self.id)?.mayLitigate(at: try CM2.at(wall))
  }

  private let why = Dispute.Reasons("the terms were kept")

  @Test("CM-37 a court may be asked only when the last level of arbitration has decided")
  func arbitrationBeforeLitigation() throws {
    var file = file
    try ask(
      &file, .open(.init(customer: "c-7", claims: claim, ticket: "T-1")), by: customer,
      at: "2025-06-03 11:00")
    #expect(try mayLitigate(file, at: "2025-06-03 11:00") == .refused(.goesOn(.evidence)))
    file = try underReview()
    #expect(try mayLitigate(file, at: "2025-06-03 13:00") == .refused(.goesOn(.review)))
    try ask(&file, .rule(.rejected, as: "serviceReview", why), by: desk, at: "2025-06-04 10:00")
    #expect(try mayLitigate(file, at: "2025-06-04 11:00") == .refused(.goesOn(.review)))
    try ask(&file, .appeal, by: customer, at: "2025-06-05 10:00")
    #expect(try mayLitigate(file, at: "2025-06-05 11:00") == .refused(.goesOn(.review)))
    try ask(
      &file, .rule(.rejected, as: "arbitration", why), by: .agent("wu"), at: "2025-06-20 10:00")
    #expect(
      try mayLitigate(file, at: "2025-06-20 10:00")
        == .allowed(since: try CM2.at("2025-06-20 10:00"), .lastLevelDecided))
  }

  @Test("CM-37 whoever does not appeal to arbitration, or accepts, may not go to court")
  func skippedArbitration() throws {
    var file = try underReview()
    try ask(&file, .rule(.rejected, as: "serviceReview", why), by: desk, at: "2025-06-04 10:00")
    // 15 days to appeal.
    #expect(
      try mayLitigate(file, at: "2025-07-01 10:00")
        == .refused(.notAppealed(since: try CM2.at("2025-06-19 10:00:00.001"))))
    try ask(&file, .accept, by: customer, at: "2025-06-05 10:00")
    try ask(&file, .accept, by: .agent("wu"), at: "2025-06-06 10:00")
    #expect(
      try mayLitigate(file, at: "2025-07-01 10:00")
        == .refused(.accepted(since: try CM2.at("2025-06-06 10:00"))))
  }

  @Test("CM-37 arbitration that lets its time pass does not bar the way to court")
  func silentArbitration() throws {
    let file = try underReview()
    // Five working days from Tuesday end on the next Tuesday at 18:00, 30 days later on 10 July.
    #expect(try mayLitigate(file, at: "2025-07-10 18:00") == .refused(.goesOn(.review)))
    let over = try CM2.at("2025-07-10 18:00:00.001")
    #expect(
      try mayLitigate(file, at: "2025-07-10 18:00:00.001")
        == .allowed(since: over, .lastLevelSilent))
  }

  @Test("CM-37 the losing side bears the cost of litigation, each its part of a half-won claim")
  func loserPays() throws {
    let costs = try #require(try CM2.book().disputes?.costs)
    let cost = try CM2.yuan("800.01")
    func parts(_ awarded: String) throws -> [String] {
      let shares = try costs.shares(awarded: try CM2.yuan(awarded), of: claim)
      let parts = try shares.parts(of: cost, RoundingRule(.halfEven))
      return [parts.customer.amountText, parts.company.amountText]
    }
    #expect(try parts("0.00") == ["800.01", "0.00"])
    #expect(try parts("1000.00") == ["0.00", "800.01"])
    // A quarter lost of 800.01 is 200.0025.
    #expect(try parts("750.00") == ["200.00", "600.01"])
  }

  @Test("CM-37 the last level's decision names who bears the cost")
  func rulingNamesCosts() throws {
    var file = try underReview()
    let part = try CM2.yuan("250.00")
    try ask(&file, .rule(.rejected, as: "serviceReview", why), by: desk, at: "2025-06-04 10:00")
    try ask(&file, .appeal, by: customer, at: "2025-06-05 10:00")
    try ask(
      &file, .rule(.partly(part), as: "arbitration", why), by: .agent("wu"),
      at: "2025-06-20 10:00")
    let ruling = file.matter.dispute(Self.id)?.round?.rulings.last?.ruling
    #expect(ruling?.awarded == part)
    #expect(ruling?.costs?.customer == Rate(3, over: 4))
    #expect(ruling?.costs?.company == Rate(1, over: 4))
  }
}
