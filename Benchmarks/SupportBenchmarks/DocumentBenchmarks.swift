// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import Benchmark
import Foundation
import SupportCore

/// Reading a policy document of one megabyte; the peer keeps neither places nor exact numbers.
func documentBenchmarks() {
  let text = policyDocument(bytes: 1_000_000)
  let bytes = Array(text.utf8)
  let data = Data(bytes)
  let configuration = Benchmark.Configuration(
    metrics: [.wallClock], warmupIterations: 1, maxDuration: .seconds(4))
  Benchmark("DocumentNode parse, 1 MB", configuration: configuration) { run in
    for _ in run.scaledIterations { blackHole(try DocumentNode.parse(bytes)) }
  }
  Benchmark("Foundation JSONSerialization, 1 MB", configuration: configuration) { run in
    for _ in run.scaledIterations { blackHole(try JSONSerialization.jsonObject(with: data)) }
  }
}

/// Rules of a policy as people indent them, cut to exactly that many bytes with white space.
private func policyDocument(bytes: Int) -> String {
  var random = SeededGenerator(seed: 4)
  var rules: [String] = []
  var size = 0
  while size < bytes - 1_000 {
    let hours = Int.random(in: 1...80, using: &random)
    let rule = """
          {
            "id": "rule-\(rules.count)",
            "when": { "priority": ["high", "urgent"], "category": "category \(hours)" },
            "then": {
              "firstReply": { "within": "\(hours) business h" },
              "resolution": { "within": "\(hours * 4) business h", "pauseWhile": ["pending"] }
            },
            "weight": \(hours).\(hours), "escalate": true, "note": "gemäß Vertrag § \(hours)"
          }
      """
    rules.append(rule)
    size += rule.utf8.count + 2
  }
  let document = """
    { "format": 0, "id": "measured", "serviceLevels": { "rules": [
    \(rules.joined(separator: ",\n"))
    ] } }
    """
  return document + String(repeating: " ", count: max(0, bytes - document.utf8.count))
}
