// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore

/// Something about a policy book that its author should know, with an example that shows it.
///
/// A book that can be read is not yet a book that is meant: nobody covers an hour, a promise is shorter
/// than the one before it, a rule can never decide. Such findings come from ``PolicyBook/check(_:)``.
public struct BookFinding: Hashable, Sendable {
  /// How much it matters.
  public enum Severity: String, Hashable, Sendable, Codable, CaseIterable, Comparable {
    /// Worth knowing.
    case note
    /// Probably not meant.
    case warning
    /// Cannot be meant.
    case error

    /// Tells whether the left one matters less.
    public static func < (left: Self, right: Self) -> Bool { left.rank < right.rank }

    private var rank: Int {
      switch self {
      case .note: 0
      case .warning: 1
      case .error: 2
      }
    }
  }

  /// What is found.
  public enum Kind: String, Hashable, Sendable, Codable, CaseIterable {
    /// Hours that nobody covers although a service claims to be there.
    case uncovered
    /// Cases that no rule decides about.
    case gap
    /// Rules of which a case could get either.
    case overlap
    /// A rule, queue, tier or place of a menu that nothing ever comes to.
    case unreachable
    /// A rule about something that cannot occur.
    case impossible
    /// A rule that cannot be assessed where a fact is not known, and nothing sets it.
    case unset
    /// A promise that is shorter than one that comes before it.
    case shorterThanEarlier
    /// A tier, benefit, queue, group, roster, calendar or agreement that nothing declares.
    case unknownName
    /// An award that a cap makes smaller, or nothing.
    case capped
    /// Customers whose declared facts are equal and who get different awards, or an award that depends
    /// on what it must not.
    case unequal
    /// A queue that nobody can serve.
    case unserved
    /// A promise that the staffing cannot keep.
    case unkept
    /// A menu, triage or overflow in which somebody gets lost.
    case deadEnd
    /// An emergency that is not ahead of all else, or is not answered at some hour.
    case emergency
    /// Something that the book accepts and that is not found.
    case stale
    /// Something that the analysis did not get to the end of.
    case notProved
    /// Anything else that a section's own analysis found.
    case other
  }

  /// What is found.
  public var kind: Kind
  /// How much it matters.
  public var severity: Severity
  /// Where, such as `serviceLevels.rules` or `coverage.hotline`: sections and keys of the document, of
  /// lists the ids of their elements.
  public var path: String
  /// What is wrong, in a sentence in both languages, with examples that show it as its steps.
  public var explanation: Explanation
  /// Why it is meant, where the book says so.
  public var accepted: String?

  /// Creates a finding.
  public init(
    _ kind: Kind, _ severity: Severity, at path: String, _ explanation: Explanation,
    accepted: String? = nil
  ) {
    self.kind = kind
    self.severity = severity
    self.path = path
    self.explanation = explanation
    self.accepted = accepted
  }

  /// Creates a finding of the host's own, in words that nobody translates.
  public init(
    _ kind: Kind, _ severity: Severity, at path: String, _ message: String,
    witness: String? = nil, accepted: String? = nil
  ) {
    let steps = witness.map { [Explanation(.bookText, [.init("text", .text($0))])] } ?? []
    self.init(
      kind, severity, at: path,
      Explanation(.bookText, [.init("text", .text(message))], steps: steps), accepted: accepted)
  }

  /// What is wrong, in a sentence in English.
  public var message: String {
    Explanation(explanation.code, explanation.operands).text(for: .auditor)
  }

  /// The examples that show it in English, such as an instant or the facts of a case, separated by
  /// `; `; `nil` where the message says it all.
  public var witness: String? {
    explanation.steps.isEmpty
      ? nil : explanation.steps.map { $0.text(for: .auditor) }.joined(separator: "; ")
  }
}

extension BookFinding: CustomStringConvertible {
  /// `warning coverage.hotline: nobody covers … (first: Sun 2025-05-18 09:00)`.
  public var description: String {
    let example = witness.map { " (\($0))" } ?? ""
    let reason = accepted.map { "; meant: \($0)" } ?? ""
    return "\(severity.rawValue) \(path): \(message)\(example)\(reason)"
  }
}
