// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import Testing

@Suite("Planted offences: clocks, chance, locale, environment, printing, traps")
struct PlantedPhraseTests {
  @Test(
    "are found in their line",
    arguments: [
      Snippet("let a = Date()"), Snippet("let a = Foundation.Date()"), Snippet("f(Date( ))"),
      Snippet("\nlet a = Date.now", offendsIn: [2]), Snippet("Date(timeIntervalSinceNow: 1)"),
      Snippet("let a: Date = .now"), Snippet("f(at: .now)"), Snippet("return .now"),
      Snippet("a ? .now : b"), Snippet("ContinuousClock().measure {}"),
      Snippet("let a = SuspendingClock.now"), Snippet("DispatchTime.now()"), Snippet("time(nil)"),
      Snippet("time(&a)"), Snippet("Glibc.time(nil)"), Snippet("clock_gettime(a, &b)"),
      Snippet("gettimeofday(&a, nil)"), Snippet("CFAbsoluteTimeGetCurrent()"),
      Snippet("try await Task.sleep(for: a)"),
      Snippet("let a = UUID()"), Snippet("Int.random(in: 0..<3)"), Snippet("a.random(in: b)"),
      Snippet("var a = SystemRandomNumberGenerator()"), Snippet("a.shuffled()"),
      Snippet("a.randomElement()"), Snippet("a\n  .shuffled()", offendsIn: [2]),
      Snippet("Hasher()"), Snippet("a.hashValue"),
      Snippet("Locale.current"), Snippet("a(.autoupdatingCurrent)"), Snippet("Calendar.current"),
      Snippet("TimeZone.current"), Snippet("let a: TimeZone = .current"),
      Snippet("NSTimeZone.default"), Snippet("NSLocale(a)"), Snippet("a.localizedDescription"),
      Snippet("a.localizedStandardCompare(b)"), Snippet("DateFormatter()"),
      Snippet("let a: NumberFormatter"), Snippet("a.formatted()"), Snippet("a.formatted(.iso8601)"),
      Snippet("String(format: a, b)"), Snippet("String(localized: a)"),
      Snippet("ProcessInfo.processInfo"), Snippet("getenv(a)"), Snippet("CommandLine.arguments"),
      Snippet("FileManager.default"), Snippet("Bundle.main"), Snippet("URLSession.shared"),
      Snippet("try Data(contentsOf: a)"), Snippet("f(#filePath)"),
      Snippet("print(a)"), Snippet("Swift.print(a)"), Snippet("debugPrint(a)"), Snippet("dump(a)"),
      Snippet("NSLog(a)"), Snippet("FileHandle.standardError"), Snippet("fputs(a, stderr)"),
      Snippet("fatalError()"), Snippet("precondition(a)"), Snippet("preconditionFailure(a)"),
      Snippet("abort()"), Snippet("exit(1)"), Snippet("unowned let a: A"),
      Snippet("[unowned self] in"), Snippet("unsafeBitCast(a, to: B.self)"),
      Snippet("a.assumingMemoryBound(to: B.self)"), Snippet("a.unsafelyUnwrapped"),
      Snippet("struct A: @unchecked Sendable {}"), Snippet("nonisolated(unsafe) var a = 1"),
      Snippet(#"let a = "b \(Date()) c""#), Snippet(#"let a = "\(b("\(UUID())"))""#),
      Snippet("\"\"\"\na\n\\(Date())\n\"\"\"", offendsIn: [3]), Snippet("/* a */ Date() // b"),
      Snippet("Date() + UUID()", offendsIn: [1, 1]),
      Snippet("print(a)", at: "Sources/SupportKit/X.swift"),
      Snippet("Date()", at: "Sources/SupportTestKit/X.swift"),
    ])
  func offences(_ snippet: Snippet) {
    snippet.expect(ForbiddenChecks.phrases(snippet.file))
  }

  @Test(
    "are told from look-alikes",
    arguments: [
      Snippet.fine("// Date()"), .fine("/// Call `Date()` yourself."), .fine("/* UUID() */"),
      .fine(#"let a = "print(b) Date() .now""#), .fine(##"let a = #"\(Date())"#"##),
      .fine("\"\"\"\nfatalError()\n\"\"\""), .fine("Date(timeIntervalSince1970: 1)"),
      .fine("UUID(uuidString: a)"), .fine("context.now"), .fine("let now = a"), .fine("f(now: a)"),
      .fine("a?.now"), .fine("a().now"), .fine("a\n  .now"), .fine("Version.current"),
      .fine("a.current"), .fine("var current: Int { 1 }"), .fine("report.print(to: &a)"),
      .fine("func print(to a: inout String) {}"), .fine("func dump() {}"), .fine("a.exit(b)"),
      .fine("printed(a)"), .fine("let print = 1"), .fine("let time = a.time(of: b)"),
      .fine("time(of: b)"), .fine("Validated()"), .fine("MyDate()"), .fine("func random() {}"),
      .fine("Locale(identifier: a)"), .fine("Calendar(identifier: .gregorian)"),
      .fine("assert(a)"), .fine("a.hash(into: &b)"), .fine("preconditions(a)"),
      .fine("case localTime"), .fine("String(a, radix: 16)"),
      .fine("print(a)", at: "Sources/SupportTestKit/X.swift"),
    ])
  func lookAlikes(_ snippet: Snippet) {
    snippet.expect(ForbiddenChecks.phrases(snippet.file))
  }

  @Test("every phrase of the list finds itself")
  func everyPhraseIsFound() {
    for phrase in ForbiddenPhrases.all.values.joined() {
      let file = SourceFile(path: "Sources/SupportCore/X.swift", text: phrase.text)
      #expect(!ForbiddenChecks.phrases(file).isEmpty, "\(phrase.text)")
    }
  }

  @Test(
    "exclamation marks that trap are found",
    arguments: [
      Snippet("a!"), Snippet("a!.b"), Snippet("a()!"), Snippet("a[0]!"), Snippet("a!\n  .b"),
      Snippet("let a = try! b()"), Snippet("a as! B"), Snippet("var a: Int!"), Snippet("[Int]!"),
      Snippet("var a: [B<C>]!"), Snippet("var a: B<C>!"), Snippet("a! + b!", offendsIn: [1, 1]),
      Snippet("a!!", offendsIn: [1]), Snippet("\"\\(a!)\""), Snippet("$0!"), Snippet("{ a }()!"),
      Snippet("\n\na!\n", offendsIn: [3]), Snippet("a?.b!"), Snippet("a?!"), Snippet("a!, b"),
    ])
  func exclamations(_ snippet: Snippet) {
    snippet.expect(ForbiddenChecks.exclamations(snippet.file))
  }

  @Test(
    "exclamation marks that negate or compare are not",
    arguments: [
      "a != b", "a!=b", "a !== b", "!flag", "(!flag)", "[!a, !b]", "{ !$0 }", "return !a",
      "a && !b", "f(a: !b)", "a ? !b : !c", "x as? Y", "try? f()", "\"Halt!\"", "\"a\" // b!",
      "/* a! */ b", "prefix static func ! (a: A) -> A", "a.filter(!)", "guard !a else { return }",
      "\"\\(!a)\"", "#if !os(Linux)", "if !a { }", "a = !b", "let a: Int? = nil",
    ])
  func otherExclamations(text: String) {
    let snippet = Snippet.fine(text)
    snippet.expect(ForbiddenChecks.exclamations(snippet.file))
  }

  @Test("unfinished work is found, in comments too")
  func unfinished() {
    let todo = "TO" + "DO"
    let snippets = [
      Snippet("// \(todo): a"), Snippet("a\n/* \(todo) */", offendsIn: [2]), Snippet("\(todo)()"),
      Snippet("// FIX" + "ME a"), .fine("// \(todo)S"), .fine("let \(todo)_A = 1"),
      .fine("// to do"),
    ]
    for snippet in snippets { snippet.expect(ForbiddenChecks.unfinished(snippet.file)) }
  }
}
