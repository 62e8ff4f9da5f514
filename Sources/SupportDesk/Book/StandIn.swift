import SupportCore
import SupportTickets

struct TicketBook {
  let editions: TicketPolicyEditions
  init?(reading node: DocumentNode, _ problems: inout Problems) {
    editions = TicketPolicyEditions([.init(from: .min, TicketPolicy("1"))])
  }
}
