// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

/// Turns offsets in a text into lines and columns, in one pass as long as the offsets ascend.
///
/// Lines end with LF, CRLF or a CR alone. Columns count Unicode scalars.
struct DocumentPlaces: Sendable {
  /// A line and a column, both counted from 1, up to the largest `UInt32`.
  struct Place: Hashable, Sendable {
    private var storedLine: UInt32 = 1
    private var storedColumn: UInt32 = 1

    var line: Int { Int(storedLine) }
    var column: Int { Int(storedColumn) }

    fileprivate mutating func nextLine() {
      storedLine = storedLine == .max ? .max : storedLine &+ 1
      storedColumn = 1
    }

    fileprivate mutating func nextColumn() {
      storedColumn = storedColumn == .max ? .max : storedColumn &+ 1
    }
  }

  private let start: Int
  /// The offset of the last place that was asked for.
  private(set) var offset: Int
  private var place = Place()

  /// Starts counting at an offset, which is line 1, column 1.
  init(start: Int) {
    self.start = start
    offset = start
  }

  /// The place of an offset in the bytes; the end of the text has one too.
  mutating func place(of target: Int, in bytes: [UInt8]) -> Place {
    if target < offset {
      offset = start
      place = Place()
    }
    while offset < target, offset < bytes.count {
      let byte = bytes[offset]
      offset += 1
      if byte == 0x0A || (byte == 0x0D && (offset == bytes.count || bytes[offset] != 0x0A)) {
        place.nextLine()
      } else if byte & 0xC0 != 0x80 {
        place.nextColumn()
      }
    }
    return place
  }
}
