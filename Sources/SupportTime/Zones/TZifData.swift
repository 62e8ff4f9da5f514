// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

/// What a TZif file (RFC 9636) says about a zone, checked.
struct TZifData: Sendable {
  /// A change of the zone's clocks; the seconds since 1970 count no leap seconds.
  struct Change: Sendable {
    let seconds: Int64
    let offset: Int64
  }

  /// The version of the format, 1 ... 4.
  private(set) var version = 1
  /// The changes listed, in order; some change only the name of the time.
  private(set) var changes: [Change] = []
  /// Seconds ahead of UTC before the first change listed.
  private(set) var firstOffset: Int64 = 0
  /// The rule from the last change on, where the file has one.
  private(set) var rule: TZifFooter?

  /// The byte at which the rule starts.
  private(set) var rulePlace = 0

  private let bytes: [UInt8]
  private var cursor = 0

  init(_ bytes: [UInt8]) throws(TZifError) {
    self.bytes = bytes
    var header = try readHeader()
    version = header.version
    var width = 4
    if version > 1 {
      // The first block is for readers of version 1; the second one holds it all.
      try skip(header.size(width: width))
      header = try readHeader()
      guard header.version == version else {
        throw malformed("the two headers name different versions", at: cursor - 44 + 4)
      }
      width = 8
    }
    try readBlock(header, width: width)
    if version > 1 { try readFooter() }
    guard cursor == bytes.count else {
      throw TZifError(reason: .trailingBytes(bytes.count - cursor), offset: cursor)
    }
  }
}

// MARK: - Header

/// The counts at the start of a block; none exceeds what 32 bits hold.
private struct TZifHeader {
  var version: Int
  var utcIndicators: Int
  var standardIndicators: Int
  var leaps: Int
  var changes: Int
  var types: Int
  var letters: Int

  func size(width: Int) -> Int {
    changes * (width + 1) + types * 6 + letters + leaps * (width + 4) + standardIndicators
      + utcIndicators
  }
}

extension TZifData {
  private mutating func readHeader() throws(TZifError) -> TZifHeader {
    let start = cursor
    guard start + 44 <= bytes.count else {
      let isOther = !bytes[start...].starts(with: "TZif".utf8) && bytes.count - start >= 4
      throw TZifError(reason: isOther ? .notTZif : .truncated, offset: start)
    }
    guard bytes[start...].starts(with: "TZif".utf8) else {
      throw TZifError(reason: .notTZif, offset: start)
    }
    let version =
      switch bytes[start + 4] {
      case 0: 1
      case UInt8(ascii: "2"): 2
      case UInt8(ascii: "3"): 3
      case UInt8(ascii: "4"): 4
      default:
        throw TZifError(reason: .unknownVersion(bytes[start + 4]), offset: start + 4)
      }
    cursor = start + 20
    var counts: [Int] = []
    for _ in 0..<6 { counts.append(Int(UInt32(truncatingIfNeeded: try integer(width: 4)))) }
    return TZifHeader(
      version: version, utcIndicators: counts[0], standardIndicators: counts[1],
      leaps: counts[2], changes: counts[3], types: counts[4], letters: counts[5])
  }

  private mutating func skip(_ count: Int) throws(TZifError) {
    guard count <= bytes.count - cursor else {
      throw TZifError(reason: .truncated, offset: bytes.count)
    }
    cursor += count
  }

  /// Reads a signed integer, most significant byte first.
  private mutating func integer(width: Int) throws(TZifError) -> Int64 {
    let start = cursor
    try skip(width)
    var value: UInt64 = bytes[start] >= 0x80 ? .max : 0
    for byte in bytes[start..<cursor] { value = value << 8 | UInt64(byte) }
    return Int64(truncatingIfNeeded: value)
  }

  private func malformed(_ words: String, at offset: Int) -> TZifError {
    TZifError(reason: .malformed(words), offset: offset)
  }
}

// MARK: - Block

