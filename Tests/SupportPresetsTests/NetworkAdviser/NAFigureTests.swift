// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportDesk
import SupportMetrics
import SupportPresets
import SupportRules
import SupportTickets
import Testing

@Suite("Network adviser: monthly rates")
struct NAFigureTests {
  let now: Instant
  let figures: PresetFigures

  init() throws {
    now = try PresetDesk.at("2025-06-03 10:00")
    figures = try PresetFigures(PresetDesk.networkAdviser)
  }

  /// The row of a case after something was done to it.
  private func row(
    _ kind: Ticket.Kind, from desk: Result<Desk, any Error> = PresetDesk.networkAdviser,
    _ act: (inout PresetCase) throws -> Void = { _ in }
  ) throws -> Facts {
    var file = try PresetCase(desk)
    try file.open(kind, over: .email, at: now)
    try act(&file)
    return try figures.row(of: file, at: max(now, file.ticket.lastEventAt ?? now))
  }

  private func answered(_ kind: Ticket.Kind, after wait: Int64 = 0) throws -> Facts {
    try row(kind) { try $0.tell(.addMessage(.init(.reply)), at: now + wait) }
  }

  private func rated(_ kind: Ticket.Kind, _ stars: Int) throws -> Facts {
    try row(kind) { file in
      try file.contact(over: .email, at: now)
      try file.tell(.rate(.init("k-1", stars: stars)), by: .customer("c-7"), at: now)
    }
  }

  /// So many times the same row.
  private func times(_ count: Int, _ row: Facts) -> [Facts] { Array(repeating: row, count: count) }

  private func expect(
    _ line: (figure: MetricFigure, isMet: Bool?), _ numerator: Int128, of denominator: Int128,
    isMet: Bool?, sourceLocation: SourceLocation = #_sourceLocation
  ) {
    #expect(line.figure.numerator == numerator, sourceLocation: sourceLocation)
    #expect(line.figure.denominator == denominator, sourceLocation: sourceLocation)
    #expect(line.isMet == isMet, sourceLocation: sourceLocation)
  }

  // MARK: Calls

  @Test("NA-07 a call that waited exactly 60 s was answered, one that waited longer was not")
  func connected() throws {
    let rows = [
      figures.call(at: now, waiting: 60_000), figures.call(at: now, waiting: 60_001),
      figures.call(at: now, waiting: 5_000, isAnswered: false),
      figures.call(at: now, waiting: 90_000, isAnswered: false),
      figures.call(at: now, waiting: 0),
    ]
    expect(try figures.line("NA-07", rows), 2, of: 5, isMet: false)
  }

  @Test(
    "NA-07 95 of 100 calls reach the objective, 94 do not", arguments: [(95, true), (94, false)])
  func connectRate(good: Int, isMet: Bool) throws {
    let rows =
      times(good, figures.call(at: now, waiting: 20_000))
      + times(100 - good, figures.call(at: now, waiting: 20_000, isAnswered: false))
    expect(try figures.line("NA-07", rows), Int128(good), of: 100, isMet: isMet)
  }

  @Test("NA-07 it is told by month of the desk's clocks, of calls alone")
  func months() throws {
    let july = try PresetDesk.at("2025-07-01 00:00")
    let report = try figures.report(
      "NA-07",
      [
        figures.call(at: now, waiting: 1_000), figures.call(at: july - 1, waiting: 61_000),
        figures.call(at: july, waiting: 1_000),
        figures.call(at: july, waiting: 1_000, over: "email"),
      ])
    #expect(report.lines.map(\.figure.numerator) == [1, 1])
    #expect(report.lines.map(\.figure.denominator) == [2, 1])
    #expect(report.lines.map { report.isMet($0) } == [false, true])
  }

  @Test("NA-14 the share of calls answered within three rings is told beside it")
  func rings() throws {
    let rows = [
      figures.call(at: now, waiting: 15_000), figures.call(at: now, waiting: 15_001),
      figures.call(at: now, waiting: 1_000, isAnswered: false),
    ]
    expect(try figures.line("NA-14", rows), 1, of: 3, isMet: nil)
  }

