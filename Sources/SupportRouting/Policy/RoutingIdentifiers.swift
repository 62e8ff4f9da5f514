// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore

/// Names one piece of work that waits for an agent: a call, a chat, a task, a callback.
public struct WorkID: Identifier {
  /// The text of the identifier.
  public let rawValue: String

  /// Creates an identifier from its text.
  public init(rawValue: String) {
    self.rawValue = rawValue
  }
}

/// Names a queue of work.
public struct QueueID: Identifier {
  /// The text of the identifier.
  public let rawValue: String

  /// Creates an identifier from its text.
  public init(rawValue: String) {
    self.rawValue = rawValue
  }
}

/// Names something that an agent can do: a language, a product, a licence.
public struct SkillID: Identifier {
  /// The text of the identifier.
  public let rawValue: String

  /// Creates an identifier from its text.
  public init(rawValue: String) {
    self.rawValue = rawValue
  }
}

/// Names a way in which work is done: voice, chat, mail.
public struct ChannelID: Identifier {
  /// The text of the identifier.
  public let rawValue: String

  /// Creates an identifier from its text.
  public init(rawValue: String) {
    self.rawValue = rawValue
  }
}

/// Names a class of urgency: emergency, VIP, ordinary.
public struct PriorityID: Identifier {
  /// The text of the identifier.
  public let rawValue: String

  /// Creates an identifier from its text.
  public init(rawValue: String) {
    self.rawValue = rawValue
  }
}

/// Names a language that is spoken with customers: `zh`, `ja`.
public struct LanguageID: Identifier {
  /// The text of the identifier.
  public let rawValue: String

  /// Creates an identifier from its text.
  public init(rawValue: String) {
    self.rawValue = rawValue
  }
}

/// Names a region that customers and agents belong to: `europe`.
public struct RegionID: Identifier {
  /// The text of the identifier.
  public let rawValue: String

  /// Creates an identifier from its text.
  public init(rawValue: String) {
    self.rawValue = rawValue
  }
}
