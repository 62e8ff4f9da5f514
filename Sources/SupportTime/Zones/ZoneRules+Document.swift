// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

package import SupportCore

extension ZoneRules {
  /// Reads the name of a zone in a document that people wrote; reports one that is unknown, with the
  /// nearest known name.
  package init?(reading node: DocumentNode, _ problems: inout Problems) {
    guard let name = node.nonEmptyString(&problems) else { return nil }
    do throws(UnknownZone) {
      try self.init(identifier: name)
    } catch {
      problems.report(
        "the zone \(name.quoted) is unknown", at: node, suggestion: error.suggestion)
      return nil
    }
  }

  /// Reads a date from which something is in force: its midnight by the clocks of the zone.
  package func start(reading node: DocumentNode, _ problems: inout Problems) -> Instant? {
    node.text(&problems) { text throws(TextError) in try CivilDate(text) }
      .map { instant(date: $0, time: .midnight) }
  }
}
