// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import Benchmark
import SupportCore
import SupportDesk
import SupportPresets
import SupportTickets

/// The desk of Creation & Magic, as it ships: a book opened, a complaint of five commands decided with
/// and without its explanation, histories judged under two books.
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
  let histories = steps.histories(100_000)
  let end = start.adding(milliseconds: 10 * 86_400_000)
  Benchmark("Backtest, 100,000 histories of 6 events, two books, two lanes") { run in
    for _ in run.scaledIterations {
      let test = Backtest(histories, from: desk, to: desk, through: end, keeping: 0)
      blackHole(await test.run(lanes: 2))
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
  private var events: [Ticket.Event] = []

  init(_ desk: Desk, _ start: Instant) throws {
    let commands: [(DeskCommand, Principal, Int64)] = [
      (.complain("c-1", over: .phone, category: "product"), .customer("c-1"), 0),
      (.ticket(.assign(.init(agent: "li"))), .agent("li"), 5),
      (.ticket(.addMessage(.init(.reply, id: "m-1"))), .agent("li"), 20),
      (.ticket(.addMessage(.init(.customer, id: "m-2"))), .customer("c-1"), 200),
      (.ticket(.addMessage(.init(.reply, id: "m-3"))), .agent("li"), 300),
    ]
    var matter = desk.opened("T-1", customer: "c-1")
    for (command, principal, minutes) in commands {
      let at = start.adding(milliseconds: minutes * 60_000)
      all.append(Step(command: command, matter: matter, by: principal, at: at))
      let answer = try desk.handle(command, of: matter, by: principal, at: at)
      for case .ticket(let event) in answer.events { events.append(event) }
      matter = answer.result
    }
  }

  /// So many histories of the first six events, each of a customer of its own.
  func histories(_ count: Int) -> [CaseHistory] {
    let six = Array(events.prefix(6))
    return (0..<count).map { number in
      CaseHistory(TicketID("T-\(number)"), customer: CustomerID("c-\(number)"), events: six)
    }
  }
}
