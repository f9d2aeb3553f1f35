package import Sales

/// The reference that the SQL store is compared with: rows in a dictionary, every question a plain filter.
///
/// A value, so that a refused change is dropped by dropping the copy. It refuses what the schema refuses and what
/// careful rules never write: an edit of a row that is not as the edit says, one that changes nothing, and an id that
/// points at nothing.
package struct DictionaryRecords: Records, Sendable {
  package private(set) var rows: [Key: Row] = [:]
  package private(set) var actions: [Action] = []
  package private(set) var journal: [(action: ActionID, entry: JournalEntry)] = []
  /// The edits of the action under way.
  package private(set) var edits: [Edit] = []
  private var ids = IdentifierSource()
  private var random: SeededGenerator
  private var milliseconds: Int64 = 0
  private var current = ActionID(bits: 0)

  package init(seed: UInt64 = 1) {
    random = SeededGenerator(seed: seed)
  }

  /// Begins an action: its id is the first one made.
  package mutating func begin(milliseconds: Int64) {
    self.milliseconds = milliseconds
    edits = []
    current = ActionID(bits: ids.next(milliseconds: milliseconds, using: &random))
  }

  /// Ends it; nil, with nothing recorded, when it changed nothing.
  package mutating func end(at now: Timestamp, by user: UserID, reverting reverted: ActionID?) -> Action? {
    guard !edits.isEmpty else { return nil }
    let root = actions.first { $0.id == reverted }?.root ?? current
    let action = Action(id: current, at: now, by: user, reverts: reverted, root: root)
    actions.append(action)
    return action
  }

  /// Takes over which ids were given out, also by a change that came to nothing.
  package mutating func keepIDs(of other: DictionaryRecords) {
    ids = other.ids
    random = other.random
  }

  package mutating func makeID<E: Identified>(_ type: E.Type) -> Identifier<E> {
    Identifier(bits: ids.next(milliseconds: milliseconds, using: &random))
  }

  package func row(_ key: Key) -> Row? { rows[key] }

  package mutating func write(_ edit: Edit) throws(StoreError) {
    guard rows[edit.key] == edit.before else { throw .failed("\(edit.key.id) is not as the edit says") }
    guard let entry = edit.journalEntry else { throw .failed("the edit of \(edit.key.id) changes nothing") }
    rows[edit.key] = edit.after
    if let after = edit.after {
      for key in references(of: after) where rows[key] == nil {
        throw .failed("\(edit.key.id) points at \(key.id), which is not there")
      }
    } else if let other = rows.values.first(where: { references(of: $0).contains(edit.key) }) {
      throw .failed("\(other.key.id) still points at \(edit.key.id)")
    }
    edits.append(edit)
    journal.append((current, entry))
  }

  /// What the row's ids point at, but for the stages of history, which may be removed.
  package func references(of row: Row) -> [Key] {
    switch row {
    case .user, .pipeline: []
    case .company(let company): keys(company.ownerID)
    case .contact(let contact): keys(contact.companyID) + keys(contact.ownerID)
    case .stage(let stage): keys(stage.pipelineID)
    case .deal(let deal):
      keys(deal.pipelineID) + keys(deal.stageID) + keys(deal.contactID) + keys(deal.companyID) + keys(deal.ownerID)
    case .transition(let transition): keys(transition.dealID) + keys(transition.changedBy)
    case .activity(let activity):
      keys(activity.contactID) + keys(activity.companyID) + keys(activity.dealID) + keys(activity.ownerID)
    case .goal(let goal): keys(goal.ownerID)
    case .review(let item): keys(item.dealID)
    case .followUp(let followUp):
      keys(followUp.contactID) + keys(followUp.companyID) + keys(followUp.dealID) + keys(followUp.ownerID)
    }
  }

  private func keys<E: Stored>(_ id: Identifier<E>?) -> [Key] { id.map { [E.key($0)] } ?? [] }

  /// Every row of the type, by id.
  package func all<E: Stored>(_ type: E.Type) -> [E] {
    rows.values.compactMap(E.init(row:)).sorted { $0.id < $1.id }
  }

  /// Every row of the type, by id, that the condition holds for.
  package func all<E: Stored>(_ type: E.Type, where holds: (E) -> Bool) -> [E] {
    all(type).filter(holds)
  }
}

extension DictionaryRecords {
  package func stages(of pipeline: PipelineID) -> [Stage] {
    all(Stage.self) { $0.pipelineID == pipeline }.sorted { ($0.position, $0.id) < ($1.position, $1.id) }
  }

