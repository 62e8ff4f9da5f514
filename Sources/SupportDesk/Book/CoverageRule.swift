// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore

/// A claim that somebody is there: around the clock, or in the hours of a calendar.
///
/// ```json
/// "coverage": [
///   { "id": "CM-03", "always": true, "by": ["hotline", "night"],
///     "note": "The hotline is called a 24 h hotline." },
///   { "id": "CM-05", "during": "website", "by": ["chat", "onCall"] } ]
/// ```
///
/// `by` names calendars, in whose opening hours somebody is there, and duty rosters, by which somebody
/// is where any of their roles is filled. ``PolicyBook/check(_:)`` tells the hours that none of them
/// covers. A claim changes nothing that the desk decides.
public struct CoverageRule: Hashable, Sendable {
  /// The name of the claim.
  public var id: RuleID
  /// The calendar in whose hours somebody is claimed to be there; `nil`: around the clock.
  public var during: String?
  /// The calendars and duty rosters that cover it, at least one.
  public var by: [String]

  /// Creates a claim.
  public init(_ id: RuleID, during: String? = nil, by: [String]) {
    self.id = id
    self.during = during
    self.by = by
  }
}

extension CoverageRule {
  /// Reads a claim that names some of the calendars and duty rosters that there are.
  init?(
    reading node: DocumentNode, calendars: [String], rosters: [String], _ problems: inout Problems
  ) {
    guard var object = node.object(&problems) else { return nil }
    let before = problems
    let id = object.required("id", &problems)?.nonEmptyString(&problems)
    let always = object.optional("always")
    let during = object.optional("during")
    let by = object.required("by", &problems)
    object.finish(&problems)
    if (always == nil) == (during == nil) {
      problems.report(
        "somebody is there \"always\", or \"during\" the hours of a calendar", at: node)
    }
    if let always, always.boolean(&problems) == false {
      problems.report("it can only be true", at: always)
    }
    let claimed = during.flatMap { $0.oneOf(calendars.map { ($0, $0) }, &problems) }
    let names = by.flatMap { Self.names($0, calendars, rosters, &problems) }
    guard problems == before, let id, let names else { return nil }
    self.init(RuleID(id), during: claimed, by: names)
  }

  private static func names(
    _ node: DocumentNode, _ calendars: [String], _ rosters: [String], _ problems: inout Problems
  ) -> [String]? {
    var seen: Set<String> = []
    let names = node.values(&problems) { element, problems -> String? in
      guard let name = element.oneOf((calendars + rosters).map { ($0, $0) }, &problems) else {
        return nil
      }
      if calendars.contains(name), rosters.contains(name) {
        problems.report(
          "\(name.quoted) is a calendar and a roster: give one another name", at: element)
      }
      if !seen.insert(name).inserted {
        problems.report("\(name.quoted) is listed twice", at: element)
      }
      return name
    }
    if names?.isEmpty == true { problems.report("at least one name is needed", at: node) }
    return names
  }
}
