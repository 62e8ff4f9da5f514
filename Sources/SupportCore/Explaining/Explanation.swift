// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

/// Why a decision came out as it did: a tree of steps that people and programs can read.
///
/// Each step has a code and typed operands; text is made only when somebody asks for it. One
/// explanation serves the customer, the agent and the auditor: ``text(in:catalogue:for:)`` tells each
/// what is for them, and ``shown(to:)`` takes away the rest before it is sent or stored.
///
/// ```swift
/// let why = timeline.explanation(of: .resolution, at: now)
/// why?.text(in: .simplifiedChinese, for: .customer)
/// ```
public struct Explanation: Hashable, Sendable {
  /// What kind of step this is.
  public var code: Code
  /// The values that the step's sentence speaks of, in a stated order.
  public var operands: [Operand]
  /// The steps that led to this one, in order.
  public var steps: [Explanation]
  /// Whether the whole step, with those that led to it, is only for readers who see what is
  /// confidential.
  public var isConfidential: Bool

  /// Creates a step.
  public init(
    _ code: Code, _ operands: [Operand] = [], steps: [Explanation] = [],
    isConfidential: Bool = false
  ) {
    self.code = code
    self.operands = operands
    self.steps = steps
    self.isConfidential = isConfidential
  }

  /// The explanation as somebody may see it: hidden operands say so, hidden steps are gone. Send and
  /// store this one; the text of a reader who may see less than everything holds nothing else, the
  /// JSON of the original does.
  ///
  /// - Returns: For a confidential step itself, the step without its operands and steps.
  /// - Complexity: O(steps and operands).
  public func shown(to audience: Audience) -> Self {
    guard isVisible(to: audience) else {
      return Self(code, operands.map { .init($0.name, .hidden) }, isConfidential: true)
    }
    return Self(
      code, operands.map { $0.shown(to: audience) },
      steps: steps.filter { $0.isVisible(to: audience) }.map { $0.shown(to: audience) },
      isConfidential: isConfidential)
  }

  private func isVisible(to audience: Audience) -> Bool {
    !isConfidential || audience.seesConfidential
  }

  /// The first operand of that name.
  public func operand(_ name: String) -> Operand.Value? {
    operands.first { $0.name == name }?.value
  }
}

extension Explanation: CustomStringConvertible {
  /// The explanation in English as anybody may see it, for logs.
  public var description: String { text() }
}

extension Explanation: Codable {
  private enum CodingKeys: String, CodingKey {
    case code, operands, steps, isConfidential
  }

  /// Decodes a step; `isConfidential` may be left out where it is not.
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    self.init(
      try values.decode(Code.self, forKey: .code),
      try values.decode([Operand].self, forKey: .operands),
      steps: try values.decode([Explanation].self, forKey: .steps),
      isConfidential: try values.decodeIfPresent(Bool.self, forKey: .isConfidential) ?? false)
  }

  /// Encodes the whole step, hidden or not: what goes to somebody is made by ``shown(to:)`` first.
  public func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: CodingKeys.self)
    try values.encode(code, forKey: .code)
    try values.encode(operands, forKey: .operands)
    try values.encode(steps, forKey: .steps)
    if isConfidential { try values.encode(true, forKey: .isConfidential) }
  }
}

extension Explanation {
  /// The kind of a step, with the sentences that tell it.
  ///
  /// The set is open: each module brings its own codes and a host adds more. Two codes are equal
  /// when their ids are; only the id is encoded, and a decoded code finds its sentences in a
  /// ``MessageCatalogue``.
  public struct Code: Sendable {
    /// A dotted name, such as `sla.due`.
    public var id: String
    /// The sentence in English, with operands in braces: `due {due}`; empty when unknown.
    public var english: String
    /// The sentence in Simplified Chinese; empty when unknown.
    public var simplifiedChinese: String

    /// Creates a code with its sentences.
    public init(_ id: String, english: String, simplifiedChinese: String) {
      self.id = id
      self.english = english
      self.simplifiedChinese = simplifiedChinese
    }
  }

  /// A named value of a step.
  public struct Operand: Hashable, Sendable, Codable {
    /// The name that the sentence uses in braces.
    public var name: String
    /// The value.
    public var value: Value

    /// Creates an operand.
    public init(_ name: String, _ value: Value) {
      self.name = name
      self.value = value
    }
  }
}

extension Explanation.Code: Hashable, Codable {
  /// Tells whether two codes have the same id.
  public static func == (left: Self, right: Self) -> Bool {
    left.id == right.id
  }

  /// Hashes the id.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(id)
  }

  /// Decodes the id; the sentences stay empty until a catalogue supplies them.
  public init(from decoder: any Decoder) throws {
    self.init(
      try decoder.singleValueContainer().decode(String.self), english: "", simplifiedChinese: "")
  }

  /// Encodes the id.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(id)
  }
}
