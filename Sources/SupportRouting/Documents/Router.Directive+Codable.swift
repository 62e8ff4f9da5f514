// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore

/// The names that the JSON of a directive uses.
private enum DirectiveKey: String, CodingKey {
  case type, decision, work, agent, withdrawal, until, from, to, reason, roster
  case transfers, position, wait, queue, rule
}

/// The types of directives in JSON.
private enum DirectiveType: String, Codable {
  case offer, connect, withdraw, pause, wrapUp, wrappingUp, wrappedUp, available, move, handOver
  case offerCallback, takeMessage, forward, refuse, escalate, announce
}

private enum ReasonName: String, Codable {
  case overflow, queueClosed, command, transfer
}

private enum WithdrawalName: String, Codable {
  case missed, takenByAnother, notAvailable, over
}

extension Router.Directive: Codable {
  /// Decodes `{"type": "move", "work": …, "from": …, "to": …}`; each type has members of its own.
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: DirectiveKey.self)
    func decision() throws -> RoutingDecision {
      try values.decode(RoutingDecision.self, forKey: .decision)
    }
    func work() throws -> WorkID { try values.decode(WorkID.self, forKey: .work) }
    func agent() throws -> AgentID { try values.decode(AgentID.self, forKey: .agent) }
    func queue(_ key: DirectiveKey) throws -> QueueID {
      try values.decode(QueueID.self, forKey: key)
    }
    func reason() throws -> Router.Reason {
      try values.decode(Router.Reason.self, forKey: .reason)
    }
    switch try values.decode(DirectiveType.self, forKey: .type) {
    case .offer: self = .offer(try decision())
    case .connect: self = .connect(try decision())
    case .withdraw:
      self = .withdraw(
        try work(), from: try agent(),
        try values.decode(Router.Withdrawal.self, forKey: .withdrawal))
    case .pause:
      self = .pause(
        try agent(), until: try values.decodeIfPresent(Instant.self, forKey: .until))
    case .wrapUp:
      self = .wrapUp(try agent(), until: try values.decode(Instant.self, forKey: .until))
    case .wrappingUp:
      self = .wrappingUp(
        try work(), by: try agent(),
        until: try values.decodeIfPresent(Instant.self, forKey: .until))
    case .wrappedUp: self = .wrappedUp(try work(), by: try agent())
    case .available: self = .available(try agent())
    case .move: self = .move(try work(), from: try queue(.from), to: try queue(.to), try reason())
    case .handOver:
      let roster = try values.decode(String.self, forKey: .roster)
      self = .handOver(try work(), to: try agent(), roster: roster, try reason())
    case .offerCallback: self = .offerCallback(try work(), try reason())
    case .takeMessage: self = .takeMessage(try work(), try reason())
    case .forward:
      self = .forward(
        try work(), to: try values.decode(String.self, forKey: .to), try reason())
    case .refuse: self = .refuse(try work(), try reason())
    case .escalate:
      self = .escalate(
        try work(), to: try queue(.to),
        transfers: try values.decode(Int.self, forKey: .transfers))
    case .announce:
      self = .announce(
        try work(), position: try values.decode(Int.self, forKey: .position),
        wait: try values.decodeIfPresent(WaitEstimate.self, forKey: .wait))
    }
  }

  /// Encodes `{"type": "move", "work": …, "from": …, "to": …}`.
  public func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: DirectiveKey.self)
    func put(_ type: DirectiveType, _ work: WorkID, _ reason: Router.Reason? = nil) throws {
      try values.encode(type, forKey: .type)
      try values.encode(work, forKey: .work)
      try values.encodeIfPresent(reason, forKey: .reason)
    }
    func put(_ type: DirectiveType, _ agent: AgentID, until: Instant? = nil) throws {
      try values.encode(type, forKey: .type)
      try values.encode(agent, forKey: .agent)
      try values.encodeIfPresent(until, forKey: .until)
    }
    func put(_ type: DirectiveType, _ decision: RoutingDecision) throws {
      try values.encode(type, forKey: .type)
      try values.encode(decision, forKey: .decision)
    }
    switch self {
    case .offer(let decision): try put(.offer, decision)
    case .connect(let decision): try put(.connect, decision)
    case .withdraw(let work, let agent, let withdrawal):
      try put(.withdraw, work)
      try values.encode(agent, forKey: .agent)
      try values.encode(withdrawal, forKey: .withdrawal)
    case .pause(let agent, let until): try put(.pause, agent, until: until)
    case .wrapUp(let agent, let until): try put(.wrapUp, agent, until: until)
    case .wrappingUp(let work, let agent, let until):
      try put(.wrappingUp, work)
      try values.encode(agent, forKey: .agent)
      try values.encodeIfPresent(until, forKey: .until)
    case .wrappedUp(let work, let agent):
      try put(.wrappedUp, work)
      try values.encode(agent, forKey: .agent)
    case .available(let agent): try put(.available, agent)
    case .move(let work, let from, let to, let reason):
      try put(.move, work, reason)
      try values.encode(from, forKey: .from)
      try values.encode(to, forKey: .to)
    case .handOver(let work, let agent, let roster, let reason):
      try put(.handOver, work, reason)
      try values.encode(agent, forKey: .agent)
      try values.encode(roster, forKey: .roster)
    case .offerCallback(let work, let reason): try put(.offerCallback, work, reason)
    case .takeMessage(let work, let reason): try put(.takeMessage, work, reason)
    case .forward(let work, let target, let reason):
      try put(.forward, work, reason)
      try values.encode(target, forKey: .to)
    case .refuse(let work, let reason): try put(.refuse, work, reason)
    case .escalate(let work, let queue, let transfers):
      try put(.escalate, work)
      try values.encode(queue, forKey: .to)
      try values.encode(transfers, forKey: .transfers)
    case .announce(let work, let position, let wait):
      try put(.announce, work)
      try values.encode(position, forKey: .position)
      try values.encodeIfPresent(wait, forKey: .wait)
    }
  }
}

