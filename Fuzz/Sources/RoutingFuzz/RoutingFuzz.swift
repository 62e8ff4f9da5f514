// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import Foundation
import SupportCore
import SupportRouting

/// Reads the bytes before the first zero as a routing policy, and those behind it as the journal of a
/// router under it, a list of commands; where there is no policy, as agents and as a journal under a
/// small one. What was read is written and read again, every finding is told, a command that is refused
/// changes nothing that is seen, and what was recorded makes the same steps.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let bytes = Array(UnsafeBufferPointer(start: start, count: count))
  let text = bytes.prefix { $0 != 0 }
  let rest = bytes.dropFirst(text.count + 1)
  do throws(DocumentError) {
    let book = try RoutingBook(text)
    checkWriting(book)
    live(under: book.policy, rest)
  } catch {
    check(error)
    readAgents(text)
    live(under: nil, rest.isEmpty ? text : rest)
  }
  return 0
}

private func check(_ error: DocumentError) {
  precondition(!error.problems.isEmpty)
  for problem in error.problems {
    precondition(problem.message != "it could not be read", "no problem says what is wrong")
    precondition(!problem.description.contains("\n"))
  }
}

// MARK: - Documents

private func checkWriting(_ book: RoutingBook) {
  let json = book.json
  do throws(DocumentError) {
    let again = try RoutingBook(json)
    precondition(again == book, "what was written reads as another policy")
    precondition(again.json == json)
  } catch {
    preconditionFailure("what was written cannot be read: \(error)\n\(json)")
  }
  let start = Instant(secondsSince1970: 1_748_822_400)
  let scope = RoutingPolicy.Scope(
    span: start..<start.adding(milliseconds: 7 * 86_400_000),
    agents: [Agent("a", skills: ["s": 1], capacity: .one(of: Set(book.policy.channels.map(\.id))))],
    languages: ["zh"])
  for finding in book.policy.findings(scope) {
    for language in [MessageLanguage.english, .simplifiedChinese] {
      precondition(!finding.explanation.text(in: language, for: .auditor).isEmpty)
    }
  }
}

private func readAgents(_ text: some Collection<UInt8>) {
  do throws(DocumentError) {
    let book = try AgentBook(text)
    let again = try AgentBook(book.json)
    precondition(again == book, "what was written reads as other agents")
  } catch {
    check(error)
  }
}

// MARK: - Journals

private func live(under policy: RoutingPolicy?, _ bytes: some Collection<UInt8>) {
  let decoder = JSONDecoder()
  guard let journal = try? decoder.decode([Router.JournalEntry].self, from: Data(bytes)),
    journal.count < 256, let policy = policy ?? small
  else { return }
  var router = Router(policy)
  var accepted: [Router.JournalEntry] = []
  var steps: [Router.Step] = []
  for entry in journal {
    let before = Seen(router, policy)
    do throws(Router.Rejection) {
      steps.append(try router.perform(entry.command, at: entry.at))
      accepted.append(entry)
    } catch {
      precondition(Seen(router, policy) == before, "\(entry) was refused and changed something")
    }
  }
  let stored = coded(accepted)
  precondition(coded(stored) == stored, "written twice, these are other commands")
  var again = Router(policy)
  for (entry, step) in zip(stored, steps) {
    do throws(Router.Rejection) {
      let repeated = try again.perform(entry.command, at: entry.at)
      precondition(repeated == step, "\(entry) leads to another step")
    } catch {
      preconditionFailure("\(entry) is refused: \(error)")
    }
  }
  precondition(coded(steps) == steps, "read again, these are other steps")
}

/// What can be seen of a router without asking for single work.
private struct Seen: Equatable {
  let nextDeadline: Instant?
  let workCount: Int
  let agents: [AgentID]
  let lengths: [Int?]

  init(_ router: Router, _ policy: RoutingPolicy) {
    nextDeadline = router.nextDeadline
    workCount = router.workCount
    agents = router.agentIDs
    lengths = policy.queues.map { router.length(of: $0.id) }
  }
}

private func coded<Value: Codable>(_ value: Value) -> Value {
  let encoder = JSONEncoder()
  encoder.outputFormatting = [.sortedKeys]
  do {
    return try JSONDecoder().decode(Value.self, from: encoder.encode(value))
  } catch {
    preconditionFailure("it cannot be stored: \(error)")
  }
}

/// A policy for journals that come without one.
private let small = try? RoutingPolicy(
  "p", version: "1",
  channels: [
    WorkChannel("voice", exclusivity: .whole, wrapUp: .agent(.seconds(9))), WorkChannel("chat"),
  ],
  queues: [
    WorkQueue(
      "a", pools: [.init("x"), .init("y", after: .seconds(30))],
      overflow: [.init(when: .waited(.seconds(90)), then: .queue("b"))]),
    WorkQueue("b", announcements: .init(every: .seconds(20))),
  ], priorities: [PriorityClass("gold", weight: .seconds(60))],
  options: .init(returnWindow: .seconds(60), fallback: "a"))
