// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore

/// What the router keeps of a piece of work and asks in every step: one line of the cache, for the rows of
/// a hundred thousand pieces are cold when a step comes to them. What is asked where work arrives, moves or
/// ages stands in ``WorkTerms``, its names and its item beside both.
struct WorkRow: Sendable {
  enum State: UInt8, Sendable {
    case free, resting, waiting, offered, held, onHold, wrappingUp, abandoned, handedOver
  }

  // The first quarter is what a decision does not ask for; it may lie in the line before.
  var number: Int64 = 0
  /// Since when somebody has it in hand; its age stands still meanwhile.
  var heldSince: Int64 = 0
  /// Since when its age counts.
  var agedFrom: Int64 = 0
  var queue: Int32 = -1
  /// The class in whose line it waits, -1 for none.
  var waitingClass: Int32 = -1
  /// The agent in whose heap it waits, -1 for none.
  var waitingFor: Int32 = -1
  /// The first offer or the holder, -1 for none.
  var engagement: Int32 = -1
  /// What concerns single agents, -1 for nothing.
  var personal: Int32 = -1
  var program: Int32 = 0
  var stamp: UInt32 = 0
  var generation: UInt32 = 0
  /// The hash of its name.
  var hash: UInt32 = 0
  var channel: Int16 = 0
  var state = State.free
  var isCallback = false

  /// The age, which stands still while somebody has the work.
  func age(at now: Int64) -> Int64 {
    let isInHand =
      state == .held || state == .onHold || state == .handedOver || state == .wrappingUp
    return max(0, Int64.saturatingDifference(isInHand ? heldSince : now, agedFrom))
  }
}

/// The rest of what the router keeps of a piece of work, in numbers: see ``WorkRow``.
struct WorkTerms: Sendable {
  /// The band, negated.
  var rank: Int32 = 0
  var level: Int32 = 0
  var weight: Int64 = 0
  /// Since when it counts in the order of work.
  var eligible: Int64 = 0
  /// Until when it rests.
  var restUntil: Int64 = 0
  /// When something changes with its age.
  var turnAt: Int64 = .max
  /// When somebody may be tried again.
  var retryAt: Int64 = .max
  /// When its caller hung up.
  var abandonedAt: Int64 = 0
  /// The rules of its queue that go by time and are done, as bits of their numbers.
  var doneWaits: UInt64 = 0
  /// The number of the class of urgency that the policy's rules chose, -1 for none.
  var chosenPriority: Int32 = -1
  /// The number of the class of urgency to which an overflow rule has raised it, -1 for none.
  var raisedPriority: Int32 = -1
  /// The rule that handed it over to somebody on duty.
  var dutyRule: Int32 = -1
  /// The choice of the policy's rules, -1 for none.
  var choice: Int32 = -1
  var transfers: Int32 = 0
  /// Whether a callback was offered by an overflow rule.
  var callbackOffered = false
  /// Whether somebody has had it in hand, so that it does not rest any more until it is eligible.
  var wasInHand = false
  /// Whether it rested as it came to its queue and has not waited there since, so that what goes by
  /// the queue's hours has yet to be asked.
  var asksHoursLater = false

  /// The time in the order of work.
  var time: Int64 { Int64.saturatingDifference(eligible, weight) }
}

/// What concerns single agents in a piece of work.
struct PersonalRow: Sendable {
  /// An agent who declined, missed or gave it back, and when.
  struct Tried: Hashable, Sendable {
    var agent: Int32
    var at: Int64
  }

  var excluded: [Int32] = []
  var preferred: [Int32] = []
  /// For whom it is reserved, -1 for nobody.
  var owner: Int32 = -1
  /// The age at which the reservation ends.
  var ownerUntil: Int64 = .max
  /// Whether it waits for the owner while the owner is away.
  var ownerWaits = false
  var tried: [Tried] = []

  var isEmpty: Bool {
    excluded.isEmpty && preferred.isEmpty && owner < 0 && tried.isEmpty
  }
}

/// An offer, or work in hand.
struct EngagementRow: Sendable {
  enum State: UInt8, Sendable { case free, offered, held, onHold, wrappingUp }

