// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import Benchmark
import SupportCore
import SupportRouting

/// Callers in a menu of three levels, and triage of one contact.
func menuBenchmarks() {
  do {
    let menu = try PhoneMenu(.threeLevels)
    calling(menu)
    asking(menu)
    try triaging()
  } catch {
    preconditionFailure("\(error)")
  }
}

private let start = Instant(millisecondsSince1970: 1_759_197_600_000)

private var perCall: Benchmark.Configuration {
  .init(
    metrics: [.wallClock, .mallocCountTotal], warmupIterations: 3, scalingFactor: .kilo,
    maxDuration: .seconds(3))
}

/// A whole call: three keys, of which each is a step.
private func calling(_ menu: PhoneMenu) {
  Benchmark("Phone menu: a call of three keys", configuration: perCall) { run in
    for _ in run.scaledIterations {
      var session = try menu.session(at: start)
      try session.handle(.key("2"), at: start)
      try session.handle(.key("1"), at: start)
      try session.handle(.key("3"), at: start)
      blackHole(session)
    }
  }
}

/// Time-outs and wrong keys of one caller: steps of one session, whose trail grows.
private func asking(_ menu: PhoneMenu) {
  Benchmark("Phone menu: a step", configuration: perCall) { run in
    var session = try menu.session(at: start)
    for _ in run.scaledIterations {
      if session.hasEnded { session = try menu.session(at: start) }
      try session.handle(.key("9"), at: start)
    }
    blackHole(session)
  }
}

/// Four levels, from the first score to people.
private func triaging() throws {
  let chain = try TriageChain(
    levels: [
      .init("menu"), .init("semantic", score: .intent, atLeast: 800),
      .init("knowledge", score: .match, atLeast: 700),
    ],
    human: .init("human", to: .queue("hotline")), guards: [.init(.sentiment, .below(300))])
  Benchmark("Triage: four levels", configuration: perCall) { run in
    for _ in run.scaledIterations {
      var triage = chain.start(at: start)
      try triage.handle(.score(.sentiment, 620), at: start)
      try triage.handle(.handedOn(by: "menu"), at: start)
      try triage.handle(.score(.intent, 750), at: start)
      try triage.handle(.score(.match, 650), at: start)
      blackHole(triage)
    }
  }
}

extension PhoneMenu.Draft {
  /// Three questions one behind the other, each with eight keys, and a hundred extensions at the first.
  fileprivate static var threeLevels: Self {
    func question(
      _ id: PhoneMenu.NodeID, _ level: Int, to target: PhoneMenu.Target
    ) -> PhoneMenu.Node {
      .init(
        id,
        .ask(
          .init(
            .init(PromptID(id.rawValue)), level: level,
            options: (0...7).map { .init("\($0)", to: target) }, takesExtensions: level == 1)))
    }
    var draft = Self(
      start: .node("type"), limits: [.seconds(3), .seconds(5), .seconds(8)], retries: 20,
      otherwise: .queue("people"), person: .queue("people"),
      nodes: [
        question("type", 1, to: .node("class")), question("class", 2, to: .node("urgency")),
        question("urgency", 3, to: .queue("hotline")),
      ])
    draft.mostSteps = 1_000
    draft.extensions = (0..<100).map { .init("8\($0 + 100)", to: .queue("x")) }
    return draft
  }
}
