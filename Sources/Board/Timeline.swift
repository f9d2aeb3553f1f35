import Sales
import Screen

/// What happened to a deal, newest first: activities, tasks, moves, and the journaled changes of its fields.
struct Timeline {
  let detail: DealDetail
  private let money: MoneyText
  private let arrow: String
  private let present: Present

  struct Happening: Hashable {
    let at: Timestamp
    let who: String
    /// In at most 7 cells.
    let what: String
    let text: String
  }

  init(_ detail: DealDetail, painter: Painter) {
    self.detail = detail
    money = painter.model.money
    arrow = " \(painter.glyphs.arrow) "
    present = painter.present
  }

  /// Of what happened in the same second, moves stand above changes, and those above activities.
  var happenings: [Happening] {
    let all = moves + changes + detail.activities.map(happening) + detail.followUps.map(happening)
    return all.enumerated().sorted { ($1.element.at, $0.offset) < ($0.element.at, $1.offset) }.map(\.element)
  }

  /// Its activities and moves alone.
  var touches: [Happening] {
    (moves + detail.activities.map(happening)).enumerated()
      .sorted { ($1.element.at, $0.offset) < ($0.element.at, $1.offset) }.map(\.element)
  }

  private func login(_ user: UserID?) -> String { user.flatMap { detail.users[$0] } ?? "" }

  private func happening(_ activity: Activity) -> Happening {
    let words = activity.subject ?? activity.body ?? ""
    let what = activity.type == .custom ? activity.subtype ?? "custom" : activity.type.rawValue
    // Of what is not done yet, or never will be, the word says so.
    let text = activity.status == .completed ? words : "\(activity.status.rawValue): \(words)"
    return Happening(at: activity.occurredAt, who: login(activity.ownerID), what: what, text: text)
  }

  /// A task stands where it was made, with its day and what became of it.
  private func happening(_ task: FollowUp) -> Happening {
    let due = task.dueAt.map { ", for " + day($0.isAllDay ? $0.utcDay : present.zone.calendarDay(of: $0)) } ?? ""
    let end =
      switch task.status {
      case .pending: ""
      case .completed: ", done"
      case .cancelled: ", dropped"
      }
    return Happening(at: task.createdAt, who: login(task.ownerID), what: "task", text: task.title + due + end)
  }

  private var moves: [Happening] {
    var names: [StageID: String] = [:]
    var moves: [Happening] = []
    for row in detail.history {
      let (who, to) = (login(row.changedBy), row.toStageName)
      if let from = row.fromStageID {
        let text = (names[from] ?? "another stage") + arrow + to
        moves.insert(Happening(at: row.changedAt, who: who, what: "moved", text: text), at: 0)
      } else {
        let text = "in \(to), \(money.exact(first.value, first.currency))"
        moves.insert(Happening(at: row.changedAt, who: who, what: "created", text: text), at: 0)
      }
      names[row.toStageID] = to
    }
    return moves
  }

  /// Value and currency when it was created, as far back as the journal here goes.
  private var first: (value: Int64, currency: Currency) {
    var (value, currency) = (detail.card.deal.value, detail.card.deal.currency)
    for field in detail.log.flatMap(\.entry.fields) {
      switch field.name {
      case "value": value = Int64(scalar: field.before) ?? value
      case "currency": currency = Currency(scalar: field.before) ?? currency
      default: break
      }
    }
    return (value, currency)
  }

  // MARK: Changes of fields

  private var changes: [Happening] {
    var changes: [Happening] = []
    var currency = detail.card.deal.currency
    for log in detail.log where log.entry.kind == .update {
      let fields = log.entry.fields
      let before = fields.first { $0.name == "currency" }.flatMap { Currency(scalar: $0.before) } ?? currency
      for field in fields {
        guard let (what, text) = words(field, in: fields, before: before, after: currency) else { continue }
        changes.append(Happening(at: log.action.at, who: login(log.action.by), what: what, text: text))
      }
      currency = before
    }
    return changes
  }

  /// What to call the field and what became of it; nil for those that only follow from another.
  private func words(
    _ field: JournalEntry.FieldChange, in fields: [JournalEntry.FieldChange], before: Currency, after: Currency
  ) -> (String, String)? {
    let isMove = fields.contains { $0.name == "stage_id" }
    switch field.name {
    case "name": return ("name", change(field, text))
    case "value":
      let old = Int64(scalar: field.before).map { money.exact($0, before) } ?? "none"
      let new = Int64(scalar: field.after).map { money.exact($0, after) } ?? "none"
      return ("value", old + arrow + new)
    case "currency" where !fields.contains { $0.name == "value" }: return ("value", change(field, text))
    case "status" where !isMove: return ("status", change(field, text))
    case "expected_close": return ("close", change(field) { (at: Timestamp?) in day(at?.utcDay) })
    case "parked_until": return ("parked", change(field) { (at: Timestamp?) in day(at.map(present.zone.day)) })
    case "owner_id": return ("owner", change(field) { (id: UserID?) in id.map(login) ?? "none" })
    case "source": return ("source", change(field, text))
    case "loss_reason" where field.after != .null: return ("reason", text(String(scalar: field.after)))
    case "company_id": return ("company", named(field.after, detail.company?.id.scalar, detail.company?.name))
    case "contact_id": return ("contact", named(field.after, detail.contact?.id.scalar, detail.contact?.displayName))
    default: return nil
    }
  }

  private func change<Value: ScalarConvertible>(
    _ field: JournalEntry.FieldChange, _ shown: (Value?) -> String
  ) -> String {
    shown(Value(scalar: field.before)) + arrow + shown(Value(scalar: field.after))
  }

  private func text(_ text: String?) -> String { text ?? "none" }
  private func day(_ day: Day?) -> String { day.map { DateText.short($0, today: present.today) } ?? "none" }

  /// The journal has only ids, and the name of none but the present one is known here.
  private func named(_ id: Scalar, _ present: Scalar?, _ name: String?) -> String {
    if id == .null { return "removed" }
    return id == present ? "now " + (name ?? "another") : "changed"
  }
}
