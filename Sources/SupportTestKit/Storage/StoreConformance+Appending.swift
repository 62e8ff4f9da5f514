// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportStorage

extension PortConformance where Port == any EventStore {
  static var versions: [Case] {
    [
      Case("versions begin with 1 and have no gaps") { store, probe in
        let first = try await store.append(.fixture("a", ["1", "2"]))
        probe.expect(first.versions, is: [.init("a", 2)], "the versions of the receipt")
        _ = try await store.append(.fixture("b", ["3"]))
        let third = try await store.append(.fixture("a", ["4"], expecting: .exactly(2)))
        probe.expect(third.version(of: "a"), is: 3, "the version of the receipt")
        let events = try await store.events(of: "a")
        probe.expect(events.map(\.version), is: [1, 2, 3], "the versions of the stream")
        probe.expect(try await store.version(of: "b"), is: 1, "the version of the other stream")
      },
      Case("a version that is not the last is refused, with what it is instead") { store, probe in
        _ = try await store.append(.fixture("a", ["1", "2"]))
        for version in [Int64(0), 1, 3] {
          let error = await probe.expect(.versionConflict, "version \(version) of 2") {
            _ = try await store.append(.fixture("a", ["3"], expecting: .exactly(version)))
          }
          probe.expect(error?.actual, is: 2, "the actual version in the error")
          probe.expect(error?.expected, is: .exactly(version), "the expected version in the error")
          probe.expect(error?.stream, is: "a", "the stream in the error")
        }
        probe.expect(try await store.version(of: "a"), is: 2, "the version after refusals")
      },
      Case("each expectation allows what it says") { store, probe in
        await probe.expect(.versionConflict, "exists, of a stream without events,") {
          _ = try await store.append(.fixture("a", ["1"], expecting: .exists))
        }
        _ = try await store.append(.fixture("a", ["1"], expecting: .none))
        await probe.expect(.versionConflict, "none, of a stream with events,") {
          _ = try await store.append(.fixture("a", ["2"], expecting: .none))
        }
        _ = try await store.append(.fixture("a", ["2"], expecting: .exists))
        _ = try await store.append(.fixture("a", ["3"], expecting: .any))
        _ = try await store.append(.fixture("b", ["4"], expecting: .any))
        _ = try await store.append(.fixture("c", ["5"], expecting: .exactly(0)))
        probe.expect(try await store.version(of: "a"), is: 3, "the version")
      },
      Case("a part without events guards its stream and adds nothing") { store, probe in
        _ = try await store.append(.fixture("policy", ["1"]))
        func decide(_ id: EventID, at version: Int64) -> AppendRequest {
          AppendRequest(
            [
              StreamAppend("policy", expecting: .exactly(version), events: []),
              StreamAppend("a", expecting: .any, events: [.fixture(id)]),
            ], recordedAt: .fixtureStart)
        }
        let receipt = try await store.append(decide("2", at: 1))
        probe.expect(
          receipt.versions, is: [.init("policy", 1), .init("a", 1)], "the versions")
        await probe.expect(.versionConflict, "a guard that no longer holds") {
          _ = try await store.append(decide("3", at: 0))
        }
        let none = try await store.append(.fixture("a", []))
        probe.expect(none.positions, is: nil, "the positions of no events")
        probe.expect(try await store.version(of: "policy"), is: 1, "the version of the guarded")
        probe.expect(try await store.version(of: "a"), is: 1, "the version of the other")
      },
      Case("requests that mean nothing are refused") { store, probe in
        await probe.expect(.invalidRequest, "an append without streams") {
          _ = try await store.append(AppendRequest([], recordedAt: .fixtureStart))
        }
        await probe.expect(.invalidRequest, "a stream that is named twice") {
          let part = StreamAppend("a", expecting: .any, events: [])
          _ = try await store.append(AppendRequest([part, part], recordedAt: .fixtureStart))
        }
        await probe.expect(.invalidRequest, "a page of nothing") {
          _ = try await store.read("a", .forwards(limit: 0))
        }
        await probe.expect(.invalidRequest, "a page of nothing of all") {
          _ = try await store.readAll(after: .start, limit: 0)
        }
      },
    ]
  }

