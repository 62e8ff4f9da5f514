// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

/// Single characters, words, blanks and the way back to firm ground after a mistake.
extension DocumentParser {
  var peek: UInt8? { position < bytes.count ? bytes[position] : nil }

  static func isCloser(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "]") || byte == UInt8(ascii: "}")
  }

  /// The white space of JSON.
  static func isBlank(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09
  }

  static func isWord(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "$"),
      UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "."), 0x80...:
      true
    default: false
    }
  }

  static func startsValue(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "{"), UInt8(ascii: "["), UInt8(ascii: "\""), UInt8(ascii: "'"): true
    default: isWord(byte)
    }
  }

  /// What stands at an offset, as it is shown in messages.
  func found(at offset: Int) -> String {
    bytes[min(offset, bytes.count)...].firstScalarQuoted
  }

  // MARK: Blanks

  /// Skips white space, and comments with a report.
  mutating func skipBlanks(in trail: DocumentTrail) {
    while let byte = peek {
      if Self.isBlank(byte) {
        position += 1
      } else {
        guard byte == UInt8(ascii: "/"), skipComment(in: trail) else { return }
      }
    }
  }

  private mutating func skipComment(in trail: DocumentTrail) -> Bool {
    let start = position
    guard start + 1 < bytes.count else { return false }
    let rest = bytes[(start + 2)...]
    switch bytes[start + 1] {
    case UInt8(ascii: "/"):
      position = rest.firstIndex { $0 == 0x0A || $0 == 0x0D } ?? bytes.count
    case UInt8(ascii: "*"):
      position = start + 2
      while position < bytes.count {
        position += 1
        if bytes[position - 1] == UInt8(ascii: "*"), peek == UInt8(ascii: "/") {
          position += 1
          break
        }
      }
    default: return false
    }
    report("JSON has no comments; a \"note\" may say it", at: trail, place(of: start))
    return true
  }

  // MARK: Words and numbers

  /// The byte here and its length; a full-width comma or colon counts as its narrow form.
  mutating func separator(in trail: DocumentTrail) -> (mark: UInt8?, length: Int) {
    guard let narrow = narrowForm(at: position) else { return (peek, 1) }
    let place = place(of: position)
    report(
      "the full-width mark must be written \(String(Unicode.Scalar(narrow)).quoted)", at: trail,
      place)
    return (narrow, 3)
  }

  /// `,` or `:` when its full-width form stands at an offset.
  func narrowForm(at offset: Int) -> UInt8? {
    guard offset + 2 < bytes.count, bytes[offset] == 0xEF, bytes[offset + 1] == 0xBC else {
      return nil
    }
    switch bytes[offset + 2] {
    case 0x8C: return UInt8(ascii: ",")
    case 0x9A: return UInt8(ascii: ":")
    default: return nil
    }
  }

  /// Reads a run of letters, digits and signs.
  mutating func takeWord() -> String {
    String(decoding: takeWordBytes(), as: UTF8.self)
  }

  private mutating func takeWordBytes() -> ArraySlice<UInt8> {
    let start = position
    while let byte = peek, Self.isWord(byte), narrowForm(at: position) == nil { position += 1 }
    return bytes[start..<position]
  }

  mutating func number(at trail: DocumentTrail) -> ExactDecimalScanner.Result {
    let start = position
    let digits = takeWordBytes()
    let result = ExactDecimalScanner.scan(digits)
    if case .refused(let reason) = result {
      let text = String(decoding: digits, as: UTF8.self)
      doubt("\(text.quoted) is not a number: \(reason)", trail, at: start)
    }
    return result
  }

  /// Reads `true`, `false`, `null`; anything else is a mistake.
  mutating func word(at trail: DocumentTrail) -> DocumentNode.Value {
    let start = position
    if peek == UInt8(ascii: "'") {
      doubt("texts stand in double quotation marks", trail)
      skipSingleQuoted()
      return .null
    }
    let word = takeWord()
    switch word {
    case "true": return .boolean(true)
    case "false": return .boolean(false)
    case "null": return .null
    case "":
      let here = found(at: start)
      doubt("a value is expected, here is \(here)", trail)
      skipToSeparator()
      if awaited.isEmpty { position = bytes.count }
    default:
      let curly: Set<Unicode.Scalar> = ["\u{201C}", "\u{201D}", "\u{201E}", "\u{2018}", "\u{2019}"]
      if let first = word.unicodeScalars.first, curly.contains(first) {
        doubt("texts stand in straight quotation marks (\")", trail, at: start)
        skipToSeparator()
      } else if peek == UInt8(ascii: "\"") {
        doubt("a quotation mark is missing before \(word.quoted)", trail, at: start)
        position += 1
      } else {
        doubt(
          "\(word.quoted) is not a value; texts stand in quotation marks", trail, at: start,
          suggestion: EditDistance.nearest(to: word, among: ["true", "false", "null"]))
      }
    }
    return .null
  }

  // MARK: After a mistake

  /// Moves over a text in single quotation marks, at most to the end of the line.
  private mutating func skipSingleQuoted() {
    position += 1
    while let byte = peek, byte != 0x0A, byte != 0x0D {
      position += 1
      if byte == UInt8(ascii: "'") { return }
    }
  }

  /// Moves to the next comma or closing bracket that belongs to the innermost open container.
  mutating func skipToSeparator() {
    var depth = 0
    while let byte = peek {
      switch byte {
      case UInt8(ascii: "\""):
        skipString()
        continue
      case UInt8(ascii: "["), UInt8(ascii: "{"): depth += 1
      case UInt8(ascii: "]"), UInt8(ascii: "}"):
        if depth == 0 { return }
        depth -= 1
      case UInt8(ascii: ","):
        if depth == 0 { return }
      default: break
      }
      position += 1
    }
  }

  /// Moves over a text, at most to the end of the line.
  private mutating func skipString() {
    position += 1
    while let byte = peek, byte != 0x0A, byte != 0x0D {
      position += 1
      if byte == UInt8(ascii: "\"") { return }
      if byte == UInt8(ascii: "\\"), peek == UInt8(ascii: "\"") || peek == UInt8(ascii: "\\") {
        position += 1
      }
    }
  }
}
