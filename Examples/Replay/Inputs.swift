// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import Foundation
import SupportCore
import SupportRules
import SupportSLA
import SupportTickets

/// The documents that a replay reads beside the log.
enum Inputs {
  /// The path of a file that comes with the program, wherever it is started.
  static func bundled(_ name: String) -> String {
    Bundle.module.bundleURL.appendingPathComponent("Data/\(name)").path
  }

  static func map(_ options: ReplayOptions) throws(ReplayFailure) -> LogMap {
    let path = options.map ?? bundled("servicenow-map.json")
    let bytes = try read(path)
    do throws(DocumentError) {
      return try LogMap.read(bytes)
    } catch {
      throw ReplayFailure(.data, "\(path):\n\(error)")
    }
  }

  static func book(
    _ options: ReplayOptions, _ map: LogMap
  ) throws(ReplayFailure) -> ServiceLevelBook {
    let path = options.policy ?? bundled("standard-policy.json")
    let bytes = try read(path)
    do throws(DocumentError) {
      // The bundled policy is not the user's: what it says of priorities is not held against a map.
      return try ServiceLevelBook(bytes, schema: options.policy == nil ? nil : schema(map))
    } catch {
      throw ReplayFailure(.data, "\(path):\n\(error)")
    }
  }

  /// The facts of a ticket; with the priorities that the map lists, so that a policy that names
  /// another is told so.
  private static func schema(_ map: LogMap) throws(DocumentError) -> FactSchema {
    try FactSchema(
      Ticket.factFields.map { field in
        guard field == Ticket.priorityFact, !map.priorities.isEmpty else { return field }
        return FactField(field.name, .choice(map.priorities))
      })
  }

  /// All bytes of a file.
  static func read(_ path: String) throws(ReplayFailure) -> [UInt8] {
    let source = try LogSource(path: path)
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = try source.read(into: &chunk)
      if count == 0 { break }
      bytes += chunk[..<count]
    }
    try source.finish()
    return bytes
  }
}
