// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Cuts a log into chunks that end where records end, so that each can be read by itself: one after
/// another, or several at a time on as many threads.
///
/// Threads take the next chunk whenever they are done with one; only reading is serial. At most one
/// chunk and a record wait.
final class LogChunks: Sendable {
  /// Some whole records.
  struct Chunk: Sendable {
    /// Which chunk of the log it is, from 0.
    var number: Int
    var bytes: [UInt8]
    /// How many bytes of the log were read when it was cut.
    var bytesRead: Int
  }

  private struct State {
    var source: LogSource
    var rest: [UInt8] = []
    var number = 0
    var bytesRead = 0
    var isAtEnd = false
    var records: RecordReader?
  }

  /// The header.
  let header: LogHeader
  /// The number of the line after the header.
  let firstLine: Int
  /// The bytes of the log, unpacked; `nil` where that cannot be told before they are read.
  let size: Int?
  private let chunk: Int
  private let state: Mutex<State>

  /// A record longer than this is a quote that nobody closed.
  private static let longestRecord = 1 << 20

  /// Opens a log and reads its header, in which the wanted columns have to be; about `chunk` bytes are
  /// then read at a time.
  init(
    path: String, form: LogForm, wanted: [String], chunk: Int = 1 << 18
  ) throws(ReplayFailure) {
    self.chunk = chunk
    var state = State(source: try LogSource(path: path))
    size = state.source.size
    var separator = form.separator
    while true {
      let isLast = try Self.fill(&state, chunk)
      let found = try Self.header(&state, &separator, isLast, wanted, path)
      if let found {
        (header, firstLine) = found
        break
      }
      if isLast {
        throw ReplayFailure(.data, "\(path) is empty: a log begins with a line of column names")
      }
    }
    state.records = RecordReader(header, missing: form.missing)
    self.state = Mutex(state)
  }

  /// The part of the log that was read when a chunk was cut, 0 ... 1; `nil` where that cannot be told.
  func part(_ chunk: Chunk) -> Double? {
    size.map { Double(chunk.bytesRead) / Double(max($0, 1)) }
  }

  /// The next chunk; `nil` at the end.
  func next() throws(ReplayFailure) -> Chunk? {
    let result = state.withLock { state -> Result<Chunk?, ReplayFailure> in
      do throws(ReplayFailure) {
        return .success(try Self.next(&state, chunk))
      } catch {
        return .failure(error)
      }
    }
    return try result.get()
  }

  private static func next(_ state: inout State, _ chunk: Int) throws(ReplayFailure) -> Chunk? {
    while true {
      let isLast = try fill(&state, chunk)
      let end = isLast ? state.rest.count : boundary(&state)
      guard end > 0 else {
        if isLast { return nil }
        continue
      }
      let rest = Array(state.rest[end...])
      state.rest.removeSubrange(end...)
      defer {
        state.rest = rest
        state.number += 1
      }
      return Chunk(number: state.number, bytes: state.rest, bytesRead: state.bytesRead)
    }
  }

  /// Reads more bytes behind the rest; tells whether the log is at its end.
  private static func fill(_ state: inout State, _ chunk: Int) throws(ReplayFailure) -> Bool {
    if state.isAtEnd { return true }
    let start = state.rest.count
    var filled = start
    state.rest.append(contentsOf: repeatElement(0, count: chunk))
    while filled - start < chunk {
      let count = try state.source.read(into: &state.rest, from: filled)
      if count == 0 {
        state.isAtEnd = true
        try state.source.finish()
        break
      }
      filled += count
    }
    state.rest.removeLast(state.rest.count - filled)
    state.bytesRead += filled - start
    return state.isAtEnd
  }

  // MARK: Where records end

  /// Where the last whole record of the bytes ends; 0 while none is whole.
  private static func boundary(_ state: inout State) -> Int {
    guard var records = state.records else { return 0 }
    return state.rest.withUnsafeBufferPointer { text in
      guard text.contains(byte: UInt8(ascii: "\"")) else { return lastLineEnd(text) }
      var position = 0
      while position < text.count {
        if let step = records.step(text, from: position, isLast: false) {
          position = step.next
        } else if text.count - position > longestRecord {
          position = records.torn(text, from: position).next
        } else {
          break
        }
      }
      return position
    }
  }

  /// Without quotes every line end ends a record; a carriage return at the very end may be the first
  /// half of one.
  private static func lastLineEnd(_ text: UnsafeBufferPointer<UInt8>) -> Int {
    if let place = text.lastIndex(of: UInt8(ascii: "\n")) { return place + 1 }
    let place = text.dropLast().lastIndex(of: UInt8(ascii: "\r"))
    return place.map { $0 + 1 } ?? (text.count > longestRecord ? text.count : 0)
  }

  /// Reads the first line that is not blank, and takes it away; `nil` while it is not whole.
  private static func header(
    _ state: inout State, _ separator: inout UInt8?, _ isLast: Bool, _ wanted: [String],
    _ path: String
  ) throws(ReplayFailure) -> (LogHeader, Int)? {
    var line = 1
    var start = state.rest.starts(with: [0xef, 0xbb, 0xbf]) ? 3 : 0
    if state.rest.starts(with: [0xff, 0xfe]) || state.rest.starts(with: [0xfe, 0xff]) {
      throw ReplayFailure(.data, "\(path) is text in UTF-16; save it as UTF-8")
    }
    while start < state.rest.count {
      let end = state.rest.withUnsafeBufferPointer { RecordCutter.nextLine($0, from: start) }
      let isWhole = isLast || end < state.rest.count
      guard isWhole || state.rest.count - start > longestRecord else { return nil }
      let record = state.rest[start..<end].prefix { $0 != 10 && $0 != 13 }
      line += 1
      start = end
      if record.count == 5, record.starts(with: Array("sep=".utf8)) {
        // Spreadsheets write the separator into a line of its own.
        separator = separator ?? record.last
      } else if record.contains(where: { $0 != UInt8(ascii: " ") }) {
        let header = try LogHeader(
          Array(record), separator: separator, wanted: wanted, path: path)
        state.rest.removeSubrange(..<end)
        return (header, line)
      }
    }
    return nil
  }
}

extension UnsafeBufferPointer<UInt8> {
  /// Whether a byte is among these, found as fast as the system can.
  func contains(byte: UInt8) -> Bool {
    guard let baseAddress else { return false }
    return memchr(baseAddress, Int32(byte), count) != nil
  }
}
