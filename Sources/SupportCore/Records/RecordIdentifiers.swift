// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

/// Names one recorded event.
public struct EventID: Identifier {
  /// The text of the identifier.
  public let rawValue: String

  /// Creates an identifier from its text.
  public init(rawValue: String) {
    self.rawValue = rawValue
  }

  /// Creates the identifier of an event that a command caused, such as `cmd-7/0`: the same one for a
  /// command that is sent twice, so that a store finds it again.
  ///
  /// Two pairs give two identifiers, whatever text the commands' keys hold.
  ///
  /// - Parameters:
  ///   - command: The key under which the command was sent.
  ///   - ordinal: Its place among the events of the command, from 0.
  public init(of command: IdempotencyKey, ordinal: Int) {
    rawValue = command.rawValue.followed(by: Int64(ordinal))
  }
}

/// Names the stream that an event was recorded in: one ticket's, one account's.
public struct StreamID: Identifier {
  /// The text of the identifier.
  public let rawValue: String

  /// Creates an identifier from its text.
  public init(rawValue: String) {
    self.rawValue = rawValue
  }
}

/// Names an effect so that carrying it out twice does it once; see ``Intent``.
///
/// It is unique within a tenant: what keeps the effects of several asks for both.
public struct IdempotencyKey: Identifier {
  /// The text of the identifier.
  public let rawValue: String

  /// Creates an identifier from its text.
  public init(rawValue: String) {
    self.rawValue = rawValue
  }

  /// Creates a key from its parts, joined with `/`.
  ///
  /// Use it where parts are identifiers or other text that people choose. A `/` within a part is
  /// written `%2F` and a `%` is written `%25`, so that lists of parts that differ give keys that
  /// differ.
  ///
  /// ```swift
  /// IdempotencyKey(of: ["T-1", "resolution", "breach"])   // T-1/resolution/breach
  /// IdempotencyKey(of: ["a/b", "c"])                      // a%2Fb/c
  /// ```
  ///
  /// - Parameter parts: The parts in order, at least one.
  public init(of parts: [String]) {
    var text = ""
    text.reserveCapacity(parts.reduce(parts.count) { $0 + $1.utf8.count })
    for (position, part) in parts.enumerated() {
      if position > 0 { text += "/" }
      text += Self.escaped(part)
    }
    rawValue = text
  }

  /// A key made of a name and of numbers behind it.
  package init(of name: String, numbers: Int64...) {
    rawValue = numbers.reduce(Self.escaped(name)) { $0.followed(by: $1) }
  }

  /// Looks at scalars, since a `/` with an accent behind it is another character.
  private static func escaped(_ part: String) -> String {
    // Both are ASCII, which no other scalar has a byte of.
    guard part.utf8.contains(where: { $0 == 0x2F || $0 == 0x25 }) else { return part }
    return part.unicodeScalars.reduce(into: "") { text, scalar in
      switch scalar {
      case "/": text += "%2F"
      case "%": text += "%25"
      default: text.unicodeScalars.append(scalar)
      }
    }
  }
}

/// Names a rule of a policy; explanations, metrics and back-tests quote it.
public struct RuleID: Identifier {
  /// The text of the identifier.
  public let rawValue: String

  /// Creates an identifier from its text.
  public init(rawValue: String) {
    self.rawValue = rawValue
  }
}

/// Names the version of a policy that decided.
public struct PolicyVersion: Identifier {
  /// The text of the identifier.
  public let rawValue: String

  /// Creates an identifier from its text.
  public init(rawValue: String) {
    self.rawValue = rawValue
  }
}
