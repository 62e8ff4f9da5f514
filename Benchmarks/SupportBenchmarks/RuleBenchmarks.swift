// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import Benchmark
import SupportCore
import SupportRules

/// Deciding and explaining by the tables of `Peers/`, 50 and 1,000 rules over six mixed fields, and
/// analysing tables of 200 rules over ten fields.
func ruleBenchmarks() {
  do {
    let fifty = try PeerTable("fifty-rules")
    deciding("RuleTable.decide, 50 rules", fifty)
    deciding("RuleTable.decide, 1,000 rules", try PeerTable("thousand-rules"))
    explaining(fifty)
    let large = try AnalysedTable()
    analysing(large)
  } catch {
    preconditionFailure("\(error)")
  }
}

private var perCall: Benchmark.Configuration {
  .init(metrics: [.wallClock], warmupIterations: 3, scalingFactor: .kilo, maxDuration: .seconds(3))
}

private func deciding(_ name: String, _ peer: PeerTable) {
  let (table, cases) = (peer.table, peer.cases)
  Benchmark(name, configuration: perCall) { run in
    for index in run.scaledIterations { blackHole(table.decide(cases[index & 1_023])) }
  }
}

private func explaining(_ peer: PeerTable) {
  let (table, cases) = (peer.table, peer.cases)
  Benchmark("RuleTable.trace, 50 rules", configuration: perCall) { run in
    for index in run.scaledIterations { blackHole(table.trace(of: cases[index & 1_023])) }
  }
  Benchmark("RuleTable.explanation, 50 rules", configuration: perCall) { run in
    for index in run.scaledIterations { blackHole(table.explanation(of: cases[index & 1_023])) }
  }
  Benchmark("Facts, six set by name", configuration: perCall) { run in
    let names = table.schema.fields.map(\.name)
    for index in run.scaledIterations {
      let source = cases[index & 1_023]
      var facts = Facts(table.schema)
      for name in names { try? facts.set(name, to: source[name]) }
      blackHole(facts)
    }
  }
}

private func analysing(_ large: AnalysedTable) {
  Benchmark("RuleTable.analysis, 200 rules over 10 fields") { run in
    for _ in run.scaledIterations { blackHole(large.table.analysis()) }
  }
  Benchmark("RuleTable.analysis, a full grid of 200 rules") { run in
    for _ in run.scaledIterations { blackHole(large.grid.analysis()) }
  }
  Benchmark("RuleTable.difference, one of 200 rules changed") { run in
    for _ in run.scaledIterations {
      blackHole(try? RuleTable.difference(from: large.table, to: large.changed))
    }
  }
  Benchmark("RuleTable compiled, 200 rules over 10 fields") { run in
    for _ in run.scaledIterations { blackHole(try? large.compiled()) }
  }
}