  static var atomicity: [Case] {
    [
      Case("an append that conflicts in its second stream stores nothing") { store, probe in
        _ = try await store.append(.fixture("b", ["1"]))
        func transfer(expecting version: Int64) -> AppendRequest {
          AppendRequest(
            [
              StreamAppend("a", expecting: .none, events: [.fixture("2")]),
              StreamAppend("b", expecting: .exactly(version), events: [.fixture("3")]),
            ], key: "transfer", recordedAt: .fixtureStart)
        }
        await probe.expect(.versionConflict, "the second stream's stale version") {
          _ = try await store.append(transfer(expecting: 0))
        }
        probe.expect(try await store.version(of: "a"), is: 0, "the version of the first stream")
        probe.expect(try await store.head(), is: EventPosition(1), "the head")
        let receipt = try await store.append(transfer(expecting: 1))
        probe.expect(receipt.isRepeat, is: false, "whether the second try repeats")
        probe.expect(receipt.versions, is: [.init("a", 1), .init("b", 2)], "the versions")
      },
      Case("the events of an append stand together, in the order of the request") { store, probe in
        _ = try await store.append(.fixture("a", ["0"]))
        let receipt = try await store.append(
          AppendRequest(
            [
              StreamAppend("b", expecting: .any, events: [.fixture("1"), .fixture("2")]),
              StreamAppend("a", expecting: .any, events: [.fixture("3")]),
            ], recordedAt: .fixtureStart))
        let all = try await store.readAll(after: .start, limit: 10)
        probe.expect(all.map(\.id), is: ["0", "1", "2", "3"], "the order of all events")
        let added = Array(all.dropFirst())
        probe.expect(receipt.positions?.lowerBound, is: added.first?.position, "the first position")
        probe.expect(receipt.positions?.upperBound, is: added.last?.position, "the last position")
        for (left, right) in zip(added, added.dropFirst()) {
          probe.expect(
            right.position.rawValue, is: left.position.rawValue + 1, "the position that follows")
        }
      },
      Case("an event id is stored once, whatever the stream") { store, probe in
        _ = try await store.append(.fixture("a", ["1"]))
        for stream in ["a", "b"] as [StreamID] {
          let error = await probe.expect(.duplicateEvent, "a second event 1 in \(stream)") {
            _ = try await store.append(.fixture(stream, ["2", "1"]))
          }
          probe.expect(error?.event, is: "1", "the event in the error")
        }
        await probe.expect(.duplicateEvent, "an id twice in one append") {
          _ = try await store.append(.fixture("a", ["3", "3"]))
        }
        _ = try await store.append(.fixture("a", ["2", "3"]))
        probe.expect(try await store.events(of: "a").map(\.id), is: ["1", "2", "3"], "the events")
        probe.expect(try await store.version(of: "b"), is: 0, "the version of the other stream")
      },
    ]
  }

  static var repeats: [Case] {
    [
      Case("an append that is sent again gives its first receipt and adds nothing") {
        store, probe in
        let request = AppendRequest.fixture("a", ["1", "2"], key: "k")
        let first = try await store.append(request)
        _ = try await store.append(.fixture("a", ["3"]))
        var again = request
        again.recordedAt = request.recordedAt + .seconds(60)
        let second = try await store.append(again)
        probe.expect(first.isRepeat, is: false, "whether the first is a repeat")
        probe.expect(second, is: first.repeated, "the second receipt")
        probe.expect(try await store.version(of: "a"), is: 3, "the version")
      },
      Case("a repeat counts although its expected version is stale by now") { store, probe in
        let first = try await store.append(.fixture("a", ["1"], expecting: .none, key: "k"))
        let second = try await store.append(.fixture("a", ["1"], expecting: .none, key: "k"))
        probe.expect(second, is: first.repeated, "the second receipt")
        let third = try await store.append(.fixture("a", ["1"], expecting: .exactly(1), key: "k"))
        probe.expect(third, is: first.repeated, "the receipt with a version that was read anew")
      },
      Case("a key that was used for something else is refused") { store, probe in
        _ = try await store.append(.fixture("a", ["1"], key: "k"))
        for request in [
          AppendRequest.fixture("a", ["2"], key: "k"), .fixture("b", ["1"], key: "k"),
          .fixture("a", ["1", "2"], key: "k"), .fixture("a", [], key: "k"),
        ] {
          await probe.expect(.keyReused, "the key with other events") {
            _ = try await store.append(request)
          }
        }
        probe.expect(try await store.head(), is: EventPosition(1), "the head")
      },
      Case("tenants have keys of their own") { store, probe in
        for (index, tenant) in ([nil, "north", "south"] as [TenantID?]).enumerated() {
          let receipt = try await store.append(
            .fixture("a", [EventID("\(index)")], key: "k", tenant: tenant))
          probe.expect(receipt.isRepeat, is: false, "whether another tenant's append repeats")
        }
        probe.expect(
          try await store.events(of: "a").map(\.record.tenant), is: [nil, "north", "south"],
          "the tenants")
      },
      Case("a fingerprint decides what is the same append") { store, probe in
        var request = AppendRequest.fixture("a", ["1"], key: "k")
        request.fingerprint = [1]
        let first = try await store.append(request)
        request.streams[0].events = [.fixture("2")]
        probe.expect(try await store.append(request), is: first.repeated, "the second receipt")
        request.fingerprint = [2]
        await probe.expect(.keyReused, "another fingerprint") {
          _ = try await store.append(request)
        }
      },
      Case("a receipt is found by its key") { store, probe in
        probe.expect(try await store.receipt(of: "k", tenant: nil), is: nil, "a receipt of nothing")
        let receipt = try await store.append(.fixture("a", ["1"], key: "k", tenant: "north"))
        let found = try await store.receipt(of: "k", tenant: "north")
        probe.expect(found, is: receipt.repeated, "the receipt")
        probe.expect(try await store.receipt(of: "k", tenant: nil), is: nil, "another tenant's")
        await probe.expect(.versionConflict, "a stale version") {
          _ = try await store.append(.fixture("a", ["2"], expecting: .none, key: "refused"))
        }
        let none = try await store.receipt(of: "refused", tenant: nil)
        probe.expect(none, is: nil, "the receipt of what was refused")
      },
    ]
  }
}
