// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCompensation
import SupportCore
import SupportMembership
import SupportRules
import SupportSLA
import SupportTickets

extension DeskWork {
  /// What is paid by which policy, and what the customer has got.
  func moneyRules() throws(DeskRejection) -> (CompensationPolicyVersions, CompensationAccount) {
    guard let policies = desk.compensation else { throw .noSection("compensation") }
    guard let account = matter.account else { throw .accountNotLoaded("compensation account") }
    return (policies, account)
  }

  /// The claim of a cause: facts of the ticket and of the membership, and those that the host gives.
  func claim(_ cause: Cause, _ facts: [DeskFact]) throws(DeskRejection) -> Claim {
    var all = Facts(schema(at: cause.occurredAt))
    fill(&all)
    for fact in facts {
      do throws(FactError) {
        try all.set(fact.name, to: fact.value)
      } catch {
        throw .fact(name: fact.name, reason: error.withoutName)
      }
    }
    return Claim(cause, facts: all, at: now)
  }

  private func schema(at instant: Instant) -> FactSchema {
    desk.compensation?.policy(at: instant).schema ?? .none
  }

  private func fill(_ facts: inout Facts) {
    facts = desk.facts(of: matter.ticket, in: facts.schema)
    if let position = facts.schema.position(of: DeskFacts.tier),
      let tier = matter.member?.standing(at: now)?.tier
    {
      facts.record(.text(tier.rawValue), at: position)
    }
  }

  mutating func note(
    _ claim: Claim, _ account: CompensationAccount, _ policies: CompensationPolicyVersions
  ) {
    decision.judged.append(
      .init(
        claim: claim, account: account, policy: policies.policy(at: claim.cause.occurredAt)))
  }

  /// Pays what was missed before a command changes what rules ask about: the facts that held then count,
  /// however late somebody looks. What falls due at the instant itself comes behind the command.
  mutating func settleBefore() { settle(through: now.adding(milliseconds: -1)) }

  /// Pays what was missed, without anybody asking: each breach once, a delay that goes on as an interim
  /// sum and finally when it ended, and nothing for what was set aside.
  mutating func settle() { settle(through: now) }

  private mutating func settle(through end: Instant) {
    // Most have none: what is large is taken only where there is one.
    guard matter.ticket.openedAt != nil, decision.result.timeline?.hasBreach(by: end) == true,
      let policies = desk.compensation, let timeline = matter.timeline
    else { return }
    guard matter.account != nil else {
      if let customer = matter.ticket.opening?.customer {
        leave(.missedNotJudged(customer))
      }
      return
    }
    for breach in timeline.breaches(of: matter.id, through: end) {
      let known = matter.account?.cause(breach.key)
      switch known?.state {
      case nil where !breach.isWaived: claim(breach, policies)
      case .goingOn where breach.isWaived, .awarded where breach.isWaived:
        account(.reverse(breach.key), policies)
      case .goingOn where breach.endedAt != nil: claim(breach, policies)
      default: continue
      }
    }
  }

  private mutating func claim(_ breach: SLABreach, _ policies: CompensationPolicyVersions) {
    guard let cause = breach.cause(of: matter.id) else { return }
    var facts = Facts(schema(at: cause.occurredAt))
    fill(&facts)
    facts.record(breach)
    account(.claim(Claim(cause, facts: facts, at: now)), policies)
  }

  /// Does something with the account that follows from the rules. A claim that gives nothing leaves no
  /// trace in the account: the explanation tells it.
  private mutating func account(
    _ command: CompensationAccount.Command, _ policies: CompensationPolicyVersions
  ) {
    guard let account = matter.account else { return }
    do throws(CompensationAccount.Rejection) {
      let events = try account.decide(command, by: .system, at: now, under: policies)
      if case .claim(let claim) = command { note(claim, account, policies) }
      if case .refused(let cause, _) = events.first?.change {
        if cause.delay?.from == now, cause.isGoingOn {
          looksAgainAt = max(looksAgainAt, now.adding(milliseconds: 1))
        }
        return
      }
      for event in events { record(.compensation(event)) }
      grant(from: events)
    } catch {
      if case .beforeLastEvent(_, let last) = error { looksAgainAt = max(looksAgainAt, last) }
      leave(.compensation(error))
    }
  }

