// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportRouting
import SupportRules

/// Makes a scenario in which two routers differ as small as it goes.
enum Shrinker {
  /// The first move to which the routers answer differently, and what only one of them says.
  static func firstDifference(_ scenario: Scenario) -> (number: Int, kind: Set<String>)? {
    guard let policy = try? scenario.parts.policy() else { return nil }
    var naive = NaiveRouter(policy)
    var router = Router(policy)
    for (number, move) in scenario.moves.enumerated() {
      let expected = Answer(of: &naive, to: move).comparable
      let actual = Answer(of: &router, to: move).comparable
      if expected != actual {
        let (left, right) = (expected.lines, actual.lines)
        let kinds =
          left.filter { !right.contains($0) }.map { "naive \($0.word)" }
          + right.filter { !left.contains($0) }.map { "router \($0.word)" }
        return (number, Set(kinds))
      }
    }
    return nil
  }

  /// The smallest scenario found, with what happens in it.
  static func report(_ scenario: Scenario, through number: Int) -> String {
    var small = scenario
    small.moves = Array(scenario.moves.prefix(number + 1))
    small = smaller(small, firstDifference(small)?.kind ?? [])
    guard let policy = try? small.parts.policy() else { return "no policy" }
    var naive = NaiveRouter(policy)
    var router = Router(policy)
    var lines = ["move \(number) of the whole; the smallest found:", text(small.parts)]
    for move in small.moves {
      let expected = Answer(of: &naive, to: move)
      let actual = Answer(of: &router, to: move)
      lines.append("\(move.at): \(move.text)")
      if expected.comparable == actual.comparable {
        lines.append("    \(expected.text)")
      } else {
        lines.append("  naive  \(expected.text)\n  router \(actual.text)")
      }
    }
    return short(lines.joined(separator: "\n"))
  }

  private static func text(_ parts: PolicyParts) -> String {
    var options = parts.options
    options.calendars = [:]
    options.rosters = [:]
    var lines = parts.channels.map { "\($0)" }
    lines += parts.queues.map { "\($0)" }
    lines += parts.priorities.map { "\($0)" }
    lines.append("order \(parts.agentOrder.map(\.rawValue)) \(options)")
    lines += (parts.choice?.rules ?? []).map { "\($0)" }
    if let choice = parts.choice {
      lines.append("otherwise \(String(describing: choice.otherwise))")
    }
    return lines.joined(separator: "\n")
  }

  /// Leaves out what says nothing.
  private static func short(_ text: String) -> String {
    var text = text
    let silent = [
      ", exclusivity: WorkChannel.Exclusivity.shared", ", beside: nil", ", holdFreesSlot: false",
      ", wrapUp: WorkChannel.WrapUp.none", ", pools: []", ", requirements: []", ", overflow: []",
      ", hours: nil", ", delay: 0.0 seconds", ", offers: nil", ", limitPerAgent: nil",
      ", announcements: nil", ", priority: nil", ", language: nil", ", region: nil",
      ", preferred: []", ", firstOwner: nil", ", excluded: Set([])", ", isAccessible: false",
      ", notBefore: nil", ", facts: nil", ", groups: Set([])", ", skills: [:]",
      ", languages: Set([])", ", regions: Set([])", ", penalties: [:]", ", fairShare: nil",
      "AgentCapacity.Measure.", "AgentPresence.", "OverflowRule.Trigger.", "OverflowRule.Action.",
      "RoutingDecision.Basis.", ", until: nil, steps: []", ", from: 0.0 seconds",
      ", isCallback: false", "SkillTest.Comparison.", "TransferTarget.", "QueueClosing.",
    ]
    for name in [
      "SupportRouting.", "SupportCore.", "SupportTime.", "SupportRules.", "Router.", "Swift.",
    ] {
      text = text.replacing(name, with: "")
    }
    for name in silent { text = text.replacing(name, with: "") }
    return text.replacing("2025-03-03T", with: "").replacing(".0 seconds", with: "s")
  }

  // MARK: Smaller and smaller

  private static func smaller(_ scenario: Scenario, _ kind: Set<String>) -> Scenario {
    var best = scenario
    var isBetter = true
    while isBetter {
      isBetter = false
      var size = max(best.moves.count / 2, 1)
      while size >= 1 {
        var start = 0
        while start < best.moves.count {
          var next = best
          next.moves.removeSubrange(start..<min(start + size, next.moves.count))
          if let difference = firstDifference(next), difference.kind == kind {
            next.moves = Array(next.moves.prefix(difference.number + 1))
            best = next
            isBetter = true
          } else {
            start += size
          }
        }
        size /= 2
      }
      for simpler in simplifications {
        for index in 0..<max(best.moves.count, best.parts.queues.count, 12) {
          var next = best
          guard simpler(&next, index), firstDifference(next)?.kind == kind else { continue }
          best = next
          isBetter = true
        }
      }
    }
    return best
  }

  /// Each changes something at a place, and says whether it did.
  private typealias Simplification = (inout Scenario, Int) -> Bool

  private static func queue<Value: Equatable>(
    _ path: WritableKeyPath<WorkQueue, Value>, _ value: Value
  ) -> Simplification {
    { scenario, index in
      guard scenario.parts.queues.indices.contains(index),
        scenario.parts.queues[index][keyPath: path] != value
      else { return false }
      scenario.parts.queues[index][keyPath: path] = value
      return true
    }
  }

  private static func option<Value: Equatable>(
    _ path: WritableKeyPath<RoutingOptions, Value>, _ value: Value
  ) -> Simplification {
    { scenario, index in
      guard index == 0, scenario.parts.options[keyPath: path] != value else { return false }
      scenario.parts.options[keyPath: path] = value
      return true
    }
  }

