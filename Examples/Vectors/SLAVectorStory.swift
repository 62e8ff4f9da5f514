// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportRules
import SupportSLA
import SupportTickets

/// The events of a vector as events of a ticket, up to the instant that is asked about.
struct SLAVectorStory {
  private(set) var events: [Ticket.Event] = []
  private var status: Ticket.Status?

  init(_ vector: Vector, until asOf: Instant) throws(Vector.Refusal) {
    guard case .array(let nodes) = try vector.field("events").value else {
      throw Vector.Refusal("invalid_input", "events must be a list")
    }
    for node in nodes {
      let at = try Self.instant(node)
      let changes = try changes(node)
      if at <= asOf { events += changes.map { Ticket.Event($0, by: .system, at: at) } }
    }
  }

  /// Whether the ticket is solved or closed in the end.
  var isResolved: Bool {
    events.reduce(into: false) { isResolved, event in
      switch event.change {
      case .solved, .closed: isResolved = true
      case .reopened: isResolved = false
      default: break
      }
    }
  }

  // MARK: Events

  private mutating func changes(_ node: DocumentNode) throws(Vector.Refusal) -> [Ticket.Change] {
    guard case .string(let type) = node.member("type")?.value else {
      throw Vector.Refusal("missing_field", "\(node.path).type is missing")
    }
    switch type {
    case "created":
      let priority = try Self.text(node, "priority").map(Ticket.Priority.init(rawValue:))
      let opened = Ticket.Change.opened(.init(priority: priority))
      status = .new
      guard let name = try Self.text(node, "status") else { return [opened] }
      return [opened] + (try changes(to: name, node))
    case "customerMessage": return [.messageAdded(.init(.customer))]
    case "agentReply": return [.messageAdded(.init(.reply))]
    case "automaticReply": return [.messageAdded(.init(.automatic))]
    case "internalNote": return [.messageAdded(.init(.note))]
    case "priority":
      return [.prioritised(try Self.text(node, "to").map(Ticket.Priority.init(rawValue:)))]
    case "assigned":
      return [.assigned(.init(agent: try Self.text(node, "to").map { AgentID($0) }))]
    case "policyAssigned": return [.fieldSet(.init(SLAVectorPolicy.assignedFact, true))]
    case "status":
      guard let name = try Self.text(node, "to") else {
        throw Vector.Refusal("missing_field", "\(node.path).to is missing")
      }
      return try changes(to: name, node)
    default: throw Vector.Refusal("invalid_input", "\(node.path): \"\(type)\" is no event")
    }
  }

  /// What takes a ticket from the status in which it is to another.
  private mutating func changes(
    to name: String, _ node: DocumentNode
  ) throws(Vector.Refusal) -> [Ticket.Change] {
    guard let next = Ticket.Status(rawValue: name), !next.isFinal else {
      throw Vector.Refusal("invalid_input", "\(node.path): \"\(name)\" is no status")
    }
    let isReopened = (status == .solved || status == .closed) && next != .solved && next != .closed
    let changes: [Ticket.Change] =
      switch next {
      case .new: []
      case .open: status == .new ? [.workStarted] : [.waitChanged([])]
      case .pending: [.waitChanged(.customer)]
      case .onHold: [.waitChanged(.vendor)]
      case .solved: [.solved]
      case .closed: [.closed]
      case .archived, .merged: []
      }
    status = next
    return (isReopened ? [.reopened] : []) + changes
  }

  private static func text(
    _ node: DocumentNode, _ key: String
  ) throws(Vector.Refusal) -> String? {
    switch node.member(key)?.value {
    case nil, .null: return nil
    case .string(let text): return text
    default: throw Vector.Refusal("invalid_input", "\(node.path).\(key) must be text")
    }
  }

  private static func instant(_ node: DocumentNode) throws(Vector.Refusal) -> Instant {
    guard let text = try text(node, "at") else {
      throw Vector.Refusal("missing_field", "\(node.path).at is missing")
    }
    do throws(TextError) {
      return try Instant(text)
    } catch {
      throw Vector.Refusal("invalid_input", "\(node.path).at: \(error)")
    }
  }
}
