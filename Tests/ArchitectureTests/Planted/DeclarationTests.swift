// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import Testing

@Suite("Reading sources: declarations")
struct DeclarationTests {
  static func names(_ source: String) -> [String] {
    SourceFile(path: "Sources/SupportSLA/X.swift", text: source).declarations.map {
      "\($0.isPublic ? "public " : "")\($0.keyword) \($0.fullName)"
    }
  }

  @Test(
    "every declaration is found with its scope and what it is to others",
    arguments: [
      ("public struct A { let b = 1 }", ["public struct A", "let A.b"]),
      ("public struct A: B { public var c: Int { 1 } }", ["public struct A", "public var A.c"]),
      ("struct A {\n  public private(set) var b = 1\n}", ["struct A", "public var A.b"]),
      ("struct A {\n  private(set) public var b = 1\n}", ["struct A", "public var A.b"]),
      ("public enum A { case b, c(Int), d = 3 }", ["public enum A", "public case A.b, c, d"]),
      ("enum A: Int { case b\n case c }", ["enum A", "case A.b", "case A.c"]),
      (
        "public protocol A { associatedtype B; func c() -> B\n var d: Int { get } }",
        [
          "public protocol A", "public associatedtype A.B", "public func A.c", "public var A.d",
        ]
      ),
      ("public extension A { func b() {} }", ["public extension A", "public func A.b"]),
      ("extension A.B { public init() {} }", ["extension A.B", "public init A.B.init"]),
      ("public extension A { private func b() {} }", ["public extension A", "func A.b"]),
      (
        "public struct A { public enum B { case c }\n public init?(_ d: Int) { nil } }",
        ["public struct A", "public enum A.B", "public case A.B.c", "public init A.init"]
      ),
      (
        "public final class A { class func b() {}\n public class C {} }",
        ["public class A", "func A.b", "public class A.C"]
      ),
      (
        "struct A { let b: () -> Int = { public(1) }\n var c: Int { let d = 1; return d } }",
        ["struct A", "let A.b", "var A.c"]
      ),
      ("#if os(Linux)\npublic let a = 1\n#else\nlet b = 2\n#endif", ["public let a", "let b"]),
      (
        "@inlinable public func a<T>(_ b: T) -> T where T: C { b }\npublic typealias D = E",
        ["public func a", "public typealias D"]
      ),
      (
        "extension A { public static func == (a: A, b: A) -> Bool { true }\n"
          + "public subscript(i: Int) -> Int { get { 1 } set { } } }",
        ["extension A", "public func A.==", "public subscript A.subscript"]
      ),
      (
        "public actor A { public nonisolated let b = \"\\(c { public })\"\n}\nlet actor = 1",
        ["public actor A", "public let A.b", "let actor"]
      ),
      ("public indirect enum A { indirect case b(A) }", ["public enum A", "public case A.b"]),
      (
        "public struct `Type` { static let open = 1\n let c = 2 }",
        ["public struct Type", "let Type.open", "let Type.c"]
      ),
      (
        "for a in b { switch a { case .c: public() default: break } }\nlet d = 1", ["let d"]
      ),
      (
        "@_exported public import A\npublic import struct B.C\nimport D",
        ["public import A", "public import B", "import D"]
      ),
    ].map { Reading($0, $1) })
  func declarations(_ reading: Reading<[String]>) {
    #expect(Self.names(reading.source) == reading.expected)
  }

  @Test("in our own sources no word 'public' is overlooked")
  func nothingIsOverlooked() {
    for file in Repository.library {
      let written = file.tokens.indices.filter { index in
        file.tokens[index].isWord("public") && !file.tokens[index + 1].isMark("(")
      }
      let found = file.declarations.filter { $0.access == .public }
      #expect(written.count == found.count, "\(file.path)")
    }
  }
}
