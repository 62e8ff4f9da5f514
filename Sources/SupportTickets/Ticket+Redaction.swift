// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

/// Values without what they say about a person.
extension Ticket.Opening {
  /// The opening without its subject and the values of personal fields.
  var redacted: Self {
    var copy = self
    copy.subject = nil
    copy.fields = fields.map(\.redacted)
    return copy
  }
}

extension Ticket.CustomField {
  /// The field, without its value where it is personal.
  var redacted: Self {
    isPersonal ? Self(name, nil, isPersonal: true) : self
  }
}

extension Ticket.Contact {
  /// The contact without the customer's number or address.
  var redacted: Self {
    var copy = self
    copy.address = nil
    return copy
  }
}
