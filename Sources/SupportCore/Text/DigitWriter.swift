// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

/// Writes dates and times as text at once: digits and signs of ASCII into a place of known size.
struct DigitWriter {
  private let bytes: UnsafeMutableBufferPointer<UInt8>
  private(set) var count = 0

  /// The text that a body writes.
  ///
  /// - Parameters:
  ///   - capacity: The most bytes that it writes; what goes beyond is left out.
  ///   - body: Writes.
  /// - Returns: The text.
  static func text(capacity: Int, _ body: (inout Self) -> Void) -> String {
    String(unsafeUninitializedCapacity: capacity) { bytes in
      var writer = Self(UnsafeMutableBufferPointer(rebasing: bytes.prefix(capacity)))
      body(&writer)
      return writer.count
    }
  }

  private init(_ bytes: UnsafeMutableBufferPointer<UInt8>) {
    self.bytes = bytes
  }

  /// Writes one sign of ASCII.
  mutating func sign(_ scalar: Unicode.Scalar) {
    guard count < bytes.count, scalar.isASCII else { return }
    bytes[count] = UInt8(truncatingIfNeeded: scalar.value)
    count += 1
  }

  /// Writes a number of at most so many digits, 0 or more, with leading zeros.
  mutating func digits(_ number: Int, width: Int) {
    guard width > 0, bytes.count - count >= width else { return }
    var rest = number
    for place in stride(from: count + width - 1, through: count, by: -1) {
      bytes[place] = UInt8(truncatingIfNeeded: 48 + rest % 10)
      rest /= 10
    }
    count += width
  }

  /// Writes `2025-10-01`.
  mutating func date(_ date: CivilDate) {
    let (year, month, day) = date.components
    digits(year, width: 4)
    sign("-")
    digits(month, width: 2)
    sign("-")
    digits(day, width: 2)
  }

  /// Writes `09:00`.
  mutating func minutes(_ time: TimeOfDay) {
    digits(time.hour, width: 2)
    sign(":")
    digits(time.minute, width: 2)
  }

  /// Writes `09:00:00`, with milliseconds only where there are any.
  mutating func seconds(_ time: TimeOfDay) {
    minutes(time)
    sign(":")
    digits(time.second, width: 2)
    let rest = Int(time.millisecondsSinceMidnight % 1_000)
    guard rest != 0 else { return }
    sign(".")
    digits(rest, width: 3)
  }
}
