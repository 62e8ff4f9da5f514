// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import Foundation

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The bytes of a log, plain or unpacked by the system's gzip, which works beside us.
final class LogSource {
  private let descriptor: Int32
  private let unpacker: Process?
  private let complaints: Pipe?
  private let path: String
  /// How many bytes there are, unpacked; `nil` for a pipe, and where a packed file does not tell.
  let size: Int?

  /// Opens a file; the first bytes tell whether it is packed.
  init(path: String) throws(ReplayFailure) {
    self.path = path
    let file = open(path, O_RDONLY)
    guard file >= 0 else { throw Self.missing(path) }
    var status = stat()
    guard fstat(file, &status) == 0, (status.st_mode & S_IFMT) != S_IFDIR else {
      close(file)
      throw ReplayFailure(.noInput, "\(path) is a folder, not a file")
    }
    var magic: [UInt8] = [0, 0]
    let isRegular = (status.st_mode & S_IFMT) == S_IFREG
    guard isRegular, pread(file, &magic, 2, 0) == 2, magic == [0x1f, 0x8b] else {
      descriptor = file
      unpacker = nil
      complaints = nil
      size = isRegular ? Int(status.st_size) : nil
      return
    }
    size = Self.unpackedSize(file, packed: Int(status.st_size))
    close(file)
    (descriptor, unpacker, complaints) = try Self.unpack(path)
  }

  /// What gzip writes at the end of a file: the size of what it packed, by 2^32. A file that is larger
  /// than what it packed, or was put together of several, does not tell it.
  private static func unpackedSize(_ file: Int32, packed: Int) -> Int? {
    var trailer: [UInt8] = [0, 0, 0, 0]
    guard pread(file, &trailer, 4, off_t(packed - 4)) == 4 else { return nil }
    let size = trailer.reversed().reduce(0) { $0 << 8 | Int($1) }
    return size > packed ? size : nil
  }

  deinit {
    close(descriptor)
    if let unpacker, unpacker.isRunning { unpacker.terminate() }
  }

  private static func missing(_ path: String) -> ReplayFailure {
    ReplayFailure(.noInput, "cannot read \(path): \(String(cString: strerror(errno)))")
  }

  private static func unpack(_ path: String) throws(ReplayFailure) -> (Int32, Process, Pipe) {
    let process = Process()
    let output = Pipe()
    let complaints = Pipe()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["gzip", "-dc", "--", path]
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = output
    process.standardError = complaints
    do {
      try process.run()
    } catch {
      throw ReplayFailure(.unavailable, "cannot run gzip: \(error.localizedDescription)")
    }
    let descriptor = dup(output.fileHandleForReading.fileDescriptor)
    #if os(Linux)
      // A wide pipe lets gzip work ahead; where the system refuses, the usual one does.
      let setPipeSize: Int32 = 1031
      _ = fcntl(descriptor, setPipeSize, 1 << 20)
    #endif
    return (descriptor, process, complaints)
  }

  /// Reads more bytes into a buffer; 0 at the end.
  func read(into buffer: UnsafeMutableRawBufferPointer) throws(ReplayFailure) -> Int {
    while true {
      let count = systemRead(descriptor, buffer)
      if count >= 0 { return count }
      if errno != EINTR {
        throw ReplayFailure(
          .noInput, "cannot read \(path): \(String(cString: strerror(errno)))")
      }
    }
  }

  /// Reads more bytes into an array from a place on, up to its count; 0 at the end.
  func read(into bytes: inout [UInt8], from start: Int = 0) throws(ReplayFailure) -> Int {
    var failure: ReplayFailure?
    let count = bytes.withUnsafeMutableBytes { buffer -> Int in
      do throws(ReplayFailure) {
        return try read(into: UnsafeMutableRawBufferPointer(rebasing: buffer[start...]))
      } catch {
        failure = error
        return 0
      }
    }
    if let failure { throw failure }
    return count
  }

  /// Says whether the whole file was unpacked well; call it at the end.
  func finish() throws(ReplayFailure) {
    guard let unpacker, let complaints else { return }
    unpacker.waitUntilExit()
    guard unpacker.terminationStatus != 0 else { return }
    let said = String(
      decoding: complaints.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self
    ).trimmingCharacters(in: .whitespacesAndNewlines)
    let code: ReplayFailure.Code = unpacker.terminationStatus == 127 ? .unavailable : .data
    throw ReplayFailure(code, "\(path) cannot be unpacked: \(said.isEmpty ? "gzip failed" : said)")
  }
}

private func systemRead(_ descriptor: Int32, _ buffer: UnsafeMutableRawBufferPointer) -> Int {
  read(descriptor, buffer.baseAddress, buffer.count)
}
