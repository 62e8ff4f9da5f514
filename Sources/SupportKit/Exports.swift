// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

@_exported public import SupportCompensation
@_exported public import SupportCore
@_exported public import SupportDesk
@_exported public import SupportMembership
@_exported public import SupportMetrics
@_exported public import SupportPresets
@_exported public import SupportRouting
@_exported public import SupportRules
@_exported public import SupportSLA
@_exported public import SupportService
@_exported public import SupportStaffing
@_exported public import SupportStorage
@_exported public import SupportTickets
@_exported public import SupportTime
