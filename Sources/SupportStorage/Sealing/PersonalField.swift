// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore

/// A place in an event's JSON where something personal stands.
///
/// ```swift
/// PersonalField("change", "message", "text", whenErased: .text(""))
/// ```
public struct PersonalField: Hashable, Sendable {
  /// The names of the members from the top down. A list on the way means each of its elements, or the
  /// one whose place the next name is: `"fields", "0", "value"`. What stands there once erased is looked
  /// up without places.
  public var path: [String]
  /// What stands there once the person's key is erased: something that the event can be read with.
  public var whenErased: EventTree

  /// Creates a field.
  public init(_ path: String..., whenErased: EventTree = .null) {
    self.init(path: path, whenErased: whenErased)
  }

  /// Creates a field from the list of names.
  public init(path: [String], whenErased: EventTree = .null) {
    self.path = path
    self.whenErased = whenErased
  }
}