extension TZifData {
  private mutating func readBlock(_ header: TZifHeader, width: Int) throws(TZifError) {
    guard header.size(width: width) <= bytes.count - cursor else {
      throw TZifError(reason: .truncated, offset: bytes.count)
    }
    guard (1...256).contains(header.types), header.letters > 0 else {
      throw malformed("\(header.types) kinds of time, \(header.letters) letters", at: cursor - 8)
    }
    for count in [header.utcIndicators, header.standardIndicators]
    where count != 0 && count != header.types {
      throw malformed("\(count) indicators for \(header.types) kinds of time", at: cursor - 24)
    }
    var times: [(seconds: Int64, offset: Int)] = []
    times.reserveCapacity(header.changes)
    for _ in 0..<header.changes { times.append((try integer(width: width), cursor - width)) }
    let kinds = cursor
    try skip(header.changes)
    let offsets = try readTypes(header)
    try skip(header.letters)
    let leaps = try readLeaps(header, width: width)
    try skip(header.standardIndicators + header.utcIndicators)

    firstOffset = offsets[0]
    changes.reserveCapacity(times.count)
    var passed = 0
    for (index, time) in times.enumerated() {
      let kind = Int(bytes[kinds + index])
      guard kind < offsets.count else {
        throw malformed("\(kind) is not a kind of time", at: kinds + index)
      }
      while passed < leaps.count, leaps[passed].seconds <= time.seconds { passed += 1 }
      let correction = passed == 0 ? 0 : leaps[passed - 1].correction
      let (seconds, overflow) = time.seconds.subtractingReportingOverflow(correction)
      if overflow || changes.last.map({ $0.seconds >= seconds }) == true {
        throw malformed("the changes are not in order", at: time.offset)
      }
      guard seconds < ZoneRules.surveyEnd else {
        let words = "a change is listed after the year 2199"
        throw TZifError(reason: .unsupported(words), offset: time.offset)
      }
      changes.append(Change(seconds: seconds, offset: offsets[kind]))
    }
  }

  private mutating func readTypes(_ header: TZifHeader) throws(TZifError) -> [Int64] {
    var offsets: [Int64] = []
    for _ in 0..<header.types {
      let start = cursor
      let offset = try integer(width: 4)
      try skip(2)
      guard abs(offset) < 86_400 else {
        let words = "clocks \(offset) s from UTC are a day or more away"
        throw TZifError(reason: .unsupported(words), offset: start)
      }
      guard bytes[start + 4] <= 1 else {
        throw malformed("\(bytes[start + 4]) is neither 0 nor 1", at: start + 4)
      }
      guard bytes[start + 5] < header.letters else {
        throw malformed("\(bytes[start + 5]) is outside the letters", at: start + 5)
      }
      offsets.append(offset)
    }
    return offsets
  }

  /// Reads how many leap seconds the times of change count, as in the `right/` files.
  private mutating func readLeaps(
    _ header: TZifHeader, width: Int
  ) throws(TZifError) -> [(seconds: Int64, correction: Int64)] {
    var leaps: [(seconds: Int64, correction: Int64)] = []
    for _ in 0..<header.leaps {
      let start = cursor
      let leap = (seconds: try integer(width: width), correction: try integer(width: 4))
      if let last = leaps.last, last.seconds >= leap.seconds {
        throw malformed("the leap seconds are not in order", at: start)
      }
      leaps.append(leap)
    }
    return leaps
  }

  private mutating func readFooter() throws(TZifError) {
    let start = cursor
    try skip(1)
    guard bytes[start] == 0x0A else { throw malformed("a line feed is expected", at: start) }
    guard let end = bytes[cursor...].firstIndex(of: 0x0A) else {
      throw TZifError(reason: .truncated, offset: bytes.count)
    }
    let text = String(decoding: bytes[cursor..<end], as: UTF8.self)
    rulePlace = cursor
    if !text.isEmpty {
      do throws(TZifFooter.Mistake) {
        rule = try TZifFooter(text)
      } catch {
        throw TZifError(reason: .footer(text: text, reason: error.words), offset: cursor)
      }
    }
    cursor = end + 1
  }
}
