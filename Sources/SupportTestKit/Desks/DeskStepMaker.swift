// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCompensation
package import SupportCore
package import SupportDesk
import SupportMembership
import SupportRules
import SupportSLA
import SupportTickets

/// Draws steps for a desk: mostly what may happen, some of what may not, often at the instants where
/// rules change their mind.
package struct DeskStepMaker: Sendable {
  private let desk: Desk
  private let fields: [FactField]
  private let priorities: [Ticket.Priority]
  private let kinds: [Ticket.Kind]
  /// Steps lie on multiples of so many milliseconds.
  package var grid: Int64 = 1
  /// The last instant of a step.
  package var end: Instant = .max
  /// Whether people decide about clocks.
  package var adjusts = true
  /// Whether awards are reversed, approved and paid out.
  package var settles = true

  package init(_ desk: Desk) {
    self.desk = desk
    fields = desk.book.facts.fields.filter { field in
      !["kind", "priority", "channel", "tier", "cause", "delay", "promise"].contains(field.name)
    }
    priorities = Self.names(desk.book.facts.field("priority")).map(Ticket.Priority.init(rawValue:))
    let named = Self.names(desk.book.facts.field("kind")).map(Ticket.Kind.init(rawValue:))
    kinds = named.isEmpty ? [.inquiry, .complaint, .incident, .suggestion] : named
  }

  private static func names(_ field: FactField?) -> [String] {
    switch field?.domain {
    case .choice(let names), .ordered(let names): names
    default: []
    }
  }

  // MARK: One step

  package func step(
    _ random: inout SplitMix64, number: Int, after now: Instant, in run: DeskRun
  ) -> DeskStep {
    let at = min(max(instant(&random, now, run), now), max(end, now))
    let opens = run.tickets.isEmpty || (run.tickets.count < 8 && random.oneIn(12))
    if opens {
      let customer = CustomerID(random.oneIn(3) ? "c-2" : "c-1")
      let ticket = TicketID("T-\(run.tickets.count + 1)")
      return DeskStep(
        at: at, ticket,
        .ask(.open(opening(&random, customer)), by: .customer(customer)))
    }
    let ticket = run.tickets.randomElement(using: &random) ?? "T-1"
    if random.oneIn(10) { return DeskStep(at: at, ticket, .look) }
    let (command, principal) = command(&random, number, ticket, at, run)
    return DeskStep(at: at, ticket, .ask(command, by: principal))
  }

  private func instant(_ random: inout SplitMix64, _ now: Instant, _ run: DeskRun) -> Instant {
    let at: Instant
    switch Int.random(in: 0..<8, using: &random) {
    case 0, 1: at = now
    case 2, 3:
      let steps = Int64.random(in: 0..<max(5_400_000 / grid, 1), using: &random)
      at = now.adding(milliseconds: grid * steps)
    case 4, 5:
      let due = run.next?.at ?? now
      at = due.adding(milliseconds: grid * Int64.random(in: -1...1, using: &random))
    case 6: at = now.adding(milliseconds: 3_600_000 * Int64.random(in: 1...12, using: &random))
    default: at = now.adding(milliseconds: 60_000 * Int64.random(in: 0..<1_440, using: &random))
    }
    let whole = at.millisecondsSince1970
    let past = ((whole % grid) + grid) % grid
    return Instant(millisecondsSince1970: whole - past)
  }

  private func opening(_ random: inout SplitMix64, _ customer: CustomerID) -> Ticket.Opening {
    Ticket.Opening(
      channel: channel(&random), customer: customer,
      classification: .init(
        kind: kinds.randomElement(using: &random),
        category: ["billing", "access"].randomElement(using: &random)),
      priority: random.oneIn(4) ? nil : priorities.randomElement(using: &random),
      fields: fields.filter { _ in random.oneIn(3) }.compactMap { field in
        value(&random, field).map { .init(field.name, $0) }
      })
  }

  private func channel(_ random: inout SplitMix64) -> Ticket.Channel? {
    let named = Self.names(desk.book.facts.field("channel")).map(Ticket.Channel.init(rawValue:))
    return named.randomElement(using: &random) ?? .email
  }

  private func value(_ random: inout SplitMix64, _ field: FactField) -> FactValue? {
    switch field.domain {
    case .choice(let names), .ordered(let names):
      names.randomElement(using: &random).map { .text($0) }
    case .text: .text("n-\(Int.random(in: 0..<3, using: &random))")
    case .integer(let range, _):
      .integer(Int64.random(in: range.clamped(to: 0...1_000), using: &random))
    case .money(let currency, let range):
      .money(
        Money(
          minorUnits: min(sum(&random), range?.upperBound ?? .max), currency: currency))
    case .boolean: .boolean(random.oneIn(2))
    case .duration(let range): .duration(milliseconds: time(&random, range))
    case .flags(let names): .flags(names.filter { _ in random.oneIn(2) })
    case .decimal, .instant, .date: nil
    }
  }

  private func time(_ random: inout SplitMix64, _ range: ClosedRange<Int64>) -> Int64 {
    let bounds = range.clamped(to: -864_000_000...864_000_000)
    return Int64.random(in: bounds, using: &random)
  }

  private func sum(_ random: inout SplitMix64) -> Int64 {
    Int64.random(in: 0...(Self.sums.randomElement(using: &random) ?? 1), using: &random)
  }

  private static let sums: [Int64] = [9, 1_000, 120_000, 900_000, 5_000_000]

  // MARK: Commands

  private func command(
    _ random: inout SplitMix64, _ number: Int, _ ticket: TicketID, _ now: Instant, _ run: DeskRun
  ) -> (DeskCommand, Principal) {
    let agent = Principal.agent(random.oneIn(3) ? "wang" : "li")
    let customer = Principal.customer(run.customers[ticket] ?? "c-1")
    switch Int.random(in: 0..<34, using: &random) {
    case 0, 1, 2: return (.ticket(.addMessage(.init(.customer))), customer)
    case 3, 4: return (.ticket(.addMessage(.init(.reply))), agent)
    case 5:
      return (.ticket(.addMessage(.init(.holdingReply, holdingReason: "asking a supplier"))), agent)
    case 6: return (.ticket(.addMessage(.init(.automatic))), .automation("bot"))
    case 7: return (.ticket(.addMessage(.init(.note))), agent)
    case 8: return (.ticket(.assign(assignment(&random))), agent)
    case 9: return (.ticket(.transfer(to: assignment(&random), contact: nil)), agent)
    case 10: return (.ticket(.pause(.customer)), agent)
    case 11: return (.ticket(.pause(random.oneIn(2) ? .vendor : .evidence)), agent)
    case 12, 13: return (.ticket(.resume(.all)), agent)
    case 14, 15, 16: return (.ticket(.solve), agent)
    case 17, 18: return (.ticket(.reopen), random.oneIn(2) ? customer : agent)
    case 19: return (.ticket(.close), agent)
    case 20: return (.ticket(.prioritise(priorities.randomElement(using: &random))), agent)
    case 21:
      return (.ticket(.classify(.init(kind: kinds.randomElement(using: &random)))), agent)
    case 22: return field(&random, agent)
    case 23: return (.ticket(.escalate(.init(.asked))), agent)
    case 24: return contact(&random, number, customer)
    case 25: return (.ticket(.reportDissatisfaction), customer)
    case 26:
      let complaintClass = Ticket.ComplaintClass.allCases.randomElement(using: &random)
      return (.ticket(.gradeComplaint(.init(class: complaintClass))), agent)
    case 27: return adjusts ? (.adjust(adjustment(&random, now)), agent) : (.ticket(.solve), agent)
    case 28, 29, 30: return (claim(&random, number, ticket, now), customer)
    case 31, 32: return (settles ? settlement(&random, ticket, run) : .ticket(.solve), agent)
    default: return (membership(&random, number), customer)
    }
  }

  private func field(
    _ random: inout SplitMix64, _ agent: Principal
  ) -> (DeskCommand, Principal) {
    guard let field = fields.randomElement(using: &random) else { return (.ticket(.solve), agent) }
    return (.ticket(.setField(.init(field.name, value(&random, field)))), agent)
  }

  private func assignment(_ random: inout SplitMix64) -> Ticket.Assignment {
    [
      .init(), .init(group: "desk"), .init(group: "desk", agent: "li"), .init(agent: "wang"),
      .init(group: "back", agent: "wang"),
    ].randomElement(using: &random) ?? .init()
  }

  private func contact(
    _ random: inout SplitMix64, _ number: Int, _ customer: Principal
  ) -> (DeskCommand, Principal) {
    let id = ContactID("k-\(number / 60)")
    switch Int.random(in: 0..<3, using: &random) {
    case 0: return (.ticket(.startContact(.init(id, over: .phone))), customer)
    case 1: return (.ticket(.endContact(id, receipt: nil)), .agent("li"))
    default:
      return (
        .ticket(.rate(.init(id, stars: Int.random(in: 1...5, using: &random)))), customer
      )
    }
  }

  private func adjustment(_ random: inout SplitMix64, _ now: Instant) -> SLAAdjustment.Kind {
    let metric = [SLAMetric.resolution, .firstReply, .ownership].randomElement(using: &random)
    let hour: Int64 = 3_600_000
    switch Int.random(in: 0..<4, using: &random) {
    case 0:
      return .waived(
        random.oneIn(2) ? nil : metric, from: now.adding(milliseconds: -48 * hour), until: now)
    case 1: return .extended(metric ?? .resolution, milliseconds: hour)
    case 2: return .excluded(from: now.adding(milliseconds: -hour), until: now)
    default: return .acknowledged(metric ?? .resolution)
    }
  }

  private func claim(
    _ random: inout SplitMix64, _ number: Int, _ ticket: TicketID, _ now: Instant
  ) -> DeskCommand {
    let kinds = ["fault", "fault", "fault", "belowStandard", "lateDelivery"]
    let kind = Cause.Kind(rawValue: kinds.randomElement(using: &random) ?? "fault")
    // Some repeat an earlier key, and some are about last year.
    let key = IdempotencyKey("f-\(random.oneIn(6) ? number / 20 : number)")
    let back = random.oneIn(3) ? Int64.random(in: 0...31_622_400, using: &random) : 0
    let at = now.adding(milliseconds: -back * 1_000)
    let facts = fields.filter { _ in !random.oneIn(3) }.compactMap { field in
      value(&random, field).map { DeskFact(field.name, $0) }
    }
    return .claim(Cause(key: key, kind, of: ticket, at: at), facts: facts)
  }

  private func settlement(
    _ random: inout SplitMix64, _ ticket: TicketID, _ run: DeskRun
  ) -> DeskCommand {
    let account = run.customers[ticket].flatMap { run.accounts[$0] }
    switch Int.random(in: 0..<4, using: &random) {
    case 0:
      let key = account?.causes.randomElement(using: &random)?.cause.key ?? "f-0"
      return .compensation(.reverse(key))
    case 1: return .compensation(.approve(ticket, as: "manager"))
    case 2: return .compensation(.payCarried)
    default:
      let key = account?.payouts.randomElement(using: &random)?.key ?? "p-0"
      return .compensation(
        .movePayout(key, to: Payout.State.allCases.randomElement(using: &random) ?? .sent))
    }
  }

  private func membership(_ random: inout SplitMix64, _ number: Int) -> DeskCommand {
    switch Int.random(in: 0..<3, using: &random) {
    case 0: return .membership(.enrol)
    case 1:
      let spend = desk.book.currency.map {
        Money(minorUnits: Int64.random(in: 1...6_000_000, using: &random), currency: $0)
      }
      let activity = ["purchase", "enterprisePlan", "feedback"].randomElement(using: &random)
      let id = EarningID("e-\(number)")
      return .membership(.earn(.init(id, activity ?? "purchase", spend: spend)))
    default:
      return .membership(.redeem(RedemptionID("r-\(number)"), points: 10, for: "voucher"))
    }
  }
}