  package func pipelines() -> [Pipeline] { all(Pipeline.self) }
  package func deals(in stage: StageID) -> [DealID] { all(Deal.self) { $0.stageID == stage }.map(\.id) }
  package func holdsDeals(_ stage: StageID) -> Bool { !all(Deal.self) { $0.stageID == stage }.isEmpty }
  package func deal(externalID: String) -> Deal? { all(Deal.self) { $0.externalID == externalID }.first }

  package func contact(email: String) -> Contact? {
    all(Contact.self) { $0.email.inLowerASCII == email.inLowerASCII }.first
  }

  package func contact(named name: String) -> Contact? {
    all(Contact.self) { folded($0.displayName) == folded(name) }.first
  }

  package func contact(named name: String, of company: CompanyID?) -> Contact? {
    all(Contact.self) { folded($0.displayName) == folded(name) && $0.companyID == company }.first
  }

  package func deals(named name: String, of company: CompanyID?, after id: DealID?, limit: Int) -> [Deal] {
    let named = all(Deal.self) { folded($0.name) == folded(name) && $0.companyID == company }
    return Array(named.filter { $0.id > id ?? DealID(bits: 0) }.prefix(limit))
  }

  package func deals(named name: String, limit: Int) -> [Deal] {
    Array(all(Deal.self) { folded($0.name) == folded(name) }.prefix(limit))
  }

  package func goals(of owner: UserID) -> [Goal] { all(Goal.self) { $0.ownerID == owner } }

  package func company(domain: String) -> Company? {
    all(Company.self) { $0.domain?.inLowerASCII == domain.inLowerASCII }.first
  }

  package func company(named name: String, exactly domain: String?) -> Company? {
    all(Company.self) { folded($0.name) == folded(name) && $0.domain?.inLowerASCII == domain?.inLowerASCII }.first
  }

  package func company(named name: String) -> Company? {
    all(Company.self) { folded($0.name) == folded(name) }.first
  }

  package func user(named name: String) -> User? { all(User.self) { folded($0.name) == folded(name) }.first }
  package func history(of deal: DealID) -> [StageTransition] { all(StageTransition.self) { $0.dealID == deal } }

  package func lastActivity(of deal: DealID) -> Timestamp? {
    all(Activity.self) { $0.dealID == deal && $0.status == .completed }.map(\.occurredAt).max()
  }

  package func rows(referringTo key: Key) -> [Row] {
    let referring = rows.values.filter { $0.key.table != .stageHistory && references(of: $0).contains(key) }
    let tables = Table.allCases.map { table in referring.filter { $0.key.table == table } }
    return tables.flatMap { rows in rows.sorted { $0.key.id < $1.key.id } }
  }

  package func firstRow(referringTo key: Key) -> Row? { rows(referringTo: key).first }

  package func openDeals(idleSince moment: Timestamp) -> [Deal] {
    all(Deal.self) { $0.status == .open && ($0.lastActivityAt ?? $0.createdAt) < moment }
  }

  package func action(_ id: ActionID) -> Action? { actions.first { $0.id == id } }

  /// In the order in which they were written.
  package func journal(of action: ActionID) -> [JournalEntry] {
    journal.filter { $0.action == action }.map(\.entry)
  }

  package func journal(
    of action: ActionID, before place: Int64, limit: Int
  ) -> [(place: Int64, entry: JournalEntry)] {
    let entries = journal.enumerated().filter { $0.element.action == action && Int64($0.offset) < place }
    return entries.suffix(limit).reversed().map { (Int64($0.offset), $0.element.entry) }
  }

  package func journal(of key: Key, in action: ActionID) -> [JournalEntry] {
    journal(of: action).filter { $0.key == key }
  }

  package func rowsWrittenSince(_ action: ActionID) -> [Key] {
    let later = Set(journal.filter { $0.action > action }.map(\.entry.key))
    var keys: [Key] = []
    for key in journal(of: action).map(\.key) where later.contains(key) && !keys.contains(key) {
      if key.table != .stageHistory && key.table != .users { keys.append(key) }
    }
    return keys
  }

  package func journal(of key: Key, after action: ActionID) -> [JournalEntry] {
    journal.filter { $0.action > action && $0.entry.key == key }.map(\.entry)
  }

  package func lastChange(of field: String, on key: Key) -> (by: String, at: Timestamp)? {
    let last = journal.last { _, entry in
      guard entry.key == key else { return false }
      switch entry.kind {
      case .create, .delete: return true
      case .update: return entry.fields.contains { $0.name == field }
      }
    }
    guard let last, let action = action(last.action), case .user(let user) = rows[.user(action.by)] else { return nil }
    return (user.name, action.at)
  }
}

extension String {
  fileprivate var inLowerASCII: String {
    String(
      String.UnicodeScalarView(
        unicodeScalars.map { (65...90).contains($0.value) ? Unicode.Scalar(UInt8($0.value) + 32) : $0 }))
  }
}
