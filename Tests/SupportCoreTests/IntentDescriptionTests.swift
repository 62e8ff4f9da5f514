// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import Testing

@Suite("Intents in logs")
struct IntentDescriptionTests {
  @Test("an intent is told by what to do, when and under which key, and shows nobody")
  func described() {
    let intent = Intent(
      .remind, causedBy: "e-1", notBefore: Instant(secondsSince1970: 1_748_822_400),
      operands: [.init("customer", .personal("Ann")), .init("text", .text("call Ann"))])
    #expect("\(intent)" == "remind from 2025-06-02T00:00:00Z on, key e-1/remind/0")
    #expect("\(Intent(.pay, causedBy: "e-1"))" == "pay, key e-1/pay/0")
    var dumped = ""
    dump(intent, to: &dumped)
    #expect(!dumped.contains("Ann") && dumped.contains("remind"))
    #expect(!String(reflecting: [intent]).contains("Ann"))
  }
}
