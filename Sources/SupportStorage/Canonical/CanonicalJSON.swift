// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore

/// JSON with one way to write each value, so that equal events have equal bytes on every machine and
/// in every version.
///
/// No blanks; the members of an object in the order of the UTF-8 bytes of their names (RFC 8785 orders
/// by UTF-16, which differs only where names have characters beyond U+FFFF); text as it is, with only
/// those escapes that JSON demands, in the shortest form; numbers exact, without exponent and without
/// needless zeros. There is no floating point: a value that holds one cannot be written.
///
/// Reading takes any JSON of up to 256 levels in which no object has a name twice.
public enum CanonicalJSON {
  /// How deep lists and objects may be nested.
  public static let maximumDepth = 256

  /// Writes a value.
  ///
  /// - Throws: ``StorageError`` with ``StorageError/Code/unwritableEvent`` where the value holds a
  ///   floating-point number or its encoding throws.
  /// - Complexity: O(size), and O(n log n) in the members of an object that do not come in order.
  public static func bytes(of value: some Encodable) throws(StorageError) -> [UInt8] {
    do {
      return try StraightEncoder().bytes(of: value) ?? plainBytes(of: value)
    } catch {
      throw CanonicalFailure.unwritable(error, type: type(of: value))
    }
  }

  /// Writes a value part by part, whatever it is like: what the quicker way is compared with.
  package static func plainBytes(of value: some Encodable) throws -> [UInt8] {
    try CanonicalEncoder().bytes(of: value)
  }

  /// Writes a tree.
  ///
  /// - Complexity: O(size)
  public static func bytes(of tree: EventTree) -> [UInt8] {
    var writer = CanonicalWriter()
    writer.tree(tree)
    return writer.bytes
  }

  /// Reads a value.
  ///
  /// - Throws: ``StorageError`` with ``StorageError/Code/unreadableEvent`` that names the place but no
  ///   value, since values may be personal.
  /// - Complexity: O(size), and O(n²) at worst in the members of an object.
  public static func value<Value: Decodable>(
    _ type: Value.Type, from bytes: [UInt8]
  ) throws(StorageError) -> Value {
    let document = try CanonicalDocument(bytes)
    do {
      return try CanonicalDecoder(document, 0).decode(type)
    } catch {
      throw CanonicalFailure.unreadable(error, type: type)
    }
  }

  /// Reads a tree.
  ///
  /// - Throws: ``StorageError`` with ``StorageError/Code/unreadableEvent`` where the bytes are no JSON,
  ///   or have a number of more than 38 digits.
  /// - Complexity: O(size)
  public static func tree(from bytes: [UInt8]) throws(StorageError) -> EventTree {
    let document = try CanonicalDocument(bytes)
    do {
      return try document.tree(at: 0)
    } catch {
      throw CanonicalFailure.unreadable(error, type: EventTree.self)
    }
  }
}

/// Tells what went wrong without a value.
enum CanonicalFailure {
  static func unwritable(_ error: any Error, type: Any.Type) -> StorageError {
    if let error = error as? StorageError { return error }
    return StorageError(.unwritableEvent, "\(type) cannot be written as JSON")
  }

  static func unreadable(_ error: any Error, type: Any.Type) -> StorageError {
    if let error = error as? StorageError { return error }
    var reason = "it is not what is demanded there"
    var path: [any CodingKey] = []
    switch error as? DecodingError {
    case .keyNotFound(let key, let context):
      reason = "\(key.stringValue) is missing"
      path = context.codingPath
    case .valueNotFound(_, let context), .typeMismatch(_, let context), .dataCorrupted(let context):
      path = context.codingPath
    default: break
    }
    let place = path.map { $0.intValue.map { "[\($0)]" } ?? $0.stringValue }.joined(separator: ".")
    return StorageError(
      .unreadableEvent, "\(type) cannot be read: \(place.isEmpty ? "" : "\(place): ")\(reason)")
  }

  static func noJSON(at offset: Int) -> StorageError {
    StorageError(.unreadableEvent, "the bytes are no JSON from byte \(offset) on")
  }
}
