// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import Foundation

/// The bytes of a file, followed by at least a page of zeros, so that eight can be read at once
/// anywhere.
final class MappedFile: @unchecked Sendable {
  let bytes: UnsafePointer<UInt8>
  let count: Int
  private let region: UnsafeMutableRawPointer
  private let length: Int

  struct Unreadable: Error, CustomStringConvertible {
    let description: String
  }

  init(_ path: String) throws {
    let descriptor = open(path, O_RDONLY)
    guard descriptor >= 0 else { throw Unreadable(description: "cannot read \(path)") }
    defer { close(descriptor) }
    count = Int(lseek(descriptor, 0, SEEK_END))
    length = (count / 65_536 + 2) * 65_536
    let anonymous = mmap(nil, length, PROT_READ, MAP_PRIVATE | MAP_ANON, -1, 0)
    guard let anonymous, anonymous != MAP_FAILED else {
      throw Unreadable(description: "no memory for \(path)")
    }
    region = anonymous
    bytes = UnsafePointer(anonymous.assumingMemoryBound(to: UInt8.self))
    guard
      count == 0
        || mmap(anonymous, count, PROT_READ, MAP_PRIVATE | MAP_FIXED, descriptor, 0) != MAP_FAILED
    else { throw Unreadable(description: "cannot map \(path)") }
  }

  deinit {
    munmap(region, length)
  }
}
