import Contract
import Sales

extension Table {
  /// What one row of it is, in a word.
  var singular: String {
    switch self {
    case .users: "user"
    case .companies: "company"
    case .contacts: "contact"
    case .pipelines: "pipeline"
    case .stages: "stage"
    case .deals: "deal"
    case .stageHistory: "change of stage"
    case .activities: "activity"
    case .tasks: "task"
    }
  }

  /// The table whose ids begin so; nil when there is none.
  init?(idPrefix: String) {
    guard let table = Table.allCases.first(where: { $0.idPrefix == idPrefix }) else { return nil }
    self = table
  }
}

extension Resource {
  /// Where its rows are kept; nil for events, which are read from the journal.
  var table: Table? {
    switch self {
    case .deal: .deals
    case .pipeline: .pipelines
    case .stage: .stages
    case .transition: .stageHistory
    case .activity: .activities
    case .task: .tasks
    case .contact: .contacts
    case .company: .companies
    case .user: .users
    case .event: nil
    }
  }

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
    case .transition, .user, .event: []
    }
  }
}