extension Router.Withdrawal: Codable {
  /// Decodes a name such as `missed`.
  public init(from decoder: any Decoder) throws {
    self =
      switch try WithdrawalName(from: decoder) {
      case .missed: .missed
      case .takenByAnother: .takenByAnother
      case .notAvailable: .notAvailable
      case .over: .over
      }
  }

  /// Encodes a name such as `missed`.
  public func encode(to encoder: any Encoder) throws {
    let name: WithdrawalName =
      switch self {
      case .missed: .missed
      case .takenByAnother: .takenByAnother
      case .notAvailable: .notAvailable
      case .over: .over
      }
    try name.encode(to: encoder)
  }
}

extension Router.Reason: Codable {
  /// Decodes `{"type": "overflow", "queue": …, "rule": 0}`, `{"type": "queueClosed", "queue": …}`,
  /// `{"type": "command"}` or `{"type": "transfer", "agent": …}`.
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: DirectiveKey.self)
    func queue() throws -> QueueID { try values.decode(QueueID.self, forKey: .queue) }
    self =
      switch try values.decode(ReasonName.self, forKey: .type) {
      case .overflow:
        .overflow(try queue(), rule: try values.decode(Int.self, forKey: .rule))
      case .queueClosed: .queueClosed(try queue())
      case .command: .command
      case .transfer: .transfer(by: try values.decode(AgentID.self, forKey: .agent))
      }
  }

  /// Encodes `{"type": "overflow", "queue": …, "rule": 0}`, `{"type": "queueClosed", "queue": …}`,
  /// `{"type": "command"}` or `{"type": "transfer", "agent": …}`.
  public func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: DirectiveKey.self)
    switch self {
    case .overflow(let queue, let rule):
      try values.encode(ReasonName.overflow, forKey: .type)
      try values.encode(queue, forKey: .queue)
      try values.encode(rule, forKey: .rule)
    case .queueClosed(let queue):
      try values.encode(ReasonName.queueClosed, forKey: .type)
      try values.encode(queue, forKey: .queue)
    case .command: try values.encode(ReasonName.command, forKey: .type)
    case .transfer(let agent):
      try values.encode(ReasonName.transfer, forKey: .type)
      try values.encode(agent, forKey: .agent)
    }
  }
}

extension RoutingDecision: Codable {
  private enum CodingKeys: String, CodingKey {
    case work, agent, queue, at, until, waited, basis, isCallback
  }

  /// Decodes an object with the names of the properties; `waited` is text such as `30 s`.
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    self.init(
      work: try values.decode(WorkID.self, forKey: .work),
      agent: try values.decode(AgentID.self, forKey: .agent),
      queue: try values.decode(QueueID.self, forKey: .queue),
      at: try values.decode(Instant.self, forKey: .at),
      until: try values.decodeIfPresent(Instant.self, forKey: .until),
      waited: try values.decodeDuration(forKey: .waited),
      basis: try values.decode(Basis.self, forKey: .basis),
      isCallback: try values.decode(Bool.self, forKey: .isCallback))
  }

  /// Encodes an object with the names of the properties.
  public func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: CodingKeys.self)
    try values.encode(work, forKey: .work)
    try values.encode(agent, forKey: .agent)
    try values.encode(queue, forKey: .queue)
    try values.encode(at, forKey: .at)
    try values.encodeIfPresent(until, forKey: .until)
    try values.encodeDuration(waited, forKey: .waited)
    try values.encode(basis, forKey: .basis)
    try values.encode(isCallback, forKey: .isCallback)
  }
}

extension Router.Step: Codable {
  private enum CodingKeys: String, CodingKey {
    case at, directives
  }

  /// Decodes `{"at": …, "directives": […]}`.
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    self.init(
      at: try values.decode(Instant.self, forKey: .at),
      directives: try values.decode([Router.Directive].self, forKey: .directives))
  }

  /// Encodes `{"at": …, "directives": […]}`.
  public func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: CodingKeys.self)
    try values.encode(at, forKey: .at)
    try values.encode(directives, forKey: .directives)
  }
}
