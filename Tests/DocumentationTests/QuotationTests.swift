// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import Foundation
import Testing

/// Articles quote compiled code: every block of Swift in a catalogue stands in a test or an example.
@Suite("Documentation: quotations")
struct QuotationTests {
  static let root = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  static func files(ending suffix: String, in folder: String) -> [URL] {
    let folder = root.appending(path: folder)
    let all = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
    return (all?.compactMap { $0 as? URL } ?? [])
      .filter { $0.lastPathComponent.hasSuffix(suffix) }
      .sorted { $0.path < $1.path }
  }

  /// The text with each line's indentation and trailing white space removed, without empty lines.
  static func flattened(_ text: some StringProtocol) -> String {
    text.split(separator: "\n")
      .map { $0.trimmingCharacters(in: .whitespaces) }
      .filter { !$0.isEmpty }
      .joined(separator: "\n")
  }

  /// The blocks between ```` ```swift ```` and ```` ``` ````.
  static func blocks(of article: String) -> [String] {
    article.components(separatedBy: "```swift\n").dropFirst().map {
      $0.components(separatedBy: "```").first ?? ""
    }
  }

  static let articles = files(ending: ".md", in: "Sources").filter { $0.path.contains(".docc/") }

  @Test("the catalogues are found")
  func found() {
    #expect(Self.articles.count >= 12)
  }

  @Test("every block of Swift stands in a test", arguments: articles)
  func quoted(_ article: URL) throws {
    let tests = try Self.files(ending: ".swift", in: "Tests/DocumentationTests")
      .map { Self.flattened(try String(contentsOf: $0, encoding: .utf8)) }
    for block in Self.blocks(of: try String(contentsOf: article, encoding: .utf8)) {
      let wanted = Self.flattened(block)
      #expect(
        tests.contains { $0.contains(wanted) },
        "\(article.lastPathComponent): no test holds\n\(block)")
    }
  }
}
