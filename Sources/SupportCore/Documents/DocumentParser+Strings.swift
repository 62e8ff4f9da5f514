// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

/// Texts: escapes, surrogates, control characters and UTF-8.
extension DocumentParser {
  /// Reads a text or key in quotation marks.
  mutating func string(at trail: DocumentTrail) -> String {
    let opening = position
    position += 1
    // Nearly every text has no escape and needs no copy before the last.
    skipPlain()
    if peek == UInt8(ascii: "\""), !isFollowedByWord {
      position += 1
      return String(decoding: bytes[(opening + 1)..<(position - 1)], as: UTF8.self)
    }
    let place = place(of: opening)
    if peek == UInt8(ascii: "\""),
      let end = bytes[opening..<position].firstIndex(where: Self.isMark)
    {
      doubt("the text that starts here is not closed", trail, place)
      position = end
      return String(decoding: bytes[(opening + 1)..<end], as: UTF8.self)
    }
    return markedText(from: opening, at: trail, place)
  }

  /// Reads on in a text with escapes or mistakes.
  private mutating func markedText(
    from opening: Int, at trail: DocumentTrail, _ place: DocumentPlaces.Place
  ) -> String {
    var hasInnerQuotes = false
    var text = Array(bytes[(opening + 1)..<position])
    while let byte = peek {
      switch byte {
      case UInt8(ascii: "\""):
        if hasInnerQuotes ? endsText(at: position) : !isInnerQuote {
          position += 1
          return String(decoding: text, as: UTF8.self)
        }
        if !hasInnerQuotes { doubt("a quotation mark in a text must be written \\\"", trail) }
        hasInnerQuotes = true
        text.append(byte)
        position += 1
      case UInt8(ascii: "\\"): escape(into: &text, at: trail)
      case 0x0A, 0x0D:
        if isUnclosed {
          let message = "the text that starts here is not closed on its line"
          doubt(message, trail, place)
          stepBack(to: opening + 1)
          return String(decoding: text, as: UTF8.self)
        }
        lineEnd(byte, into: &text, at: trail)
      case ..<0x20: control(byte, into: &text, at: trail)
      default: malformed(into: &text, at: trail)
      }
      let start = position
      skipPlain()
      text += bytes[start..<position]
    }
    stop("the text that starts here is not closed", at: trail, place)
    return String(decoding: text, as: UTF8.self)
  }

  // MARK: Quotation marks

