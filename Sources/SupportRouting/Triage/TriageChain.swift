// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore

/// Who answers a contact: levels one after the other, each of which answers or hands on with what it
/// learned, and a person at the end.
///
/// ```json
/// { "levels": [
///     { "id": "menu", "within": "60 s" },
///     { "id": "semantic", "score": "intent", "atLeast": 800, "within": "5 s" },
///     { "id": "knowledge", "score": "match", "atLeast": 700, "within": "30 s" },
///     { "id": "human", "to": { "queue": "hotline" } } ],
///   "guards": [ { "score": "sentiment", "below": 300 } ],
///   "humanFirst": [ { "trait": "elderly" },
///                   { "trait": "disabled", "to": { "queue": "green-channel" } } ] }
/// ```
///
/// - A level with a score is tried where the score reaches its bound; otherwise it hands on.
/// - A guard looks at every score that comes in, before any level goes on: where it applies, the
///   contact goes to a person at once, or where the guard says. Of several the first in order counts.
/// - Customers with a trait of ``humanFirst`` skip all levels but the last; of several traits the
///   first in the order of the chain counts.
/// - A customer may ask for a person at every level, and is handed on at once.
///
/// Scores come from outside, as whole numbers per mille. The chain asks for those it needs and for
/// nothing else; a ``Run`` takes one contact through it.
public struct TriageChain: Hashable, Sendable {
  /// Names a level: `menu`, `semantic`.
  public struct LevelID: Identifier {
    /// The text of the identifier.
    public let rawValue: String

    /// Creates an identifier from its text.
    public init(rawValue: String) {
      self.rawValue = rawValue
    }
  }

  /// What a score measures.
  public struct ScoreKind: RawRepresentable, Hashable, Sendable, Codable {
    /// The name of the score.
    public let rawValue: String

    /// Creates a kind from its name.
    public init(rawValue: String) {
      self.rawValue = rawValue
    }

    /// How sure it is what the customer wants.
    public static let intent = Self(rawValue: "intent")
    /// How well an answer of the knowledge base fits.
    public static let match = Self(rawValue: "match")
    /// How content the customer sounds.
    public static let sentiment = Self(rawValue: "sentiment")
    /// How abusive the customer is.
    public static let abuse = Self(rawValue: "abuse")
  }

  /// Something about a customer that decides who serves them first.
  public struct Trait: RawRepresentable, Hashable, Sendable, Codable {
    /// The name of the trait.
    public let rawValue: String

    /// Creates a trait from its name.
    public init(rawValue: String) {
      self.rawValue = rawValue
    }

    /// An elderly customer.
    public static let elderly = Self(rawValue: "elderly")
    /// A customer with a disability.
    public static let disabled = Self(rawValue: "disabled")
  }

  /// A level that may answer: a menu, a program, a knowledge base.
  public struct Level: Hashable, Sendable {
    /// Its name, unique in the chain.
    public var id: LevelID
    /// The score without which it is not tried; `nil` where it always is.
    public var score: ScoreKind?
    /// The least score, per mille, with which it is tried.
    public var atLeast: Int
    /// The time from the start of the level in which it must answer, scores included; more than 0, up
    /// to 24 h. `nil` means no limit.
    public var within: Duration?

    /// Creates a level that is always tried.
    public init(_ id: LevelID, within: Duration? = nil) {
      self.id = id
      score = nil
      atLeast = 0
      self.within = within
    }

    /// Creates a level that is tried where a score is high enough.
    public init(_ id: LevelID, score: ScoreKind, atLeast: Int, within: Duration? = nil) {
      self.id = id
      self.score = score
      self.atLeast = atLeast
      self.within = within
    }
  }

  /// The last level: people.
  public struct Human: Hashable, Sendable {
    /// Its name.
    public var id: LevelID
    /// Where contacts go of which no level learned a better place.
    public var destination: RoutingDestination

    /// Creates the last level.
    public init(_ id: LevelID, to destination: RoutingDestination) {
      self.id = id
      self.destination = destination
    }
  }

  /// A score at which the chain ends.
  public struct Guard: Hashable, Sendable {
    /// On which side of its bound a score counts.
    public enum Bound: Hashable, Sendable {
      /// Scores below this one, per mille.
      case below(Int)
      /// This score, per mille, and those above.
      case atLeast(Int)

      /// Whether a score counts.
      func applies(to score: Int) -> Bool {
        switch self {
        case .below(let bound): score < bound
        case .atLeast(let bound): score >= bound
        }
      }

      var value: Int {
        switch self {
        case .below(let bound), .atLeast(let bound): bound
        }
      }
    }

    /// The score.
    public var score: ScoreKind
    /// Where it counts.
    public var bound: Bound
    /// Where the contact goes; `nil` means to a person, as the chain says.
    public var destination: RoutingDestination?

