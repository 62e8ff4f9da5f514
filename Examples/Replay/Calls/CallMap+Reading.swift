// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportMetrics
import SupportTime

extension CallMap {
  /// Reads a map, or tells all mistakes in it.
  static func read(_ bytes: [UInt8]) throws(DocumentError) -> CallMap {
    try DocumentNode.read(bytes) { node, problems in
      CallMap(reading: node, &problems)
    }
  }

  private init?(reading node: DocumentNode, _ problems: inout Problems) {
    guard var map = node.object(&problems) else { return nil }
    let date = map.optional("date")
    let form = LogForm(reading: &map, times: date == nil ? .instant : .timeOfDay, &problems)
    let columns = Self.columns(map.required("columns", &problems), &problems)
    let dating = Self.dating(date, hasColumn: columns?[.date] != nil, &problems)
    lengths = map.optional("lengths").flatMap { $0.oneOf(Lengths.named, &problems) } ?? .seconds
    let outcomeNode = map.optional("outcomes")
    outcomes = outcomeNode.map { Self.words($0, Verdict.named, &problems) } ?? [:]
    otherwise = map.optional("otherwise").flatMap { $0.oneOf(Verdict.named, &problems) }
    let directionNode = map.optional("directions")
    directions =
      directionNode.map {
        Self.words($0, [("inbound", .inbound), ("outbound", .outbound)], &problems)
      } ?? [:]
    let resolvedNode = map.optional("resolved")
    resolved =
      resolvedNode.map { Self.words($0, [("yes", true), ("no", false)], &problems) } ?? [:]
    priorities =
      map.optional("priorities").flatMap { $0.values(&problems) { $0.nonEmptyString(&$1) } } ?? []
    checks = map.optional("checks").map { Self.checks($0, &problems) } ?? ContactChecks()
    map.finish(&problems)
    for (column, name, section) in [
      (Column.outcome, "outcomes", outcomeNode), (.direction, "directions", directionNode),
      (.resolved, "resolved", resolvedNode),
    ] where columns?[column] != nil && section == nil {
      problems.report("the column \(column.name) needs a section \"\(name)\"", at: node)
    }
    guard let form, let columns, let dating, problems.isEmpty else { return nil }
    self.form = form
    self.columns = columns
    self.dating = dating
    checks.namesAgents = columns[.agent] != nil
  }

  private static func columns(
    _ node: DocumentNode?, _ problems: inout Problems
  ) -> [Column: Field]? {
    guard let node, var object = node.object(&problems) else { return nil }
    var columns: [Column: Field] = [:]
    for column in Column.allCases {
      let value =
        column == .arrival
        ? object.required(column.name, &problems) : object.optional(column.name)
      if let value { columns[column] = field(value, &problems) }
    }
    object.finish(&problems)
    return columns
  }

  /// A column is a name, or an object with the texts that stand for nothing in it.
  private static func field(_ node: DocumentNode, _ problems: inout Problems) -> Field? {
    if case .object = node.value {
      guard var object = node.object(&problems) else { return nil }
      let name = object.required("name", &problems)?.nonEmptyString(&problems)
      let missing =
        object.optional("missing").flatMap { $0.values(&problems) { $0.string(&$1) } } ?? []
      object.finish(&problems)
      return name.map { Field(name: $0, missing: missing) }
    }
    return node.nonEmptyString(&problems).map { Field(name: $0, missing: []) }
  }

  private static func dating(
    _ node: DocumentNode?, hasColumn: Bool, _ problems: inout Problems
  ) -> Dating? {
    guard let node else { return .times }
    guard var date = node.object(&problems) else { return nil }
    let formatsNode = date.optional("formats")
    let dayNode = date.optional("is")
    date.finish(&problems)
    if let dayNode {
      if formatsNode != nil || hasColumn {
        problems.report("the date is one day or stands in a column, not both", at: dayNode)
      }
      let day = dayNode.text(&problems) { text throws(TextError) in try CivilDate(text) }
      return day.map(Dating.day)
    }
    let formats = LogForm.formats(formatsNode, .date, &problems)
    guard let formats, hasColumn else {
      problems.report(
        "times of day need a column \"date\" with \"formats\" here, or a day under \"is\"", at: node
      )
      return nil
    }
    return .column(formats)
  }

  private static func words<Value>(
    _ node: DocumentNode, _ named: [(name: String, value: Value)], _ problems: inout Problems
  ) -> [String: Value] {
    var words: [String: Value] = [:]
    for member in node.object(&problems)?.members ?? [] {
      words[member.key] = member.value.oneOf(named, &problems)
    }
    return words
  }

  private static func checks(_ node: DocumentNode, _ problems: inout Problems) -> ContactChecks {
    var checks = ContactChecks()
    guard var object = node.object(&problems) else { return checks }
    func seconds(_ key: String) -> Duration? {
      object.optional(key)?.integer(in: 1...86_400 * 365, &problems).map { .seconds($0) }
    }
    checks.longestWait = seconds("longestWait")
    checks.phantomTalk = seconds("shortestTalk")
    checks.believesZeroLength =
      object.optional("believesZeroLength").flatMap { $0.boolean(&problems) } ?? false
    object.finish(&problems)
    return checks
  }
}
