// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore

extension SkillTest: CustomStringConvertible {
  /// The test on one line: `refunds at least 4`.
  public var description: String {
    let comparison = RoutingWords.code("comparison", comparison.rawValue).english
    return "\(skill) \(comparison) \(level)"
  }
}

extension RoutingDecision: CustomStringConvertible {
  /// One line for logs: `call-1 from hotline to mei until 2025-05-12T01:00:20Z, after 0 s`.
  public var description: String {
    let end = until.map { " until \($0)" } ?? ""
    let callback = isCallback ? ", to be called" : ""
    return "\(work) from \(queue) to \(agent)\(end), after \(waited.told)\(callback)"
  }
}

extension Router.Directive: CustomStringConvertible {
  /// One line for logs: `withdraw call-1 from mei: missed`. Rules of overflow are counted from 0.
  public var description: String {
    func until(_ instant: Instant?) -> String { instant.map { " until \($0)" } ?? "" }
    switch self {
    case .offer(let decision): return "offer \(decision)"
    case .connect(let decision): return "connect \(decision)"
    case .withdraw(let work, let agent, let why): return "withdraw \(work) from \(agent): \(why)"
    case .pause(let agent, let end): return "pause \(agent)\(until(end))"
    case .wrapUp(let agent, let end): return "wrap-up of \(agent)\(until(end))"
    case .wrappingUp(let work, let agent, let end):
      return "\(agent) wraps \(work) up\(until(end))"
    case .wrappedUp(let work, let agent): return "\(agent) has wrapped \(work) up"
    case .available(let agent): return "\(agent) is available"
    case .move(let work, let from, let to, let why):
      return "move \(work) from \(from) to \(to): \(why)"
    case .handOver(let work, let agent, let roster, let why):
      return "hand \(work) over to \(agent) on duty (\(roster)): \(why)"
    case .offerCallback(let work, let why): return "offer a callback for \(work): \(why)"
    case .takeMessage(let work, let why): return "take a message for \(work): \(why)"
    case .forward(let work, let target, let why): return "forward \(work) to \(target): \(why)"
    case .refuse(let work, let why): return "refuse \(work): \(why)"
    case .escalate(let work, let queue, let transfers):
      return "escalate \(work) to \(queue) after \(transfers) transfers"
    case .announce(let work, let position, let wait):
      return "announce to \(work): position \(position)" + (wait.map { ", \($0)" } ?? "")
    }
  }
}

extension Router.Reason: CustomStringConvertible {
  /// In words: `hotline.overflow[0]`, the rule as a problem names it.
  public var description: String {
    switch self {
    case .overflow(let queue, let rule): "\(queue).overflow[\(rule)]"
    case .queueClosed(let queue): "\(queue) was closed"
    case .command: "by command"
    case .transfer(let agent): "handed on by \(agent)"
    }
  }
}

extension WaitEstimate: CustomStringConvertible {
  /// The middle and the bounds: `2 min (1 min to 3 min)`.
  public var description: String { "\(expected.told) (\(atLeast.told) to \(atMost.told))" }
}

extension Duration {
  fileprivate var told: String { ElapsedText.text(milliseconds: wholeMilliseconds) }
}