  private static func item<Value: Equatable>(
    _ path: WritableKeyPath<WorkItem, Value>, _ value: Value
  ) -> Simplification {
    { scenario, index in
      guard scenario.moves.indices.contains(index) else { return false }
      switch scenario.moves[index].command {
      case .enqueue(var item) where item[keyPath: path] != value:
        item[keyPath: path] = value
        scenario.moves[index].command = .enqueue(item)
      case .change(var item) where item[keyPath: path] != value:
        item[keyPath: path] = value
        scenario.moves[index].command = .change(item)
      case .begin(var item, let agent) where item[keyPath: path] != value:
        item[keyPath: path] = value
        scenario.moves[index].command = .begin(item, by: agent)
      default: return false
      }
      return true
    }
  }

  private static func agent<Value: Equatable>(
    _ path: WritableKeyPath<Agent, Value>, _ value: Value
  ) -> Simplification {
    { scenario, index in
      guard scenario.moves.indices.contains(index) else { return false }
      switch scenario.moves[index].command {
      case .add(var agent, let presence) where agent[keyPath: path] != value:
        agent[keyPath: path] = value
        scenario.moves[index].command = .add(agent, presence)
      case .update(var agent) where agent[keyPath: path] != value:
        agent[keyPath: path] = value
        scenario.moves[index].command = .update(agent)
      default: return false
      }
      return true
    }
  }

  private static var simplifications: [Simplification] {
    [
      queue(\.overflow, []), queue(\.pools, []), queue(\.requirements, []), queue(\.hours, nil),
      queue(\.delay, .zero), queue(\.offers, nil), queue(\.limitPerAgent, nil),
      queue(\.announcements, nil), queue(\.agentOrder, nil), queue(\.priority, nil),
      queue(\.isGivenByCommand, false),
      { scenario, index in
        guard let queue = scenario.parts.queues.firstIndex(where: { $0.overflow.count > index })
        else { return false }
        scenario.parts.queues[queue].overflow.remove(at: index)
        return true
      },
      { scenario, index in
        guard let queue = scenario.parts.queues.firstIndex(where: { $0.pools.count > index })
        else { return false }
        scenario.parts.queues[queue].pools.remove(at: index)
        return true
      },
      { scenario, index in
        guard scenario.parts.queues.indices.contains(index) else { return false }
        scenario.parts.queues.remove(at: index)
        return true
      },
      { scenario, index in
        guard scenario.parts.agentOrder.indices.contains(index) else { return false }
        scenario.parts.agentOrder.remove(at: index)
        return true
      },
      { scenario, _ in
        guard scenario.parts.choice != nil else { return false }
        scenario.parts.choice = nil
        return true
      },
      { scenario, index in
        guard scenario.parts.channels.indices.contains(index) else { return false }
        let plain = WorkChannel(scenario.parts.channels[index].id)
        if scenario.parts.channels[index] == plain { return false }
        scenario.parts.channels[index] = plain
        return true
      },
      option(\.offers, OfferRules(missesBeforePause: nil)), option(\.transfers, TransferRules()),
      option(\.skipsEmptyLevels, false), option(\.fallback, nil), option(\.accessibleWeight, .zero),
      option(\.returnWindow, .zero),
      item(\.requirements, []), item(\.language, nil), item(\.region, nil), item(\.preferred, []),
      item(\.firstOwner, nil), item(\.excluded, []), item(\.isAccessible, false),
      item(\.notBefore, nil), item(\.since, nil), item(\.isCallback, false), item(\.priority, nil),
      item(\.facts, nil),
      agent(\.skills, [:]), agent(\.languages, []), agent(\.regions, []), agent(\.penalties, [:]),
      agent(\.groups, []), agent(\.capacity, AgentCapacity(.unlimited(["voice", "chat", "mail"]))),
      agent(\.capacity.fairShare, nil), agent(\.capacity.atMost, [:]),
    ]
  }
}

extension Answer {
  var lines: [String] {
    switch self {
    case .rejection(let rejection): ["rejected \(rejection)"]
    case .step(let step): step.directives.map { "\($0)" }
    }
  }

  var text: String { lines.joined(separator: "\n         ") }
}

extension Move {
  /// The command in words; work with all that it asks for.
  var text: String {
    switch command {
    case .enqueue(let item): "enqueue \(text(of: item))"
    case .change(let item): "change \(text(of: item))"
    case .begin(let item, let agent): "begin by \(agent) \(text(of: item))"
    case .adopt(let policy):
      "adopt \(policy.channels) \(policy.queues) \(policy.priorities) \(policy.agentOrder)"
    default: "\(command)"
    }
  }

  private func text(of item: WorkItem) -> String {
    var parts = ["\(item.id) by \(item.channel)"]
    if let queue = item.queue { parts.append("queue \(queue)") }
    if let priority = item.priority { parts.append("priority \(priority)") }
    if !item.requirements.isEmpty { parts.append("\(item.requirements)") }
    if let language = item.language { parts.append("\(language)") }
    if let region = item.region { parts.append("\(region)") }
    if !item.preferred.isEmpty { parts.append("preferred \(item.preferred)") }
    if let owner = item.firstOwner { parts.append("\(owner)") }
    if !item.excluded.isEmpty { parts.append("excluded \(item.excluded.sorted())") }
    if item.isAccessible { parts.append("accessible") }
    if item.isCallback { parts.append("to be called") }
    if let instant = item.since { parts.append("since \(instant)") }
    if let instant = item.notBefore { parts.append("not before \(instant)") }
    if let facts = item.facts { parts.append("\(facts)") }
    return parts.joined(separator: ", ")
  }
}

extension String {
  /// The text before the first bracket.
  fileprivate var word: Substring { prefix { $0 != "(" } }
}
