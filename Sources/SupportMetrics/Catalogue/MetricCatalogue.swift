// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore

/// The metrics that the field uses, each with its source, and the variants of one notion side by side.
///
/// A definition can be taken in code, by name, or by a document's short form:
///
/// ```swift
/// MetricDefinition.serviceLevel(.f1, within: .seconds(20))
/// try MetricCatalogue.entry("serviceLevel.F1")?.definition(["within": .duration(.seconds(20))])
/// ```
/// ```json
/// { "id": "hotline", "measure": "serviceLevel.F1", "within": "20 s", "objective": { "atLeast": "80%" } }
/// ```
public enum MetricCatalogue {
  /// A metric of the catalogue, with what it leaves open.
  public struct Entry: Sendable {
    /// The name of the metric.
    public var id: MetricID { example.id }
    /// The definition with the values that sources use for what it leaves open.
    public let example: MetricDefinition
    /// What it leaves open.
    public let parameters: [MetricParameter]

    private let make: @Sendable (MetricArguments) -> MetricDefinition

    init(
      _ parameters: [MetricParameter] = [],
      _ make: @escaping @Sendable (MetricArguments) -> MetricDefinition
    ) {
      self.parameters = parameters
      self.make = make
      example = make(
        MetricArguments(
          Dictionary(
            parameters.filter(\.isRequired).map { ($0.name, $0.example) }, uniquingKeysWith: { $1 }
          )))
    }

    init(_ definition: MetricDefinition) {
      self.init { _ in definition }
    }

    /// The definition with values for what it leaves open.
    ///
    /// - Throws: `DocumentError` with a problem for each value that is missing, unknown, of the wrong
    ///   kind or out of bounds.
    public func definition(
      _ arguments: [String: MetricArgument] = [:]
    ) throws(DocumentError) -> MetricDefinition {
      var problems = Problems()
      for parameter in parameters {
        if let argument = arguments[parameter.name] {
          if let objection = parameter.objection(to: argument) {
            problems.report(objection, path: parameter.name)
          }
        } else if parameter.isRequired {
          problems.report("\(parameter.name.quoted) is missing", path: parameter.name)
        }
      }
      let names = parameters.map(\.name)
      for name in arguments.keys.sorted() where !names.contains(name) {
        problems.report(
          "\(id) has no parameter \(name.quoted)", path: name,
          suggestion: EditDistance.nearest(to: name, among: names))
      }
      try problems.throwIfAny()
      return make(MetricArguments(arguments))
    }
  }

  /// Every metric, variants behind one another.
  public static let entries: [Entry] =
    serviceLevels + waiting + handling + resolving + volumes + ticketTimes + ticketShares + promises
    + opinions + quality + people

  /// The metric of a name; `nil` where there is none.
  public static func entry(_ id: MetricID) -> Entry? { entries.first { $0.id == id } }

  /// The variants of one notion, side by side.
  public static func family(_ name: String) -> [Entry] {
    entries.filter { $0.example.family == name }
  }

  /// The notions that have variants, in the order of the catalogue, each once.
  public static var families: [String] {
    var names: [String] = []
    for entry in entries {
      guard let family = entry.example.family, !names.contains(family) else { continue }
      names.append(family)
    }
    return names
  }
}

extension MetricCatalogue.Entry: Hashable {
  /// Tells whether two entries are the same metric.
  public static func == (left: Self, right: Self) -> Bool {
    left.example == right.example && left.parameters == right.parameters
  }

  /// Hashes the metric.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(example)
    hasher.combine(parameters)
  }
}

extension MetricCatalogue.Entry: CustomStringConvertible {
  /// The definition with the values that sources use.
  public var description: String { example.description }
}
