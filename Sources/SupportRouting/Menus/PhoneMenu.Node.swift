// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore

extension PhoneMenu {
  /// Names a node of a menu: `greeting`, `faults`.
  public struct NodeID: Identifier {
    /// The text of the identifier.
    public let rawValue: String

    /// Creates an identifier from its text.
    public init(rawValue: String) {
      self.rawValue = rawValue
    }
  }

  /// Where a choice leads.
  public enum Target: Hashable, Sendable {
    /// To another node.
    case node(NodeID)
    /// Out of the menu.
    case destination(RoutingDestination)

    /// To a queue.
    public static func queue(_ queue: QueueID) -> Self { .destination(.queue(queue)) }
  }

  /// A text that is played, and how long that takes.
  public struct Prompt: Hashable, Sendable {
    /// The name of the text.
    public var id: PromptID
    /// How long it plays, 0 ... 1 h; a limit counts from its end. A caller may press keys before.
    public var length: Duration

    /// Creates a prompt.
    public init(_ id: PromptID, length: Duration = .zero) {
      self.id = id
      self.length = length
    }
  }

  /// What a number stands for that callers key in and hosts verify.
  public struct NumberKind: RawRepresentable, Hashable, Sendable, Codable {
    /// The name of the kind, and of the fact that is learned.
    public let rawValue: String

    /// Creates a kind from its name.
    public init(rawValue: String) {
      self.rawValue = rawValue
    }

    /// The number of a membership.
    public static let memberNumber = Self(rawValue: "memberNumber")
    /// The number of an order.
    public static let orderNumber = Self(rawValue: "orderNumber")
  }

  /// One way on from a question.
  public struct Option: Hashable, Sendable {
    /// The keys that choose it, usually one: 1 ... 15 of `0` ... `9`, `*` and `#`.
    public var keys: String
    /// Where it leads.
    public var target: Target
    /// What is learned when it is chosen: texts, whole numbers, true or false, none of it personal; each
    /// name once.
    public var learns: [LearnedFact]
    /// Words that choose it, for hosts that recognise speech.
    public var says: [String]

    /// Creates an option.
    public init(
      _ keys: String, to target: Target, learns: [LearnedFact] = [], says: [String] = []
    ) {
      self.keys = keys
      self.target = target
      self.learns = learns
      self.says = says
    }
  }

  /// A prompt with choices.
  public struct Question: Hashable, Sendable {
    /// What is played.
    public var prompt: Prompt
    /// The level whose limit holds, counted from 1; `nil` where ``within`` says the limit.
    public var level: Int?
    /// The time for an answer, in place of the level's; more than 0, up to 1 h.
    public var within: Duration?
    /// The choices, at most 1,000.
    public var options: [Option]
    /// How often it is asked again, 0 ... 20; `nil` for the menu's own number.
    public var retries: Int?
    /// Where it leads when nothing helped; `nil` for the menu's own.
    public var otherwise: Target?
    /// Whether extensions can be dialled here.
    public var takesExtensions: Bool

    /// Creates a question.
    public init(
      _ prompt: Prompt, level: Int? = nil, within: Duration? = nil, options: [Option],
      retries: Int? = nil, otherwise: Target? = nil, takesExtensions: Bool = false
    ) {
      self.prompt = prompt
      self.level = level
      self.within = within
      self.options = options
      self.retries = retries
      self.otherwise = otherwise
      self.takesExtensions = takesExtensions
    }
  }

  /// A number that the caller keys in and the host verifies.
  public struct NumberRequest: Hashable, Sendable {
    /// What the number stands for.
    public var kind: NumberKind
    /// What is played.
    public var prompt: Prompt
    /// How many digits it has, within 1 ... 32. The last possible digit or `#` ends it.
    public var digits: ClosedRange<Int>
    /// The time for the first key; more than 0, up to 1 h. Without one it never ends.
    public var within: Duration?
    /// The time that the host has to verify; more than 0, up to 1 h.
    public var checkWithin: Duration?
    /// How often a caller may try in one call, 1 ... 20, however often the node is entered.
    public var tries: Int
    /// Where a verified number leads.
    public var verified: Target
    /// Where it leads when the tries are used up, or nobody verified in time.
    public var otherwise: Target

    /// Creates a request.
    public init(
      _ kind: NumberKind, prompt: Prompt, digits: ClosedRange<Int>, within: Duration?,
      checkWithin: Duration?, tries: Int, verified: Target, otherwise: Target
    ) {
      self.kind = kind
      self.prompt = prompt
      self.digits = digits
      self.within = within
      self.checkWithin = checkWithin
      self.tries = tries
      self.verified = verified
      self.otherwise = otherwise
    }
  }

  /// What a node does.
  public enum Kind: Hashable, Sendable {
    /// Asks, and waits for a key or a word.
    case ask(Question)
    /// Takes a number and has it verified.
    case number(NumberRequest)
    /// Plays a text and goes on.
    case say(Prompt, then: Target)
    /// Goes one way while a calendar is open and another while it is closed; nothing is played.
    case hours(String, open: Target, closed: Target)
  }

  /// One place of the menu.
  public struct Node: Hashable, Sendable {
    /// Its name, unique in the menu.
    public var id: NodeID
    /// What it does.
    public var kind: Kind

    /// Creates a node.
    public init(_ id: NodeID, _ kind: Kind) {
      self.id = id
      self.kind = kind
    }
  }

  /// Digits with a place of their own: an extension, an emergency code, a prefix.
  public struct DialCode: Hashable, Sendable {
    /// The digits, 1 ... 15.
    public var digits: String
    /// Where they lead.
    public var target: Target

    /// Creates a code.
    public init(_ digits: String, to target: Target) {
      self.digits = digits
      self.target = target
    }
  }
}
