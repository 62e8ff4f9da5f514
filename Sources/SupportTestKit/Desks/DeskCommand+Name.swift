// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCompensation
import SupportCore
package import SupportDesk
import SupportRules
import SupportTickets

extension DeskCommand {
  /// What it asks for, in a word or two, for stories.
  package var name: String {
    switch self {
    case .ticket(let command): command.kind.rawValue
    case .adjust(let kind): "adjust \(kind)"
    case .claim(let cause, _): "claim \(cause.key)"
    case .compensation(let command): "compensation \(command)"
    case .membership(let command): "membership \(command)"
    case .dispute(let id, _): "dispute \(id)"
    }
  }

  /// What it asks for, with what matters of it.
  var words: String {
    switch self {
    case .ticket(.open(let opening)):
      ([
        "open", opening.priority?.rawValue, opening.channel?.rawValue,
        opening.classification.kind?.rawValue, opening.classification.category,
      ]
        + Self.words(opening.fields)).compactMap { $0 }.joined(separator: " ")
    case .ticket(.addMessage(let message)): "message \(message.kind)"
    case .ticket(.prioritise(let priority)): "prioritise \(priority?.rawValue ?? "none")"
    case .ticket(.pause(let reasons)): "pause \(reasons.names.joined(separator: " "))"
    case .ticket(.assign(let to)), .ticket(.transfer(let to, _)):
      "\(name) \(to.group?.rawValue ?? "-")/\(to.agent?.rawValue ?? "-")"
    case .ticket(.classify(let classification)):
      "classify \(classification.kind?.rawValue ?? "none")"
    case .ticket(.setField(let field)): (["set"] + Self.words([field])).joined(separator: " ")
    case .claim(let cause, let facts):
      (["\(name) \(cause.kind) at \(cause.occurredAt)"] + facts.map { "\($0.name)=\($0.value)" })
        .joined(separator: " ")
    default: name
    }
  }

  private static func words(_ fields: [Ticket.CustomField]) -> [String] {
    fields.map { "\($0.name)=\($0.value.map { "\($0)" } ?? "none")" }
  }
}
