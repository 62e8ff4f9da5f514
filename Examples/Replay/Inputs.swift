// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import Foundation
import SupportCore
import SupportDesk
import SupportPresets
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

  /// The policy that the figures are about: the bundled one by default.
  static func book(_ options: ReplayOptions, _ map: LogMap) throws(ReplayFailure) -> ReplayBook {
    guard let name = options.policy else {
      // The bundled policy is not the user's: what it says of priorities is not held against a map.
      return try serviceLevels(bundled("standard-policy.json"), schema: nil)
    }
    return try book(name, map)
  }

  /// The policy that is tried beside it; `nil` where none is.
  static func otherBook(
    _ options: ReplayOptions, _ map: LogMap
  ) throws(ReplayFailure) -> ReplayBook? {
    guard let name = options.against else { return nil }
    return try book(name, map)
  }

  /// A preset by its name, or what stands in a file.
  private static func book(_ name: String, _ map: LogMap) throws(ReplayFailure) -> ReplayBook {
    do throws(DocumentError) {
      if let preset = Preset(rawValue: name) { return try ReplayBook(preset.book()) }
    } catch {
      throw ReplayFailure(.data, "\(name):\n\(error)")
    }
    guard FileManager.default.fileExists(atPath: name) else { throw nothingNamed(name) }
    let bytes = try read(name)
    do throws(DocumentError) {
      guard try ReplayBook.isPolicyBook(bytes) else {
        return try ReplayBook(serviceLevels: bytes, schema: schema(map))
      }
      return try ReplayBook(PolicyBook(bytes))
    } catch {
      throw ReplayFailure(.data, "\(name):\n\(error)")
    }
  }

  private static func serviceLevels(
    _ path: String, schema: FactSchema?
  ) throws(ReplayFailure) -> ReplayBook {
    let bytes = try read(path)
    do throws(DocumentError) {
      return try ReplayBook(serviceLevels: bytes, schema: schema)
    } catch {
      throw ReplayFailure(.data, "\(path):\n\(error)")
    }
  }

  private static func nothingNamed(_ name: String) -> ReplayFailure {
    let presets = Preset.allCases.map(\.rawValue)
    let near = EditDistance.nearest(to: name, among: presets)
    return ReplayFailure(
      .noInput,
      "there is no file and no preset \"\(name.printable)\""
        + (near.map { "; did you mean \"\($0)\"?" } ?? ".")
        + " The presets are \(presets.joined(separator: ", "))")
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
