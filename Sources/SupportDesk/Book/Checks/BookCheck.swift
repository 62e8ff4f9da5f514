// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCompensation
import SupportCore
import SupportMembership
import SupportMetrics
import SupportRouting
import SupportRules
import SupportSLA
import SupportTickets
import SupportTime

/// Asks all questions about a book, section by section.
struct BookCheck {
  private let book: PolicyBook
  private let scope: PolicyBook.CheckScope
  private let span: Range<Instant>

  init(_ book: PolicyBook, _ scope: PolicyBook.CheckScope) {
    self.book = book
    self.scope = scope
    let last = book.zone.date(at: book.effectiveFrom).adding(days: scope.days)
    span =
      book
      .effectiveFrom..<max(
        book.zone.instant(date: last, time: .midnight), book.effectiveFrom)
  }

  var findings: [BookFinding] {
    let sections = [
      CoverageCheck(book, days: scope.days).findings, tickets, classification, serviceLevels,
      compensation, membership, routing, menus, staffing, metrics,
    ].flatMap(\.self)
    return (sections + NameCheck(book).findings).eachOnce.inOrderOfSections
  }

  private var tables: TableCheck { TableCheck(book: book, limits: scope.rules) }

  private var tickets: [BookFinding] {
    let editions = book.tickets?.editions ?? []
    return editions.enumerated().flatMap { place, edition in
      let section = editions.count > 1 ? "tickets[\(place)]" : "tickets"
      return edition.policy.check().map { problem in
        BookFinding(
          .other, .error, at: problem.path.isEmpty ? section : "\(section).\(problem.path)",
          problem.message)
      }
    }
  }

  /// Rules of classification are about what is not known yet: any fact may be missing.
  private var classification: [BookFinding] {
    guard let policy = book.classification else { return [] }
    do throws(DocumentError) {
      let open = try FactSchema(
        policy.facts.fields.map { field in
          var field = field
          field.isOptional = true
          return field
        })
      let table = try RuleTable(
        "classification", schema: open, hitPolicy: .collect, rules: policy.rules)
      return table.analysis(limits: scope.rules).findings.eachRuleOnce.compactMap {
        BookFinding($0, at: "classification.rules", gap: nil)
      }.filter { $0.kind == .impossible }
    } catch {
      return []
    }
  }

  private var serviceLevels: [BookFinding] {
    book.servicePolicies.flatMap { path, policy -> [BookFinding] in
      rules(of: policy, at: path) + agreements(of: policy, at: path)
        + PromiseCheck(policy, at: "\(path).rules", book, scope.rules).findings
    }
  }

  /// Where the strictest of several rules counts, all that match do: none stands in the way of another.
  private func rules(of policy: SLAPolicy, at path: String) -> [BookFinding] {
    let rules = policy.rules
    do throws(DocumentError) {
      let table = try RuleTable(
        rules.id, schema: rules.schema,
        hitPolicy: policy.options.choose == .first ? .first : .collect, rules: rules.rules,
        otherwise: rules.otherwise)
      return tables.findings(of: table, at: "\(path).rules", gap: .note)
    } catch {
      return []
    }
  }

  private func agreements(of policy: SLAPolicy, at path: String) -> [BookFinding] {
    guard !policy.agreements.isEmpty else { return [] }
    do throws(DocumentError) {
      let table = try RuleTable(
        "agreements", schema: policy.rules.schema, rules: policy.agreements)
      return tables.findings(of: table, at: "\(path).agreements", gap: nil)
    } catch {
      return []
    }
  }

  private var compensation: [BookFinding] {
    book.moneyPolicies.flatMap { path, policy -> [BookFinding] in
      let found = policy.analysis(limits: scope.compensation).findings
      return found.compactMap { BookFinding($0, at: path) } + unset(found, policy, at: path)
    }
  }

  private func unset(
    _ found: [CompensationFinding], _ policy: CompensationPolicy, at path: String
  ) -> [BookFinding] {
    do throws(DocumentError) {
      let table = try RuleTable(
        policy.id, schema: policy.schema, rules: policy.rules, otherwise: policy.otherwise)
      let ofTable = found.compactMap { finding -> RuleFinding? in
        if case .table(let own) = finding { own } else { nil }
      }
      return tables.unset(ofTable, policy.rules, at: "\(path).rules") { table.decide($0, on: $1) }
    } catch {
      return []
    }
  }

  /// What an activity or a cause is like, the host tells with it.
  private var membership: [BookFinding] {
    guard let programme = book.membership else { return [] }
    let ofRules =
      tables.findings(of: programme.earnings, at: "membership.earnings", gap: nil)
      + tables.findings(of: programme.campaigns, at: "membership.campaigns", gap: nil)
      + tables.findings(of: programme.rewards, at: "membership.rewards", gap: nil)
    return programme.findings().map { BookFinding($0) } + ofRules.filter { $0.kind != .unset }
  }

  private var routing: [BookFinding] {
    guard let policy = book.routing else { return [] }
    let known = RoutingPolicy.Scope(
      span: span, agents: scope.agents, namedQueues: book.queuesLedTo,
      namedPriorities: book.prioritiesGiven, limits: scope.rules)
    let found = policy.findings(known)
    let ofChoice = found.compactMap { finding -> RuleFinding? in
      if case .choice(let own) = finding { own } else { nil }
    }
    let unset = policy.choice.map { choice in
      tables.unset(ofChoice, choice.rules, at: "routing.choice") { choice.decide($0, on: $1) }
    }
    return found.compactMap { BookFinding($0, in: book.zone) } + (unset ?? []) + neverOpen(policy)
  }

  /// Queues whose hours never come while the book is looked at.
  private func neverOpen(_ policy: RoutingPolicy) -> [BookFinding] {
    policy.queues.compactMap { queue in
      guard let name = queue.hours, let clock = book.clocks[name] else { return nil }
      let opening = clock.nextOpening(atOrAfter: span.lowerBound)
      if let opening, opening < span.upperBound { return nil }
      return BookFinding(
        .unserved, .warning, at: "routing.queues.\(queue.id)",
        Explanation(
          .bookNeverOpen,
          [.init("queue", .text(queue.id.rawValue)), .init("calendar", .text(name))]))
    }
  }

  private var menus: [BookFinding] {
    book.menus.flatMap { menu in menu.menu.findings().map { BookFinding($0, of: menu.name) } }
      + EmergencyCheck(book, until: span.upperBound).findings
  }

  private var staffing: [BookFinding] { StaffingCheck(book, scope, span).findings }

  private var metrics: [BookFinding] {
    guard let metrics = book.metrics else { return [] }
    return metrics.definitions.flatMap { definition -> [BookFinding] in
      guard let subject = metrics.subject(definition.subject) else { return [] }
      return definition.findings(in: subject).map { BookFinding($0, of: definition.id) }
    }
  }
}

extension [BookFinding] {
  /// The findings, what is told twice only once.
  fileprivate var eachOnce: Self {
    var seen: Set<BookFinding> = []
    return filter { seen.insert($0).inserted }
  }

  /// The findings by the section of their path, in the order of the sections of a document; those of one
  /// section keep their order.
  fileprivate var inOrderOfSections: Self {
    func rank(_ finding: BookFinding) -> Int {
      let section = finding.path.prefix { $0 != "." && $0 != "[" }
      return PolicyBookReader.keys.firstIndex { $0 == section } ?? PolicyBookReader.keys.count
    }
    return enumerated().sorted { left, right in
      (rank(left.element), left.offset) < (rank(right.element), right.offset)
    }.map(\.element)
  }
}
