// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

/// Brings the JSON of an event from the form of one version to the form of the next: a pure change.
///
/// Versions are those of ``Recorded/schemaVersion``.
///
/// ```swift
/// EventUpcast(from: 0) { tree in
///   tree["type"] = tree["kind"]
///   tree["kind"] = nil
/// }
/// ```
public struct EventUpcast: Sendable {
  /// The version that it reads; it writes the next one.
  public let version: Int
  private let change: @Sendable (inout EventTree) -> Void

  /// Creates an upcast.
  public init(from version: Int, _ change: @escaping @Sendable (inout EventTree) -> Void) {
    self.version = version
    self.change = change
  }

  /// Changes an event of that version.
  public func apply(to tree: inout EventTree) {
    change(&tree)
  }
}

extension [EventUpcast] {
  /// Brings an event up step by step; of two upcasts from one version the first counts.
  ///
  /// - Returns: The event in the form wanted; `nil` where a step is missing, or it is of a later
  ///   version.
  package func bring(_ tree: EventTree, from version: Int, to wanted: Int) -> EventTree? {
    guard version <= wanted else { return nil }
    var tree = tree
    for step in version..<wanted {
      guard let upcast = first(where: { $0.version == step }) else { return nil }
      upcast.apply(to: &tree)
    }
    return tree
  }
}
