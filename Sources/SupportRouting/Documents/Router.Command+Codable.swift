// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore

/// The names that the JSON of a command uses.
private enum CommandKey: String, CodingKey {
  case type, agent, profile, presence, until, releasing, delay
  case work, item, notBefore, target, queue, waitAtMost, whenAway, isDone, closing, to, policy
}

/// The types of commands in JSON.
private enum CommandType: String, Codable {
  case add, update, remove, presence, translation
  case enqueue, change, move, cancel, abandon, comeBack, callback
  case assign, begin, accept, decline, miss, hold, resume, finish, wrapUpEnded, requeue, transfer
  case dutyEnded, close, reopen, adopt, tick
}

private enum PresenceName: String, Codable {
  case available, busy, wrapUp, onBreak, paused, offline
}

private enum TargetName: String, Codable {
  case queue, agent
}

private enum ClosingName: String, Codable {
  case serveWaiting, move, refuseWaiting
}

extension Router.Command: Codable {
  /// Decodes `{"type": "accept", "work": …, "agent": …}`; each type has members of its own.
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CommandKey.self)
    func work() throws -> WorkID { try values.decode(WorkID.self, forKey: .work) }
    func agent() throws -> AgentID { try values.decode(AgentID.self, forKey: .agent) }
    func profile() throws -> Agent { try values.decode(Agent.self, forKey: .profile) }
    func item() throws -> WorkItem { try values.decode(WorkItem.self, forKey: .item) }
    func queue() throws -> QueueID { try values.decode(QueueID.self, forKey: .queue) }
    switch try values.decode(CommandType.self, forKey: .type) {
    case .add: self = .add(try profile(), try AgentPresence(values))
    case .update: self = .update(try profile())
    case .remove: self = .remove(try agent())
    case .presence:
      let releasing = try values.decodeIfPresent(Bool.self, forKey: .releasing) ?? false
      self = .presence(try agent(), try AgentPresence(values), releasing: releasing)
    case .translation:
      self = .translation(
        try agent(), delay: try values.decodeDuration(ifPresentForKey: .delay))
    case .enqueue: self = .enqueue(try item())
    case .change: self = .change(try item())
    case .move:
      self = .move(try work(), to: try values.decode(QueueID.self, forKey: .to))
    case .cancel: self = .cancel(try work())
    case .abandon: self = .abandon(try work())
    case .comeBack: self = .comeBack(try work())
    case .callback:
      let notBefore = try values.decodeIfPresent(Instant.self, forKey: .notBefore)
      self = .callback(try work(), notBefore: notBefore)
    case .assign: self = .assign(try work(), to: try agent())
    case .begin: self = .begin(try item(), by: try agent())
    case .accept: self = .accept(try work(), by: try agent())
    case .decline: self = .decline(try work(), by: try agent())
    case .miss: self = .miss(try work(), by: try agent())
    case .hold: self = .hold(try work(), by: try agent())
    case .resume: self = .resume(try work(), by: try agent())
    case .finish: self = .finish(try work(), by: try agent())
    case .wrapUpEnded: self = .wrapUpEnded(try work(), by: try agent())
    case .requeue:
      let notBefore = try values.decodeIfPresent(Instant.self, forKey: .notBefore)
      self = .requeue(try work(), by: try agent(), notBefore: notBefore)
    case .transfer:
      let target = try values.decode(Router.TransferTarget.self, forKey: .target)
      self = .transfer(try work(), by: try agent(), to: target)
    case .dutyEnded:
      self = .dutyEnded(try work(), isDone: try values.decode(Bool.self, forKey: .isDone))
    case .close:
      self = .close(
        try queue(), try values.decode(Router.QueueClosing.self, forKey: .closing))
    case .reopen: self = .reopen(try queue())
    case .adopt: self = .adopt(try RoutingPolicy(journal: values))
    case .tick: self = .tick
    }
  }

  /// Encodes `{"type": "accept", "work": …, "agent": …}`.
  public func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: CommandKey.self)
    func put(_ type: CommandType) throws { try values.encode(type, forKey: .type) }
    func put(_ type: CommandType, _ work: WorkID, _ agent: AgentID? = nil) throws {
      try put(type)
      try values.encode(work, forKey: .work)
      try values.encodeIfPresent(agent, forKey: .agent)
    }
    func put(_ type: CommandType, _ agent: AgentID) throws {
      try put(type)
      try values.encode(agent, forKey: .agent)
    }
    switch self {
    case .add(let agent, let presence):
      try put(.add)
      try values.encode(agent, forKey: .profile)
      try presence.encode(to: &values)
    case .update(let agent):
      try put(.update)
      try values.encode(agent, forKey: .profile)
    case .remove(let agent): try put(.remove, agent)
    case .presence(let agent, let presence, let releasing):
      try put(.presence, agent)
      try presence.encode(to: &values)
      if releasing { try values.encode(true, forKey: .releasing) }
    case .translation(let agent, let delay):
      try put(.translation, agent)
      try values.encodeDuration(ifPresent: delay, forKey: .delay)
    case .enqueue(let item):
      try put(.enqueue)
      try values.encode(item, forKey: .item)
    case .change(let item):
      try put(.change)
      try values.encode(item, forKey: .item)
    case .move(let work, let queue):
      try put(.move, work)
      try values.encode(queue, forKey: .to)
    case .cancel(let work): try put(.cancel, work)
    case .abandon(let work): try put(.abandon, work)
    case .comeBack(let work): try put(.comeBack, work)
    case .callback(let work, let notBefore):
      try put(.callback, work)
      try values.encodeIfPresent(notBefore, forKey: .notBefore)
    case .assign(let work, let agent): try put(.assign, work, agent)
    case .begin(let item, let agent):
      try put(.begin, agent)
      try values.encode(item, forKey: .item)
    case .accept(let work, let agent): try put(.accept, work, agent)
    case .decline(let work, let agent): try put(.decline, work, agent)
    case .miss(let work, let agent): try put(.miss, work, agent)
    case .hold(let work, let agent): try put(.hold, work, agent)
    case .resume(let work, let agent): try put(.resume, work, agent)
    case .finish(let work, let agent): try put(.finish, work, agent)
    case .wrapUpEnded(let work, let agent): try put(.wrapUpEnded, work, agent)
    case .requeue(let work, let agent, let notBefore):
      try put(.requeue, work, agent)
      try values.encodeIfPresent(notBefore, forKey: .notBefore)
    case .transfer(let work, let agent, let target):
      try put(.transfer, work, agent)
      try values.encode(target, forKey: .target)
    case .dutyEnded(let work, let isDone):
      try put(.dutyEnded, work)
      try values.encode(isDone, forKey: .isDone)
    case .close(let queue, let closing):
      try put(.close)
      try values.encode(queue, forKey: .queue)
      try values.encode(closing, forKey: .closing)
    case .reopen(let queue):
      try put(.reopen)
      try values.encode(queue, forKey: .queue)
    case .adopt(let policy):
      try put(.adopt)
      try values.encode(RoutingBook(policy).json, forKey: .policy)
    case .tick: try put(.tick)
    }
  }
}

