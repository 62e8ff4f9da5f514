// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore

/// Reads calendars from a document, going on after a mistake.
struct CalendarReader {
  let defaultZone: String?
  var problems: Problems
  /// The calendars of a section, and what became of them.
  private let members: [String: DocumentNode.Member]
  private let names: [String]
  private var done: [String: BusinessCalendar?] = [:]
  private var open: [String] = []
  /// Where the parts of the calendar in hand were read.
  var places = PlaceMap()

  /// The most calendars in a row that build on one another.
  private static let longestChain = 32

  init(zone: String?, members: [DocumentNode.Member] = [], problems: Problems) {
    defaultZone = zone
    self.problems = problems
    self.members = Dictionary(members.map { ($0.key, $0) }) { first, _ in first }
    names = members.map(\.key)
  }

  // MARK: Calendars by name

  mutating func calendar(named name: String) -> BusinessCalendar? {
    if let known = done[name] { return known }
    guard let member = members[name] else { return nil }
    open.append(name)
    let calendar = calendar(member.value)
    open.removeLast()
    done[name] = .some(calendar)
    return calendar
  }

  /// Reads the name of another calendar of the section.
  private mutating func reference(_ node: DocumentNode) -> BusinessCalendar? {
    guard let name = node.string(&problems) else { return nil }
    guard members[name] != nil else {
      problems.report(
        "there is no calendar \(name.quoted)", at: node,
        suggestion: EditDistance.nearest(to: name, among: names))
      return nil
    }
    if let start = open.firstIndex(of: name) {
      let way = (open[start...] + [name]).joined(separator: " → ")
      problems.report("the calendars lead back to themselves: \(way.printable)", at: node)
      return nil
    }
    guard open.count < Self.longestChain else {
      problems.report(
        "more than \(Self.longestChain) calendars build on one another", at: node)
      return nil
    }
    return calendar(named: name)
  }

  // MARK: A calendar

  mutating func calendar(_ node: DocumentNode) -> BusinessCalendar? {
    guard var object = node.object(&problems) else { return nil }
    let before = problems
    let outer = places
    places = PlaceMap()
    places.note(node, for: "")
    defer { places = outer }
    for operation in BusinessCalendar.Combination.Operation.allCases {
      if let parts = object.optional(operation.rawValue) {
        return combination(operation, parts, &object, since: before)
      }
    }
    let baseNode = object.optional("base")
    let base = baseNode.flatMap { self.base($0) }
    let zone = zone(&object, default: base?.zone ?? defaultZone)
    let always = object.optional("aroundTheClock")
    var parts = base?.parts ?? .init(zone: "UTC")
    parts.zone = zone ?? "UTC"
    let hours = readParts(&object, &parts)
    object.finish(&problems)
    if let always, let flag = always.boolean(&problems), flag {
      for node in hours {
        problems.report("a service around the clock has no hours of its own", at: node)
      }
      guard problems == before, let zone else { return nil }
      return made { () throws(CalendarError) in try .aroundTheClock(zone: zone) }
    }
    check(parts)
    // A base that was read before is not reported again.
    guard problems == before, zone != nil, (baseNode == nil) == (base == nil) else { return nil }
    return made { () throws(CalendarError) in try BusinessCalendar(parts) }
  }

  /// Reads the calendar that another builds on.
  private mutating func base(_ node: DocumentNode) -> BusinessCalendar? {
    guard let base = reference(node) else { return nil }
    guard base.combination == nil, !base.isAroundTheClock else {
      problems.report("only a calendar with hours of its own can be a base", at: node)
      return nil
    }
    return base
  }

  /// Reports what is wrong with single parts, but for what was reported where it was read.
  private mutating func check(_ parts: BusinessCalendar.Parts) {
    for problem in BusinessCalendar.problems(of: parts) {
      switch problem.reason {
      case .overlap, .duplicateDate: continue
      default: report(problem)
      }
    }
  }

  private mutating func combination(
    _ operation: BusinessCalendar.Combination.Operation, _ node: DocumentNode,
    _ object: inout DocumentObject, since before: Problems
  ) -> BusinessCalendar? {
    let zone = object.optional("zone").flatMap { readZone($0) }
    let elements = node.array(&problems) ?? []
    object.finish(&problems)
    var parts: [BusinessCalendar] = []
    for element in elements {
      if case .string = element.value {
        reference(element).map { parts.append($0) }
      } else {
        calendar(element).map { parts.append($0) }
      }
    }
    guard problems == before, parts.count == elements.count else { return nil }
    places.note(node, for: operation.rawValue)
    return made { () throws(CalendarError) in
      try BusinessCalendar(.init(operation: operation, parts: parts), zone: zone)
    }
  }

  private mutating func made(
    _ make: () throws(CalendarError) -> BusinessCalendar
  ) -> BusinessCalendar? {
    do throws(CalendarError) {
      return try make()
    } catch {
      for problem in error.problems { report(problem) }
      return nil
    }
  }

  private mutating func report(_ problem: CalendarError.Problem) {
    places.report(problem.reason.description, path: problem.path, &problems)
  }

  // MARK: Zone

  private mutating func zone(
    _ object: inout DocumentObject, default defaultZone: String?
  ) -> String? {
    let node =
      defaultZone == nil ? object.required("zone", &problems) : object.optional("zone")
    // A zone that is there but wrong is `.some(nil)`.
    return node.map { readZone($0) } ?? defaultZone
  }

  private mutating func readZone(_ node: DocumentNode) -> String? {
    guard let zone = node.string(&problems) else { return nil }
    do {
      try ZoneRules.check(identifier: zone)
      return zone
    } catch {
      problems.report(
        "\(error.identifier.quoted) is not a known time zone", at: node,
        suggestion: error.suggestion)
      return nil
    }
  }
}
