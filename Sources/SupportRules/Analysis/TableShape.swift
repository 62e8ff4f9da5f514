// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

/// What the analysis must know of a table besides its conditions: how it chooses, and which rules
/// say the same.
struct TableShape: Sendable {
  var hitPolicy: HitPolicy
  /// Per rule a number that is equal for equal outcomes.
  var outcomes: [Int]
  /// The number of the default's outcome; -1 where there is none.
  var otherwise: Int
  /// Per rule its place in the order of outcomes; empty where none is asked for.
  var ranks: [Int]

  /// What a table says in a region, as far as two tables can be compared by it.
  enum Answer: Hashable {
    /// One outcome, of a rule or of the default.
    case outcome(Int)
    /// The outcomes of several rules, in the order that the hit policy asks for.
    case outcomes([Int])
    /// Nothing.
    case none
    /// Rules that contradict one another.
    case conflict
    /// It cannot be told; the first rule that stands in the way.
    case notAssessable(Int)

    /// Whether a rule that cannot be told may stand in the way.
    var isNotAssessable: Bool {
      if case .notAssessable = self { true } else { false }
    }

    /// Whether two answers have the same consequence.
    func saysTheSame(as other: Self) -> Bool {
      (isNotAssessable && other.isNotAssessable) || self == other
    }
  }

  /// What the table says where some rules match and others cannot be told, both in order.
  func answer(_ certain: [Int], doubtful: [Int]) -> Answer {
    switch hitPolicy {
    case .first:
      if let doubt = doubtful.first, certain.first.map({ doubt < $0 }) ?? true {
        return .notAssessable(doubt)
      }
      return single(certain.first)
    case .unique:
      if certain.count > 1 { return .conflict }
      return doubtful.first.map(Answer.notAssessable) ?? single(certain.first)
    case .any:
      let distinct = Set(certain.map { outcomes[$0] })
      if distinct.count > 1 { return .conflict }
      let changing = doubtful.first { !distinct.contains(outcomes[$0]) }
      return changing.map(Answer.notAssessable) ?? single(certain.first)
    case .priority:
      let best = certain.min { (ranks[$0], $0) < (ranks[$1], $1) }
      let changing = doubtful.first { rule in
        guard let best else { return true }
        return settles(rule, against: best)
          && (ranks[rule] != ranks[best] || outcomes[rule] != outcomes[best])
      }
      return changing.map(Answer.notAssessable) ?? single(best)
    default:
      if let doubt = doubtful.first { return .notAssessable(doubt) }
      if certain.isEmpty { return single(nil) }
      let ordered =
        hitPolicy == .outputOrder
        ? certain.sorted { (ranks[$0], $0) < (ranks[$1], $1) } : certain
      return .outcomes(ordered.map { outcomes[$0] })
    }
  }

  private func single(_ rule: Int?) -> Answer {
    if let rule { return .outcome(outcomes[rule]) }
    return otherwise >= 0 ? .outcome(otherwise) : .none
  }

  /// Whether a rule that matches settles the answer against another one, whatever that says.
  func settles(_ rule: Int, against other: Int) -> Bool {
    switch hitPolicy {
    case .first: rule < other
    case .priority: (ranks[rule], rule) < (ranks[other], other)
    default: false
    }
  }
}
