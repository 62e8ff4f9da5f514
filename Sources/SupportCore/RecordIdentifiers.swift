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
public struct IdempotencyKey: Identifier {
  /// The text of the identifier.
  public let rawValue: String

  /// Creates an identifier from its text.
  public init(rawValue: String) {
    self.rawValue = rawValue
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
