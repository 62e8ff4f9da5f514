// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

extension String {
  /// The text with a number behind it, `T-1/3`: written at once, since keys of events and commands are
  /// made all the time.
  func followed(by number: Int64) -> String {
    var digits = number.magnitude
    var count = 1
    while digits >= 10 {
      digits /= 10
      count += 1
    }
    let start = utf8.count
    let sign = number < 0 ? 1 : 0
    return String(unsafeUninitializedCapacity: start + 1 + sign + count) { bytes in
      var place = 0
      for byte in utf8 {
        bytes[place] = byte
        place += 1
      }
      bytes[place] = UInt8(ascii: "/")
      if sign == 1 { bytes[place + 1] = UInt8(ascii: "-") }
      var rest = number.magnitude
      for offset in stride(from: place + sign + count, to: place + sign, by: -1) {
        bytes[offset] = UInt8(truncatingIfNeeded: 48 + rest % 10)
        rest /= 10
      }
      return start + 1 + sign + count
    }
  }
}
