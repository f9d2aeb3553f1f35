package import Sales

extension SQLiteStore {
  package func commit(
    _ change: Change, by user: UserID, if condition: () throws(StoreError) -> Bool, keeping: (Commit) -> Receipt?
  ) throws(StoreError) -> Commit? {
    let pace = Pace(parts: try parts(of: change), progress)
    var isWanted = true
    let commit = try write(pace) { () throws(StoreError) in
      isWanted = try condition()
      guard isWanted else { return Commit(action: nil, edits: []) }
      let commit = try perform(change, by: user, pace)
      if let receipt = keeping(commit) { try keep(receipt, of: user) }
      return commit
    }
    return isWanted ? commit : nil
  }

  package func receipt(_ key: String, of user: UserID) throws(StoreError) -> Receipt? {
    try connection.first(
      "SELECT request, row_id FROM receipts WHERE user_id = ? AND key = ? AND at > ?",
      [user.scalar, .text(key), .integer(lastForgotten)]
    ) { (row) throws(StoreError) in
      guard let made = Key(id: row.text(1)) else { throw .damaged("a receipt names no row") }
      return Receipt(key: key, request: row.text(0), row: made)
    }
  }

  private func keep(_ receipt: Receipt, of user: UserID) throws(StoreError) {
    try connection.run("DELETE FROM receipts WHERE at <= ?", [.integer(lastForgotten)])
    try connection.run(
      "INSERT INTO receipts (user_id, key, request, row_id, at) VALUES (?, ?, ?, ?, ?)",
      [
        user.scalar, .text(receipt.key), .text(receipt.request), .text(receipt.row.id),
        .integer(clock().floorDivided(by: 1000)),
      ])
  }

  /// The latest second, since 1970, of receipts that are too old.
  private var lastForgotten: Int64 { clock().floorDivided(by: 1000) - Receipt.lifetime }
}
