// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import ServiceLevelAudit
import SupportCore
import SupportDesk
import SupportPresets
package import SupportTestKit

/// Desks under fire, each over a book made from its seed or over a published one, with an auditor beside
/// them.
package enum DeskAudit {
  /// The desks of the presets that have something to watch.
  private static let presets: [Result<Desk, any Error>] = Preset.allCases.map { preset in
    Result { try Desk(preset) }
  }

  /// What is wrong with a desk; `nil` where nothing is.
  ///
  /// - Parameters:
  ///   - seed: What the book and the steps are made of; every fifth takes a preset.
  ///   - steps: How many steps.
  ///   - tally: Counts what was done.
  /// - Returns: The fault with the fewest steps that show it.
  package static func fault(seed: UInt64, steps: Int, _ tally: inout DeskTally) -> DeskFault? {
    if seed % 5 == 4 {
      let desk: Desk
      do {
        desk = try presets[Int(seed / 5 % UInt64(presets.count))].get()
      } catch {
        return DeskFault(seed: seed, steps: [], wrong: ["the preset cannot be read: \(error)"])
      }
      return DeskSimulation(
        desk, from: Instant(millisecondsSince1970: 1_748_826_000_000), after: 40 * 86_400_000,
        watchers: { [] }, shape: { _ in }
      ).fault(seed: seed, steps: steps, &tally)
    }
    let book: AuditedBook
    do {
      book = try AuditedBook.all[Int(seed % UInt64(AuditedBook.all.count))].get()
    } catch {
      return DeskFault(seed: seed, steps: [], wrong: ["the book cannot be read: \(error)"])
    }
    let monday = AuditedHours.mondays[book.week].daysSince1970 * 86_400_000
    return DeskSimulation(
      book.desk, from: Instant(millisecondsSince1970: Int64(monday)),
      after: 20 * 86_400_000, watchers: { [DeskAuditor(book)] },
      shape: { maker in
        maker.grid = 60_000
        maker.end = Instant(millisecondsSince1970: Int64(monday) + 28 * 86_400_000)
        maker.adjusts = false
        maker.settles = false
      }
    ).fault(seed: seed, steps: steps, &tally)
  }
}
