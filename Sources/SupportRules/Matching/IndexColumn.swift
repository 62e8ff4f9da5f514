// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

/// How the index finds the row of bits for the value of one field. It holds plain numbers only, so
/// that looking at it costs nothing.
struct IndexColumn: Sendable {
  /// How a code becomes the number of its class.
  enum Classes: Sendable {
    /// Codes from here on are classes themselves.
    case direct(from: Int64, count: Int)
    /// The number of limits that the code has reached, among those of the index from here on.
    case limits(start: Int, count: Int)
    /// The place of the text in one of the index's tables.
    case texts(table: Int, slot: Int)
    /// Whether this bit is set.
    case bit(Int64)
  }

  /// The position of the field; the date stands behind the last one.
  let position: Int
  let classes: Classes
  /// The row of class 0; the rows of the others follow.
  let firstRow: Int
  /// The row of terms that hold although the value is not known.
  let unknownCertain: Int
  /// The row of terms that may hold where the value is not known.
  let unknownPossible: Int
}
