// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore
public import SupportDesk

/// A published service desk as a policy book, ready to run.
///
/// Each preset carries every rule of its published standards; `Documentation/standards.md` shows which
/// clause carries which rule and which test proves it. Use one to see what a book can say, as the base
/// of your own by an overlay, or to try another book against.
///
/// ```swift
/// let desk = try Desk(.creationAndMagic)
/// ```
///
/// Their ids are stable; what they say may change with the standards that they carry out.
public enum Preset: String, Hashable, Sendable, CaseIterable {
  /// A consumer game's service desk.
  case creationAndMagic = "creation-and-magic"
  /// A travel and game service desk around the clock.
  case dreamWest = "dream-west"
  /// A general service guide.
  case serviceGuide = "service-guide"
  /// A game company's service code.
  case gameCompanyCode = "game-company-code"
  /// A rental platform's desk.
  case rentalDesk = "rental-desk"
  /// A wealth manager's desk.
  case wealthDesk = "wealth-desk"
  /// A network adviser's service plan towards a mobile operator.
  case networkAdviser = "network-adviser"

  /// The book as JSON text, as people wrote it.
  public var text: String {
    switch self {
    case .creationAndMagic: Self.creationAndMagicText
    case .dreamWest: Self.dreamWestText
    case .serviceGuide: Self.serviceGuideText
    case .gameCompanyCode: Self.gameCompanyCodeText
    case .rentalDesk: Self.rentalDeskText
    case .wealthDesk: Self.wealthDeskText
    case .networkAdviser: Self.networkAdviserText
    }
  }

  /// Reads the book.
  ///
  /// - Throws: `DocumentError`, where the zone rules of this machine lack a zone of the book; the text
  ///   itself has no mistake.
  /// - Complexity: O(*n*) in the length of the text; keep the book or the desk rather than read it for
  ///   each command.
  public func book() throws(DocumentError) -> PolicyBook {
    try PolicyBook(text)
  }
}

extension Desk {
  /// Opens the desk of a preset.
  ///
  /// - Throws: `DocumentError`, as ``Preset/book()``.
  public init(_ preset: Preset) throws(DocumentError) {
    self.init(try preset.book())
  }
}
