// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCompensation
import SupportCore
import SupportMembership
import SupportRouting
import SupportRules
import SupportSLA
import SupportTickets
import SupportTime

/// Looks for names that one section uses and no other declares.
struct NameCheck {
  private let book: PolicyBook

  init(_ book: PolicyBook) {
    self.book = book
  }

  var findings: [BookFinding] {
    kinds + causes + groups + tiers + benefits + destinations + contactTrees
  }

  /// A finding about a name.
  private func unknown(
    _ name: String, _ what: Explanation.Code, at path: String,
    _ severity: BookFinding.Severity = .warning
  ) -> BookFinding {
    unknown([name], what, at: path, severity)
  }

  private func unknown(
    _ names: [String], _ what: Explanation.Code, at path: String,
    _ severity: BookFinding.Severity
  ) -> BookFinding {
    BookFinding(
      .unknownName, severity, at: path,
      Explanation(
        .bookUnknownName,
        [.init("names", .list(names.map { .text($0) })), .init("what", .phrase(what, []))]))
  }

  // MARK: Kinds and groups

  /// The kinds that tickets can be, where the book says all of them.
  private var knownKinds: Set<String>? {
    if case .choice(let kinds) = book.facts.field(Ticket.kindFact.name)?.domain {
      return Set(kinds)
    }
    guard let editions = book.tickets?.editions, !editions.isEmpty else { return nil }
    var known: Set<String> = []
    for edition in editions {
      guard let kinds = edition.policy.kinds else { return nil }
      known.formUnion(kinds.map(\.rawValue))
    }
    return known
  }

  private var kinds: [BookFinding] {
    guard let known = knownKinds else { return [] }
    var findings: [BookFinding] = []
    for rule in book.classification?.rules ?? [] {
      guard let kind = rule.then.classification.kind?.rawValue, !known.contains(kind) else {
        continue
      }
      findings.append(unknown(kind, .bookKind, at: "classification.rules.\(rule.id)"))
    }
    for (path, policy) in book.servicePolicies {
      for rule in policy.rules.rules + policy.agreements {
        let asked = rule.when.names(of: Ticket.kindFact.name)
        guard !asked.isEmpty, known.isDisjoint(with: asked) else { continue }
        findings.append(
          BookFinding(
            .impossible, .warning, at: "\(path).rules.\(rule.id)",
            Explanation(
              .bookImpossibleKind,
              [
                .init("rule", .text(rule.id.rawValue)),
                .init("kinds", .list(asked.map { .text($0) })),
              ])))
      }
    }
    return findings
  }

  /// Rules that pay for what nothing in the book can give.
  private var causes: [BookFinding] {
    let targets = book.servicePolicies.flatMap { _, policy in
      (policy.rules.rules + policy.agreements).flatMap(\.then) + (policy.rules.otherwise ?? [])
    }
    let promises = Set(targets.map(\.metric.rawValue))
    let rules = Set(
      book.servicePolicies.flatMap { _, policy in
        (policy.rules.rules + policy.agreements).map(\.id.rawValue)
          + (policy.rules.otherwise == nil ? [] : ["otherwise"])
      })
    var findings: [BookFinding] = []
    for (path, policy) in book.moneyPolicies {
      for rule in policy.rules {
        let place = "\(path).rules.\(rule.id)"
        for (fact, known) in [
          (DeskFacts.promise.name, promises), (DeskFacts.promiseRule.name, rules),
        ] {
          let asked = rule.when.names(of: fact)
          guard !asked.isEmpty, known.isDisjoint(with: asked) else { continue }
          findings.append(neverGiven(asked, by: rule.id, among: known, at: place))
        }
        // Hosts have causes of their own; what is nearly one of the library's is meant to be it.
        for cause in rule.when.names(of: Claim.causeFact.name) where !Self.causes.contains(cause) {
          guard EditDistance.nearest(to: cause, among: Self.causes) != nil else { continue }
          findings.append(neverGiven([cause], by: rule.id, among: Set(Self.causes), at: place))
        }
      }
    }
    return findings
  }

  private static let causes = [Cause.Kind.missedPromise, .fault, .latePayment].map(\.rawValue)

  private func neverGiven(
    _ asked: [String], by rule: RuleID, among known: Set<String>, at path: String
  ) -> BookFinding {
    let meant = asked.first.flatMap { EditDistance.nearest(to: $0, among: known.sorted()) }
    return BookFinding(
      .impossible, .warning, at: path,
      Explanation(
        meant == nil ? .bookNeverGiven : .bookNearlyGiven,
        [
          .init("rule", .text(rule.rawValue)), .init("names", .list(asked.map { .text($0) })),
        ] + (meant.map { [.init("meant", .text($0))] } ?? [])))
  }

  /// Groups that work is given to and that routing does not know: nobody of routing serves them.
  private var groups: [BookFinding] {
    guard let routing = book.routing else { return [] }
    var known = Set(routing.queues.map(\.id.rawValue))
    known.formUnion(routing.queues.flatMap { $0.pools.map(\.group.rawValue) })
    known.formUnion(book.rosters.keys)
    known.formUnion(book.rosters.values.flatMap { $0.roster.roles.map(\.rawValue) })
    known.formUnion(book.contactTrees.map(\.name))
    known.formUnion(book.disputes?.levels.map(\.id.rawValue) ?? [])
    var paths: [String] = []
    var namesAt: [String: [String]] = [:]
    for (path, name) in book.groupsNamed where !known.contains(name) {
      if namesAt[path] == nil { paths.append(path) }
      if namesAt[path]?.contains(name) != true { namesAt[path, default: []].append(name) }
    }
    return paths.map { unknown(namesAt[$0] ?? [], .bookGroup, at: $0, .note) }
  }

