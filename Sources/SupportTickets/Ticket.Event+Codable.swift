// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore

extension Ticket.Event: Codable {
  private enum CodingKeys: String, CodingKey {
    case at, by, type, opening, classification, priority, assignment, message, waitingFor
  }

  /// Decodes `{"at": …, "by": …, "type": …}` with the payload that the type has.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    func payload<Value: Decodable>(_ key: CodingKeys) throws -> Value {
      try container.decode(Value.self, forKey: key)
    }
    let change: Ticket.Change =
      switch try container.decode(Ticket.EventType.self, forKey: .type) {
      case .opened: .opened(try payload(.opening))
      case .workStarted: .workStarted
      case .classified: .classified(try payload(.classification))
      case .prioritised:
        .prioritised(try container.decodeIfPresent(Ticket.Priority.self, forKey: .priority))
      case .assigned: .assigned(try payload(.assignment))
      case .messageAdded: .messageAdded(try payload(.message))
      case .waitChanged: .waitChanged(try payload(.waitingFor))
      case .solved: .solved
      case .reopened: .reopened
      case .closed: .closed
      }
    self.init(
      change, by: try container.decode(Principal.self, forKey: .by),
      at: try container.decode(Instant.self, forKey: .at))
  }

  /// Encodes `{"at": …, "by": …, "type": …}` with the payload that the type has.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(occurredAt, forKey: .at)
    try container.encode(by, forKey: .by)
    try container.encode(change.type, forKey: .type)
    switch change {
    case .opened(let opening): try container.encode(opening, forKey: .opening)
    case .classified(let parts): try container.encode(parts, forKey: .classification)
    case .prioritised(let priority): try container.encodeIfPresent(priority, forKey: .priority)
    case .assigned(let assignment): try container.encode(assignment, forKey: .assignment)
    case .messageAdded(let message): try container.encode(message, forKey: .message)
    case .waitChanged(let reasons): try container.encode(reasons, forKey: .waitingFor)
    case .workStarted, .solved, .reopened, .closed: break
    }
  }
}
