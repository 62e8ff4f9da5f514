// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

/// The bounds within which a document is read.
///
/// They keep a hostile or broken document from taking memory or time without end. ``standard``
/// suits what people write by hand.
public struct DocumentLimits: Hashable, Sendable {
  /// The size of the text in bytes, 0 or more.
  public let maximumBytes: Int

  /// The levels of lists and objects inside one another, 1 ... 512.
  public let maximumDepth: Int

  /// The number of values of all kinds, 1 or more.
  public let maximumNodes: Int

  /// The number of problems that are listed, 1 or more; those beyond are only counted.
  public let maximumProblems: Int

  /// Creates limits; values out of range become the nearest bound, which the properties tell.
  public init(
    maximumBytes: Int = 16_000_000,
    maximumDepth: Int = 64,
    maximumNodes: Int = 1_000_000,
    maximumProblems: Int = 100
  ) {
    self.maximumBytes = max(maximumBytes, 0)
    self.maximumDepth = min(max(maximumDepth, 1), 512)
    self.maximumNodes = max(maximumNodes, 1)
    self.maximumProblems = max(maximumProblems, 1)
  }

  /// 16 MB (16,000,000 bytes), 64 levels, 1,000,000 values, 100 problems.
  public static let standard = Self()
}
