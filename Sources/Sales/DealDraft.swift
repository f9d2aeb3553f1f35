/// A deal to be made or, in an import, brought up to date: quick add, the API, import and samples all build this.
///
/// An update changes only what the draft names: the fields in `values`, and `stage`, `company`, `contact`, `owner` and
/// so on where they are not nil. A null in `values` clears its field. What only a new deal needs stands in `defaults`
/// and `defaultStage`.
package struct DealDraft: Hashable, Sendable {
  package var values: [DealValue]
  /// Only for a deal that is made: values of fields that `values` leave out, such as the currency of a whole file.
  package var defaults: [DealValue]
  /// The amount among `values` as it was written, where only `defaults` say its currency: for a deal that is there it is
  /// one in the deal's own.
  package var amount: DecimalNumber?
  /// The program that gave the `external_id` among the values; nil where that is not known (`ExternalID`).
  package var idSource: String?
  /// Where it stands when `values` name no `pipeline_id` and `stage_id`.
  package var stage: StageName?
  /// Only for a deal that is made: where it stands when neither `values` nor `stage` say so. Where this is set, `visits`
  /// are that of a new deal too, and an update moves nothing.
  package var defaultStage: StageName?
  /// Whether `stage` and `visits` name their pipeline on purpose. Otherwise a deal that is there stays in its pipeline
  /// as long as that has a stage of the name.
  package var isPipelineNamed: Bool
  /// A company's name; found whatever its case, else made.
  package var company: String?
  /// What else is known of that company: set on the one made, and on the one found where it differs.
  package var companyValues: [Assignment<Company>]
  /// A contact's e-mail address, `Name <address>` or display name; found, else made.
  package var contact: String?
  /// What else is known of that contact, its address among it: set on the one made, and on the one found where it
  /// differs. An address alone names a contact too.
  package var contactValues: [Assignment<Contact>]
  /// A colleague's login; found, else made.
  package var owner: String?
  /// What is to be done next, linked to the deal. Only for a deal that is made.
  package var followUps: [[Assignment<FollowUp>]]
  /// What was done, linked to the deal. Only for a deal that is made.
  package var activities: [[Assignment<Activity>]]
  /// The one thing to be done next as a file has it: a task that an import keeps once, and changes while it is pending.
  package var nextStep: NextStepDraft?
  /// Whether an export of our own says so, which is taken as it is.
  package var isExported = false
  /// Words that sort deals, kept as `labels` in the deal's metadata; an update with none leaves them.
  package var labels: [String] = []
  /// A text about the deal, kept once as an activity of the type note.
  package var note: String?
  /// What was done and what was planned, as an export of our own has it (`ActivityDraft.deal` is nil): each is kept once.
  package var history = DealHistory()
  /// Contacts that the row names after the deal's own, written as `contact` is: found, else made, of the same company.
  package var otherContacts: [String] = []
  /// The last human touch as a file has it: idle days are counted from it. No activity is made of it.
  package var lastActivity: Timestamp?
  /// Only for what happened elsewhere before: the stages it went through, oldest first, the last one its present one.
  package var visits: [Visit]
  /// Only for what happened elsewhere before: when it was created, and since when it is in its stage if there are no
  /// `visits`.
  package var createdAt: Timestamp?
  /// When it was won or lost.
  package var closing: Closing

  package init(
    values: [DealValue], stage: StageName? = nil, company: String? = nil, contact: String? = nil,
    owner: String? = nil, followUps: [[Assignment<FollowUp>]] = [], activities: [[Assignment<Activity>]] = [],
    visits: [Visit] = [], createdAt: Timestamp? = nil, closing: Closing = .onEntry
  ) {
    self.values = values
    defaults = []
    self.stage = stage
    isPipelineNamed = true
    self.company = company
    companyValues = []
    self.contact = contact
    contactValues = []
    self.owner = owner
    self.followUps = followUps
    self.activities = activities
    self.visits = visits
    self.createdAt = createdAt
    self.closing = closing
  }

  /// When it was won or lost, where the draft says so.
  package var closedAt: Timestamp? {
    switch closing {
    case .at(let moment), .closeDate(let moment, _): moment
    case .onEntry, .unknown: nil
    }
  }

  /// One stage that the deal was in, and when it came there.
  package struct Visit: Hashable, Sendable {
    package let stage: StageName
    package let enteredAt: Timestamp

    package init(stage: StageName, enteredAt: Timestamp) {
      self.stage = stage
      self.enteredAt = enteredAt
    }
  }

  /// When a closed deal was won or lost; without meaning for one that is not closed.
  package enum Closing: Hashable, Sendable {
    /// When it came to its stage, if the draft says when that was; else now for a new deal, and unknown in an import.
    case onEntry
    case at(Timestamp)
    /// Nobody knows. The deal is closed without a day.
    case unknown
    /// The one close date of programs that have only one: `closed` for a closed deal, for an open one the day hoped for.
    case closeDate(closed: Timestamp, expected: Timestamp)
  }
}

/// The activities and tasks of a deal, in the order in which they were made.
package struct DealHistory: Hashable, Sendable {
  package var activities: [ActivityDraft] = []
  package var tasks: [TaskDraft] = []

  package init() {}

  package var isEmpty: Bool { activities.isEmpty && tasks.isEmpty }
}

/// A next step as a file has it.
package struct NextStepDraft: Hashable, Sendable {
  package var title: String
  /// Nil where the file does not say: a task that is there keeps its day.
  package var dueAt: Timestamp?

  package init(title: String, dueAt: Timestamp?) {
    self.title = title
    self.dueAt = dueAt
  }
}

/// A stage by its pipeline's and its own name, matched whatever the case; nil for the default pipeline.
package struct StageName: Hashable, Sendable {
  package let pipeline: String?
  package let stage: String

  package init(pipeline: String?, stage: String) {
    self.pipeline = pipeline
    self.stage = stage
  }
}

/// How ids of other programs are kept in `external_id`: alone, or after the program's name and a colon (`hubspot:1`), so
/// that deal 1 of one program is not deal 1 of another.
package enum ExternalID {
  /// The id as it is kept; the source's name in lower case.
  package static func text(_ id: String, source: String?) -> String {
    let source = source.map { folded($0) } ?? ""
    return source.isEmpty ? id.trimmed : "\(source):\(id.trimmed)"
  }
}
