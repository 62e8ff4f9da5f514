// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportRules
import SupportTestKit
import SupportTickets
import SupportTime

/// Makes policies of every shape that a document can say, the same for the same seed.
struct RandomTicketPolicy {
  var random: SplitMix64
  /// Whether spans may be of business time.
  let isTimed: Bool

  static let names = ["a", "b 2", "order number", "退款", "x/y", "\"quoted\"", "-", "note"]
  static let fields: [TicketPolicy.FieldRule] = [
    .init("cause", .plain, domain: .choice(["company", "customer"])),
    .init("tier", .plain, domain: .ordered(["silver", "gold"]), verifiedBy: ["a"]),
    .init("reach", .personal, domain: .text, verifiedBy: []),
    .init("paid", .plain, domain: .money(.cny, minorUnits: 0...5_000_00)),
    .init("waited", .plain, domain: .duration(milliseconds: 0...86_400_000)),
    .init("traits", .plain, domain: .flags(["elderly", "deaf"])),
    .init("voice", .biometric, domain: .text), .init("face", .biometric),
    .init("mood", .plain), .init("b 2", .personal, verifiedBy: ["order number"]),
  ]
  private static let stages: [Ticket.Stage] = ["one", "two", "three", "four", "five"]
  private static let steps: [Ticket.ConfirmationStep] = [.solution, .nextStep, "order number"]

  mutating func policy(_ version: PolicyVersion, clock: BusinessClock?) -> TicketPolicy {
    var policy = TicketPolicy(version, clock: clock)
    policy.fields = Self.fields
    policy.identityMethods = oneIn(3) ? [] : ["a", "order number"]
    if policy.identityMethods.isEmpty {
      policy.fields = policy.fields.map { field in
        .init(field.name, field.sensitivity, domain: field.domain)
      }
    }
    policy.identityNeeded = some(Ticket.Command.Kind.allCases)
    if oneIn(2) { policy.kinds = [.inquiry, .complaint] + (oneIn(2) ? ["b 2"] : []) }
    policy.procedures = numbers().map {
      .init(Ticket.Procedure("p\($0)"), stages: some(Self.stages, least: 1))
    }
    for position in policy.procedures.indices {
      policy.procedures[position].checklist = some([.voucher, .apology, "order number"])
      guard oneIn(2) else { continue }
      let days = Int.random(in: 0...40, using: &random)
      policy.procedures[position].window = .init(from: .hours(days * 24), to: .hours(days * 25))
    }
    policy.confirmations = some(Self.steps).map { step in
      .init(
        step, pauses: flag(), needsExpectedTime: flag(),
        before: some(Ticket.Command.Kind.allCases), when: condition())
    }
    policy.intake = numbers().map { id in
      .init(
        RuleID("i\(id)"), when: condition(),
        requires: parts(policy).filter { Self.canOpen($0, policy) },
        notes: parts(policy),
        assignTo: oneIn(2)
          ? nil : .init(group: "g", agent: oneIn(2) ? nil : "li"),
        concludes: oneIn(2) ? nil : .handedOver)
    }
    policy.permissions = numbers().map { _ in
      .init(
        some(Ticket.Command.Kind.allCases, least: 1), when: condition(),
        to: some([
          .customers, .agents, .automations, .system, .assignee, .onlyAgents(["li"]),
          .onlyAgents(["wang", "li"]),
        ]))
    }
    policy.requirements = numbers().map { id in
      .init(
        RuleID("r\(id)"), when: condition(), before: some(Ticket.Command.Kind.allCases, least: 1),
        parts: parts(policy, least: 1), exceptFor: some([.outOfScope, .withheld, "b 2"]))
    }
    fillRest(&policy)
    fillTerms(&policy)
    return policy
  }

  private mutating func fillRest(_ policy: inout TicketPolicy) {
    policy.reasonsRequired = some(Ticket.Command.Kind.allCases)
    policy.forbiddenMarks = some(Self.names).map { .init($0, by: "rule") }
    policy.holdingReplyNeedsReason = flag()
    policy.ownerKeeps = flag()
    policy.receiptNeeded = flag()
    policy.incidentPlans = some(Ticket.IncidentLevel.allCases).map { .init($0, name()) }
    policy.followUps = numbers().map { id in
      .init(
        RuleID("f\(id)"), when: condition(), after: .solve, purpose: name(), delay: span(),
        every: oneIn(2) ? nil : span())
    }
    policy.notices = numbers().map { id in
      .init(
        "n\(id)", over: some([.phone, .chat, "a, b"], least: 1),
        after: some(Ticket.Command.Kind.allCases), when: condition())
    }
    policy.retention = numbers().map { id in
      .init(
        RuleID("k\(id)"), keep: flag() ? .personal : .evidence, for: span(),
        from: flag() ? .opening : .closing, when: condition(),
        keepWhile: oneIn(2) ? nil : condition(), isLaw: flag())
    }
  }

