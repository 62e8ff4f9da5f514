// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

/// A declaration at the top of a file or inside a type; what is inside bodies of code is not seen.
struct Declaration: Equatable, Sendable {
  enum Access: String, Sendable {
    case `private`, `fileprivate`, `internal`, package, `public`, open
  }

  /// `struct`, `func`, `case`, `import`, …
  var keyword: String
  /// The names it declares: several for `case first, second`.
  var names: [String]
  var line: Int
  /// What is written, if anything is.
  var access: Access?
  /// Visible to other modules: by its own word, as a case or a requirement of what is, or as a
  /// member of a public extension.
  var isPublic: Bool
  var isDocumented: Bool
  /// The types and extensions around it, outermost first.
  var scope: [String]
  var attributes: [String]
  /// The tokens from the name to the body, of brackets only the opening one.
  var signature: [String]
  /// The tokens in the first brackets.
  var parameters: [String] = []

  var name: String { names.first ?? "" }

  var isType: Bool {
    ["struct", "class", "enum", "actor", "protocol", "typealias"].contains(keyword)
  }

  /// Takes an encoder or a decoder, as Codable asks.
  var isCoding: Bool { parameters.contains("Encoder") || parameters.contains("Decoder") }

  /// `Ticket.Status.open`.
  var fullName: String { (scope + [names.joined(separator: ", ")]).joined(separator: ".") }
}
