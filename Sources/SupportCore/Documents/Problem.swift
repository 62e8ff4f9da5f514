// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

/// One mistake in a document that a person wrote.
///
/// Show ``description`` to the author; use the parts to mark the place in an editor. Problems come
/// in a ``DocumentError``, all of a document at once.
public struct Problem: Hashable, Sendable, Codable {
  /// The way from the top to the value, such as `rules[3].when.tier` or `weekly["mon-fri"][0]`;
  /// empty for the whole document. Elements are counted from 0.
  public var path: String

  /// The line in the text, counted from 1; 0 when the value was not read from text.
  public var line: Int

  /// The column in the line, counted from 1 in Unicode scalars, a tab being one; 0 when the value
  /// was not read from text.
  public var column: Int

  /// What is wrong, naming the value and the bound: `"plutonium" is not one of "gold", "platinum"`.
  public var message: String

  /// What was probably meant: `platinum`.
  public var suggestion: String?

  /// Creates a problem; leave line and column at 0 for values that were not read from text.
  public init(
    path: String, line: Int = 0, column: Int = 0, message: String, suggestion: String? = nil
  ) {
    self.path = path
    self.line = line
    self.column = column
    self.message = message
    self.suggestion = suggestion
  }
}

extension Problem: CustomStringConvertible {
  /// One line: `line 12:8 · rules[3].when.tier: "gould" is not one of "gold"; did you mean "gold"?`.
  public var description: String {
    let place = line > 0 ? "line \(line):\(column) · " : ""
    let subject = path.isEmpty ? "document" : path
    let hint = suggestion.map { "; did you mean \($0.quoted)?" } ?? ""
    return "\(place)\(subject): \(message)\(hint)"
  }
}