extension RoutingPolicy {
  /// Decodes the text of a book: only as text it keeps the order in which its parts are written.
  fileprivate init(journal values: KeyedDecodingContainer<CommandKey>) throws {
    let text = try values.decode(String.self, forKey: .policy)
    do throws(DocumentError) {
      self = try RoutingBook(text).policy
    } catch {
      throw DecodingError.dataCorruptedError(
        forKey: .policy, in: values, debugDescription: error.description)
    }
  }
}

extension AgentPresence {
  /// Decodes `"presence": "wrapUp", "until": …`.
  fileprivate init(_ values: KeyedDecodingContainer<CommandKey>) throws {
    let until = try values.decodeIfPresent(Instant.self, forKey: .until)
    self =
      switch try values.decode(PresenceName.self, forKey: .presence) {
      case .available: .available
      case .busy: .busy
      case .wrapUp: .wrapUp(until: until)
      case .onBreak: .onBreak
      case .paused: .paused(until: until)
      case .offline: .offline
      }
  }

  fileprivate func encode(to values: inout KeyedEncodingContainer<CommandKey>) throws {
    let (name, until): (PresenceName, Instant?) =
      switch self {
      case .available: (.available, nil)
      case .busy: (.busy, nil)
      case .wrapUp(let until): (.wrapUp, until)
      case .onBreak: (.onBreak, nil)
      case .paused(let until): (.paused, until)
      case .offline: (.offline, nil)
      }
    try values.encode(name, forKey: .presence)
    try values.encodeIfPresent(until, forKey: .until)
  }
}

extension Router.TransferTarget: Codable {
  /// Decodes `{"type": "queue", "queue": …}` or `{"type": "agent", "agent": …, "queue": …}`.
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CommandKey.self)
    let queue = try values.decode(QueueID.self, forKey: .queue)
    switch try values.decode(TargetName.self, forKey: .type) {
    case .queue: self = .queue(queue)
    case .agent:
      self = .agent(
        try values.decode(AgentID.self, forKey: .agent), in: queue,
        waitAtMost: try values.decodeDuration(ifPresentForKey: .waitAtMost),
        whenAway: try values.decodeIfPresent(FirstOwner.Absence.self, forKey: .whenAway)
          ?? .othersAtOnce)
    }
  }

  /// Encodes `{"type": "queue", "queue": …}` or `{"type": "agent", "agent": …, "queue": …}`.
  public func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: CommandKey.self)
    switch self {
    case .queue(let queue):
      try values.encode(TargetName.queue, forKey: .type)
      try values.encode(queue, forKey: .queue)
    case .agent(let agent, let queue, let wait, let absence):
      try values.encode(TargetName.agent, forKey: .type)
      try values.encode(agent, forKey: .agent)
      try values.encode(queue, forKey: .queue)
      try values.encodeDuration(ifPresent: wait, forKey: .waitAtMost)
      if absence != .othersAtOnce { try values.encode(absence, forKey: .whenAway) }
    }
  }
}

extension Router.QueueClosing: Codable {
  /// Decodes `{"type": "serveWaiting"}`, `{"type": "refuseWaiting"}` or `{"type": "move", "to": …}`.
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CommandKey.self)
    self =
      switch try values.decode(ClosingName.self, forKey: .type) {
      case .serveWaiting: .serveWaiting
      case .move: .move(to: try values.decode(QueueID.self, forKey: .to))
      case .refuseWaiting: .refuseWaiting
      }
  }

  /// Encodes `{"type": "serveWaiting"}`, `{"type": "refuseWaiting"}` or `{"type": "move", "to": …}`.
  public func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: CommandKey.self)
    switch self {
    case .serveWaiting: try values.encode(ClosingName.serveWaiting, forKey: .type)
    case .move(let queue):
      try values.encode(ClosingName.move, forKey: .type)
      try values.encode(queue, forKey: .to)
    case .refuseWaiting: try values.encode(ClosingName.refuseWaiting, forKey: .type)
    }
  }
}
