// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

/// Policies are equal that say the same, whatever they were made from.
extension RoutingPolicy: Hashable {
  /// Tells whether two policies say the same.
  public static func == (left: Self, right: Self) -> Bool {
    left.core === right.core
      || (left.id == right.id && left.version == right.version && left.channels == right.channels
        && left.queues == right.queues && left.priorities == right.priorities
        && left.agentOrder == right.agentOrder && left.choice == right.choice
        && left.options == right.options)
  }

  /// Hashes the name, the version, the queues and the channels.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(id)
    hasher.combine(version)
    hasher.combine(queues)
    hasher.combine(channels)
  }
}

extension RoutingOptions: Equatable {
  /// Tells whether two options say the same.
  public static func == (left: Self, right: Self) -> Bool {
    left.offers == right.offers && left.transfers == right.transfers
      && left.accessibleWeight == right.accessibleWeight
      && left.translationDelayBound == right.translationDelayBound
      && left.returnWindow == right.returnWindow
      && left.skipsEmptyLevels == right.skipsEmptyLevels && left.fallback == right.fallback
      && left.calendars == right.calendars && left.rosters == right.rosters
  }
}
