// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

/// What a stream of events is about: a ticket, an account. The set is open: rooms and hosts add
/// their own.
///
/// One store holds streams of several categories, and the ticket `4711` and the customer `4711`
/// need two names in it.
///
/// ```swift
/// StreamID(.ticket, of: TicketID("T-1"))      // ticket/T-1
/// ```
public struct StreamCategory: Identifier {
  /// The text of the category.
  public let rawValue: String

  /// Creates a category from its text.
  public init(rawValue: String) {
    self.rawValue = rawValue
  }

  /// The events of one ticket.
  public static let ticket = Self(rawValue: "ticket")
}

extension StreamID {
  /// Names the stream of one thing: the category, `/`, and the name of the thing as it is. A `/` or
  /// `%` of the category is written as `%2F` or `%25`, so two things never share a stream.
  public init(_ category: StreamCategory, of id: some Identifier) {
    self.init(rawValue: "\(category.written)/\(id.rawValue)")
  }

  /// The category that the stream was named by: what stands before the first `/`; `nil` where there
  /// is none.
  public var category: StreamCategory? {
    let scalars = rawValue.unicodeScalars
    return scalars.firstIndex(of: "/").map { StreamCategory(written: scalars[..<$0]) }
  }
}

extension StreamCategory {
  /// What may not stand in a category, and how it is written behind a `%`.
  private static let marks: [(plain: Unicode.Scalar, code: String)] = [("/", "2F"), ("%", "25")]

  fileprivate var written: String {
    // Both are ASCII, which no other scalar has a byte of.
    guard rawValue.utf8.contains(where: { $0 == 0x2F || $0 == 0x25 }) else { return rawValue }
    var text = ""
    for scalar in rawValue.unicodeScalars {
      if let mark = Self.marks.first(where: { $0.plain == scalar }) {
        text += "%\(mark.code)"
      } else {
        text.unicodeScalars.append(scalar)
      }
    }
    return text
  }

  fileprivate init(written: Substring.UnicodeScalarView) {
    var (text, rest) = ("", written)
    while let scalar = rest.popFirst() {
      let mark = Self.marks.first { scalar == "%" && rest.starts(with: $0.code.unicodeScalars) }
      text.unicodeScalars.append(mark?.plain ?? scalar)
      if let mark { rest.removeFirst(mark.code.unicodeScalars.count) }
    }
    self.init(rawValue: text)
  }
}
