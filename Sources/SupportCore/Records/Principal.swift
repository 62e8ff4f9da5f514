// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

/// Who acts: every command and every event names one.
///
/// It decides what counts: a reply by an agent is a first reply, an automatic answer is not.
public enum Principal: Hashable, Sendable {
  /// The person who is served, or somebody who speaks for them.
  case customer(CustomerID)
  /// A person who works on tickets.
  case agent(AgentID)
  /// A program of the organisation: a bot, an import, a scheduled job.
  case automation(AutomationID)
  /// The rules themselves, where a decision follows from them without anybody asking.
  case system
}

extension Principal: CustomStringConvertible {
  /// `agent wang`, `customer 4711`, `automation import`, `system`.
  public var description: String {
    switch self {
    case .customer(let id): "customer \(id)"
    case .agent(let id): "agent \(id)"
    case .automation(let id): "automation \(id)"
    case .system: "system"
    }
  }
}

extension Principal: Codable {
  private enum CodingKeys: String, CodingKey {
    case kind, id
  }

  private enum Kind: String, Codable {
    case customer, agent, automation, system
  }

  /// Decodes `{"kind": "agent", "id": "wang"}`.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    switch try container.decode(Kind.self, forKey: .kind) {
    case .customer: self = .customer(try container.decode(CustomerID.self, forKey: .id))
    case .agent: self = .agent(try container.decode(AgentID.self, forKey: .id))
    case .automation: self = .automation(try container.decode(AutomationID.self, forKey: .id))
    case .system: self = .system
    }
  }

  /// Encodes `{"kind": "agent", "id": "wang"}`.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    switch self {
    case .customer(let id):
      try container.encode(Kind.customer, forKey: .kind)
      try container.encode(id, forKey: .id)
    case .agent(let id):
      try container.encode(Kind.agent, forKey: .kind)
      try container.encode(id, forKey: .id)
    case .automation(let id):
      try container.encode(Kind.automation, forKey: .kind)
      try container.encode(id, forKey: .id)
    case .system:
      try container.encode(Kind.system, forKey: .kind)
    }
  }
}
