import Sales
import Screen

/// How the timeline speaks of each thing that happened: what it was in one word, and what became of what.
struct TimelineWords {
  typealias FieldChange = JournalEntry.FieldChange

  private let names: [String: String]
  private let money: MoneyText
  private let arrow: String
  private let present: Present
  private let values: ScalarText
  private let makers: [ActivityID: UserID]
  private let closedAt: Timestamp?
  /// The logged actions, to tell the undo of an undo from an undo.
  private let actions: [ActionID: Action]

  init(_ detail: DealDetail, _ model: Model) {
    let names = detail.names.merging(detail.timeline.names) { first, _ in first }
    self.names = names
    money = model.money
    arrow = " \(model.glyphs.arrow) "
    present = model.world.present
    values = ScalarText(present: model.world.present, money: model.money) { names[$0] }
    makers = detail.timeline.makers
    closedAt = detail.card.deal.closedAt
    actions = Dictionary(detail.timeline.log.map { ($0.action.id, $0.action) }) { first, _ in first }
  }

  private func login(_ user: UserID?) -> String { user.flatMap { names[$0.description] } ?? "" }

  // MARK: What was logged, and where the deal went

  func happening(_ activity: Activity) -> Happening {
    let words = activity.subject ?? activity.body ?? ""
    // Of what is not done yet, or never will be, the word says so.
    let text = activity.status == .completed ? words : "\(activity.status.rawValue): \(words)"
    let who = activity.ownerID ?? makers[activity.id]
    let body = activity.subject == nil ? nil : activity.body
    return Happening(at: activity.occurredAt, who: login(who), what: activity.word, text: text, body: body)
  }

  func move(_ row: StageTransition, from before: StageTransition) -> Happening {
    Happening(
      at: row.changedAt, order: row.id.bits, who: login(row.changedBy), what: "moved",
      text: before.toStageName + arrow + row.toStageName + since(row),
      days: before.enteredAt.wholeDays(until: closedAt.map { min($0, row.changedAt) } ?? row.changedAt))
  }

  /// An undo puts the time of entry back too, and an import knows it apart from that of the creation.
  private func since(_ row: StageTransition) -> String {
    row.enteredAt == row.changedAt ? "" : ", as of " + values.day(present.zone.calendarDay(of: row.enteredAt))
  }

  func creation(_ row: StageTransition, worth: Worth) -> Happening {
    let value = worth.value == 0 ? "" : ", " + money.exact(worth.value, worth.currency)
    return Happening(
      at: row.changedAt, order: row.id.bits, who: login(row.changedBy), what: "created",
      text: "in \(row.toStageName)\(since(row))\(value)")
  }

  // MARK: What was changed

  /// One for each field that a person would name. `row` is the row as the edit left it, or the deal as it is by now;
  /// `currency` is what the deal's value was in then.
  func happenings(_ log: LogEntry, after row: Row?, currency: Currency) -> [Happening] {
    let told = told(log.entry, after: row, currency)
    let end = ending(log.action)
    return told.map { what, text in
      Happening(
        at: log.action.at, order: log.action.id.bits, who: login(log.action.by), what: what, text: text + end)
    }
  }

  private func ending(_ action: Action) -> String {
    guard action.reverts != nil else { return "" }
    return isUndo(action) ? ", undone" : ", redone"
  }

  private func isUndo(_ action: Action) -> Bool {
    guard let reverted = action.reverts, reverted != action.root, let before = actions[reverted] else { return true }
    return before.reverts == nil || !isUndo(before)
  }

  private func told(_ entry: JournalEntry, after row: Row?, _ currency: Currency) -> [(String, String)] {
    switch (entry.kind, row ?? entry.deletedRow) {
    case (.create, .followUp(let task)): [("task", task.title + due(task))]
    case (.create, let row): [(word(row), "back again")]
    case (.delete, let row): [(word(row), "deleted")]
    case (.update, .deal): entry.toldFields.map { words($0, in: entry, currency) }
    case (.update, .followUp(let task)): entry.toldFields.map { ("task", words($0, of: task)) }
    case (.update, let row):
      entry.toldFields.map { field in
        let name = row.map { $0.title + ": " } ?? ""
        return (word(row), name + labelled(field, entry.key.table))
      }
    }
  }

  private func word(_ row: Row?) -> String {
    switch row {
    case .activity(let activity): activity.word
    case .contact: "contact"
    case .company: "company"
    case .followUp: "task"
    case .review: "review"
    case .goal: "goal"
    case .deal, .pipeline, .stage, .transition, .user, nil: "deal"
    }
  }

  private func due(_ task: FollowUp) -> String { task.dueAt.map { ", for " + values.day(due: $0) } ?? "" }

  private func words(_ field: FieldChange, of task: FollowUp) -> String {
    switch (field.name, FollowUpStatus(scalar: field.after)) {
    case ("status", .completed?): "done: " + task.title
    case ("status", .cancelled?): "dropped: " + task.title
    case ("status", .pending?): "open again: " + task.title
    case ("title", _): change(field, .tasks)
    default: task.title + ": " + labelled(field, .tasks)
    }
  }

  /// The currency is the one after the change.
  private func words(_ field: FieldChange, in entry: JournalEntry, _ currency: Currency) -> (String, String) {
    switch field.name {
    case "value":
      let before = entry.fields.first { $0.name == "currency" }.flatMap { Currency(scalar: $0.before) }
      let old = Int64(scalar: field.before).map { money.exact($0, before ?? currency) } ?? "none"
      let new = Int64(scalar: field.after).map { money.exact($0, currency) } ?? "none"
      return ("value", old + arrow + new)
    case "currency": return ("value", change(field, .deals))
    case "expected_close": return ("close", change(field, .deals))
    case "parked_until": return ("parked", change(field, .deals))
    case "loss_reason": return ("reason", text(field.after, field.name, .deals))
    case "external_id": return ("id", change(field, .deals))
    case "metadata": return ("data", change(field, .deals))
    default: return (FieldText.label(field.name), change(field, .deals))
    }
  }

  private func labelled(_ field: FieldChange, _ table: Table) -> String {
    let isDue = field.name == "due_at"
    return (isDue ? "" : FieldText.label(field.name) + " ") + change(field, table)
  }

  private func change(_ field: FieldChange, _ table: Table) -> String {
    text(field.before, field.name, table) + arrow + text(field.after, field.name, table)
  }

  private func text(_ value: Scalar, _ field: String, _ table: Table) -> String {
    values.text(value, of: field, in: table, currency: .usd) ?? "one deleted since"
  }
}

extension Activity {
  /// What kind it is, in one word.
  fileprivate var word: String { type == .custom ? subtype ?? "custom" : type.rawValue }
}
