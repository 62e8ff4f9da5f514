// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportRouting
import SupportRules
import SupportTime

/// A router that tells what it does in a few words, in seconds from the start: `w1 → mei until 20`.
struct TellingDesk {
  /// Which router does the work.
  enum Kind: String, CaseIterable, Sendable {
    case naive, real
  }

  static let start = PolicyParts.start
  private var router: any Routes
  private let channels: [ChannelID]

  init(
    _ kind: Kind, queues: [WorkQueue], channels: [WorkChannel] = [WorkChannel("chat")],
    priorities: [PriorityClass] = [], order: [AgentComparator] = [],
    choice: RuleTable<QueueChoice>? = nil,
    options: RoutingOptions = RoutingOptions(skipsEmptyLevels: false)
  ) throws {
    let policy = try RoutingPolicy(
      "desk", version: "1", channels: channels, queues: queues, priorities: priorities,
      agentOrder: order, choice: choice, options: options)
    self.channels = channels.map(\.id)
    router = kind == .naive ? NaiveRouter(policy) : Router(policy)
  }

  /// Performs a command so many seconds after the start; says what follows.
  mutating func at(_ seconds: Double, _ command: Router.Command) -> [String] {
    let instant = Self.start.adding(milliseconds: Int64(seconds * 1_000))
    do throws(Router.Rejection) {
      return try router.perform(command, at: instant).directives.map(Self.text)
    } catch {
      return ["rejected: \(Self.text(error))"]
    }
  }

  /// When the real router is to be asked next, in seconds.
  var deadline: Int? {
    (router as? Router)?.nextDeadline.map {
      Int(Self.start.milliseconds(to: $0) / 1_000)
    }
  }

  /// Brings agents who can hold so much.
  mutating func staff(_ names: AgentID..., room: Int = 1, groups: Set<GroupID> = []) {
    var costs: [ChannelID: Int] = [:]
    for channel in channels { costs[channel] = 1 }
    let capacity = AgentCapacity(.total(room, costs: costs))
    for name in names {
      _ = at(0, .add(Agent(name, groups: groups, capacity: capacity), .available))
    }
  }

  /// A roster that has li on duty, and wang after li.
  static func duty() throws -> DutyRoster.Plan {
    let day = start.wallTime(utcOffset: 0).date
    return try DutyRoster(
      zone: "UTC",
      layers: [
        .init("first", people: ["li"], days: 1, start: day),
        .init("second", as: .secondary, people: ["wang"], days: 1, start: day),
      ]
    ).compiled()
  }

  private static func second(_ instant: Instant?) -> String {
    guard let instant else { return "ever" }
    let milliseconds = start.milliseconds(to: instant)
    let rest = milliseconds % 1_000
    return rest == 0 ? "\(milliseconds / 1_000)" : "\(milliseconds) ms"
  }

  private static func text(_ directive: Router.Directive) -> String {
    switch directive {
    case .offer(let decision):
      "\(decision.work) → \(decision.agent) until \(second(decision.until))\(call(decision))"
    case .connect(let decision): "\(decision.work) = \(decision.agent)\(call(decision))"
    case .withdraw(let work, let agent, let why): "\(work) ← \(agent) \(why)"
    case .pause(let agent, let until): "\(agent) pauses until \(second(until))"
    case .wrapUp(let agent, let until): "\(agent) wraps up until \(second(until))"
    case .wrappingUp(let work, let agent, let until):
      "\(work) is wrapped up by \(agent) until \(second(until))"
    case .wrappedUp(let work, let agent): "\(work) has been wrapped up by \(agent)"
    case .available(let agent): "\(agent) is back"
    case .move(let work, let from, let to, _): "\(work) moves \(from) to \(to)"
    case .handOver(let work, let agent, _, _): "\(work) to \(agent) on duty"
    case .offerCallback(let work, _): "\(work) may be called back"
    case .takeMessage(let work, _): "\(work) leaves a message"
    case .forward(let work, let target, _): "\(work) goes out to \(target)"
    case .refuse(let work, _): "\(work) is refused"
    case .escalate(let work, let queue, let count): "\(work) escalates to \(queue) after \(count)"
    case .announce(let work, let position, _): "\(work) is number \(position)"
    }
  }

  private static func call(_ decision: RoutingDecision) -> String {
    decision.isCallback ? " by a call" : ""
  }

  private static func text(_ rejection: Router.Rejection) -> String {
    switch rejection {
    case .notOffered(let work, _, let state): "\(work) is not offered but \(text(state))"
    case .notHeld(let work, _, let state): "\(work) is not held but \(text(state))"
    case .wrongState(let work, let state): "\(work) \(text(state))"
    case .returnedTooLate(let work, let since): "\(work) hung up at \(second(since))"
    case .unknownWork(let work): "\(work) is unknown"
    case .noRoom(let work, let agent): "\(agent) has no room for \(work)"
    case .tooManyTransfers(let work, let most): "\(work) was handed on \(most) times"
    case .clockRanBackwards(_, let last): "the clock was at \(second(last))"
    case .closed(let queue): "\(queue) is closed"
    case .stillInUse(let parts):
      parts.map { "\($0.part) has \($0.work)" }.joined(separator: ", ")
    default: "\(rejection)"
    }
  }

  private static func text(_ state: Router.WorkState) -> String {
    switch state {
    case .resting(let until): "rests until \(second(until))"
    case .waiting: "waits"
    case .offered(let agents):
      "is offered to \(agents.map(\.rawValue).joined(separator: " and "))"
    case .held(let agent): "is held by \(agent)"
    case .onHold(let agent): "is on hold with \(agent)"
    case .wrappingUp(let agent, let until):
      "is wrapped up by \(agent) until \(second(until))"
    case .abandoned(let instant): "was left at \(second(instant))"
    case .handedOver(let agent): "is with \(agent)"
    }
  }
}
