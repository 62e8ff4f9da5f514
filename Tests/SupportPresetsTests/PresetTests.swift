// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportDesk
import SupportPresets
import Testing

@Suite("The presets")
struct PresetTests {
  @Test("are read without a mistake and are called by their names", arguments: Preset.allCases)
  func reads(preset: Preset) throws {
    let book = try preset.book()
    #expect(book.id == preset.rawValue)
    #expect(try PolicyBook(book.json) == book)
  }

  @Test("have no finding that the book does not accept with a reason", arguments: Preset.allCases)
  func checks(preset: Preset) throws {
    let open = try preset.book().check().filter { $0.accepted == nil && $0.severity > .note }
    #expect(open.isEmpty, "\(open.map(\.description).joined(separator: "\n"))")
  }
}
