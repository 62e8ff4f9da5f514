// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore
import SupportRules
public import SupportTime

extension RoutingFinding {
  /// The finding in a sentence, with instants told in UTC; see ``explanation(in:)``.
  public var explanation: Explanation { explanation(in: .utc) }

  /// The finding in a sentence.
  ///
  /// - Parameter zone: By whose clocks instants are told.
  /// - Returns: One sentence; below a gap or an overlap of rules stands a case.
  public func explanation(in zone: ZoneRules) -> Explanation {
    func told(_ name: String, _ operands: Explanation.Operand...) -> Explanation {
      Explanation(RoutingCheckWords.code(name), operands)
    }
    func text(_ name: String, _ value: String) -> Explanation.Operand { .init(name, .text(value)) }
    func number(_ name: String, _ index: Int) -> Explanation.Operand {
      .init(name, .count(Int64(index) + 1))
    }
    func instant(_ name: String, _ instant: Instant) -> Explanation.Operand {
      .init(name, .instant(instant, utcOffset: zone.offset(at: instant)))
    }
    func queue(_ id: QueueID) -> Explanation.Operand { text("queue", id.rawValue) }
    switch self {
    case .choice(let finding): return finding.explanation
    case .unreachedQueue(let id): return told("unreachedQueue", queue(id))
    case .overflowCircle(let places):
      let path = places.map { place in
        Explanation.Operand.Value.phrase(
          RoutingCheckWords.code("overflowStep"), [queue(place.queue), number("rule", place.rule)])
      }
      return told("overflowCircle", .init("path", .list(path)))
    case .hiddenOverflow(let place, let earlier):
      return told(
        "hiddenOverflow", queue(place.queue), number("rule", place.rule),
        number("earlier", earlier))
    case .unreachedPool(let id, let pool, let rule):
      return told("unreachedPool", queue(id), number("pool", pool), number("rule", rule))
    case .poolNeverOpen(let id, let pool, let calendar):
      return told("poolNeverOpen", queue(id), number("pool", pool), text("calendar", calendar))
    case .uncovered(let id, let start, let end):
      guard let end else { return told("uncovered", queue(id), instant("from", start)) }
      return told("uncoveredUntil", queue(id), instant("from", start), instant("until", end))
    case .unusedPriority(let id): return told("unusedPriority", text("priority", id.rawValue))
    case .weightWithoutEffect(let id):
      return told("weightWithoutEffect", text("priority", id.rawValue))
    case .unmetRequirement(let id, let rule, let requirement):
      let tests = Explanation.Operand("tests", .list(requirement.tests.map(\.phrase)))
      guard let rule else { return told("unmetRequirement", queue(id), tests) }
      return told("unmetRequirementOfRule", queue(id), text("rule", rule.rawValue), tests)
    case .unservedQueue(let id): return told("unservedQueue", queue(id))
    case .unspokenLanguage(let id): return told("unspokenLanguage", text("language", id.rawValue))
    }
  }
}
