package import Sales
package import Screen

/// A verb that one typed line completes, on one deal or on many.
package struct LineForm: Hashable, Sendable {
  package let verb: LineVerb
  package var deals: [DealID]
  /// How many marked deals are closed and so not among them.
  package var leftOut = 0
  package var seen: [DealID: Card] = [:]
  /// The task that it is about, where that is not what is next on the deals.
  package var task: FollowUp?
  /// The steps that somebody else has settled meanwhile: the line is about those no more.
  package var settled: Set<FollowUpID> = []
  package var editor = LineEditor()
  /// The colleagues, for the owner; nil until the store has answered.
  package var users: [User]?
  /// How often the close date of the only deal was moved later; nil until the store has answered.
  package var slips: Int?
}

/// Those verbs, each named as the verb that opens its line.
package enum LineVerb: String, Hashable, Sendable, CaseIterable {
  case step, doneAndNext, log, closeDate, value, owner, park, dueDate

  /// Whether it plans what is still to come, and so leaves closed deals among marked ones out.
  var isForOpen: Bool {
    switch self {
    case .step, .doneAndNext, .closeDate, .park, .dueDate: true
    case .log, .value, .owner: false
    }
  }

  /// What stands before the line.
  var label: String {
    switch self {
    case .step: "next step "
    case .doneAndNext: "done; next step "
    case .log: "log "
    case .closeDate: "close date "
    case .value: "value "
    case .owner: "owner "
    case .park: "park until "
    case .dueDate: "move to "
    }
  }

  /// How such a line is written.
  var example: String {
    switch self {
    case .step: "call fri 10:00 price"
    case .doneAndNext: "call fri 10:00 price"
    case .log: "call, email, meeting or note, then words"
    case .closeDate: "2w, eom, fri, 12 apr, none"
    case .value: "12k, +10%, €9,500"
    case .owner: "initials, name, me, none"
    case .park: "2w, eom, 12 apr, none"
    case .dueDate: "fri, 2w, mon 10:00, any, none"
    }
  }
}

extension LineForm {
  /// The steps that are done by it: the task, else what was next on the deals.
  func done(among cards: [Card]) -> [(id: FollowUpID, title: String)] {
    let next = cards.map(seen.asSeen).compactMap(\.nextStep).map { (id: $0.id, title: $0.title) }
    return (task.map { [(id: $0.id, title: $0.title)] } ?? next).filter { !settled.contains($0.id) }
  }

  /// Takes what somebody else has made of the task: saved again, the line is meant against that.
  mutating func rebase(_ id: FollowUpID, onto conflict: Conflict) {
    if verb == .doneAndNext { settled.insert(id) }
    if task?.id == id, var task, FollowUp.field(conflict.field)?.set(&task, conflict.found) == true { self.task = task }
  }
}

extension LineForm: TypedFeature, DealsFeature {
  var mode: Mode { .line(self) }
  func press(_ key: Key, in model: inout Model) -> [Effect] { model.typeLine(key, self) }

  var typesItsField: Bool { true }
  func draft(in model: Model) -> Draft? {
    guard !editor.isEmpty else { return nil }
    return task.map { .task(verb, $0.id, editor.text) } ?? .line(verb, deals, editor.text)
  }

  func goingOn(with next: Card, in model: Model) -> Mode? {
    guard !deals.isEmpty, deals.allSatisfy({ model.card($0) == nil }) else { return nil }
    var form = self
    (form.deals, form.seen, form.task) = ([next.deal.id], [DealID: Card]([next]), nil)
    return form.mode
  }
}
