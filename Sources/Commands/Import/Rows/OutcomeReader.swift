import Sales

/// Reads from a row's own columns how its deal stands: from the status, else from flags, else from the days on which it
/// was won or lost. A reason of loss says nothing, since some programs keep it on reopened deals.
struct OutcomeReader: Sendable {
  let text: FieldText

  /// What the row says; nil where it says nothing.
  func outcome(of row: TableRow) throws(FieldFault) -> Claim.Outcome? {
    let status = text(.status, row)
    if !status.isEmpty {
      switch StatusWords.read(status) {
      case .status(let known): return .status(known)
      case .closed: return .closed
      // Such a row is left out before it is asked how it stands.
      case .deleted: return nil
      case nil: throw FieldFault(.status, .unknownStatus(status))
      }
    }
    if let flagged = try flagged(row) { return flagged }
    // Programs that archive what is lost keep its stage.
    if try flag(.isActive, row) == false, !text(.lossReason, row).isEmpty { return .status(.lost) }
    switch (text(.wonDate, row).isEmpty, text(.lostDate, row).isEmpty) {
    case (false, true): return .status(.won)
    case (true, false): return .status(.lost)
    case (true, true), (false, false): return nil
    }
  }

  /// Whether the row is marked as deleted in the program that it comes from.
  func isDeleted(_ row: TableRow) throws(FieldFault) -> Bool {
    if try flag(.isDeleted, row) == true { return true }
    let status = text(.status, row)
    return !status.isEmpty && StatusWords.read(status) == .deleted
  }

  /// The claim of the row.
  func claim(of row: TableRow) throws(FieldFault) -> Claim {
    Claim(pipeline: text(.pipeline, row), stage: text(.stage, row), outcome: try outcome(of: row))
  }

  private func flagged(_ row: TableRow) throws(FieldFault) -> Claim.Outcome? {
    let (isWon, isClosed) = (try flag(.isWon, row), try closed(row))
    switch (isWon, isClosed) {
    case (true, _): return .status(.won)
    case (false, .closed): return .status(.lost)
    case (nil, let closed?): return closed
    case (false, let closed): return closed
    case (nil, nil): return nil
    }
  }

  /// A flag, or what people said that it means: won or lost.
  private func closed(_ row: TableRow) throws(FieldFault) -> Claim.Outcome? {
    let word = text(.isClosed, row)
    if word.isEmpty { return nil }
    if let isClosed = Booleans.read(word) { return isClosed ? .closed : .status(.open) }
    switch StatusWords.read(word) {
    case .status(let status): return .status(status)
    case .closed: return .closed
    case .deleted, nil: throw FieldFault(.isClosed, .notYesOrNo(word))
    }
  }

  private func flag(_ field: ImportField, _ row: TableRow) throws(FieldFault) -> Bool? {
    let word = text(field, row)
    if word.isEmpty { return nil }
    guard let isTrue = Booleans.read(word) else { throw FieldFault(field, .notYesOrNo(word)) }
    return isTrue
  }
}

/// A fault of one field of a row.
struct FieldFault: Error, Hashable, Sendable {
  let field: ImportField
  let fault: RowFault

  init(_ field: ImportField, _ fault: RowFault) {
    self.field = field
    self.fault = fault
  }
}
