// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import Benchmark
import Foundation
import SupportCore
import SupportDesk
import SupportPresets
import SupportService
import SupportStorage
import SupportTickets

/// The desk of Creation & Magic, as it ships: a book opened, a complaint of five commands decided with
/// and without its explanation, stored through the service, and histories judged under two books.
func deskBenchmarks() {
  guard let desk = try? Desk(.creationAndMagic),
    let start = try? Instant("2025-06-02T09:00:00+08:00"),
    let steps = try? ComplaintSteps(desk, start)
  else { return }
  Benchmark("PolicyBook, creation-and-magic read and compiled") { run in
    for _ in run.scaledIterations { blackHole(try Preset.creationAndMagic.book()) }
  }
  let configuration = Benchmark.Configuration(
    metrics: [.wallClock], warmupIterations: 3, scalingFactor: .kilo, maxDuration: .seconds(3))
  Benchmark("Desk.handle, a complaint's command", configuration: configuration) { run in
    for index in run.scaledIterations {
      let step = steps.all[index % steps.all.count]
      blackHole(try desk.handle(step.command, of: step.matter, by: step.by, at: step.at))
    }
  }
  Benchmark("Desk.handle, the same with its explanation", configuration: configuration) { run in
    for index in run.scaledIterations {
      let step = steps.all[index % steps.all.count]
      let answer = try desk.handle(step.command, of: step.matter, by: step.by, at: step.at)
      blackHole(answer.explanation)
    }
  }
  serviceBenchmark(desk, start)
  for (name, isKept) in [("every promise kept", true), ("promises missed and paid", false)] {
    let histories = CaseHistory.many(100_000, isKept: isKept, from: start)
    let end = start.adding(milliseconds: 10 * 86_400_000)
    for section in ["serviceLevels", "compensation"] {
      Benchmark("Backtest, 100,000 histories of 6 events, \(name), another \(section)") { run in
        let other = try Desk(PolicyBook(Preset.creationAndMagic.withRemark(in: section)))
        run.startMeasurement()
        for _ in run.scaledIterations {
          let test = Backtest(histories, from: desk, to: other, through: end, keeping: 0)
          blackHole(await test.run(lanes: 2))
        }
      }
    }
  }
}

/// 20,000 complaints of five commands each, from eight tasks, into a store in memory.
private func serviceBenchmark(_ desk: Desk, _ start: Instant) {
  let configuration = Benchmark.Configuration(
    metrics: [.wallClock, .cpuTotal], warmupIterations: 1, maxDuration: .seconds(20),
    maxIterations: 5)
  Benchmark("DeskService, 100,000 commands", configuration: configuration) { run in
    for _ in run.scaledIterations {
      let service = DeskService(
        desk, events: InMemoryEventStore(), deadlines: InMemoryDeadlineStore(),
        checkpoints: InMemoryCheckpointStore(), now: { start },
        sleep: { try await Task.sleep(for: $0) })
      try await withThrowingTaskGroup(of: Void.self) { group in
        for lane in 0..<8 {
          group.addTask {
            for number in stride(from: lane, to: 20_000, by: 8) {
              let (ticket, customer) = (TicketID("T-\(number)"), CustomerID("c-\(number)"))
              for (place, step) in ComplaintSteps.commands(of: customer).enumerated() {
                _ = try await service.handle(
                  step.command, of: ticket, customer: customer, by: step.by,
                  key: IdempotencyKey(rawValue: "\(number)-\(place)"))
              }
            }
          }
        }
        try await group.waitForAll()
      }
    }
  }
}

/// A complaint from its opening to its answer, each command with the case as it stood.
struct ComplaintSteps {
  struct Step {
    var command: DeskCommand
    var matter: SupportCase
    var by: Principal
    var at: Instant
  }

  var all: [Step] = []

  init(_ desk: Desk, _ start: Instant) throws {
    var matter = desk.opened("T-1", customer: "c-1")
    for (command, principal, minutes) in Self.commands(of: "c-1") {
      let at = start.adding(milliseconds: minutes * 60_000)
      all.append(Step(command: command, matter: matter, by: principal, at: at))
      matter = try desk.handle(command, of: matter, by: principal, at: at).result
    }
  }

  static func commands(
    of customer: CustomerID
  ) -> [(command: DeskCommand, by: Principal, minutes: Int64)] {
    [
      (.complain(customer, over: .phone, category: "product"), .customer(customer), 0),
      (.ticket(.assign(.init(agent: "li"))), .agent("li"), 1),
      (.ticket(.addMessage(.init(.reply, id: "m-1"))), .agent("li"), 2),
      (.ticket(.addMessage(.init(.customer, id: "m-2"))), .customer(customer), 3),
      (.ticket(.addMessage(.init(.reply, id: "m-3"))), .agent("li"), 4),
    ]
  }
}

extension CaseHistory {
  /// So many histories of six events, each of a customer of its own: an inquiry that is answered and
  /// solved in time, or a complaint that nobody touches for half a day.
  static func many(_ count: Int, isKept: Bool, from start: Instant) -> [CaseHistory] {
    let minutes: [Int64] = isKept ? [0, 1, 2, 10, 15, 20] : [0, 700, 710, 720, 730, 740]
    let kind: Ticket.Kind = isKept ? .inquiry : .complaint
    return (0..<count).map { number in
      let customer = CustomerID("c-\(number)")
      let changes: [(Ticket.Change, Principal)] = [
        (
          .opened(.init(channel: .phone, classification: .init(kind: kind))), .customer(customer)
        ),
        (.assigned(.init(agent: "li")), .agent("li")),
        (.messageAdded(.init(.reply, id: "m-1")), .agent("li")),
        (.messageAdded(.init(.customer, id: "m-2")), .customer(customer)),
        (.messageAdded(.init(.reply, id: "m-3")), .agent("li")),
        (.solved, .agent("li")),
      ]
      let events = zip(changes, minutes).map { change, minute in
        Ticket.Event(change.0, by: change.1, at: start.adding(milliseconds: minute * 60_000))
      }
      return CaseHistory(TicketID("T-\(number)"), customer: customer, events: events)
    }
  }
}

extension Preset {
  /// The book with another remark in a section: it says the same in other words, so that nothing is
  /// taken over from the other book.
  func withRemark(in section: String) -> String {
    text.replacing(
      "\"\(section)\": {\n    \"note\": \"", with: "\"\(section)\": {\n    \"note\": \"! ")
  }
}
