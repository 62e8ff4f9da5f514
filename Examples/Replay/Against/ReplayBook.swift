// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportDesk
import SupportPresets
import SupportRules
import SupportSLA
import SupportTickets
import SupportTime

/// A policy that a log is replayed under: service levels alone, or those of a whole policy book.
struct ReplayBook {
  /// The name of the policy and its version.
  let id: String
  let version: String
  /// The calendars, in the order of the document.
  let calendars: [BusinessCalendar.Named]
  /// The versions of the service levels; without a rule where the book promises nothing.
  let versions: SLAPolicyVersions
  /// The book as a desk, to compare it with another one.
  let desk: Desk

  /// The latest version of the service levels.
  var policy: SLAPolicy { versions.policy(at: .max) }

  /// Whether the book says of tickets what they are.
  var classifies: Bool { desk.books.contains { $0.classification != nil } }

  /// `standard 2016-01`.
  var title: String { "\(id) \(version)" }

  /// A policy book.
  init(_ book: PolicyBook) throws(DocumentError) {
    id = book.id
    version = "\(book.version)"
    calendars = book.calendars
    desk = Desk(book)
    if let versions = book.serviceLevels {
      self.versions = versions
    } else {
      let none = try SLAPolicy(book.id, version: book.version, schema: book.facts, rules: [])
      versions = try SLAPolicyVersions([.init(none, from: book.effectiveFrom)])
    }
  }

  /// A document with calendars and service levels alone, checked against the facts that a log knows.
  init(serviceLevels text: [UInt8], schema: FactSchema?) throws(DocumentError) {
    let book = try ServiceLevelBook(text, schema: schema)
    id = book.policy.id
    version = "\(book.policy.version)"
    calendars = book.calendars.map { .init(name: $0.name, calendar: $0.calendar) }
    versions = book.versions
    desk = Desk(try PolicyBook(Self.completed(text)))
  }

  /// Whether a document is a policy book: that one says from when it is in force.
  static func isPolicyBook(_ text: [UInt8]) throws(DocumentError) -> Bool {
    try keys(of: text).contains("effectiveFrom")
  }

  /// Service levels with what a policy book needs besides. It is put into the first line, so that every
  /// other place stays where it was.
  private static func completed(_ text: [UInt8]) throws(DocumentError) -> [UInt8] {
    let keys = try keys(of: text)
    let needed = [
      ("id", "policy"), ("version", "1"), ("zone", "UTC"), ("effectiveFrom", "1970-01-01"),
    ]
    let missing = needed.filter { !keys.contains($0.0) }
      .map { "\"\($0.0)\": \"\($0.1)\", " }.joined()
    guard let brace = text.firstIndex(of: UInt8(ascii: "{")) else { return text }
    return text[...brace] + Array(missing.utf8) + text[(brace + 1)...]
  }

  private static func keys(of text: [UInt8]) throws(DocumentError) -> [String] {
    try DocumentNode.read(text) { node, _ -> [String]? in
      guard case .object(let members) = node.value else { return [] }
      return members.map(\.key)
    }
  }
}