  @Test("NA-15 calls are counted by what they are about")
  func calls() throws {
    let rows = try [
      ("inquiry", "phone"), ("inquiry", "phone"), ("fault", "phone"), ("fault", "web"),
    ]
    .map { kind, channel in
      var file = try PresetCase(PresetDesk.networkAdviser)
      try file.open(Ticket.Kind(rawValue: kind), over: Ticket.Channel(rawValue: channel), at: now)
      return try figures.row(of: file, at: now)
    }
    #expect(try figures.counts("NA-15", rows).sorted() == ["fault: 1", "inquiry: 2"])
  }

  // MARK: Replies

  @Test("NA-08 answered inquiries are counted of all inquiries, the unanswered ones too")
  func inquiries() throws {
    let (yes, no) = (try answered(.inquiry), try row(.inquiry))
    expect(try figures.line("NA-08", times(100, yes)), 100, of: 100, isMet: true)
    expect(try figures.line("NA-08", times(999, yes) + [no]), 999, of: 1_000, isMet: false)
    // Of inquiries alone.
    let others = [try row("billing"), try row("fault"), try row(.complaint)]
    expect(try figures.line("NA-08", [yes] + others), 1, of: 1, isMet: true)
  }

  @Test("NA-08 an answer of a program is none")
  func automatic() throws {
    let machine = try row(.inquiry) {
      try $0.tell(.addMessage(.init(.automatic)), by: .automation("bot"), at: now)
    }
    expect(try figures.line("NA-08", [machine]), 0, of: 1, isMet: false)
  }

  @Test("NA-09 answered complaints are counted of all complaints")
  func complaints() throws {
    let (yes, no) = (try answered(.complaint), try row(.complaint))
    expect(try figures.line("NA-09", times(20, yes)), 20, of: 20, isMet: true)
    expect(try figures.line("NA-09", times(19, yes) + [no]), 19, of: 20, isMet: false)
    expect(try figures.line("NA-09", [yes, try row(.inquiry)]), 1, of: 1, isMet: true)
  }

  @Test("NA-10 inquiries answered within the limit of 24 h are counted of all inquiries")
  func onTimeInquiries() throws {
    let limit = 24 * PresetDesk.hour
    let rows = [
      try answered(.inquiry, after: limit), try answered(.inquiry, after: limit + 1),
      try row(.inquiry), try answered("billing", after: 1),
    ]
    expect(try figures.line("NA-10-inquiries", rows), 1, of: 3, isMet: false)
    expect(try figures.line("NA-10-inquiries", times(3, rows[0])), 3, of: 3, isMet: true)
  }

