// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

/// Reading a node as a value. Each function returns nil after reporting what is wrong.
extension DocumentNode {
  /// Reads a text, which may be empty.
  public func string(_ problems: inout Problems) -> String? {
    if case .string(let text) = value { return text }
    return refuse("a text", &problems)
  }

  /// Reads a text with at least one character that is not white space.
  public func nonEmptyString(_ problems: inout Problems) -> String? {
    guard let text = string(&problems) else { return nil }
    guard text.contains(where: { !$0.isWhitespace }) else {
      problems.report("the text must not be empty", at: self)
      return nil
    }
    return text
  }

  /// Reads `true` or `false`.
  public func boolean(_ problems: inout Problems) -> Bool? {
    if case .boolean(let flag) = value { return flag }
    return refuse("true or false", &problems)
  }

  /// Reads a whole number within bounds, both included, written without decimal point and exponent.
  public func integer(in bounds: ClosedRange<Int64>, _ problems: inout Problems) -> Int64? {
    guard case .number(let number) = value else { return refuse("a whole number", &problems) }
    guard isWrittenAsInteger else {
      problems.report(
        "\(number) must be written as a whole number, without decimal point or exponent", at: self)
      return nil
    }
    guard let integer = number.exactInteger(), bounds.contains(integer) else {
      let range = "\(bounds.lowerBound) ... \(bounds.upperBound)"
      problems.report("\(number) is outside \(range)", at: self)
      return nil
    }
    return integer
  }

  /// Reads a number, exact.
  public func decimal(_ problems: inout Problems) -> ExactDecimal? {
    if case .number(let number) = value { return number }
    return refuse("a number", &problems)
  }

  /// Reads a list, which may be empty.
  public func array(_ problems: inout Problems) -> [DocumentNode]? {
    if case .array(let elements) = value { return elements }
    return refuse("a list", &problems)
  }

  /// Reads an object, to be asked for its members.
  public func object(_ problems: inout Problems) -> DocumentObject? {
    guard case .object(let members) = value else { return refuse("an object", &problems) }
    return DocumentObject(node: self, members: members)
  }

  /// Reads one of several names and returns what it stands for; reports the nearest name otherwise.
  ///
  /// - Parameters:
  ///   - choices: The names, told apart by case, and what they stand for.
  ///   - problems: Takes the report.
  /// - Returns: What the name stands for, or nil after a report.
  public func oneOf<Value>(
    _ choices: [(name: String, value: Value)], _ problems: inout Problems
  ) -> Value? {
    guard let text = string(&problems) else { return nil }
    if let choice = choices.first(where: { $0.name == text }) { return choice.value }
    problems.report(
      "\(text.quoted) is not one of \(Self.list(choices.lazy.map(\.name)))", at: self,
      suggestion: EditDistance.nearest(to: text, among: choices.lazy.map(\.name)))
    return nil
  }

  /// Reads a text as a value that has an initialiser from text, such as a date or a time of day.
  ///
  /// ```swift
  /// node.text(&problems, CivilDate.init(_:))
  /// ```
  ///
  /// - Parameters:
  ///   - problems: Takes the description of the error.
  ///   - make: Makes the value from the text.
  /// - Returns: The value, or nil after a report.
  public func text<Value>(
    _ problems: inout Problems, _ make: (String) throws(TextError) -> Value
  ) -> Value? {
    guard let text = string(&problems) else { return nil }
    do throws(TextError) {
      return try make(text)
    } catch {
      problems.report(error.description, at: self)
      return nil
    }
  }

  /// Reads a list of values, going on after a bad one.
  ///
  /// - Parameters:
  ///   - problems: Takes the reports.
  ///   - read: Reads one element, or reports why it cannot and returns nil.
  /// - Returns: All values in their order, or nil when this is no list or an element was bad.
  public func values<Value>(
    _ problems: inout Problems, _ read: (DocumentNode, inout Problems) -> Value?
  ) -> [Value]? {
    guard let elements = array(&problems) else { return nil }
    var values: [Value] = []
    values.reserveCapacity(elements.count)
    for element in elements {
      if let value = read(element, &problems) { values.append(value) }
    }
    return values.count == elements.count ? values : nil
  }

  // MARK: Messages

  /// `"gold", "platinum"`, the first dozen.
  package static func list(_ names: some Collection<String>) -> String {
    let shown = names.prefix(12).map(\.quoted).joined(separator: ", ")
    return names.count > 12 ? "\(shown) and \(names.count - 12) more" : shown
  }

  private func refuse<Value>(_ expected: String, _ problems: inout Problems) -> Value? {
    problems.report("\(expected) is expected, this is \(summary)", at: self)
    return nil
  }

  private var summary: String {
    switch value {
    case .null: "null"
    case .boolean(let flag): "\(flag)"
    case .number(let number): "the number \(number)"
    case .string(let text): "the text \(text.quoted)"
    case .array(let elements): "a list of \(elements.count)"
    case .object: "an object"
    }
  }
}
