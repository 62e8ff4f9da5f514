// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

/// Why a decision came out as it did: a tree of steps that people and programs can read.
///
/// Each step has a code and typed operands; text is made only when somebody asks for it. One
/// explanation serves the customer (personal text hidden), the agent and the auditor.
///
/// ```swift
/// let why = timeline.explanation(of: .resolution, at: now)
/// why.text(in: .english)
/// ```
public struct Explanation: Hashable, Sendable, Codable {
  /// What kind of step this is.
  public var code: Code
  /// The values that the step's sentence speaks of, in a stated order.
  public var operands: [Operand]
  /// The steps that led to this one, in order.
  public var steps: [Explanation]

  /// Creates a step.
  public init(_ code: Code, _ operands: [Operand] = [], steps: [Explanation] = []) {
    self.code = code
    self.operands = operands
    self.steps = steps
  }

  /// The first operand of that name.
  public func operand(_ name: String) -> Operand.Value? {
    operands.first { $0.name == name }?.value
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
