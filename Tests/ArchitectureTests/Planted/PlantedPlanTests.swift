// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import Testing

@Suite("Planted offences: imports, declarations, names and files")
struct PlantedPlanTests {
  @Test(
    "imports that the plan does not draw",
    arguments: [
      Snippet("import SupportCore", at: "Sources/SupportCore/X.swift"),
      Snippet("public import SupportSLA", at: "Sources/SupportTickets/X.swift"),
      Snippet("\n\n@testable import SupportSLA", offendsIn: [3], at: "Sources/SupportTime/X.swift"),
      Snippet("import SupportRules", at: "Sources/SupportTime/X.swift"),
      Snippet("import struct SupportSLA.SLAStatus", at: "Sources/SupportRules/X.swift"),
      Snippet("import SupportKit", at: "Sources/SupportDesk/X.swift"),
      Snippet("import SupportTestKit", at: "Sources/SupportDesk/X.swift"),
      Snippet("import Glibc"), Snippet("import NIOCore"), Snippet("import FoundationNetworking"),
      Snippet("import Synchronization"), Snippet("import SupportCore", at: "Sources/Other/X.swift"),
      Snippet("@_exported import SupportCore"), Snippet("@_exported public import Foundation"),
      Snippet("import SupportCore; import SupportDesk"),
      Snippet("#if A\nimport Glibc\n#endif", offendsIn: [2]),
      .fine("import SupportCore\npublic import SupportTickets\ninternal import Foundation"),
      .fine("// import Glibc"), .fine("\"import Glibc\""), .fine("f(import: a)"),
      .fine("import Synchronization", at: "Sources/SupportStorage/X.swift"),
      .fine("import SupportDesk", at: "Sources/SupportPresets/X.swift"),
      .fine("import SupportSLA", at: "Tests/SupportCoreTests/X.swift"),
    ])
  func imports(_ snippet: Snippet) {
    snippet.expect(ImportChecks.library(snippet.file))
  }

  @Test("programs import ours and the platform, packages of their own what they like")
  func programs() {
    let path = "Examples/Shop/main.swift"
    let snippets = [
      Snippet("import NIOCore", at: path), Snippet("@_exported import SupportCore", at: path),
      .fine("import SupportSLA\nimport Foundation\nimport Glibc", at: path),
      .fine("import NIOCore", at: "Tests/X/main.swift"),
    ]
    for snippet in snippets { snippet.expect(ImportChecks.program(snippet.file)) }
    let own = SourceFile(path: path, text: "import NIOCore")
    #expect(ImportChecks.program(own, ownPackages: ["Examples/Shop"]).isEmpty)
    #expect(ImportChecks.program(own, ownPackages: ["Examples/Sho"]).count == 1)
  }

  @Test("a room that nobody drew")
  func unknownRooms() {
    #expect(ImportChecks.unknownRooms(["SupportCore", "SupportDesk"]).isEmpty)
    let offences = ImportChecks.unknownRooms(["SupportCore", "SupportUtilities"])
    #expect(offences.map(\.path) == ["Sources/SupportUtilities"])
  }

