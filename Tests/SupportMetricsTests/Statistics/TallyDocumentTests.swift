// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import Foundation
import SupportCore
import SupportMetrics
import SupportTestKit
import SupportTickets
import Testing

@Suite("Metrics: tallies as documents")
struct TallyDocumentTests {
  private func problem<Value>(
    _ text: String, _ make: (DocumentNode, inout Problems) -> Value?
  ) -> String {
    do throws(DocumentError) {
      let value = try DocumentNode.read(text, make)
      return "read \(value)"
    } catch {
      return error.description
    }
  }

  @Test("each tally is written in one way and read back")
  func roundTrip() throws {
    let values = ValueTally([35, 15, .min, 35, .max])
    #expect(
      values.form.line
        == #"{ "values": [-9223372036854775808, 15, 35, 9223372036854775807], "counts": [1, 1, 2, 1] }"#
    )
    #expect(ValueTally([2, 1]).form.line == #"{ "values": [1, 2] }"#)
    #expect(try DocumentNode.read(values.form.line) { ValueTally(reading: $0, &$1) } == values)
    #expect(
      try DocumentNode.read(ValueTally([2, 1]).form.line) { ValueTally(reading: $0, &$1) }
        == ValueTally([1, 2]))
    #expect(try JSONDecoder().decode(ValueTally.self, from: JSONEncoder().encode(values)) == values)

    var sketch = QuantileSketch()
    #expect(sketch.form.line == #"{ "parts": 50 }"#)
    #expect(try DocumentNode.read(sketch.form.line) { QuantileSketch(reading: $0, &$1) } == sketch)
    sketch.add(1)
    sketch.add(1, times: 2)
    #expect(
      sketch.form.line
        == #"{ "parts": 50, "lowest": 1, "counts": [3], "sum": 3, "minimum": 1, "maximum": 1 }"#)
    #expect(try DocumentNode.read(sketch.form.line) { QuantileSketch(reading: $0, &$1) } == sketch)

    var names = FrequencyTally()
    for name in ["set-top box", "cafe\u{301}", "set-top box"] { names.count(name) }
    #expect(names.form.line == #"{ "names": ["café", "set-top box"], "counts": [1, 2] }"#)
    #expect(
      try JSONDecoder().decode(FrequencyTally.self, from: JSONEncoder().encode(names)) == names)

    var items = try FrequentItems(capacity: 1)
    for name in ["b", "a", "b", "b"] { items.count(name) }
    #expect(
      items.form.line
        == #"{ "capacity": 1, "total": 4, "error": 1, "names": ["b"], "counts": [2] }"#)
    #expect(try DocumentNode.read(items.form.line) { FrequentItems(reading: $0, &$1) } == items)

    var distinct = DistinctTally()
    distinct.count("a")
    distinct.count(.min)
    #expect(
      try JSONDecoder().decode(DistinctTally.self, from: JSONEncoder().encode(distinct)) == distinct
    )

    var backlog = BacklogTally()
    backlog.count(from: nil, to: .open, recordedAt: .epoch, openedAt: .epoch)
    backlog.count(from: nil, to: .open, recordedAt: .epoch)
    backlog.count(from: .open, to: .solved, recordedAt: .epoch + .seconds(1), openedAt: .epoch)
    let steps = #"{ "at": [0, 0], "since": [0, null], "changes": [1, 1] }"#
    #expect(backlog.notClosed.form.line == steps)
    #expect(
      try JSONDecoder().decode(BacklogTally.self, from: JSONEncoder().encode(backlog)) == backlog)
  }

  @Test(
    "damaged values are told",
    arguments: [
      (#"{}"#, "\"values\" is missing"), (#"{ "values": [1, 1] }"#, "must rise"),
      (#"{ "values": [2, 1] }"#, "must rise"), (#"{ "values": [1.5] }"#, "whole number"),
      (#"{ "values": [1], "counts": [0] }"#, "outside 1"),
      (#"{ "values": [1], "counts": [1, 2] }"#, "1 are expected"),
      (#"{ "values": [9223372036854775808] }"#, "outside"),
      (#"{ "values": [1, 2], "counts": [9223372036854775807, 1] }"#, "together"),
      (#"{ "values": 1, "more": 2 }"#, "a list is expected"), (#"[]"#, "an object is expected"),
    ])
  func values(text: String, part: String) {
    let message = problem(text) { ValueTally(reading: $0, &$1) }
    #expect(message.contains(part), "\(message)")
  }

  @Test(
    "damaged sketches are told",
    arguments: [
      (#"{}"#, "\"parts\" is missing"), (#"{ "parts": 0 }"#, "outside 1 ... 5000"),
      (#"{ "parts": 50, "counts": [] }"#, "\"lowest\" is missing"),
      (Self.sketch(lowest: 2), "do not reach"), (Self.sketch(counts: "[0]"), "do not reach"),
      (Self.sketch(counts: "[1, 1]"), "do not reach"), (Self.sketch(counts: "[]"), "do not reach"),
      (Self.sketch(lowest: .min), "do not reach"), (Self.sketch(minimum: 2), "do not reach"),
      (Self.sketch(sum: "2"), "can't be the sum"), (Self.sketch(sum: "1.0"), "read"),
      (Self.sketch(sum: "0.5"), "can't be the sum"), (Self.sketch(sum: "\"1\""), "a number"),
    ])
  func sketches(text: String, part: String) {
    let message = problem(text) { QuantileSketch(reading: $0, &$1) }
    #expect(message.contains(part), "\(message)")
  }

  private static func sketch(
    lowest: Int64 = 1, counts: String = "[1]", sum: String = "1", minimum: Int = 1
  ) -> String {
    #"{ "parts": 50, "lowest": \#(lowest), "counts": \#(counts), "sum": \#(sum), "#
      + #""minimum": \#(minimum), "maximum": 1 }"#
  }

  @Test(
    "damaged names are told",
    arguments: [
      (#"{ "names": ["a"], "counts": [] }"#, "1 are expected"),
      (#"{ "names": ["a", "a"], "counts": [1, 1] }"#, "a name comes twice"),
      (#"{ "names": ["caf\u00e9", "cafe\u0301"], "counts": [1, 1] }"#, "a name comes twice"),
      (#"{ "names": [1], "counts": [1] }"#, "a text is expected"),
    ])
  func names(text: String, part: String) {
    let message = problem(text) { FrequencyTally(reading: $0, &$1) }
    #expect(message.contains(part), "\(message)")
  }

  @Test(
    "damaged counters are told",
    arguments: [
      (#""capacity": 0, "total": 1, "error": 0"#, "outside 1 ... 1000000"),
      (#""capacity": 1, "total": 1, "error": 0"#, "more than 1 counters"),
      (#""capacity": 2, "total": 3, "error": 1"#, "more than the total of 3"),
      (#""capacity": 2, "total": 3, "error": 0"#, "less than the total of 3"),
      (#""capacity": 2, "total": 9, "error": 9223372036854775807"#, "more than the total"),
      (#""capacity": 2, "total": 5, "error": 1"#, "read"),
    ])
  func counters(head: String, part: String) {
    let text = "{ \(head), " + #""names": ["a", "b"], "counts": [1, 1] }"#
    let message = problem(text) { FrequentItems(reading: $0, &$1) }
    #expect(message.contains(part), "\(message)")
  }

  @Test(
    "damaged sets are told",
    arguments: [
      (#"{ "precision": 3, "hashes": [] }"#, "outside 4 ... 18"),
      (#"{ "precision": 4 }"#, "\"hashes\" is missing"),
      (#"{ "precision": 4, "hashes": [1, 2] }"#, "2 hashes are more than 1"),
      (#"{ "precision": 4, "registers": "00" }"#, "32 hexadecimal digits"),
      (#"{ "precision": 4, "registers": "0000000000000000000000000000000g" }"#, "32 hexadecimal"),
      (#"{ "precision": 4, "registers": "00000000000000000000000000000000" }"#, "not all at 0"),
      (#"{ "precision": 4, "registers": "0000000000000000000000000000003e" }"#, "0 ... 61"),
      (#"{ "precision": 4, "registers": "0000000000000000000000000000003d" }"#, "read"),
      (#"{ "precision": 4, "registers": "01", "hashes": [] }"#, "unknown"),
    ])
  func sets(text: String, part: String) {
    let message = problem(text) { DistinctSketch(reading: $0, &$1) }
    #expect(message.contains(part), "\(message)")
  }

  @Test(
    "damaged steps are told",
    arguments: [
      (#"{ "at": [0], "since": [], "changes": [1] }"#, "different lengths"),
      (#"{ "at": [1, 0], "since": [0, 0], "changes": [1, 1] }"#, "must rise"),
      (#"{ "at": [0, 0], "since": [0, 0], "changes": [1, 1] }"#, "must rise"),
      (#"{ "at": [0], "since": [0], "changes": [0] }"#, "each change something"),
      (#"{ "at": [9223372036854775807], "since": [0], "changes": [1] }"#, "outside"),
      (#"{ "at": [0], "since": [9223372036854775807], "changes": [1] }"#, "outside"),
      (#"{ "at": [0], "since": [null], "changes": [-1] }"#, "read"),
    ])
  func steps(text: String, part: String) {
    let message = problem(text) { StepTally(reading: $0, &$1) }
    #expect(message.contains(part), "\(message)")
  }

  @Test(
    "bytes changed by chance are read or refused, never trusted",
    arguments: SeedCount.of(5, long: 8))
  func chance(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    var sketch = QuantileSketch()
    var items = try FrequentItems(capacity: 3)
    var steps = StepTally()
    for _ in 0..<20 {
      sketch.add(Int64(random.next() % 500) - 100)
      items.count("n\(random.next() % 9)")
      steps.enter(at: .epoch.adding(milliseconds: Int64(random.next() % 90)))
    }
    for form in [sketch.form, items.form, steps.form, ValueTally([1, 2, 2]).form] {
      for _ in 0..<12 {
        var bytes = Array(form.line.utf8)
        let place = Int(random.next() % UInt64(bytes.count))
        bytes[place] = Array("0123456789-,[]{}\"e.".utf8)[Int(random.next() % 19)]
        let text = String(decoding: bytes, as: UTF8.self)
        if let read = try? DocumentNode.read(text, { QuantileSketch(reading: $0, &$1) }) {
          #expect(read.quantile(.one) != nil && read.count(atMost: 0).upperBound <= read.count)
        }
        if let read = try? DocumentNode.read(text, { FrequentItems(reading: $0, &$1) }) {
          #expect(read.top(2).count <= 3)
        }
        if let read = try? DocumentNode.read(text, { StepTally(reading: $0, &$1) }) {
          #expect(read.peak(from: .min, to: .max) != nil)
        }
        if let read = try? DocumentNode.read(text, { ValueTally(reading: $0, &$1) }) {
          #expect(read.quantile(0.5) != nil || read.isEmpty)
        }
      }
    }
  }
}
