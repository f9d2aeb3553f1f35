/// A deal with everything that the detail shows.
package struct DealDetail: Hashable, Sendable {
  package var card: Card
  package var contact: Contact?
  package var company: Company?
  package var pipeline: Pipeline
  package var stage: Stage
  /// Oldest first, each with the stage's name then; whole, since the time in stages is a sum over all of it.
  package var history: [StageTransition]
  /// The pending ones by day, at most 200.
  package var followUps: [FollowUp]
  /// The newest part of what happened; `TimelinePage.rest` says where the next one begins.
  package var timeline: TimelinePage
  /// Names of everybody and everything whose id stands in the rest, by id.
  package var names: [String: String]
  /// How often the close date was moved later.
  package var slips: Int

  package init(
    card: Card, contact: Contact?, company: Company?, pipeline: Pipeline, stage: Stage,
    history: [StageTransition], followUps: [FollowUp], timeline: TimelinePage, names: [String: String], slips: Int
  ) {
    self.card = card
    self.contact = contact
    self.company = company
    self.pipeline = pipeline
    self.stage = stage
    self.history = history
    self.followUps = followUps
    self.timeline = timeline
    self.names = names
    self.slips = slips
  }
}

extension DealDetail {
  /// The ids whose names are shown beside those of the timeline.
  package var namedIDs: Set<String> {
    let people = history.map(\.changedBy) + followUps.compactMap(\.ownerID)
    let owners = [card.deal.ownerID, contact?.ownerID, company?.ownerID].compactMap(\.self)
    return Set((people + owners).map(\.description) + [contact?.companyID?.description].compactMap(\.self))
  }
}

/// A part of what happened to a deal, newest first: what was logged, and what the journal tells.
package struct TimelinePage: Hashable, Sendable {
  /// By the time at which each happened.
  package var activities: [Activity]
  /// Who logged those that have no owner.
  package var makers: [ActivityID: UserID] = [:]
  /// What was changed on the deal, its tasks and activities, its contact and its company since the deal was made.
  package var log: [LogEntry]
  /// The rows that the log is about, as they are now. Edit by edit taken back, they are what they were before each.
  package var rows: [Key: Row]
  /// Names of everybody and everything whose id stands here, by id.
  package var names: [String: String]
  /// Where both lists go on.
  package var rest: TimelinePlace

  package init(
    activities: [Activity] = [], log: [LogEntry] = [], rows: [Key: Row] = [:], names: [String: String] = [:],
    rest: TimelinePlace
  ) {
    self.activities = activities
    self.log = log
    self.rows = rows
    self.names = names
    self.rest = rest
  }

  /// How many entries of each list a page has at most.
  package static let size = 100

  /// Goes on with the page that begins where this one ends.
  package mutating func append(_ older: TimelinePage) {
    activities += older.activities
    makers.merge(older.makers) { known, _ in known }
    log += older.log
    // What is known already is from the same state as the entries above it.
    rows.merge(older.rows) { known, _ in known }
    names.merge(older.names) { known, _ in known }
    rest = older.rest
  }

  /// The ids that stand in it.
  package var namedIDs: Set<String> {
    let people = activities.compactMap(\.ownerID) + makers.values + log.map(\.action.by)
    var ids = Set(people.map(\.description))
    for change in log.flatMap(\.entry.fields) where change.name.hasSuffix("_id") {
      for case .text(let id) in [change.before, change.after] { ids.insert(id) }
    }
    return ids
  }
}

/// From where the two lists of a timeline are read on; nil for one that has ended.
package struct TimelinePlace: Hashable, Sendable {
  /// Activities that happened before it, or at the same second with a lower id.
  package var activity: ActivityPlace?
  /// Edits with a lower number.
  package var edit: Int64?

  /// Where an activity stands: by when it happened, then by its id.
  package struct ActivityPlace: Hashable, Sendable {
    package let at: Timestamp
    package let id: ActivityID

    package init(at: Timestamp, id: ActivityID) {
      self.at = at
      self.id = id
    }
  }

  package init(activity: ActivityPlace?, edit: Int64?) {
    self.activity = activity
    self.edit = edit
  }

  package static let newest = TimelinePlace(
    activity: ActivityPlace(at: Timestamp(seconds: .max), id: ActivityID(bits: .max)), edit: .max)

  package var isEnd: Bool { activity == nil && edit == nil }
}

/// One journaled edit, with who did it.
package struct LogEntry: Hashable, Sendable {
  package let action: Action
  package let entry: JournalEntry

  package init(action: Action, entry: JournalEntry) {
    self.action = action
    self.entry = entry
  }
}

extension LogEntry {
  /// Whether a timeline tells it. What only follows from something else is not told, nor what it shows already: moves
  /// from the history, activities as they were logged, the making of the deal.
  package var isTold: Bool {
    switch (entry.key.table, entry.kind) {
    case (.deals, .create), (.activities, .create): return action.reverts != nil
    case (_, .create): return entry.key.table == .tasks
    case (_, .delete): return true
    case (_, .update): return !entry.toldFields.isEmpty
    }
  }
}

extension JournalEntry {
  /// The changed fields that a timeline names.
  package var toldFields: [FieldChange] {
    let names = Set(fields.map(\.name))
    return fields.filter { change in
      switch change.name {
      case "stage_id": false
      case "status": !(key.table == .deals && names.contains("stage_id"))
      case "closed_at": !names.contains("status")
      // The amount names it.
      case "currency": !names.contains("value")
      // It goes when the deal is lost no more, which is told.
      case "loss_reason": change.after != .null
      default:
        switch key.table.column(change.name)?.access {
        case .writable, .local: true
        case .readOnly, .derived, nil: false
        }
      }
    }
  }
}
