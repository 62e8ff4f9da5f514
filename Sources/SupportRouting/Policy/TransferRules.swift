// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

/// How often a customer may be handed on, and what happens then.
public struct TransferRules: Hashable, Sendable {
  /// The number of transfers of one piece of work that are carried out, 0 ... 1,000,000; `nil` for any number.
  public var maximum: Int?
  /// Where a further transfer goes instead of where it was meant to; `nil` refuses it.
  public var escalatesTo: QueueID?
  /// Whether transferred work keeps its place in time; otherwise it is as if it came now.
  public var keepsPlace: Bool

  /// Creates rules; by default any number of transfers, which keep their place.
  public init(maximum: Int? = nil, escalatesTo: QueueID? = nil, keepsPlace: Bool = true) {
    self.maximum = maximum
    self.escalatesTo = escalatesTo
    self.keepsPlace = keepsPlace
  }
}
