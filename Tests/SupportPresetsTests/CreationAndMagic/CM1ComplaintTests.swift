// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCompensation
import SupportCore
import SupportDesk
import SupportPresets
import SupportTickets
import SupportTime
import Testing

@Suite("Creation & Magic: the way of a complaint")
struct CM1ComplaintTests {
  private static let stages: [Ticket.Stage] = [
    .registered, .assessed, .assigned, .answered, .reviewed, .archived,
  ]
  let now: Instant

  init() throws { now = try CM1.at("2025-05-19 10:00") }

  private func complaint() throws -> CM1Case { try CM1Case(.complaint, at: now) }

  private func stage(_ stage: Ticket.Stage) -> Ticket.Command {
    .reachStage(.init(stage, of: .complaint))
  }

  private func after(_ minutes: Int64) -> Instant { now.adding(milliseconds: minutes * CM1.minute) }

  private func file(_ kinds: [Ticket.DocumentKind], in matter: inout CM1Case) throws {
    for kind in kinds {
      try matter.perform(.fileDocument(.init(kind, reference: "file/\(kind)")), at: now)
    }
  }

  /// What is missing for the end of the procedure.
  private func missing(_ matter: CM1Case) throws -> [Ticket.DocumentKind] {
    var matter = matter
    do {
      try matter.perform(stage(.archived), at: after(60))
      return []
    } catch DeskRejection.ticket(.missing(let parts)) {
      return try parts.map { missing in
        guard case .document(let kind) = missing.part else { throw DeskRejection.notOpened }
        return kind
      }
    }
  }

  // MARK: CM-25

  @Test("CM-25 a complaint runs through its six stages in order, each with its time")
  func inOrder() throws {
    var matter = try complaint()
    try file(try missingAtTheEnd(), in: &matter)
    for (place, stage) in Self.stages.enumerated() {
      try matter.perform(self.stage(stage), at: after(Int64(place)))
    }
    let reached = matter.matter.ticket.details.stages.filter { $0.value.procedure == .complaint }
    #expect(reached.map(\.value.stage) == Self.stages)
    #expect(reached.map(\.at) == (0..<6).map { after(Int64($0)) })
  }