  @Test("NA-10 the limit of inquiries is that of the policy: with 12 h the same answer is late")
  func limitOfThePolicy() throws {
    let stricter = Result<Desk, any Error> {
      Desk(
        try PolicyBook(
          Preset.networkAdviser.text.replacing(
            #""firstReply": { "within": "24 h" }"#, with: #""firstReply": { "within": "12 h" }"#)))
    }
    func line(_ desk: Result<Desk, any Error>) throws -> (figure: MetricFigure, isMet: Bool?) {
      try figures.line(
        "NA-10-inquiries",
        [
          try row(.inquiry, from: desk) {
            try $0.tell(.addMessage(.init(.reply)), at: now + 13 * PresetDesk.hour)
          }
        ])
    }
    expect(try line(PresetDesk.networkAdviser), 1, of: 1, isMet: true)
    expect(try line(stricter), 0, of: 1, isMet: false)
  }

  @Test("NA-10 complaints solved and answered within the limit of their level, of all complaints")
  func onTimeComplaints() throws {
    func solved(_ level: Ticket.ComplaintLevel?, after hours: Int64) throws -> Facts {
      try row(.complaint) { file in
        if let level { try file.tell(.gradeComplaint(.init(level: level)), at: now) }
        try file.tell(.addMessage(.init(.reply)), at: now + hours * PresetDesk.hour)
        try file.tell(.solve, at: now + hours * PresetDesk.hour)
      }
    }
    let rows = [
      try solved(nil, after: 2), try solved(nil, after: 3),
      try solved(.betweenDepartments, after: 48), try solved(.betweenDepartments, after: 49),
      // Answered, and not solved.
      try answered(.complaint),
    ]
    expect(try figures.line("NA-10-complaints", rows), 2, of: 5, isMet: false)
    expect(try figures.line("NA-10-complaints", [rows[0], rows[2]]), 2, of: 2, isMet: true)
  }

  // MARK: Repeats

  @Test(
    "NA-11 repeats are counted of the others: 1 of 101 is 1 % and will do, 2 of 102 are too many")
  func repeats() throws {
    let first = try row(.complaint)
    let again = try row(.complaint) { try $0.tell(.link(.init(.repeats, "T-0")), at: now) }
    expect(try figures.line("NA-11", times(100, first) + [again]), 1, of: 100, isMet: true)
    expect(try figures.line("NA-11", times(100, first) + [again, again]), 2, of: 100, isMet: false)
    // 1 / 99 is above one per cent, though 1 of all 100 would not be.
    expect(try figures.line("NA-11", times(99, first) + [again]), 1, of: 99, isMet: false)
  }

  @Test("NA-11 a repeat is linked to the case that it repeats; an inquiry about it is none")
  func linked() throws {
    var file = try PresetCase(PresetDesk.networkAdviser, "T-2")
    try file.open(.complaint, over: .email, at: now)
    try file.tell(.link(.init(.repeats, "T-1")), at: now)
    #expect(file.ticket.details.links == [.init(.repeats, "T-1")])
    #expect(
      file.refusal(of: .link(.init(.repeats, "T-2")), at: now) == .itself(.link))
    let first = try row(.complaint)
    let related = try row(.complaint) { try $0.tell(.link(.init(.related, "T-0")), at: now) }
    let inquiry = try row(.inquiry) { try $0.tell(.link(.init(.repeats, "T-0")), at: now) }
    expect(try figures.line("NA-11", [first, related, inquiry]), 0, of: 2, isMet: true)
  }

  // MARK: Satisfaction

  @Test(
    "NA-12 inquiries of satisfied customers are counted of all, those that nobody rated too",
    arguments: [(95, true), (94, false)])
  func inquirySatisfaction(good: Int, isMet: Bool) throws {
    let rows =
      times(good, try rated(.inquiry, 4)) + times(3, try rated(.inquiry, 3))
      + times(97 - good, try row(.inquiry))
    expect(try figures.line("NA-12", rows), Int128(good), of: 100, isMet: isMet)
  }

  @Test(
    "NA-13 complaints of satisfied customers are counted of all",
    arguments: [(90, true), (89, false)])
  func complaintSatisfaction(good: Int, isMet: Bool) throws {
    let rows =
      times(good, try rated(.complaint, 5)) + times(1, try rated(.complaint, 1))
      + times(99 - good, try row(.complaint))
    expect(
      try figures.line("NA-13", rows + [try rated(.inquiry, 5)]), Int128(good), of: 100,
      isMet: isMet)
  }

  // MARK: Nothing counted

  @Test(
    "NA-19 where nothing was counted a rate has no value, and its objective is neither met nor missed",
    arguments: [
      "NA-07", "NA-08", "NA-09", "NA-10-inquiries", "NA-10-complaints", "NA-11", "NA-12", "NA-13",
      "NA-14",
    ] as [MetricID])
  func nothing(id: MetricID) throws {
    // A call that goes on, or a case of another kind.
    var call = Contact("k", arrivedAt: now)
    call.channel = "phone"
    call.outcome = .open
    let isOfCalls = figures.book.metrics?.definition(id)?.subject == "contacts"
    let line = try figures.line(
      id, [isOfCalls ? call.facts(in: figures.book.zone) : try row("fault")])
    #expect(line.figure.value == nil)
    #expect(line.figure.denominator == 0)
    #expect(line.isMet == nil)
    #expect(try figures.report(id, []).lines.isEmpty)
  }

  @Test("NA-07 the operator is told all rates by month")
  func report() throws {
    let plan = try #require(figures.book.reports.first { $0.reader == "operator" })
    #expect(plan.period == .month)
    for id in ["NA-07", "NA-08", "NA-09", "NA-11", "NA-12", "NA-13"] as [MetricID] {
      #expect(plan.metrics.contains(id))
    }
  }
}
