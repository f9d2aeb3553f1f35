/// The rows inside one transaction: SQL in the store, dictionaries in the reference that tests compare it with.
///
/// `apply` reads and writes only through this, so every rule exists once. What `write` is given is journaled as it
/// passes; a read after a write sees it.
package protocol Records {
  /// A new id, higher than every one before it.
  mutating func makeID<E: Identified>(_ type: E.Type) throws(StoreError) -> Identifier<E>
  mutating func row(_ key: Key) throws(StoreError) -> Row?
  /// Between two writes of one change, two stages of a pipeline may stand at one position; at its end none do.
  mutating func write(_ edit: Edit) throws(StoreError)

  /// In order of position.
  mutating func stages(of pipeline: PipelineID) throws(StoreError) -> [Stage]
  /// In order of creation.
  mutating func pipelines() throws(StoreError) -> [Pipeline]
  /// By id.
  mutating func deals(in stage: StageID) throws(StoreError) -> [DealID]
  mutating func holdsDeals(_ stage: StageID) throws(StoreError) -> Bool
  mutating func deal(externalID: String) throws(StoreError) -> Deal?
  /// By folded name, by id: so many of the deals with that company, or with none, that come after the id.
  mutating func deals(
    named name: String, of company: CompanyID?, after id: DealID?, limit: Int
  ) throws(StoreError) -> [Deal]
  /// Of the folded name, whatever their company, by id.
  mutating func deals(named name: String, limit: Int) throws(StoreError) -> [Deal]
  /// Whatever the case of the ASCII letters.
  mutating func contact(email: String) throws(StoreError) -> Contact?
  /// By folded display name; the oldest when there are several.
  mutating func contact(named name: String) throws(StoreError) -> Contact?
  /// The same among the contacts of that company, or among those of none.
  mutating func contact(named name: String, of company: CompanyID?) throws(StoreError) -> Contact?
  /// Whatever the case of the ASCII letters.
  mutating func company(domain: String) throws(StoreError) -> Company?
  /// By folded name, with that domain or with none.
  mutating func company(named name: String, exactly domain: String?) throws(StoreError) -> Company?
  /// By folded name; the oldest when there are several.
  mutating func company(named name: String) throws(StoreError) -> Company?
  /// By folded name, so that a login is the same colleague in an import's spelling; the oldest when there are several.
  mutating func user(named name: String) throws(StoreError) -> User?
  /// By id.
  mutating func goals(of owner: UserID) throws(StoreError) -> [Goal]
  /// Oldest first.
  mutating func history(of deal: DealID) throws(StoreError) -> [StageTransition]
  /// The latest `occurred_at` among the deal's completed activities.
  mutating func lastActivity(of deal: DealID) throws(StoreError) -> Timestamp?
  /// The rows that hold this id in a field, history not counted: table by table as `Table` lists them, each by id.
  mutating func rows(referringTo key: Key) throws(StoreError) -> [Row]
  /// The first of them; nil when there is none.
  mutating func firstRow(referringTo key: Key) throws(StoreError) -> Row?
  /// By id: open deals whose last activity, or creation when there is none, is before the moment.
  mutating func openDeals(idleSince moment: Timestamp) throws(StoreError) -> [Deal]

  mutating func action(_ id: ActionID) throws(StoreError) -> Action?
  /// So many of the action's entries, the last one written first; those that were written before the place.
  mutating func journal(
    of action: ActionID, before place: Int64, limit: Int
  ) throws(StoreError) -> [(place: Int64, entry: JournalEntry)]
  /// What the action did to the row, in the order in which it was written.
  mutating func journal(of key: Key, in action: ActionID) throws(StoreError) -> [JournalEntry]
  /// The rows that the action wrote and a later one too, history and users not counted: in the order in which the action
  /// first wrote them.
  mutating func rowsWrittenSince(_ action: ActionID) throws(StoreError) -> [Key]
  /// What later actions did to the row, oldest first.
  mutating func journal(of key: Key, after action: ActionID) throws(StoreError) -> [JournalEntry]
  /// Who set the field last, and when.
  mutating func lastChange(of field: String, on key: Key) throws(StoreError) -> (by: String, at: Timestamp)?
}
