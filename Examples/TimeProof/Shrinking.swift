// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

extension Service {
  /// Services with one part less, or one part simpler.
  var simpler: [Service] {
    switch self {
    case .desk(let desk): return desk.simpler.map { .desk($0) }
    case .combined(let operation, let parts, let zone):
      var services = parts
      for index in parts.indices {
        if parts.count > 2 {
          var fewer = parts
          fewer.remove(at: index)
          services.append(.combined(operation, fewer, zone: zone))
        }
        for part in parts[index].simpler {
          var other = parts
          other[index] = part
          services.append(.combined(operation, other, zone: zone))
        }
      }
      return services
    }
  }
}

extension Desk {
  fileprivate var simpler: [Desk] {
    var desks: [Desk] = []
    func add(_ change: (inout Desk) -> Void) {
      var desk = self
      change(&desk)
      if desk != self { desks.append(desk) }
    }
    add { $0.validity = nil }
    for index in adjustments.indices {
      add { $0.adjustments.remove(at: index) }
      if adjustments[index].open != nil, adjustments[index].close != nil {
        add { $0.adjustments[index].open = nil }
        add { $0.adjustments[index].close = nil }
      }
    }
    for index in breaks.indices { add { $0.breaks.remove(at: index) } }
    for index in recurring.indices { add { $0.recurring.remove(at: index) } }
    for index in holidays.indices { add { $0.holidays.remove(at: index) } }
    for index in overrides.indices { add { $0.overrides.remove(at: index) } }
    for index in workdays.indices { add { $0.workdays.remove(at: index) } }
    add { $0.holidayHours = [] }
    for weekday in weekly.indices {
      for index in weekly[weekday].indices { add { $0.weekly[weekday].remove(at: index) } }
    }
    return desks
  }
}

extension Call {
  /// The same call with a smaller amount or count.
  var simpler: [Call] {
    var calls: [Call] = []
    func add(_ change: (inout Call) -> Void) {
      var call = self
      change(&call)
      if call != self { calls.append(call) }
    }
    add { $0.amount = 0 }
    add { $0.second = 0 }
    add { $0.count = 0 }
    add { $0.amount /= 2 }
    add { $0.count /= 2 }
    add { $0.count = $0.count.signum() }
    add { $0.lastDay = $0.day + ($0.lastDay - $0.day) / 2 }
    return calls
  }
}

extension Difference {
  /// The smallest service and call that still differ, found greedily.
  func shrunk(_ again: (Service, Call) -> Difference?) -> Difference {
    var smallest = self
    var tries = 0
    var isSmaller = true
    while isSmaller, tries < 400 {
      isSmaller = false
      let candidates =
        smallest.service.simpler.map { ($0, smallest.call) }
        + smallest.call.simpler.map { (smallest.service, $0) }
      for (service, call) in candidates {
        tries += 1
        if let found = again(service, call) {
          smallest = found
          isSmaller = true
          break
        }
      }
    }
    return smallest
  }
}
