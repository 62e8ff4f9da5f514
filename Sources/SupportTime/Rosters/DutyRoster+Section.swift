// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

package import SupportCore

extension DutyRoster {
  /// Reads a section of rosters by name, compiled; a text called `note` is a remark.
  ///
  /// - Parameters:
  ///   - node: The section.
  ///   - zone: The zone of rosters that name none; `nil` makes `zone` required.
  ///   - problems: Takes every mistake, at its path and line.
  /// - Returns: The rosters without a mistake, by name.
  package static func section(
    reading node: DocumentNode, zone: String?, _ problems: inout Problems
  ) -> [String: Plan] {
    guard let object = node.object(&problems) else { return [:] }
    var plans: [String: Plan] = [:]
    for member in object.members {
      if member.key == "note", case .string = member.value.value { continue }
      guard let roster = Self(reading: member.value, zone: zone, &problems) else { continue }
      do throws(UnknownZone) {
        plans[member.key] = try roster.compiled()
      } catch {
        problems.report("\(error)", at: member.value)
      }
    }
    return plans
  }
}
