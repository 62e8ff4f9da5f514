// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportRules

extension PhoneMenu {
  /// Something that may go wrong for a caller, with a way that leads there.
  public enum Finding: Hashable, Sendable {
    /// No destination can be reached from here, but by asking for a person or dialling a code.
    case deadEnd(NodeID, Way)
    /// No caller can ever come here.
    case unreachable(NodeID)
    /// Nothing ends the waiting here: a question without level and limit, or a number without a limit
    /// for the caller or for the host.
    case noTimeLimit(NodeID, Way)
    /// Prompts that lead round in a circle while the caller does nothing; a session ends it only by
    /// its most steps.
    case endlessPrompts([NodeID], Way)
    /// Numbers that lead back to themselves when they are not verified, while the caller chooses
    /// nothing else.
    case endlessVerification([NodeID], Way)
    /// An option that no key leads to, since the code comes first.
    case hiddenOption(NodeID, keys: String, code: String, Way)
    /// An extension that cannot be dialled at the question, since a code or an option comes first.
    case hiddenExtension(NodeID, digits: String, by: String, Way)
    /// An option that waits for further keys, since something longer begins with it.
    case delayedOption(NodeID, keys: String, longer: String, Way)
    /// Numbers that cannot be entered, since a code begins like them.
    case hiddenNumbers(NodeID, code: String, Way)
    /// A way that is never taken, since the calendar never closes.
    case neverCloses(NodeID, calendar: String)
    /// Two codes of which one begins with the other: the shorter one waits, or while a number is
    /// verified hides the longer one.
    case ambiguousCodes(shorter: String, longer: String)
    /// Two prefixes that the same dialled digits may mean; the longer one is taken.
    case ambiguousPrefixes(shorter: String, longer: String, dialled: String)
    /// An extension whose dialled digits mean the prefix.
    case prefixHidesExtension(prefix: String, extension: String, dialled: String)

    /// How much it matters: by an error callers get lost, a warning is hardly meant, a note may be.
    public var severity: RuleFinding.Severity {
      switch self {
      case .deadEnd, .endlessPrompts, .endlessVerification, .noTimeLimit: .error
      case .unreachable, .hiddenOption, .hiddenExtension, .hiddenNumbers, .ambiguousCodes,
        .ambiguousPrefixes, .prefixHidesExtension, .neverCloses:
        .warning
      case .delayedOption: .note
      }
    }
  }

  /// What a caller does, or what happens, from the call to a node: the shortest way there.
  public struct Way: Hashable, Sendable {
    /// One move on the way.
    public enum Move: Hashable, Sendable {
      /// The caller dials the main number, or nothing is known of what was dialled.
      case call
      /// The caller dials these digits.
      case dial(String)
      /// The caller presses keys.
      case press(String)
      /// The caller does nothing, or nothing useful, until the menu gives up.
      case giveUp
      /// The caller asks for a person.
      case askForPerson
      /// The number is right.
      case verify
      /// The number is not right, as often as it may be tried.
      case fail
      /// The calendar is open, or closed.
      case find(calendar: String, isOpen: Bool)
      /// The text ends.
      case listen
    }

    /// The moves, in order.
    public let moves: [Move]

    /// Creates a way.
    public init(_ moves: [Move]) {
      self.moves = moves
    }
  }
}

extension PhoneMenu.Way: CustomStringConvertible {
  /// The moves on one line: `call → 2 → nothing → 1`.
  public var description: String {
    moves.map { move in
      switch move {
      case .call: "call"
      case .dial(let digits): "dial \(digits)"
      case .press(let keys): keys
      case .giveUp: "nothing"
      case .askForPerson: "ask for a person"
      case .verify: "verified"
      case .fail: "not verified"
      case .find(let calendar, let isOpen): "\(calendar) \(isOpen ? "open" : "closed")"
      case .listen: "listen"
      }
    }.joined(separator: " → ")
  }
}