  @Test(
    "an umbrella that holds something, or forgets a room",
    arguments: [
      ("@_exported public import SupportCore\n@_exported public import SupportSLA", [Int]()),
      ("@_exported public import SupportCore", [1]),
      ("@_exported public import SupportCore\npublic import SupportSLA", [2]),
      ("@_exported public import SupportCore\n@_exported public import SupportSLA\nlet a = 1", [3]),
      (
        "@_exported public import SupportCore\n@_exported public import SupportSLA\n"
          + "@_exported public import SupportTestKit", [3]
      ),
    ].map { Reading($0, $1) })
  func umbrella(_ reading: Reading<[Int]>) {
    let rooms = ["SupportCore", "SupportKit", "SupportSLA", "SupportTestKit"]
    let exports = SourceFile(path: "Sources/SupportKit/Exports.swift", text: reading.source)
    #expect(ImportChecks.umbrella([exports], rooms: rooms).map(\.line) == reading.expected)
    let other = SourceFile(path: "Sources/SupportKit/Other.swift", text: "import SupportCore")
    #expect(
      ImportChecks.umbrella([exports, other], rooms: rooms).count == reading.expected.count + 1)
    #expect(ImportChecks.umbrella([], rooms: rooms).count == 1)
  }

  @Test("a dependency of the root package")
  func manifest() {
    let snippets = [
      Snippet("let a = [\n.package(url: b, from: c)]", offendsIn: [2], at: "Package.swift"),
      .fine("let package = Package(name: a)", at: "Package.swift"),
      .fine("// .package(url: b)", at: "Package.swift"),
    ]
    for snippet in snippets { snippet.expect(ImportChecks.manifest(snippet.file)) }
  }

  @Test(
    "what is public without documentation",
    arguments: [
      Snippet("public struct A {}"), Snippet("public func a() {}"), Snippet("public let a = 1"),
      Snippet("public typealias A = B"), Snippet("open class A {}"),
      Snippet("// A.\npublic actor A {}", offendsIn: [2]),
      Snippet("///\npublic enum A {}", offendsIn: [2]),
      Snippet("@frozen\npublic enum A {}", offendsIn: [1]),
      Snippet("/// A.\npublic enum A {\n  case b\n}", offendsIn: [3]),
      Snippet(
        "/// A.\npublic protocol A {\n  func b()\n  var c: Int { get }\n}", offendsIn: [3, 4]),
      Snippet("extension A {\n  public var b: Int { 1 }\n}", offendsIn: [2]),
      Snippet("public extension A {\n  func b() {}\n}", offendsIn: [2]),
      Snippet("/// A.\npublic struct A {\n  public init() {}\n}", offendsIn: [3]),
      Snippet("extension A {\n  public subscript(b: Int) -> Int { b }\n}", offendsIn: [2]),
      Snippet("extension A {\n  public static func + (b: A, c: A) -> A { b }\n}", offendsIn: [2]),
      Snippet("/// A.\npublic let a = 1\npublic let b = 2", offendsIn: [3]),
      Snippet("/// A.\npublic struct A {\n  public struct B {}\n}", offendsIn: [3]),
      .fine("/// A.\npublic struct A {\n  let b = 1\n  /// C.\n  public let c = 2\n}"),
      .fine("/** A. */ public enum A {\n  /// B.\n  case b\n}"),
      .fine("/// A.\n@frozen\npublic enum A {}"), .fine("struct A {}"),
      .fine("package struct A {}"),
      .fine("enum A { case b }"), .fine("protocol A { func b() }"), .fine("public import A"),
      .fine("func a() {\n  let b = \"public struct C {}\"\n}"),
      .fine("extension A { var b: Int { 1 } }"),
    ])
  func undocumented(_ snippet: Snippet) {
    snippet.expect(DeclarationChecks.undocumented(snippet.file))
  }

  @Test("extensions that publish, names that hide, errors without a name")
  func otherDeclarations() {
    let extensions = [
      Snippet("public extension A {}"), .fine("extension A { public var b: Int { 1 } }"),
    ]
    for snippet in extensions { snippet.expect(DeclarationChecks.publicExtensions(snippet.file)) }
    let names = [
      Snippet("public struct _A {}"), Snippet("struct A {\n  public var _b = 1\n}", offendsIn: [2]),
      Snippet("public enum A { case b, _c }"), .fine("struct _A {}"),
      .fine("public func a(_ b: C) {}"),
    ]
    for snippet in names { snippet.expect(DeclarationChecks.underscored(snippet.file)) }
    let errors = [
      Snippet("public func a() throws {}"), Snippet("public func a() async throws -> B {}"),
      Snippet("public init(a: B) throws { }"), .fine("public func a() throws(B) -> C {}"),
      .fine("public func encode(to encoder: any Encoder) throws {}"),
      .fine("public init(from decoder: any Decoder) throws {}"), .fine("func a() throws {}"),
      .fine("public func a() { throws }"),
      .fine("public func a() throws {}", at: "Sources/SupportTestKit/X.swift"),
    ]
    for snippet in errors { snippet.expect(DeclarationChecks.untypedThrows(snippet.file)) }
  }

  @Test("public types that take a name of the platform or of a module")
  func platformNames() {
    let snippets = [
      Snippet("public struct Hasher {}"), Snippet("public typealias Date = A"),
      Snippet("\npublic actor Actor {}", offendsIn: [2]), Snippet("public enum SupportSLA {}"),
      .fine("struct Hasher {}"), .fine("public struct Ticket { public struct Actor {} }"),
      .fine("extension Date { public var a: Int { 1 } }"), .fine("public func Date() {}"),
    ]
    for snippet in snippets {
      snippet.expect(
        NameChecks.platform(
          snippet.file, names: ["Hasher", "Date", "Actor"], modules: ["SupportSLA"]))
    }
  }

  @Test("one public name in two rooms")
  func namesTwice() {
    let files = [
      SourceFile(path: "Sources/SupportSLA/A.swift", text: "public struct Priority {}"),
      SourceFile(path: "Sources/SupportSLA/B.swift", text: "public func rank(_ a: Int) {}"),
      SourceFile(path: "Sources/SupportSLA/C.swift", text: "public func rank(_ a: Bool) {}"),
      SourceFile(path: "Sources/SupportTime/A.swift", text: "struct Priority {}"),
      SourceFile(path: "Sources/SupportTime/B.swift", text: "enum A { public enum Priority {} }"),
    ]
    #expect(NameChecks.twice(files).isEmpty)
    let clash = SourceFile(path: "Sources/SupportTime/C.swift", text: "\npublic enum Priority {}")
    let offences = NameChecks.twice(files + [clash])
    #expect(offences.map { "\($0.path):\($0.line)" } == ["Sources/SupportTime/C.swift:2"])
  }

  @Test("files that are long, unlicensed, or of one name")
  func files() {
    let header = "// SPDX-License-Identifier: Apache-2.0\n// Copyright the SupportKit authors\n"
    let long = String(repeating: "\n", count: 600)
    Snippet(long + "a", offendsIn: [601]).expect(FileChecks.length(Snippet(long + "a").file))
    Snippet.fine(long).expect(FileChecks.length(Snippet(long).file))
    let licences = [
      Snippet(""), Snippet("import A\n" + header), Snippet("// Copyright the SupportKit authors"),
      .fine(header), .fine(header + "\nimport A"), .fine("// swift-tools-version: 6.1\n" + header),
      Snippet("// a\n" + header),
    ]
    for snippet in licences { snippet.expect(FileChecks.licence(snippet.file)) }
    let same = [
      Snippet("", at: "Sources/A/B/X.swift"), Snippet("", at: "Sources/C/X.swift"),
      Snippet("", at: "Tests/A/X.swift"), Snippet("", at: "Sources/A/D/X.swift"),
      Snippet("", at: "Examples/A/Sources/B/X.swift"),
      Snippet("", at: "Examples/A/Sources/C/X.swift"), Snippet("", at: "Examples/A/X.swift"),
      Snippet("", at: "Examples/B/D/X.swift"), Snippet("", at: "Examples/B/X.swift"),
    ].map(\.file)
    #expect(
      FileChecks.sameNames(same).map(\.path) == ["Sources/A/D/X.swift", "Examples/B/X.swift"])
  }
}
