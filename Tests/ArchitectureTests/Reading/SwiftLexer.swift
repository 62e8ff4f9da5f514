// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

/// Cuts Swift source into tokens.
///
/// It knows what can hide code or look like it: nested comments, strings of every sort, and code
/// inside their interpolations, which *is* code. It is no compiler: what does not compile is cut
/// somehow, without end or trap.
struct SwiftLexer {
  private let bytes: [UInt8]
  private var position = 0
  private var line = 1
  private var isTight = false
  private var isDocumented = false
  private var tokens: [Token] = []

  /// The tokens of a text.
  static func tokens(of source: String) -> [Token] {
    var lexer = SwiftLexer(bytes: Array(source.utf8))
    lexer.readCode(inInterpolation: false)
    return lexer.tokens
  }

  private init(bytes: [UInt8]) {
    self.bytes = bytes
  }

  // MARK: - Bytes

  private func byte(_ offset: Int = 0) -> UInt8 {
    position + offset < bytes.count ? bytes[position + offset] : 0
  }

  private func isNext(_ text: StaticString) -> Bool {
    guard position + text.utf8CodeUnitCount <= bytes.count else { return false }
    for index in 0..<text.utf8CodeUnitCount
    where bytes[position + index] != text.utf8Start[index] {
      return false
    }
    return true
  }

  private mutating func skip(_ count: Int = 1) {
    for _ in 0..<count where position < bytes.count {
      if bytes[position] == UInt8(ascii: "\n") { line += 1 }
      position += 1
    }
  }

  private mutating func emit(_ kind: Token.Kind, from start: Int, line: Int) {
    emit(kind, String(decoding: bytes[start..<position], as: UTF8.self), line: line)
  }

  private mutating func emit(_ kind: Token.Kind, _ text: String, line: Int) {
    tokens.append(
      Token(kind: kind, text: text, line: line, isTight: isTight, isDocumented: isDocumented))
    isTight = true
    isDocumented = false
  }

  // MARK: - Code

  private mutating func readCode(inInterpolation: Bool) {
    var depth = 0
    while position < bytes.count {
      let byte = byte()
      if byte == UInt8(ascii: "(") {
        depth += 1
      } else if byte == UInt8(ascii: ")") {
        depth -= 1
        if inInterpolation && depth < 0 { return }
      }
      readToken()
    }
  }

  private mutating func readToken() {
    let byte = byte()
    switch byte {
    case UInt8(ascii: " "), UInt8(ascii: "\n"), UInt8(ascii: "\t"), UInt8(ascii: "\r"):
      isTight = false
      skip()
    case UInt8(ascii: "/") where isNext("//"): readLineComment()
    case UInt8(ascii: "/") where isNext("/*"): readBlockComment()
    case UInt8(ascii: "/") where beginsRegex: readRegex(hashes: 0)
    case UInt8(ascii: "\""): readString(hashes: 0)
    case UInt8(ascii: "#"): readHash()
    case UInt8(ascii: "`"): readQuotedWord()
    case UInt8(ascii: "0")...UInt8(ascii: "9"): readNumber()
    case _ where Self.isWordByte(byte): readWord()
    case _ where Self.isOperatorByte(byte): readOperator()
    default:
      let line = line
      let start = position
      skip()
      emit(.mark, from: start, line: line)
    }
  }

