// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCompensation
import SupportCore
import SupportMembership
import SupportMetrics
import SupportRouting
import SupportRules
import SupportTime

/// What the analyses of the rooms find, as findings about the book.
extension BookFinding {
  /// Something about a table: that no rule matches a case matters as much as `gap` says. Two rules of
  /// which the order decides are no finding about a book, and neither is a fact that no rule asks
  /// about; what cannot be assessed is told by ``TableCheck``, fact by fact.
  init?(_ finding: RuleFinding, at path: String, gap: Severity?) {
    let kind: Kind
    var severity = Severity(finding.severity)
    switch finding {
    case .gap:
      guard let gap else { return nil }
      (kind, severity) = (.gap, gap)
    case .overlap(_, _, _, let isResolved):
      if isResolved { return nil }
      kind = .overlap
    case .unreachable(_, let others): kind = others.isEmpty ? .impossible : .unreachable
    case .neverTrue, .neverValid: kind = .impossible
    case .protectedInfluence: kind = .unequal
    case .redundant, .alwaysTrue, .mergeable: kind = .other
    case .unusedFact, .notAssessable: return nil
    case .more(let about), .notProved(let about):
      switch about {
      case .unusedFact, .notAssessable, .overlap: return nil
      case .gap where gap == nil: return nil
      default: break
      }
      if case .notProved = finding { (kind, severity) = (.notProved, .note) } else { kind = .other }
    }
    self.init(kind, severity, at: path, finding.explanation)
  }

  init?(_ finding: CompensationFinding, at path: String) {
    let kind: Kind
    switch finding {
    case .table(let finding):
      // A claim that matches no rule is asked about: most policies do not pay for everything.
      guard
        var own = Self(finding, at: "\(path).rules", gap: .note)
      else { return nil }
      own.explanation = CompensationFinding.table(finding).explanation
      self = own
      return
    case .alwaysCapped, .sameUnderCap, .capBites: kind = .capped
    case .protectedInfluence: kind = .unequal
    case .paysLess, .cliff, .orderMatters, .more: kind = .other
    case .notProved: kind = .notProved
    }
    self.init(kind, Severity(finding.severity), at: "\(path).rules", finding.explanation)
  }

  init?(_ finding: RoutingFinding, in zone: ZoneRules) {
    func queue(_ id: QueueID) -> String { "routing.queues.\(id)" }
    let kind: Kind
    let path: String
    switch finding {
    case .choice(let finding):
      self.init(finding, at: "routing.choice", gap: .error)
      return
    case .unreachedQueue(let id): (kind, path) = (.unreachable, queue(id))
    case .overflowCircle(let places):
      (kind, path) = (.deadEnd, places.first.map { queue($0.queue) } ?? "routing.queues")
    case .hiddenOverflow(let place, _): (kind, path) = (.unreachable, queue(place.queue))
    case .unreachedPool(let id, _, _): (kind, path) = (.unreachable, queue(id))
    case .poolNeverOpen(let id, _, _): (kind, path) = (.unserved, queue(id))
    case .uncovered(let id, _, _): (kind, path) = (.uncovered, queue(id))
    case .unusedPriority(let id), .weightWithoutEffect(let id):
      (kind, path) = (.other, "routing.priorities.\(id)")
    case .unmetRequirement(let id, _, _), .unservedQueue(let id):
      (kind, path) = (.unserved, queue(id))
    case .unspokenLanguage: (kind, path) = (.unserved, "routing")
    }
    self.init(kind, Severity(finding.severity), at: path, finding.explanation(in: zone))
  }

  init(_ finding: PhoneMenu.Finding, of menu: String) {
    let kind: Kind
    var node: PhoneMenu.NodeID?
    switch finding {
    case .deadEnd(let id, _), .noTimeLimit(let id, _): (kind, node) = (.deadEnd, id)
    case .endlessPrompts(let ids, _), .endlessVerification(let ids, _):
      (kind, node) = (.deadEnd, ids.first)
    case .unreachable(let id), .neverCloses(let id, _), .hiddenOption(let id, _, _, _),
      .hiddenExtension(let id, _, _, _), .hiddenNumbers(let id, _, _):
      (kind, node) = (.unreachable, id)
    case .delayedOption(let id, _, _, _): (kind, node) = (.other, id)
    case .ambiguousCodes, .ambiguousPrefixes, .prefixHidesExtension: kind = .unreachable
    }
    let path = "menus.\(menu)" + (node.map { ".nodes.\($0)" } ?? "")
    self.init(kind, Severity(finding.severity), at: path, finding.explanation)
  }

  init(_ finding: MembershipFinding) {
    let tier =
      switch finding {
      case .neverMet(let tier, _, _), .overtaken(let tier, _, _): tier
      }
    self.init(
      .unreachable, Severity(finding.severity), at: "membership.tiers.\(tier)",
      finding.explanation)
  }

  init(_ finding: MetricFinding, of metric: MetricID) {
    self.init(.other, .note, at: "metrics.\(metric)", finding.explanation)
  }
}

extension BookFinding.Severity {
  init(_ severity: RuleFinding.Severity) {
    self =
      switch severity {
      case .note: .note
      case .warning: .warning
      case .error: .error
      }
  }
}