    /// Creates a guard.
    public init(_ score: ScoreKind, _ bound: Bound, to destination: RoutingDestination? = nil) {
      self.score = score
      self.bound = bound
      self.destination = destination
    }
  }

  /// Customers who are served by a person first.
  public struct HumanFirst: Hashable, Sendable {
    /// What they have.
    public var trait: Trait
    /// Where they go; `nil` means where the last level says.
    public var destination: RoutingDestination?

    /// Creates the rule.
    public init(_ trait: Trait, to destination: RoutingDestination? = nil) {
      self.trait = trait
      self.destination = destination
    }
  }

  /// The levels before the last, in order, at most 20.
  public let levels: [Level]
  /// The last level.
  public let human: Human
  /// The guards, in order, at most 50.
  public let guards: [Guard]
  /// Who skips the levels, in order, at most 50.
  public let humanFirst: [HumanFirst]

  /// Creates a chain.
  ///
  /// - Throws: `DocumentError` with every mistake, placed as `levels[1].atLeast`.
  public init(
    levels: [Level], human: Human, guards: [Guard] = [], humanFirst: [HumanFirst] = []
  ) throws(DocumentError) {
    self.init(unchecked: levels, human, guards, humanFirst)
    var problems = Problems()
    check(nil, &problems)
    try problems.throwIfAny()
  }

  init(unchecked levels: [Level], _ human: Human, _ guards: [Guard], _ humanFirst: [HumanFirst]) {
    self.levels = levels
    self.human = human
    self.guards = guards
    self.humanFirst = humanFirst
  }
}

// MARK: - Checks

extension TriageChain {
  static let mostLevels = 20
  static let mostRules = 50
  static let perMille = 0...1_000

  func check(_ document: DocumentNode?, _ problems: inout Problems) {
    func tell(_ message: String, _ path: DocumentPath, _ problems: inout Problems) {
      problems.report(message, on: path, in: document)
    }
    func at(_ list: String, _ index: Int) -> DocumentPath { DocumentPath(list)[index] }
    if levels.count > Self.mostLevels {
      tell("\(levels.count) levels are more than \(Self.mostLevels)", ["levels"], &problems)
    }
    for (list, count) in [("guards", guards.count), ("humanFirst", humanFirst.count)]
    where count > Self.mostRules {
      tell("\(count) are more than \(Self.mostRules)", DocumentPath(list), &problems)
    }
    var seen: Set<LevelID> = []
    for (index, id) in (levels.map(\.id) + [human.id]).enumerated() {
      let path = at("levels", index)["id"]
      if id.rawValue.isBlank { tell("a level needs a name", path, &problems) }
      if !seen.insert(id).inserted {
        tell("the level \(id.rawValue.quoted) is listed twice", path, &problems)
      }
    }
    for (index, level) in levels.enumerated() {
      let path = at("levels", index)
      if let score = level.score, score.rawValue.isBlank {
        tell("a score needs a name", path["score"], &problems)
      }
      Self.check(level.atLeast, path["atLeast"], document, &problems)
      if let within = level.within, within < .milliseconds(1) || within > .seconds(86_400) {
        let text = ElapsedText.text(milliseconds: within.wholeMilliseconds)
        tell("\(text) is outside 1 ms ... 24 h", path["within"], &problems)
      }
    }
    if let mistake = human.destination.mistake {
      tell(mistake, at("levels", levels.count)["to"], &problems)
    }
    for (index, rule) in guards.enumerated() {
      let path = at("guards", index)
      if rule.score.rawValue.isBlank { tell("a score needs a name", path["score"], &problems) }
      Self.check(rule.bound.value, path[rule.bound.key], document, &problems)
      if let mistake = rule.destination?.mistake { tell(mistake, path["to"], &problems) }
    }
    var traits: Set<Trait> = []
    for (index, rule) in humanFirst.enumerated() {
      let path = at("humanFirst", index)
      if rule.trait.rawValue.isBlank { tell("a trait needs a name", path["trait"], &problems) }
      if !traits.insert(rule.trait).inserted {
        tell("the trait \(rule.trait.rawValue.quoted) is listed twice", path["trait"], &problems)
      }
      if let mistake = rule.destination?.mistake { tell(mistake, path["to"], &problems) }
    }
  }

  private static func check(
    _ score: Int, _ path: DocumentPath, _ document: DocumentNode?, _ problems: inout Problems
  ) {
    guard !perMille.contains(score) else { return }
    problems.report("\(score) is outside 0 ... 1000 per mille", on: path, in: document)
  }
}

extension TriageChain.Guard.Bound {
  /// The key of a document.
  var key: String {
    switch self {
    case .below: "below"
    case .atLeast: "atLeast"
    }
  }
}