  /// For each byte whether it stands in words.
  private static let wordBytes: [Bool] = (UInt8.min...UInt8.max).map { byte in
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "$"), 0x80...:
      true
    default: false
    }
  }

  private static func isWordByte(_ byte: UInt8) -> Bool { wordBytes[Int(byte)] }

  /// For each byte whether it stands in operators.
  private static let operatorBytes: [Bool] = (UInt8.min...UInt8.max).map(
    "/=-+!*%<>&|^~?.".utf8.contains)

  private static func isOperatorByte(_ byte: UInt8) -> Bool { operatorBytes[Int(byte)] }

  private mutating func readWord() {
    let start = position
    while Self.isWordByte(byte()) { position += 1 }
    emit(.word, from: start, line: line)
  }

  private mutating func readQuotedWord() {
    let start = position + 1
    position = start
    while position < bytes.count, byte() != UInt8(ascii: "`"), byte() != UInt8(ascii: "\n") {
      position += 1
    }
    emit(.quotedWord, from: start, line: line)
    if byte() == UInt8(ascii: "`") { position += 1 }
  }

  private mutating func readNumber() {
    let start = position
    while Self.isWordByte(byte())
      || (byte() == UInt8(ascii: ".") && (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte(1)))
    {
      position += 1
    }
    emit(.number, from: start, line: line)
  }

  /// As the compiler does: the longest run, in which a dot is allowed only after a leading dot and
  /// which stops before a comment.
  private mutating func readOperator() {
    let start = position
    let mayHaveDots = byte() == UInt8(ascii: ".")
    position += 1
    while Self.isOperatorByte(byte()), mayHaveDots || byte() != UInt8(ascii: "."),
      !isNext("//"), !isNext("/*")
    {
      position += 1
    }
    emit(.mark, from: start, line: line)
  }

  // MARK: - Comments

  private mutating func readLineComment() {
    let isDocumentation = isNext("///") && !isNext("////")
    let start = position + 3
    while position < bytes.count, byte() != UInt8(ascii: "\n") { position += 1 }
    if isDocumentation { noteDocumentation(from: start) }
    isTight = false
  }

  private mutating func readBlockComment() {
    let isDocumentation = isNext("/**") && !isNext("/***") && !isNext("/**/")
    let start = position + 3
    var depth = 0
    repeat {
      if isNext("/*") {
        depth += 1
        skip(2)
      } else if isNext("*/") {
        depth -= 1
        skip(2)
      } else {
        skip()
      }
    } while depth > 0 && position < bytes.count
    if isDocumentation { noteDocumentation(from: start) }
    isTight = false
  }

  private mutating func noteDocumentation(from start: Int) {
    guard start < position else { return }
    if bytes[start..<position].contains(where: Self.isWordByte) { isDocumented = true }
  }

  // MARK: - Strings

  private mutating func readHash() {
    var hashes = 0
    while byte(hashes) == UInt8(ascii: "#") { hashes += 1 }
    switch byte(hashes) {
    case UInt8(ascii: "\""): readString(hashes: hashes)
    case UInt8(ascii: "/"): readRegex(hashes: hashes)
    default:
      let start = position
      position += hashes
      while Self.isWordByte(byte()) { position += 1 }
      emit(.word, from: start, line: line)
    }
  }

  private func areHashes(_ count: Int, at offset: Int) -> Bool {
    for index in 0..<count where byte(offset + index) != UInt8(ascii: "#") { return false }
    return true
  }

  private mutating func readString(hashes: Int) {
    let start = line
    position += hashes
    let quotes = isNext("\"\"\"") ? 3 : 1
    position += quotes
    emit(.text, "\"", line: start)
    while position < bytes.count {
      let byte = byte()
      if byte == UInt8(ascii: "\\"), areHashes(hashes, at: 1) {
        position += 1 + hashes
        if self.byte() == UInt8(ascii: "(") { readInterpolation() } else { skip() }
      } else if byte == UInt8(ascii: "\""), areHashes(hashes, at: quotes),
        quotes == 1 || isNext("\"\"\"")
      {
        position += quotes + hashes
        break
      } else if byte == UInt8(ascii: "\n"), quotes == 1 {
        break
      } else {
        skip()
      }
    }
    isTight = true
    emit(.text, "\"", line: line)
  }

  private mutating func readInterpolation() {
    position += 1
    emit(.mark, "(", line: line)
    readCode(inInterpolation: true)
    position += 1
    emit(.mark, ")", line: line)
  }

  // MARK: - Regular expressions

  /// A slash begins a regular expression where an operand is expected and a slash ends it on the
  /// same line.
  private var beginsRegex: Bool {
    if let last = tokens.last, last.endsExpression { return false }
    switch byte(1) {
    case UInt8(ascii: " "), UInt8(ascii: "\n"), UInt8(ascii: "\t"), UInt8(ascii: ")"),
      UInt8(ascii: ","), UInt8(ascii: "="), 0:
      return false
    default: break
    }
    var offset = 1
    while byte(offset) != UInt8(ascii: "\n"), position + offset < bytes.count {
      if byte(offset) == UInt8(ascii: "/") { return true }
      offset += byte(offset) == UInt8(ascii: "\\") ? 2 : 1
    }
    return false
  }

  private mutating func readRegex(hashes: Int) {
    let start = line
    position += hashes + 1
    while position < bytes.count {
      if byte() == UInt8(ascii: "/"), areHashes(hashes, at: 1) {
        position += 1 + hashes
        break
      }
      skip(byte() == UInt8(ascii: "\\") ? 2 : 1)
    }
    emit(.text, "/", line: start)
  }
}
