// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportDesk
import SupportPresets
import SupportTestKit
import SupportTime
import Testing

@Suite("The presets")
struct PresetTests {
  /// What reading a preset, reading what it writes and checking it come to.
  private struct Reading: Sendable {
    var book: PolicyBook
    var again: PolicyBook
    var findings: [BookFinding]
  }

  /// Each preset's calendars are compiled once for all of that.
  private static let readings = MadeOnce<Preset, Reading> { preset in
    try CompilationMemo.during {
      Result {
        let book = try preset.book()
        return Reading(book: book, again: try PolicyBook(book.json), findings: book.check())
      }
    }.get()
  }

  @Test("are read without a mistake and are called by their names", arguments: Preset.allCases)
  func reads(preset: Preset) throws {
    let reading = try Self.readings.value(preset)
    #expect(reading.book.id == preset.rawValue)
    #expect(reading.again == reading.book)
  }

  @Test("have no finding that the book does not accept with a reason", arguments: Preset.allCases)
  func checks(preset: Preset) throws {
    let findings = try Self.readings.value(preset).findings
    let open = findings.filter { $0.accepted == nil && $0.severity > .note }
    #expect(open.isEmpty, "\(open.map(\.description).joined(separator: "\n"))")
  }
}
