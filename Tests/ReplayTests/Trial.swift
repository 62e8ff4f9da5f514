// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import ExampleSupport
import Foundation

@testable import replay

/// A log written to a temporary file and replayed as the program would.
struct Trial {
  var log: [UInt8]
  var map = Trial.standardMap
  var policy = Trial.standardPolicy
  var isStrict = false
  /// Bytes that are read at a time: few, since a debug build is slow to make room for many.
  var chunk = 1 << 14
  /// Whether the policy is taken as the one that comes with the program.
  var policyIsBundled = false

  init(_ text: String, map: String = Trial.standardMap, policy: String = Trial.standardPolicy) {
    log = Array(text.utf8)
    self.map = map
    self.policy = policy
  }

  init(bytes: [UInt8]) {
    log = bytes
  }

  static let standardMap = """
    { "format": 0, "time": { "formats": ["iso8601"] },
      "columns": { "case": "case", "activity": "activity", "time": "time", "agent": "actor",
                   "priority": "priority" },
      "states": { "New": "opened", "Active": "in progress", "Waiting": "waiting for customer",
                  "Resolved": "resolved", "Closed": "closed", "Reply": "reply",
                  "Message": "customer message", "Auto": "automatic reply", "Note": "note",
                  "Reopened": "reopened" } }
    """

  static let standardPolicy = """
    { "format": 0, "zone": "UTC",
      "calendars": { "business": { "weekly": { "mon-fri": ["09:00-17:00"] } } },
      "serviceLevels": { "calendar": "business", "pauseWhile": ["pending"], "rules": [
        { "id": "all", "then": { "firstReply": { "within": "15 min" },
                                 "resolution": { "within": "2 business h" } } } ] } }
    """

  /// What `--policy` and `--against` name, in place of a file with ``policy``.
  var preset: String?
  var against: String?

  /// The figures of the log under two policies; the second is a preset's name, or the text of a
  /// document.
  func comparedFigures() async throws -> Figures {
    let (run, other, path) = try prepared()
    var comparison: Comparison?
    if let other { comparison = await Comparison(run, against: other) }
    return Figures(run, path: path, comparison: comparison)
  }

  /// The figures of the log, or why there are none.
  func figures() throws -> Figures {
    let (run, _, path) = try prepared()
    return Figures(run, path: path)
  }

  private func prepared() throws -> (run: ReplayRun, other: ReplayBook?, path: String) {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("replay-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    func file(_ name: String, _ bytes: [UInt8]) throws -> String {
      let url = folder.appendingPathComponent(name)
      try Data(bytes).write(to: url)
      return url.path
    }
    var options = try ReplayOptions(["--quiet"])
    options.map = try file("map.json", Array(map.utf8))
    if !policyIsBundled { options.policy = try file("policy.json", Array(policy.utf8)) }
    if let preset { options.policy = preset }
    if let against {
      options.against =
        against.hasPrefix("{") ? try file("other.json", Array(against.utf8)) : against
    }
    let path = try file("log.csv", log)
    let map = try Inputs.map(options)
    let book = try Inputs.book(options, map)
    let other = try Inputs.otherBook(options, map)
    let reader = LogReader(map, path: path, isStrict: isStrict, chunk: chunk)
    var stopwatch = Stopwatch()
    let table = try reader.read(stopwatch: &stopwatch) { _, _ in }
    let run = try ReplayRun(table, map: map, book: book, keepsHistories: other != nil)
    return (run, other, path)
  }

  /// What the replay complained of; empty when it did not.
  func failure() -> String {
    do {
      _ = try figures()
      return ""
    } catch let failure as ReplayFailure {
      return failure.message
    } catch {
      return "\(error)"
    }
  }
}

extension JSONValue {
  /// The value on a way of keys, `nil` when there is none.
  subscript(path: String) -> JSONValue? {
    var value: JSONValue? = self
    for key in path.split(separator: ".") {
      guard case .object(let members) = value else { return nil }
      value = members.first { $0.0 == key }?.1
    }
    return value
  }
}
