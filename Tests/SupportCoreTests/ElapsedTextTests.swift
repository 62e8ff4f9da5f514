// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import Testing

@Suite("Amounts of elapsed time as text")
struct ElapsedTextTests {
  @Test(
    "an amount is a whole number and a unit, up to what 64 bits of milliseconds hold",
    arguments: [
      ("15 min", 900_000), ("-2 h", -7_200_000), ("0 s", 0),
      ("9223372036854775807 ms", .max), ("-9223372036854775808 ms", .min),
      ("9223372036854775807 s", nil), ("-2562047788016 h", nil), ("1.5 h", nil), ("2 days", nil),
    ] as [(String, Int64?)])
  func amounts(_ text: String, _ expected: Int64?) {
    #expect((try? ElapsedText.milliseconds(text)) == expected)
  }
}