  @Test("CM-25 no stage can be skipped, repeated or gone back to")
  func noSkipping() throws {
    var matter = try complaint()
    try file(try missingAtTheEnd(), in: &matter)
    for place in Self.stages.indices {
      for given in Self.stages.indices where given != place {
        #expect(
          throws: DeskRejection.ticket(
            .stageOutOfOrder(expected: Self.stages[place], given: Self.stages[given]))
        ) {
          var copy = matter
          try copy.perform(stage(Self.stages[given]), at: after(60))
        }
      }
      try matter.perform(stage(Self.stages[place]), at: now)
    }
    #expect(throws: DeskRejection.ticket(.stageOutOfOrder(expected: nil, given: .registered))) {
      try matter.perform(stage(.registered), at: now)
    }
  }

  @Test("CM-25 it is closed only after it was reviewed and confirmed, and filed only at the end")
  func closing() throws {
    var matter = try complaint()
    try file(try missingAtTheEnd(), in: &matter)
    for stage in Self.stages.prefix(4) { try matter.perform(self.stage(stage), at: now) }
    let reviewed = Ticket.StageEntry(.reviewed, of: .complaint)
    #expect(
      throws: DeskRejection.ticket(.missing([.init(.stage(reviewed), by: "CM-25")]))
    ) {
      try matter.perform(.close, at: now)
    }
    try matter.perform(stage(.reviewed), at: now)
    try matter.perform(.close, at: now)
    let archived = Ticket.StageEntry(.archived, of: .complaint)
    #expect(
      throws: DeskRejection.ticket(.missing([.init(.stage(archived), by: "CM-25-archive")]))
    ) {
      try matter.perform(.archive, at: now)
    }
    try matter.perform(stage(.archived), at: now)
    try matter.perform(.archive, at: now)
    #expect(matter.matter.ticket.status == .archived)
  }

  @Test("CM-25 an inquiry needs no stages to be closed")
  func inquiry() throws {
    var matter = try CM1Case(.inquiry, at: now)
    try matter.perform(.close, at: now)
    #expect(matter.matter.ticket.status == .closed)
  }

  // MARK: CM-26

  private func missingAtTheEnd() throws -> [Ticket.DocumentKind] {
    var matter = try complaint()
    for stage in Self.stages.prefix(5) { try matter.perform(self.stage(stage), at: now) }
    return try missing(matter)
  }

  @Test("CM-26 a file without documents lacks twelve, and all of them are named")
  func twelve() throws {
    let all = try missingAtTheEnd()
    #expect(all.count == 12)
    #expect(Set(all).count == 12)
    #expect(Set(all).isSuperset(of: ["voucher", "timedRecord", "evidence"]))
  }

  @Test("CM-26 whatever is missing is named, and nothing else, until the file is complete")
  func oneByOne() throws {
    let all = try missingAtTheEnd()
    var matter = try complaint()
    for stage in Self.stages.prefix(5) { try matter.perform(self.stage(stage), at: now) }
    // From the last to the first, so that the order of filing is not that of the list.
    for place in all.indices.reversed() {
      #expect(try missing(matter) == Array(all[...place]))
      try file([all[place]], in: &matter)
    }
    try matter.perform(stage(.archived), at: now)
  }

  @Test("CM-26 a document that is filed twice does not stand in for another one")
  func twice() throws {
    let all = try missingAtTheEnd()
    var matter = try complaint()
    for stage in Self.stages.prefix(5) { try matter.perform(self.stage(stage), at: now) }
    try file(Array(all.dropLast()) + Array(all.prefix(3)), in: &matter)
    #expect(try missing(matter) == [all[11]])
  }

  // MARK: CM-27

  @Test(
    "CM-27 evidence is kept three calendar months from the closing, to the millisecond",
    arguments: [
      ("2025-06-15 10:00", "2025-09-15"), ("2025-11-30 10:00", "2026-02-28"),
      ("2025-08-31 10:00", "2025-11-30"), ("2025-10-31 23:59:59.999", "2026-01-31"),
    ])
  func kept(closing: String, allowed: String) throws {
    let closed = try CM1.at(closing)
    var matter = try CM1Case(.inquiry, at: closed)
    try matter.perform(.fileDocument(.init(.evidence, reference: "log-1")), at: closed)
    try matter.perform(.close, at: closed)
    do {
      try matter.perform(.erase(.evidence), by: .customer("mei"), at: closed)
      Issue.record("erased at once")
    } catch DeskRejection.ticket(.kept(let until?, let rules)) {
      #expect(rules == ["CM-27"])
      #expect(try CM1.book().zone.date(at: until) == (try CM1.date(allowed)))
      #expect(throws: DeskRejection.ticket(.kept(until: until, by: rules))) {
        try matter.perform(
          .erase(.evidence), by: .customer("mei"), at: until.adding(milliseconds: -1))
      }
      try matter.perform(.erase(.evidence), by: .customer("mei"), at: until)
      #expect(matter.matter.ticket.details.privacy.isErased(.evidence))
    }
  }

  @Test("CM-27 while a case is open there is no date yet, also when it was opened again")
  func open() throws {
    var matter = try CM1Case(.inquiry, at: now)
    let late = after(60 * 24 * 200)
    for _ in 0..<2 {
      #expect(throws: DeskRejection.ticket(.kept(until: nil, by: ["CM-27"]))) {
        var copy = matter
        try copy.perform(.erase(.evidence), by: .customer("mei"), at: late)
      }
      try matter.perform(.close, at: after(1))
      try matter.perform(.reopen, at: after(1))
    }
  }

  @Test("CM-27 after a second closing the three months begin anew")
  func closedAgain() throws {
    var matter = try CM1Case(.inquiry, at: now)
    try matter.perform(.close, at: now)
    try matter.perform(.reopen, at: now)
    try matter.perform(.close, at: try CM1.at("2025-07-01 10:00"))
    do {
      try matter.perform(
        .erase(.evidence), by: .customer("mei"), at: try CM1.at("2025-09-30 10:00"))
      Issue.record("erased after the first three months")
    } catch DeskRejection.ticket(.kept(let until?, _)) {
      #expect(try CM1.book().zone.date(at: until) == (try CM1.date("2025-10-01")))
    }
  }

  // MARK: CM-28

  /// A complaint about which a dispute was settled in May.
  private func settled() throws -> CM1Case {
    var matter = try complaint()
    let opening = Dispute.Opening(
      customer: "mei", claims: try CM1.yuan("800.00"), ticket: matter.matter.id)
    func dispute(_ command: Dispute.Command, _ principal: Principal) throws {
      try matter.perform(.dispute("D-1", command), by: principal, at: now)
    }
    try dispute(.open(opening), .customer("mei"))
    for kind in ["voucher", "timedRecord", "evidence"] as [Dispute.EvidenceKind] {
      try dispute(.fileEvidence(.init(kind, reference: "file/\(kind)")), .customer("mei"))
    }
    try dispute(.closeEvidence, .agent("wang"))
    try dispute(.check(history: []), .system)
    let reasons = Dispute.Reasons("The records agree.")
    try dispute(.rule(.passedOn, as: "serviceReview", reasons), .agent("wang"))
    try dispute(.rule(.rejected, as: "arbitration", reasons), .agent("zhao"))
    try dispute(.recordAgreement(reference: "text-1"), .agent("wang"))
    return matter
  }

  @Test(
    "CM-28 a past complaint is opened again for review from the 1st to the 15th of a month",
    arguments: [
      "2025-06-01 00:00", "2025-06-15 23:59:59.999", "2025-07-08 12:00", "2025-10-01 00:00",
      "2026-01-01 00:00", "2026-02-15 23:59:59.999",
    ])
  func reviewed(text: String) throws {
    var matter = try settled()
    try matter.perform(.dispute("D-1", .reopen), by: .customer("mei"), at: try CM1.at(text))
    let dispute = try #require(matter.matter.dispute("D-1"))
    #expect(dispute.rounds.count == 2)
    #expect(dispute.state(at: try CM1.at(text)) == .collectingEvidence)
  }

  @Test(
    "CM-28 from the 16th to the end of a month it is refused with the next days on which it is open",
    arguments: [
      ("2025-05-31 23:59:59.999", "2025-06"), ("2025-06-16 00:00", "2025-07"),
      ("2025-06-30 23:59:59.999", "2025-07"), ("2025-12-31 12:00", "2026-01"),
      ("2026-02-16 00:00", "2026-03"),
    ])
  func refused(text: String, month: String) throws {
    var matter = try settled()
    let next = try CM1.at("\(month)-01 00:00")..<CM1.at("\(month)-16 00:00")
    #expect(throws: DeskRejection.dispute(.outsideReviewWindow(next: next))) {
      try matter.perform(.dispute("D-1", .reopen), by: .customer("mei"), at: try CM1.at(text))
    }
  }

  @Test("CM-28 the days are those of Shanghai, and what still goes on is not past")
  func shanghaiDays() throws {
    // 2025-05-31 16:00 UTC is 1 June, 00:00 in Shanghai.
    var matter = try settled()
    let june = try Instant("2025-05-31T16:00Z")
    try matter.perform(.dispute("D-1", .reopen), by: .customer("mei"), at: june)
    #expect(throws: DeskRejection.dispute(.goesOn)) {
      try matter.perform(.dispute("D-1", .reopen), by: .customer("mei"), at: june)
    }
  }
}
