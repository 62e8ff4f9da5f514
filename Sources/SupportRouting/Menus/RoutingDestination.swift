// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore
public import SupportTime

/// Where a contact is handed to: the end of a phone menu, of a triage, of whatever else decides who
/// takes a contact.
public enum RoutingDestination: Hashable, Sendable {
  /// A queue of work.
  case queue(QueueID)
  /// A person, or the extension that rings at theirs.
  case agent(AgentID)
  /// Whoever fills a role of a duty roster at that instant; the roster goes by the host's name for it.
  case onDuty(DutyRoster.Role, roster: String)
  /// A text that the customer hears or reads; the contact ends with it.
  case message(PromptID)
  /// The contact ends without a further word.
  case hangUp
}

/// Names a text that is played, spoken or shown.
public struct PromptID: Identifier {
  /// The text of the identifier.
  public let rawValue: String

  /// Creates an identifier from its text.
  public init(rawValue: String) {
    self.rawValue = rawValue
  }
}

extension RoutingDestination: CustomStringConvertible {
  /// One line for logs: `queue hotline`, `primary on duty (night)`.
  public var description: String {
    switch self {
    case .queue(let queue): "queue \(queue)"
    case .agent(let agent): "agent \(agent)"
    case .onDuty(let role, let roster): "\(role.rawValue) on duty (\(roster))"
    case .message(let prompt): "message \(prompt)"
    case .hangUp: "hang up"
    }
  }
}

// MARK: - Documents

extension RoutingDestination: Codable {
  /// Reads `{"queue": "hotline"}`, `{"agent": "li"}`, `{"onDuty": "primary", "roster": "night"}`,
  /// `{"message": "closed"}` or `{"hangUp": true}`.
  ///
  /// - Parameters:
  ///   - node: The node to read.
  ///   - problems: Takes every mistake, at its path and line.
  public init?(reading node: DocumentNode, _ problems: inout Problems) {
    guard var object = node.object(&problems) else { return nil }
    let keys = ["queue", "agent", "onDuty", "message", "hangUp"]
    let present = keys.compactMap { key in object.optional(key).map { (key, $0) } }
    let roster = present.first?.0 == "onDuty" ? object.required("roster", &problems) : nil
    object.finish(&problems)
    guard present.count == 1, let (key, value) = present.first else {
      problems.report("a destination has one of \(DocumentNode.list(keys))", at: node)
      return nil
    }
    if key == "hangUp" {
      guard value.boolean(&problems) == true else {
        if case .boolean = value.value { problems.report("it can only be true", at: value) }
        return nil
      }
      self = .hangUp
      return
    }
    let rosterName = roster?.nonEmptyString(&problems)
    guard let name = value.nonEmptyString(&problems) else { return nil }
    switch key {
    case "queue": self = .queue(QueueID(name))
    case "agent": self = .agent(AgentID(name))
    case "message": self = .message(PromptID(name))
    default:
      guard let rosterName else { return nil }
      self = .onDuty(.init(rawValue: name), roster: rosterName)
    }
  }

  /// Decodes the form of a document.
  public init(from decoder: any Decoder) throws {
    self = try decoder.decodeDocument { Self(reading: $0, &$1) }
  }

  /// Encodes the form of a document.
  public func encode(to encoder: any Encoder) throws {
    try encoder.encodeDocument(form)
  }

  package var form: DocumentForm {
    switch self {
    case .queue(let queue): .object([.init("queue", .text(queue.rawValue))])
    case .agent(let agent): .object([.init("agent", .text(agent.rawValue))])
    case .onDuty(let role, let roster):
      .object([.init("onDuty", .text(role.rawValue)), .init("roster", .text(roster))])
    case .message(let prompt): .object([.init("message", .text(prompt.rawValue))])
    case .hangUp: .object([.init("hangUp", .flag(true))])
    }
  }

  /// What is wrong with a name, if anything is.
  var mistake: String? {
    switch self {
    case .queue(let queue) where queue.rawValue.isBlank: "a queue needs a name"
    case .agent(let agent) where agent.rawValue.isBlank: "an agent needs a name"
    case .onDuty(let role, let roster) where role.rawValue.isBlank || roster.isBlank:
      "a roster and a role need names"
    case .message(let prompt) where prompt.rawValue.isBlank: "a message needs a name"
    case .queue, .agent, .onDuty, .message, .hangUp: nil
    }
  }
}

extension String {
  /// Whether there is nothing but white space.
  var isBlank: Bool { !contains { !$0.isWhitespace } }
}