  private mutating func fillTerms(_ policy: inout TicketPolicy) {
    let most = Int.random(in: 0...9, using: &random)
    let share = Int.random(in: 0...1_000, using: &random)
    if flag() {
      policy.attachments = .init(
        mostBytes: oneIn(3) ? .max : Int64(most),
        mediaTypes: oneIn(2) ? nil : some(["a/b", "c/*"]),
        mostPerMessage: oneIn(2) ? nil : most)
    }
    if flag() {
      policy.transfers = .init(
        most: most, within: flag() ? .contact : .ticket, escalateTo: oneIn(2) ? nil : "leads")
    }
    if flag() { policy.recordings = .init(neededOver: some([.phone]), mustBeEncrypted: flag()) }
    if flag() {
      policy.dissatisfaction = .init(
        mostStars: min(max(most, 1), 5), escalateTo: oneIn(2) ? nil : "care")
    }
    if flag() { policy.inspection = .init(below: share + 1, escalateTo: nil) }
    if flag() { policy.abuse = .init(bound: share, warnings: most, blockFor: span()) }
    if flag() {
      policy.duplicates = .init(
        fields: some(policy.fields.map(\.name)), category: flag(), within: span())
    }
    if flag() { policy.conversations = .init(most: most) }
    if flag() { policy.afterAccountClosure = .init(some(["a", .web], least: 1), for: span()) }
  }

  private static func canOpen(_ part: TicketPolicy.Part, _ policy: TicketPolicy) -> Bool {
    switch part {
    case .customer, .channel, .kind, .category, .subject, .document, .anyOf: true
    case .field(let name): policy.fields.first { $0.name == name }?.verifiedBy == nil
    default: false
    }
  }

  // MARK: Values

  private mutating func oneIn(_ times: Int) -> Bool { random.oneIn(times) }
  private mutating func flag() -> Bool { random.oneIn(2) }
  private mutating func name() -> String { Self.names.randomElement(using: &random) ?? "a" }

  private mutating func some<Value>(_ all: [Value], least: Int = 0) -> [Value] {
    Array(all.shuffled(using: &random).prefix(Int.random(in: least...3, using: &random)))
  }

  private mutating func numbers() -> Range<Int> { 0..<Int.random(in: 0...2, using: &random) }

  private mutating func span() -> ServiceDuration {
    let count = Int.random(in: 0...90, using: &random)
    let spans: [ServiceDuration] = [
      .hours(count), .elapsed(milliseconds: Int64(count) * 1_001), .calendarDays(count),
      .months(count),
    ]
    let timed: [ServiceDuration] = [
      .businessMinutes(count), .workingDays(count), .workingDays(count, landing: .endOfDay),
      .workingDays(count, landing: .opening),
    ]
    return (isTimed ? spans + timed : spans).randomElement(using: &random) ?? .hours(count)
  }

  private mutating func parts(_ policy: TicketPolicy, least: Int = 0) -> [TicketPolicy.Part] {
    var all: [TicketPolicy.Part] = [
      .customer, .channel, .kind, .category, .subject, .answer, .receipt, .expectedTime, .outcome,
      .field("reach"), .field("b 2"), .document(.apology), .document("order number"),
      .record(channels: []), .record(channels: [.phone, "b 2"]), .address(channels: []),
      .address(channels: ["退款"]),
    ]
    all += policy.procedures.flatMap { procedure in
      procedure.stages.map { .stage(.init($0, of: procedure.procedure)) }
    }
    all += policy.confirmations.map { .confirmation($0.step) }
    all.append(.anyOf([.kind, .anyOf([.answer, .document(.voucher)])]))
    return some(all, least: least)
  }

  private mutating func condition() -> Condition {
    let all: [Condition] = [
      .always, .always, .isOneOf(.kind, .complaint), .isOneOf("tier", [.text("gold")]),
      .isKnown("reach"), .not(.isKnown("mood")), .isOneOf("mood", [.text("a"), .text("b")]),
      .isWithin(
        "waited", FactRange(lower: .including(.duration(milliseconds: 60_000)), upper: .unbounded)),
      .hasFlags("traits", FlagTest(anyOf: ["deaf"])),
      .isOneOf("complaintClass", [.text("A"), .text("B")]),
      .isOneOf("complaintLevel", [.integer(2)]),
    ]
    let one = all.randomElement(using: &random) ?? .always
    let other = all.randomElement(using: &random) ?? .always
    switch Int.random(in: 0...5, using: &random) {
    case 0: return .any([one, other])
    case 1: return .all([one, .not(other)])
    default: return one
    }
  }
}
