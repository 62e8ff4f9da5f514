// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore

/// Reads the values of which rules about tickets are full: names, choices, lists of each once.
extension DocumentNode {
  /// Reads a name.
  func name<Name: Identifier>(_ problems: inout Problems) -> Name? {
    nonEmptyString(&problems).map(Name.init(rawValue:))
  }

  /// Reads one of the names of a closed set.
  func choice<Choice: RawRepresentable<String> & CaseIterable>(
    _ problems: inout Problems
  ) -> Choice? {
    oneOf(Choice.allCases.map { (name: $0.rawValue, value: $0) }, &problems)
  }

  /// Reads a list in which nothing stands twice.
  ///
  /// - Parameters:
  ///   - mayBeEmpty: Whether a list of nothing says something.
  ///   - problems: Takes the reports.
  ///   - read: Reads one element, or reports why it cannot and returns nil.
  /// - Returns: The values in their order, or nil after a report.
  func list<Value: Hashable>(
    mayBeEmpty: Bool = false, _ problems: inout Problems,
    _ read: (DocumentNode, inout Problems) -> Value?
  ) -> [Value]? {
    guard let elements = array(&problems) else { return nil }
    if elements.isEmpty, !mayBeEmpty {
      problems.report("a list of nothing asks for nothing", at: self)
      return nil
    }
    var values: [Value] = []
    var seen: Set<Value> = []
    for element in elements {
      guard let value = read(element, &problems) else { continue }
      if seen.insert(value).inserted {
        values.append(value)
      } else {
        problems.report("\(element.words) stands twice", at: element)
      }
    }
    return values.count == elements.count ? values : nil
  }

  /// Reads a share such as `85%` in thousandths.
  func thousandths(in bounds: ClosedRange<Int64>, _ problems: inout Problems) -> Int? {
    if case .number(let number) = value {
      problems.report("a share is text, such as \"85%\"; this is the number \(number)", at: self)
      return nil
    }
    guard let rate = text(&problems, { text throws(TextError) in try Rate(text) }) else {
      return nil
    }
    let (product, overflow) = rate.numerator.multipliedReportingOverflow(by: 1_000)
    guard !overflow, product % rate.denominator == 0 else {
      problems.report("\(rate) is no whole number of thousandths, such as \"87.5%\"", at: self)
      return nil
    }
    let thousandths = product / rate.denominator
    guard bounds.contains(thousandths) else {
      let (low, high) = (Self.percent(bounds.lowerBound), Self.percent(bounds.upperBound))
      problems.report("\(rate) is outside \(low) ... \(high)", at: self)
      return nil
    }
    return Int(clamping: thousandths)
  }

  /// Thousandths as a share: `87.5%`.
  static func percent(_ thousandths: Int64) -> String {
    let tenths = thousandths % 10
    return tenths == 0 ? "\(thousandths / 10)%" : "\(thousandths / 10).\(abs(tenths))%"
  }

  private var words: String {
    if case .string(let text) = value { text.quoted } else { "this" }
  }
}

extension DocumentObject {
  /// Reads a member that has to be there.
  mutating func value<Value>(
    _ key: String, _ problems: inout Problems, _ read: (DocumentNode, inout Problems) -> Value?
  ) -> Value? {
    required(key, &problems).flatMap { read($0, &problems) }
  }

  /// Reads a member that may be left out, and then is as usual.
  mutating func value<Value>(
    _ key: String, or usual: Value, _ problems: inout Problems,
    _ read: (DocumentNode, inout Problems) -> Value?
  ) -> Value? {
    guard let node = optional(key) else { return usual }
    return read(node, &problems)
  }

  /// Reads a member that may be left out; the outer optional is nil after a report.
  mutating func valueIfAny<Value>(
    _ key: String, _ problems: inout Problems, _ read: (DocumentNode, inout Problems) -> Value?
  ) -> Value?? {
    guard let node = optional(key) else { return .some(nil) }
    return read(node, &problems).map { .some($0) }
  }
}