  /// Notes once what the rules wanted and could not be done.
  mutating func leave(_ reason: DeskRejection) {
    if !decision.notDone.contains(reason) { decision.notDone.append(reason) }
  }

  /// What an award gives that is no money goes to the membership, where there is one.
  mutating func grant(from events: [CompensationAccount.Event]) {
    guard let member = matter.member, member.enrolledAt != nil else { return }
    for event in events {
      guard case .awarded(let cause, let award) = event.change, !award.isInterim else { continue }
      for (ordinal, grant) in award.grants.enumerated() {
        let id = MembershipEntryID(
          IdempotencyKey(of: [cause.key.rawValue, "grant", "\(ordinal)"]).rawValue)
        let command: MemberAccount.Command
        switch grant {
        case .points(let points): command = .adjust(id, points: points, expiry: nil)
        case .benefit(let name):
          let tiers = member.programme.tiers.map(\.id)
          if let tier = tiers.first(where: { $0.rawValue == name }) {
            command = .grantTier(TierGrant(tier, .award, until: nil))
          } else {
            command = .grantBenefit(BenefitGrant(BenefitID(name), until: nil))
          }
        }
        if follow(command) {
          decision.intents.removeAll { intent in
            intent.action == .grant
              && intent.operand("cause") == .text(cause.key.rawValue)
              && intent.isGrant(of: grant)
          }
        }
      }
    }
  }

  /// Rewards good ratings, once a rating, where the programme says so.
  mutating func reward() {
    guard decision.result.member?.enrolledAt != nil else { return }
    for entry in decision.entries {
      guard case .ticket(let event) = entry.event, case .rated(let rating) = event.change else {
        continue
      }
      let cause = RewardCause(
        .rating, IdempotencyKey(of: [matter.id.rawValue, rating.contact.rawValue]).rawValue)
      _ = follow(
        .reward(
          .init(cause, facts: [MembershipFact("stars", .integer(Int64(rating.stars)))])))
    }
  }

  /// Does something with the membership that follows from the rules.
  private mutating func follow(_ command: MemberAccount.Command) -> Bool {
    guard let member = matter.member else { return false }
    do throws(MemberAccount.Rejection) {
      for event in try member.decide(command, by: .system, at: now) { record(.membership(event)) }
      return true
    } catch {
      switch error {
      case .noRule, .alreadyDone: break
      default: leave(.membership(error))
      }
      return false
    }
  }
}

extension FactError {
  /// What is wrong, for a sentence that begins with the name of the fact.
  fileprivate var withoutName: String {
    guard case .outsideDomain(_, let value, let reason, let isPersonal) = self else {
      return description
    }
    return "\(isPersonal ? "•••" : value.description) \(reason)"
  }
}

extension SLABreach {
  /// The missed promise as a cause of money: a delay from the breach until it was done.
  func cause(of ticket: TicketID) -> Cause? {
    guard let delay = try? Cause.Delay(from: breachedAt, until: endedAt) else { return nil }
    return Cause(key: key, .missedPromise, of: ticket, at: breachedAt, delay: delay)
  }
}

extension Facts {
  /// Writes which promise was missed.
  mutating func record(_ breach: SLABreach) {
    if let position = schema.position(of: DeskFacts.promise.name) {
      record(.text(breach.metric.rawValue), at: position)
    }
    if let position = schema.position(of: DeskFacts.promiseRule.name) {
      record(.text(breach.rule.rawValue), at: position)
    }
  }
}

extension Intent {
  fileprivate func isGrant(of grant: AwardGrant) -> Bool {
    switch grant {
    case .points(let points): operand("points") == .count(points)
    case .benefit(let name): operand("benefit") == .text(name)
    }
  }
}
