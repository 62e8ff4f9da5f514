// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import Foundation
import SupportCore
import SupportRouting
import SupportRules
import SupportTestKit
import Testing

@Suite("What a router is told and says, as JSON")
struct RouterJournalTests {
  private func bytes(_ value: some Encodable) throws -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys]
    return try encoder.encode(value)
  }

  /// The command with its facts in the schema of the policy, in which they were made.
  private func translated(_ command: Router.Command) throws -> Router.Command {
    func translated(_ item: WorkItem) throws -> WorkItem {
      var item = item
      item.facts = try item.facts?.translated(to: RoutingMaker.schema())
      return item
    }
    return switch command {
    case .enqueue(let item): .enqueue(try translated(item))
    case .change(let item): .change(try translated(item))
    case .begin(let item, let agent): .begin(try translated(item), by: agent)
    default: command
    }
  }

  @Test("every command is read as it was written", arguments: 0..<15)
  func commands(seed: UInt64) throws {
    var maker = RoutingMaker(seed: seed)
    for step in 0..<5 {
      let entry = Router.JournalEntry(try maker.command(step), at: RoutingMaker.start)
      let data = try bytes(entry)
      let again = try JSONDecoder().decode(Router.JournalEntry.self, from: data)
      #expect(
        try translated(again.command) == entry.command && again.at == entry.at, "seed \(seed)")
      #expect(try bytes(again) == data, "seed \(seed)")
    }
  }

  @Test("a router that is told a recorded journal takes the same steps", arguments: 0..<6)
  func replay(seed: UInt64) throws {
    var maker = RoutingMaker(seed: seed)
    let policy = try RoutingBook(RoutingBook(maker.policy()).json).policy
    let (journal, steps) = try maker.day(policy, steps: 80)
    let recorded = try JSONDecoder().decode(
      [Router.JournalEntry].self, from: bytes(journal))
    #expect(recorded.count == journal.count)
    var router = Router(policy)
    let again = try recorded.map { try router.perform($0.command, at: $0.at) }
    #expect(again == steps, "seed \(seed)")
    #expect(try bytes(again) == bytes(steps))
    #expect(try JSONDecoder().decode([Router.Step].self, from: bytes(steps)) == steps)
  }

  private struct Typed: Decodable {
    let type: String
  }

  private func type(_ value: some Encodable) throws -> String {
    try JSONDecoder().decode(Typed.self, from: bytes(value)).type
  }

  /// The case of a command or directive, which is cheaper to tell than its JSON.
  private func name(_ value: Any) -> String {
    Mirror(reflecting: value).children.first?.label ?? "\(value)"
  }

  @Test("on some day every kind of directive comes out, and every kind of command is accepted")
  func coverage() throws {
    // The types in JSON, by case.
    var directives: [String: String] = [:]
    var commands: [String: String] = [:]
    for seed in 0..<80 as Range<UInt64> {
      var maker = RoutingMaker(seed: seed)
      let (journal, steps) = try maker.day(maker.policy(), steps: 100)
      for entry in journal where commands[name(entry.command)] == nil {
        commands[name(entry.command)] = try type(entry)
      }
      for directive in steps.flatMap(\.directives) where directives[name(directive)] == nil {
        directives[name(directive)] = try type(directive)
      }
    }
    #expect(Set(directives.values).count == 16, "\(directives.values.sorted())")
    #expect(Set(commands.values).count == 28, "\(commands.values.sorted())")
  }

  @Test("the JSON is one that people can read")
  func readable() throws {
    let item = WorkItem(
      "call-17", channel: "voice", queue: "hotline", requirements: [.has("ticketing")],
      language: LanguageNeed("ja", translationAfter: nil))
    let entry = Router.JournalEntry(.enqueue(item), at: RoutingMaker.start)
    #expect(
      String(decoding: try bytes(entry), as: UTF8.self)
        == #"{"at":"2025-06-02T09:00:00Z","item":{"channel":"voice","id":"call-17","language":"#
        + #"{"language":"ja"},"queue":"hotline","requirements":[{"skill":"ticketing"}]},"#
        + #""type":"enqueue"}"#)
    let accept = Router.JournalEntry(.accept("call-17", by: "mei"), at: RoutingMaker.start)
    #expect(
      String(decoding: try bytes(accept), as: UTF8.self)
        == #"{"agent":"mei","at":"2025-06-02T09:00:00Z","type":"accept","work":"call-17"}"#)
  }

  @Test(
    "what is no command is refused with a decoding error",
    arguments: [
      "{}", "[]", "7", "null", #"{"type":"tick"}"#, #"{"at":"2025-06-02T09:00:00Z"}"#,
      #"{"at":"2025-06-02T09:00:00Z","type":"tock"}"#,
      #"{"at":"2025-06-02T09:00:00Z","type":"accept","work":"w"}"#,
      #"{"at":"2025-06-02T09:00:00Z","type":"translation","agent":"a","delay":"long"}"#,
      #"{"at":"2025-06-02T09:00:00Z","type":"translation","agent":"a","delay":"9223372036854775808 s"}"#,
      #"{"at":"2025-06-02T09:00:00Z","type":"add","profile":{"id":"a"},"presence":"available"}"#,
      #"{"at":"2025-06-02T09:00:00Z","type":"enqueue","item":{"id":"w","channel":"c","facts":{"all":1}}}"#,
    ])
  func refused(text: String) throws {
    #expect(throws: DecodingError.self) {
      try JSONDecoder().decode(Router.JournalEntry.self, from: Data(text.utf8))
    }
  }

  @Test("changed bytes are read or refused, and what is read can be written", arguments: 0..<20)
  func changedBytes(seed: UInt64) throws {
    var maker = RoutingMaker(seed: seed)
    var data = try bytes(Router.JournalEntry(maker.command(3), at: RoutingMaker.start))
    for _ in 0...maker.below(3) { data[maker.below(data.count)] = UInt8(maker.below(128)) }
    guard let entry = try? JSONDecoder().decode(Router.JournalEntry.self, from: data) else {
      return
    }
    let again = try JSONDecoder().decode(Router.JournalEntry.self, from: bytes(entry))
    #expect(try bytes(again) == bytes(entry), "seed \(seed)")
    var router = Router(try maker.policy())
    _ = try? router.perform(again.command, at: again.at)
  }

  @Test("durations of any length are kept")
  func longDurations() throws {
    for duration in [
      Duration(secondsComponent: .max, attosecondsComponent: 999_999_999_999_999_999),
      Duration(secondsComponent: .min, attosecondsComponent: 0),
      Duration(secondsComponent: 0, attosecondsComponent: -1), .milliseconds(-1_500), .zero,
    ] {
      let need = LanguageNeed("ja", translationAfter: duration)
      #expect(try JSONDecoder().decode(LanguageNeed.self, from: bytes(need)) == need, "\(duration)")
    }
  }
}
