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

  /// The figures of the log, or why there are none.
  func figures() throws -> Figures {
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
    let path = try file("log.csv", log)
    let map = try Inputs.map(options)
    let book = try Inputs.book(options, map)
    let reader = LogReader(map, path: path, isStrict: isStrict)
    var stopwatch = Stopwatch()
    let table = try reader.read(stopwatch: &stopwatch) { _, _ in }
    return Figures(try ReplayRun(table, map: map, book: book), path: path)
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
