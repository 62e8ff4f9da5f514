// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

/// A value in a document that a person wrote, with its place.
///
/// The document reader turns JSON text (RFC 8259) into a tree of these, keeps the order of members,
/// the exact value of numbers and the place of everything, and tells all mistakes at once. It is
/// stricter than most: duplicate keys and malformed Unicode are mistakes. A byte order mark at the
/// start is skipped.
///
/// ```swift
/// let level = try DocumentNode.read(#"{ "id": "gold", "points": 5000 }"#) { node, problems -> Level? in
///   guard var object = node.object(&problems) else { return nil }
///   let id = object.required("id", &problems)?.nonEmptyString(&problems)
///   let points = object.required("points", &problems)?.integer(in: 0...1_000_000, &problems)
///   object.finish(&problems)
///   guard let id, let points else { return nil }
///   return Level(id: id, points: points)
/// }
/// ```
///
/// Two nodes are equal when they hold the same at the same place.
public struct DocumentNode: Hashable, Sendable {
  /// What a node holds.
  public enum Value: Hashable, Sendable {
    /// `null`.
    case null
    /// `true` or `false`.
    case boolean(Bool)
    /// A number, exact.
    case number(ExactDecimal)
    /// A text, its escapes resolved.
    case string(String)
    /// A list.
    case array([DocumentNode])
    /// An object; members in the order of the text, no two with the same key.
    case object([Member])
  }

  /// One key of an object with its value.
  public struct Member: Hashable, Sendable {
    /// The key, its escapes resolved.
    public let key: String
    /// The line of the key, counted from 1.
    public let line: Int
    /// The column of the key's quotation mark, counted from 1 in Unicode scalars.
    public let column: Int
    /// What stands after the colon.
    public let value: DocumentNode
  }

  /// What the node holds.
  public let value: Value

  /// The line on which the value starts, counted from 1.
  public var line: Int { place.line }

  /// The column in which the value starts, counted from 1 in Unicode scalars.
  public var column: Int { place.column }

  /// The way from the top, such as `rules[3].when.tier` or `weekly["mon-fri"][0]`; empty at the top.
  ///
  /// Keys that are not made of letters, digits and `_` are quoted, and cut after 80 scalars.
  public var path: String { trail.path }

  /// Whether a number was written with neither decimal point nor exponent.
  let isWrittenAsInteger: Bool

  let trail: DocumentTrail
  let place: DocumentPlaces.Place

  init(
    _ value: Value, at trail: DocumentTrail, _ place: DocumentPlaces.Place,
    isWrittenAsInteger: Bool = false
  ) {
    self.value = value
    self.trail = trail
    self.place = place
    self.isWrittenAsInteger = isWrittenAsInteger
  }
}

// MARK: - From text

extension DocumentNode {
  /// Parses the bytes of a JSON text in UTF-8.
  ///
  /// - Parameters:
  ///   - bytes: The text.
  ///   - limits: The bounds on size, depth and number of values.
  /// - Returns: The value at the top.
  /// - Throws: ``DocumentError`` with as many mistakes as can be told apart, duplicate keys included.
  /// - Complexity: O(*n*) in the number of bytes.
  public static func parse(
    _ bytes: some Collection<UInt8>, limits: DocumentLimits = .standard
  ) throws(DocumentError) -> DocumentNode {
    try read(bytes, limits: limits) { node, _ in node }
  }

  /// Parses a JSON text as its bytes in UTF-8 are parsed.
  public static func parse(
    _ text: String, limits: DocumentLimits = .standard
  ) throws(DocumentError) -> DocumentNode {
    try parse(text.utf8, limits: limits)
  }

  /// Parses the bytes of a JSON text in UTF-8 and turns the tree into a value; tells the mistakes
  /// of both steps at once.
  ///
  /// Mistakes of spelling that leave no doubt about the tree, such as a missing comma or a
  /// duplicate key, do not keep the second step from being tried.
  ///
  /// - Parameters:
  ///   - bytes: The text.
  ///   - limits: The bounds on size, depth and number of values.
  ///   - make: Turns the tree into a value, or reports why it cannot and returns nil.
  /// - Returns: The value, made without any problem.
  /// - Throws: ``DocumentError`` with all problems.
  public static func read<Value>(
    _ bytes: some Collection<UInt8>, limits: DocumentLimits = .standard,
    _ make: (DocumentNode, inout Problems) -> Value?
  ) throws(DocumentError) -> Value {
    var problems = Problems(maximum: limits.maximumProblems)
    guard bytes.count <= limits.maximumBytes else {
      let message = "\(bytes.count) bytes are more than the limit of \(limits.maximumBytes)"
      throw DocumentError(Problem(path: "", line: 1, column: 1, message: message))
    }
    var parser = DocumentParser(Array(bytes), limits: limits)
    let root = parser.document(&problems)
    let value = root.flatMap { make($0, &problems) }
    try problems.throwIfAny()
    guard let value else {
      throw DocumentError(Problem(path: "", line: 1, column: 1, message: "it could not be read"))
    }
    return value
  }

  /// Parses a JSON text and turns the tree into a value, as its bytes in UTF-8 are read; tells the
  /// mistakes of both steps at once.
  public static func read<Value>(
    _ text: String, limits: DocumentLimits = .standard,
    _ make: (DocumentNode, inout Problems) -> Value?
  ) throws(DocumentError) -> Value {
    try read(text.utf8, limits: limits, make)
  }
}
