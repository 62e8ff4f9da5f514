// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import Testing

/// Swift that a test plants, and the lines in which a check must find an offence.
struct Snippet: Sendable, CustomTestStringConvertible {
  let path: String
  let text: String
  let lines: [Int]

  var file: SourceFile { SourceFile(path: path, text: text) }
  var testDescription: String { "\(path): \(text.onOneLine)" }

  init(_ text: String, offendsIn lines: [Int] = [1], at path: String = "Sources/SupportSLA/X.swift")
  {
    self.text = text
    self.lines = lines
    self.path = path
  }

  /// A look-alike: nothing is wrong with it.
  static func fine(_ text: String, at path: String = "Sources/SupportSLA/X.swift") -> Snippet {
    Snippet(text, offendsIn: [], at: path)
  }

  /// Compares the lines of the offences, and sees that each says where and what to do.
  func expect(_ offences: [Offence], from location: SourceLocation = #_sourceLocation) {
    #expect(offences.map(\.line) == lines, sourceLocation: location)
    for offence in offences {
      #expect(
        offence.description.hasPrefix("\(path):\(offence.line): ") && offence.advice.count > 10,
        sourceLocation: location)
    }
  }
}

/// A text to be read, and what is to come of it.
struct Reading<Expected: Sendable>: Sendable, CustomTestStringConvertible {
  let source: String
  let expected: Expected

  var testDescription: String { source.onOneLine }

  init(_ source: String, _ expected: Expected) {
    self.source = source
    self.expected = expected
  }
}

extension String {
  fileprivate var onOneLine: String {
    split(separator: "\n", omittingEmptySubsequences: false).joined(separator: "⏎")
  }
}
