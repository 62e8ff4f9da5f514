// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import Testing

@Suite("Intents in logs")
struct IntentDescriptionTests {
  @Test("an intent is told by what to do and when, and shows nobody")
  func described() {
    let intent = Intent(
      .remind, causedBy: "e-1", notBefore: Instant(secondsSince1970: 1_748_822_400),
      operands: [.init("customer", .personal("Ann")), .init("text", .text("call Ann"))])
    #expect("\(intent)" == "remind from 2025-06-02T00:00:00Z on, 2 operands")
    #expect("\(Intent(.pay, causedBy: "c-7/CNY"))" == "pay, 0 operands")
    var dumped = ""
    dump(intent, to: &dumped)
    #expect(!dumped.contains("Ann") && dumped.contains("remind"))
    #expect(!String(reflecting: [intent]).contains("Ann"))
  }
}