  var state = State.free
  var work: Int32 = -1
  var agent: Int32 = -1
  /// The number of the offer.
  var number: Int64 = 0
  /// When the offer, or the wrap-up of the work, ends.
  var until: Int64 = .max
  var generation: UInt32 = 0
  var nextOfWork: Int32 = -1
  var nextOfAgent: Int32 = -1
  var previousOfAgent: Int32 = -1
}

/// What the router keeps of an agent and asks in every step, in one line of the cache as ``WorkRow``; what
/// is asked more rarely stands in ``AgentTerms``, the agent's names beside both.
struct AgentRow: Sendable {
  enum Presence: UInt8, Sendable { case offline, available, busy, wrapUp, onBreak, paused }

  var idleSince: Int64 = 0
  var lastOffer: Int64 = 0
  /// Units that are taken; with numbers by channel, pieces that take room.
  var used: Int64 = 0
  var signature: Int32 = -1
  /// The shape of the agent's capacity.
  var plan: Int32 = -1
  /// Among whom the agent waits for work, -1 where there is no room or the agent is not available.
  var pool: Int32 = -1
  var engagement: Int32 = -1
  var stamp: UInt32 = 0
  /// Pieces that take room.
  var occupying: Int32 = 0
  /// Pieces that keep everything else away.
  var exclusive: Int32 = 0
  /// Pieces in hand, on hold and on offer.
  var inHand: Int32 = 0
  var offers: Int32 = 0
  var presence = Presence.offline
  /// Whether the agent was added; others are only named by work.
  var isKnown = false
  /// Whether the agent's entry is in the lines of the benches, see ``Router/seatAgents()``.
  var isSeated = false

  var isOnDuty: Bool {
    switch presence {
    case .available, .busy, .wrapUp: isKnown
    case .offline, .onBreak, .paused: false
    }
  }
}

/// The rest of what the router keeps of an agent, in numbers: see ``AgentRow``.
struct AgentTerms: Sendable {
  /// The number in the order of adding.
  var number: Int64 = 0
  /// Orders ids.
  var label: Int64 = 0
  /// When wrap-up or a pause ends.
  var readyAt: Int64 = .max
  /// When the fair share is free again.
  var fairAt: Int64 = .max
  /// The delay of live translation, -1 where there is none.
  var translation: Int64 = -1
  /// Offers missed one after the other.
  var misses: Int32 = 0
}

/// The shape of a capacity, in numbers.
struct CapacityPlan: Sendable {
  /// What each channel takes, by number; -1 where it is not served.
  var costs: [Int32]
  /// How many pieces of each channel there may be, by number.
  var limits: [Int32]
  /// The units in all, `Int32.max` for any number.
  var units: Int32
  /// What the share of load is measured by, 0 where there is no limit.
  var whole: Int64
  var fairLimit: Int32
  var fairWindow: Int64
  /// The channels of which an empty hand has room for a piece, as bits.
  var served: UInt64

  init(_ capacity: AgentCapacity, _ core: RoutingPolicyCore) {
    let count = core.channels.count
    costs = Array(repeating: -1, count: count)
    limits = Array(repeating: .max, count: count)
    units = .max
    whole = 0
    served = 0
    fairLimit = capacity.fairShare.map { Int32(clamping: $0.limit) } ?? .max
    fairWindow = capacity.fairShare?.window.wholeMilliseconds ?? 0
    switch capacity.measure {
    case .total(let total, let costs):
      units = Int32(clamping: total)
      whole = Int64(total)
      for (number, channel) in core.channels.enumerated() {
        if let cost = costs[channel.id] { self.costs[number] = Int32(clamping: cost) }
      }
    case .perChannel(let numbers):
      for (number, channel) in core.channels.enumerated() {
        guard let limit = numbers[channel.id] else { continue }
        costs[number] = 1
        limits[number] = Int32(clamping: limit)
        whole += Int64(limit)
      }
    case .unlimited(let channels):
      for (number, channel) in core.channels.enumerated() where channels.contains(channel.id) {
        costs[number] = 0
      }
    }
    for (number, channel) in core.channels.enumerated() {
      if let most = capacity.atMost[channel.id] {
        limits[number] = min(limits[number], Int32(clamping: most))
      }
      if costs[number] >= 0, costs[number] <= units, limits[number] > 0 {
        served |= 1 << UInt64(number)
      }
    }
  }
}
