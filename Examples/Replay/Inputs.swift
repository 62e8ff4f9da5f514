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
      return try ServiceLevelBook(bytes, schema: schema(map))
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

  private static func read(_ path: String) throws(ReplayFailure) -> [UInt8] {
    do {
      return [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
    } catch {
      throw ReplayFailure(.noInput, "cannot read \(path): \(reason(error))")
    }
  }

  private static func reason(_ error: any Error) -> String {
    switch (error as? CocoaError)?.code {
    case .fileReadNoSuchFile, .fileNoSuchFile: "no such file"
    case .fileReadNoPermission: "permission denied"
    default: error.localizedDescription
    }
  }
}
