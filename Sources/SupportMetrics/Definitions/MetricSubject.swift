// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore
public import SupportRules

/// What the rows of a log are about, and what may be asked of each: tickets, contacts, ratings, …
///
/// A row is `Facts` in the subject's schema: names, counts, durations, instants. What is not known of
/// a row has no value, and a metric that needs it leaves the row out and says so. The library brings
/// the subjects that its own rooms speak of; a host declares more:
///
/// ```swift
/// let visits = try MetricSubject("visits", [
///   FactField("shop", .text), FactField("arrivedAt", .instant),
///   FactField("waited", .duration(milliseconds: 0...86_400_000)),
/// ], date: "arrivedAt")
/// ```
public struct MetricSubject: Hashable, Sendable {
  /// The name of the subject, a plural: `contacts`.
  public let name: String
  /// The facts of a row.
  public let schema: FactSchema
  /// The fact that puts a row into a period, unless a definition names another: an instant or a date.
  public let date: String

  /// Declares a subject.
  ///
  /// - Throws: `DocumentError` with a problem for each mistake of the fields (see `FactSchema`), for an
  ///   empty name, and for a date that no field declares or that is neither an instant nor a date.
  public init(_ name: String, _ fields: [FactField], date: String) throws(DocumentError) {
    var problems = Problems()
    if name.allSatisfy(\.isWhitespace) {
      problems.report("the subject needs a name", path: "subject.name")
    }
    switch fields.first(where: { $0.name == date })?.domain {
    case .instant, .date: break
    case nil:
      problems.report("\(date.quoted) is none of the subject's facts", path: "subject.date")
    default:
      problems.report(
        "\(date.quoted) is neither an instant nor a date", path: "subject.date")
    }
    let schema: FactSchema
    do throws(DocumentError) {
      schema = try FactSchema(fields)
    } catch {
      schema = .none
      for problem in error.problems { problems.report(problem) }
    }
    try problems.throwIfAny()
    self.init(sound: name, schema, date: date)
  }

  /// Declares a subject in which there is no mistake.
  init(sound name: String, _ schema: FactSchema, date: String) {
    self.name = name
    self.schema = schema
    self.date = date
  }

  /// A row of which nothing is known yet.
  public var row: Facts { Facts(schema) }
}
