package import Sales

extension Resource {
  /// Where its rows are kept; nil for events, which are read from the journal.
  package var table: Table? { Table.allCases.first { Resource($0) == self } }

  /// The members without which it cannot be made.
  package var needed: [String] {
    switch self {
    case .deal: Deal.needed
    case .pipeline: Pipeline.needed
    case .stage: Stage.needed
    case .activity: Activity.needed
    case .task: FollowUp.needed
    case .contact: Contact.needed
    case .company: Company.needed
    case .transition, .user, .event, .goal, .review: []
    }
  }
}