  // MARK: Membership

  private var tiers: [BookFinding] {
    var findings: [BookFinding] = []
    if book.membership == nil {
      for (path, policy) in book.servicePolicies {
        let asked = (policy.rules.rules + policy.agreements).map(\.when)
        if asked.asks(DeskFacts.tier) { findings.append(untold(at: "\(path).rules")) }
      }
      if (book.compensation?.versions ?? []).contains(where: { version in
        version.policy.rules.map(\.when).asks(DeskFacts.tier)
      }) {
        findings.append(untold(at: "compensation.rules"))
      }
      if book.routing?.choice?.rules.map(\.when).asks(DeskFacts.tier) == true {
        findings.append(untold(at: "routing.choice"))
      }
    }
    let agreements = Set(book.servicePolicies.flatMap { $0.policy.agreements.map(\.id.rawValue) })
    for tier in book.membership?.tiers ?? [] {
      if let agreement = tier.agreement, !agreements.contains(agreement) {
        findings.append(unknown(agreement, .bookAgreement, at: "membership.tiers.\(tier.id)"))
      }
      for benefit in tier.benefits {
        guard let calendar = benefit.calendar, book.clocks[calendar] == nil else { continue }
        findings.append(unknown(calendar, .bookCalendar, at: "membership.tiers.\(tier.id)"))
      }
    }
    return findings
  }

  /// Rules that ask for a tier where there is no membership.
  private func untold(at path: String) -> BookFinding {
    BookFinding(.unknownName, .warning, at: path, Explanation(.bookNoMembership))
  }

  private var benefits: [BookFinding] {
    let programme = book.membership
    var known = Set(programme?.draft.benefits.map(\.id.rawValue) ?? [])
    for tier in programme?.tiers ?? [] {
      known.insert(tier.id.rawValue)
      known.formUnion(tier.benefits.map(\.id.rawValue))
    }
    var findings: [BookFinding] = []
    for (path, policy) in book.moneyPolicies {
      for rule in policy.rules {
        let place = "\(path).rules.\(rule.id)"
        for grant in rule.then.grants {
          switch grant {
          case .benefit(let name) where !known.contains(name):
            findings.append(unknown(name, .bookBenefit, at: place))
          case .points where programme == nil:
            findings.append(
              BookFinding(.unknownName, .warning, at: place, Explanation(.bookNoPoints)))
          case .benefit, .points: break
          }
        }
        if case .points = rule.then.form, programme == nil {
          findings.append(
            BookFinding(.unknownName, .warning, at: place, Explanation(.bookNoPoints)))
        }
      }
    }
    return findings
  }

  // MARK: Destinations

  private var destinations: [BookFinding] {
    var findings: [BookFinding] = []
    for menu in book.menus {
      for (path, destination) in menu.menu.draft.destinations {
        findings += check(destination, at: "menus.\(menu.name).\(path)")
      }
    }
    for (path, destination) in book.triage?.destinations ?? [] {
      findings += check(destination, at: "triage.\(path)")
    }
    return findings
  }

  private func check(_ destination: RoutingDestination, at path: String) -> [BookFinding] {
    switch destination {
    case .queue(let queue):
      guard let routing = book.routing, !routing.queues.contains(where: { $0.id == queue }) else {
        return []
      }
      return [unknown(queue.rawValue, .bookQueue, at: path, .error)]
    case .onDuty(let role, let roster): return duty(role, roster, at: path)
    case .agent, .message, .hangUp: return []
    }
  }

  private func duty(
    _ role: DutyRoster.Role, _ roster: String, at path: String
  ) -> [BookFinding] {
    guard let plan = book.rosters[roster] else {
      return [unknown(roster, .bookRoster, at: path, .error)]
    }
    if plan.roster.roles.contains(role) { return [] }
    return [unknown("\(roster).\(role.rawValue)", .bookRole, at: path, .error)]
  }

  private var contactTrees: [BookFinding] {
    book.contactTrees.flatMap { named in
      named.tree.levels.flatMap { level -> [BookFinding] in
        let path = "contactTrees.\(named.name).\(level.id)"
        return level.contacts.flatMap { contact -> [BookFinding] in
          var findings: [BookFinding] = []
          if case .onDuty(let role, let roster) = contact.person {
            findings += duty(role, roster, at: path)
          }
          if let calendar = contact.during, book.clocks[calendar] == nil {
            findings.append(unknown(calendar, .bookCalendar, at: path, .error))
          }
          return findings
        }
      }
    }
  }
}

extension [Condition] {
  /// Whether one of them asks about a fact.
  fileprivate func asks(_ fact: String) -> Bool { contains { $0.factsAsked.contains(fact) } }
}

extension Condition {
  /// The names of which a fact has to be one for the condition to hold; empty where it may be any.
  fileprivate func names(of fact: String) -> [String] {
    switch self {
    case .isOneOf(fact, let values):
      return values.compactMap { value in
        if case .text(let name) = value { return name }
        return nil
      }
    case .all(let parts): return parts.lazy.map { $0.names(of: fact) }.first { !$0.isEmpty } ?? []
    case .any(let parts):
      let names = parts.map { $0.names(of: fact) }
      return names.contains(where: \.isEmpty) ? [] : names.flatMap(\.self)
    case .isOneOf, .isWithin, .hasFlags, .isKnown, .not: return []
    }
  }
}
