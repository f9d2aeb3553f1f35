package import Sales

/// Finds rows by their ids and keeps them, since deals of one page share much of what they belong to.
package struct RowFinder {
  private let store: any Store
  private var rows: [Key: Row] = [:]

  package init(_ store: any Store) {
    self.store = store
  }

  /// Nil without an id, and for a row that is gone.
  package mutating func find<E: Stored>(_ id: Identifier<E>?) throws(StoreError) -> E? {
    guard let id else { return nil }
    let key = E.key(id)
    if let known = rows[key] { return E(row: known) }
    guard let row = try store.row(key) else { return nil }
    rows[key] = row
    return E(row: row)
  }
}
