// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

/// What a writer takes for granted about a stream when it appends to it.
public enum ExpectedVersion: Hashable, Sendable {
  /// Nothing: the append never conflicts over this stream, however many write at once.
  case any
  /// The stream has no events.
  case none
  /// The stream has events.
  case exists
  /// The last event of the stream has this version; 0 is the same as ``none``.
  case exactly(Int64)

  /// Tells whether a stream whose last event has that version is as expected; 0 stands for a stream
  /// without events.
  public func allows(_ version: Int64) -> Bool {
    switch self {
    case .any: true
    case .none: version == 0
    case .exists: version > 0
    case .exactly(let expected): version == expected
    }
  }
}

extension ExpectedVersion: CustomStringConvertible {
  /// `any version`, `no events`, `some events`, `version 3`.
  public var description: String {
    switch self {
    case .any: "any version"
    case .none: "no events"
    case .exists: "some events"
    case .exactly(let version): "version \(version)"
    }
  }
}
