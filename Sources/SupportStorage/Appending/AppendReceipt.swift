// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore

/// What came of an append.
public struct AppendReceipt: Hashable, Sendable {
  /// The version of one stream after an append.
  public struct StreamVersion: Hashable, Sendable {
    /// The stream.
    public var stream: StreamID
    /// The version of its last event; 0 where it has none.
    public var version: Int64

    /// Creates the version of a stream.
    public init(_ stream: StreamID, _ version: Int64) {
      self.stream = stream
      self.version = version
    }
  }

  /// The positions of the first and the last event, which follow one another; `nil` where the append
  /// had no events.
  public var positions: ClosedRange<EventPosition>?
  /// The versions of the streams right after the append, in the order of the request.
  public var versions: [StreamVersion]
  /// When the events were recorded: the instant of the request, or a later one at which one of the
  /// streams had been written before.
  public var recordedAt: Instant
  /// Whether this append had been stored before and nothing was added now; all else is as it was then.
  public var isRepeat: Bool

  /// Creates a receipt.
  public init(
    positions: ClosedRange<EventPosition>?, versions: [StreamVersion], recordedAt: Instant,
    isRepeat: Bool = false
  ) {
    self.positions = positions
    self.versions = versions
    self.recordedAt = recordedAt
    self.isRepeat = isRepeat
  }

  /// The version of a stream right after the append; `nil` where the append did not name it.
  ///
  /// - Complexity: O(streams of the append)
  public func version(of stream: StreamID) -> Int64? {
    versions.first { $0.stream == stream }?.version
  }

  /// The same receipt as it is given to whoever sent the append again.
  public var repeated: Self {
    var receipt = self
    receipt.isRepeat = true
    return receipt
  }
}