  /// Marks that show where a text was meant to end when they stand in one that was not closed.
  private static func isMark(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: ",") || byte == UInt8(ascii: ":") || isCloser(byte)
  }

  /// Whether a word follows the quotation mark here without a gap, as if the mark opened a text.
  private var isFollowedByWord: Bool {
    position + 1 < bytes.count && Self.isWord(bytes[position + 1])
      && narrowForm(at: position + 1) == nil
  }

  /// Whether the quotation mark here belongs to the text, judged by a later one that closes it.
  private var isInnerQuote: Bool {
    guard isFollowedByWord else { return false }
    let line = bytes[(position + 1)...].prefix(200).prefix { $0 != 0x0A && $0 != 0x0D }
    return line.indices.contains { bytes[$0] == UInt8(ascii: "\"") && endsText(at: $0) }
  }

  /// Whether what follows a quotation mark, blanks aside, can follow a text.
  private func endsText(at offset: Int) -> Bool {
    let next = bytes[(offset + 1)...].first { $0 != 0x20 && $0 != 0x09 }
    guard let next else { return true }
    return Self.isMark(next) || next == 0x0A || next == 0x0D
  }

  /// Moves over what stands for itself: no quotation mark, escape, control character or bad UTF-8.
  private mutating func skipPlain() {
    while position < bytes.count {
      let byte = bytes[position]
      if byte >= 0x80 {
        let length = scalarLength
        if length == 0 { return }
        position += length
      } else if byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") {
        return
      } else {
        position += 1
      }
    }
  }

  /// The bytes of the well-formed multi-byte scalar here (Unicode, table 3-7), or 0.
  private var scalarLength: Int {
    func byte(_ index: Int, in range: ClosedRange<UInt8> = 0x80...0xBF) -> Bool {
      position + index < bytes.count && range.contains(bytes[position + index])
    }
    switch bytes[position] {
    case 0xC2...0xDF: return byte(1) ? 2 : 0
    case 0xE0: return byte(1, in: 0xA0...0xBF) && byte(2) ? 3 : 0
    case 0xED: return byte(1, in: 0x80...0x9F) && byte(2) ? 3 : 0
    case 0xE1...0xEF: return byte(1) && byte(2) ? 3 : 0
    case 0xF0: return byte(1, in: 0x90...0xBF) && byte(2) && byte(3) ? 4 : 0
    case 0xF1...0xF3: return byte(1) && byte(2) && byte(3) ? 4 : 0
    case 0xF4: return byte(1, in: 0x80...0x8F) && byte(2) && byte(3) ? 4 : 0
    default: return 0
    }
  }

  /// Whether the line ends because a quotation mark was forgotten, judged by what comes next.
  private var isUnclosed: Bool {
    let next = bytes[position...].first { !Self.isBlank($0) }
    guard let next else { return true }
    return next == UInt8(ascii: "\"") || next == UInt8(ascii: ",") || Self.isCloser(next)
  }

  /// Moves back before the commas and closing brackets at the end of a text that was not closed.
  private mutating func stepBack(to start: Int) {
    while position > start, canReturn(to: position - 1) {
      let byte = bytes[position - 1]
      let isBlank = byte == 0x20 || byte == 0x09
      guard isBlank || byte == UInt8(ascii: ",") || Self.isCloser(byte) else { return }
      position -= 1
    }
  }

  /// A text over several lines is one mistake for each of them, blank lines included.
  private mutating func lineEnd(
    _ byte: UInt8, into text: inout [UInt8], at trail: DocumentTrail
  ) {
    control(byte, into: &text, at: trail)
    while let byte = peek, Self.isBlank(byte) {
      text.append(byte)
      position += 1
    }
  }

  private mutating func control(
    _ byte: UInt8, into text: inout [UInt8], at trail: DocumentTrail
  ) {
    let place = place(of: position)
    report(
      "a control character must be written \(String(Unicode.Scalar(byte)).printable)", at: trail,
      place)
    text.append(byte)
    position += 1
  }

  private mutating func malformed(into text: inout [UInt8], at trail: DocumentTrail) {
    let byte = String(bytes[position], radix: 16, uppercase: true)
    doubt("byte 0x\(byte) is not UTF-8", trail)
    text += [0xEF, 0xBF, 0xBD]
    position += 1
    while let byte = peek, (0x80...0xBF).contains(byte) { position += 1 }
  }

  // MARK: Escapes

  private mutating func escape(into text: inout [UInt8], at trail: DocumentTrail) {
    let start = position
    position += 1
    guard let kind = peek else { return }
    switch kind {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(kind)
    case UInt8(ascii: "b"): text.append(0x08)
    case UInt8(ascii: "f"): text.append(0x0C)
    case UInt8(ascii: "n"): text.append(0x0A)
    case UInt8(ascii: "r"): text.append(0x0D)
    case UInt8(ascii: "t"): text.append(0x09)
    case UInt8(ascii: "u"):
      position += 1
      unicodeEscape(from: start, into: &text, at: trail)
      return
    default:
      let here = found(at: position)
      doubt("a backslash is written \\\\; it does not escape \(here)", trail, at: start)
      return
    }
    position += 1
  }

  private mutating func unicodeEscape(
    from start: Int, into text: inout [UInt8], at trail: DocumentTrail
  ) {
    guard let first = takeHex() else {
      doubt("four hexadecimal digits are expected after \\u", trail, at: start)
      return
    }
    var value = first
    if (0xD800...0xDBFF).contains(first), let second = takeLowSurrogate() {
      value = 0x1_0000 + (first - 0xD800) << 10 + (second - 0xDC00)
    }
    guard let scalar = Unicode.Scalar(value) else {
      let shown = String(decoding: bytes[start..<(start + 6)], as: UTF8.self)
      doubt("\(shown) is half a surrogate pair; the other half is missing", trail, at: start)
      return
    }
    text += Array(String(scalar).utf8)
  }

  private mutating func takeLowSurrogate() -> UInt32? {
    let start = position
    guard bytes[position...].starts(with: [UInt8(ascii: "\\"), UInt8(ascii: "u")]) else {
      return nil
    }
    position += 2
    if let value = takeHex(), (0xDC00...0xDFFF).contains(value) { return value }
    position = start
    return nil
  }

  private mutating func takeHex() -> UInt32? {
    guard position + 4 <= bytes.count else { return nil }
    var value: UInt32 = 0
    for byte in bytes[position..<(position + 4)] {
      guard let digit = Character(Unicode.Scalar(byte)).hexDigitValue, byte < 0x80 else {
        return nil
      }
      value = value << 4 | UInt32(digit)
    }
    position += 4
    return value
  }
}
