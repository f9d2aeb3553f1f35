import Contract
import Sales

extension Table {
  /// What one row of it is, in the contract's words.
  var singular: String { Resource(self).rawValue.split(separator: "_").joined(separator: " ") }

  /// The table whose ids begin so; nil when there is none.
  init?(idPrefix: String) {
    guard let table = Table.allCases.first(where: { $0.idPrefix == idPrefix }) else { return nil }
    self = table
  }
}

extension Resource {
  /// Where its rows are kept; nil for events, which are read from the journal.
  var table: Table? { Table.allCases.first { Resource($0) == self } }

  /// The members without which it cannot be made.
  var needed: [String] {
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
