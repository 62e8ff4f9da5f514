// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportRouting

/// An agent as the naive router keeps one.
struct NaiveAgent: Sendable {
  /// The order in which agents came.
  let number: Int
  var agent: Agent
  var presence: AgentPresence
  /// The later of when the agent became available and when work last ended.
  var idleSince: Instant
  var translation: Duration?
  /// The number of the last offer, 0 before the first.
  var lastOffer = 0
  var misses = 0
  /// When the agent accepted work while there was a fair share.
  var accepted: [Instant] = []

  var id: AgentID { agent.id }
  var isAvailable: Bool { presence == .available }
  var isOnDuty: Bool { presence.isOnDuty }
}

/// An offer that stands.
struct NaiveOffer: Sendable {
  /// The order in which offers were made.
  let number: Int
  let work: WorkID
  let agent: AgentID
  let until: Instant
}

/// Who was tried with a piece of work, and when.
struct NaiveTrial: Sendable {
  let agent: AgentID
  let at: Instant
}

/// A piece of work as the naive router keeps one.
struct NaiveWork: Sendable {
  enum Place: Hashable, Sendable {
    case resting(until: Instant)
    case waiting
    case offered
    case held(AgentID)
    case onHold(AgentID)
    case wrappingUp(AgentID, until: Instant?)
    case abandoned(at: Instant)
    case handedOver(AgentID)

    var rests: Bool {
      if case .resting = self { true } else { false }
    }

    /// Whether somebody has it, so that its age stands still.
    var isInHand: Bool {
      switch self {
      case .held, .onHold, .wrappingUp, .handedOver: true
      case .resting, .waiting, .offered, .abandoned: false
      }
    }
  }

  var number: Int
  var item: WorkItem
  /// What the rules chose for it, where they did.
  var choice: QueueChoice?
  /// Whether it has left the queue that the rules chose.
  var hasLeftChoice = false
  /// The class to which a rule has raised it.
  var raised: PriorityID?
  /// The index of its queue in the policy.
  var queue: Int
  var band = 0
  var weight: Int64 = 0
  var eligible: Instant
  /// The origin of its age: when it came to this queue or became eligible in it, and as much later
  /// as somebody has had it since.
  var since: Instant
  /// Since when somebody has it in hand, on hold or on duty.
  var inHandSince: Instant?
  /// Until when it rests as it was asked for: a callback, or work given back for later.
  var restsUntil: Instant?
  /// Whether an agent handed it on, so that it does not rest until it is eligible any more.
  var isHandedOn = false
  var place: Place
  /// The age at which its level begins.
  var level: Int64 = 0
  var tried: [NaiveTrial] = []
  /// The rules by waiting that have been asked in this stay.
  var asked: Set<Int> = []
  /// Whether its time had not come as it came to the queue, and it has not waited there yet.
  var cameEarly = false
  var isCallback = false
  /// The rule by which somebody on duty has it.
  var dutyRule: Int?
  var wasOfferedCallback = false
  var reservation: FirstOwner?
  var transfers = 0
  /// Who handed it on in this step.
  var handedOnBy: AgentID?
  /// The queues in which it has been in this step.
  var visited: [Int] = []
  /// Where it stands among those that arrived in this step.
  var arrival: Int?
  /// The number of the offer by which the holder has it.
  var offerNumber = 0

  var id: WorkID { item.id }

  /// Whether it counts for the length of its queue.
  var isInQueue: Bool {
    switch place {
    case .resting, .waiting, .offered: true
    case .held, .onHold, .wrappingUp, .abandoned, .handedOver: false
    }
  }

  /// Who has finished it and wraps it up.
  var wrapper: AgentID? {
    if case .wrappingUp(let agent, _) = place { agent } else { nil }
  }

  /// Who has it in hand or on hold.
  var holder: AgentID? {
    switch place {
    case .held(let agent), .onHold(let agent): agent
    default: nil
    }
  }

  /// When it may be offered.
  var readyAt: Instant {
    isHandedOn ? restsUntil ?? .min : max(eligible, restsUntil ?? eligible)
  }

  func age(at instant: Instant) -> Int64 {
    max(0, since.milliseconds(to: min(instant, inHandSince ?? instant)))
  }

  /// Higher bands, then the smaller time, then who came first.
  func comes(before other: Self) -> Bool {
    if band != other.band { return band > other.band }
    let time = eligible.millisecondsSince1970 - weight
    let otherTime = other.eligible.millisecondsSince1970 - other.weight
    if time != otherTime { return time < otherTime }
    return number < other.number
  }
}
