import Sales

/// Turns rows into drafts of deals. A draft names only what its row says, so that an update leaves the rest alone.
struct RowReader: Sendable {
  let text: FieldText
  let outcomes: OutcomeReader
  let book: StageBook
  let dates: [ImportField: DateColumn]
  let amounts: AmountColumn
  let options: ImportOptions
  /// The currency of amounts that say none.
  let currency: Currency
  let present: Present
  /// Whether `export` wrote the file, so that nothing in it is guessed.
  let isExport: Bool
  /// Whether it has a column for every field, so that what is empty there was not set.
  let isWhole: Bool
  let columnCount: Int
  /// Whether a cell right of the header's last is a fault: in text it shows that cells have shifted, in a sheet it is a
  /// remark.
  let keepsToHeader: Bool

  /// What a row says of a deal.
  func read(_ row: TableRow) throws(RowIssue) -> DealRow {
    do {
      return try deal(row)
    } catch {
      throw RowIssue(
        line: row.line, field: error.field, column: error.field.map(text.columns.title), fault: error.fault)
    }
  }

  /// Whether the row is marked as deleted in the program that it comes from.
  func isDeleted(_ row: TableRow) throws(RowIssue) -> Bool {
    do { return try outcomes.isDeleted(row) } catch {
      throw RowIssue(
        line: row.line, field: error.field, column: text.columns.title(error.field), fault: error.fault)
    }
  }

  private func deal(_ row: TableRow) throws(CellFault) -> DealRow {
    if keepsToHeader, row.cells.count > columnCount, row.cells[columnCount...].contains(where: { !$0.isEmpty }) {
      throw CellFault(nil, .tooManyCells(row.cells.count, columns: columnCount))
    }
    let place = try place(of: row)
    let outcome = try asking { () throws(FieldFault) in try outcomes.outcome(of: row) }
    var draft = DealDraft(values: [])
    var result = DealRow(line: row.line, status: place.status(outcome), place: place)
    try setName(of: &draft, row, &result)
    try setMoney(of: &draft, row, &result)
    if case .status(let status) = outcome { draft.values.append(.set(\.status, status)) }
    try setPeople(of: &draft, row, &result)
    try setTimes(of: &draft, row, outcome, &result)
    try setSteps(of: &draft, row, &result)
    if place.isNamed { draft.stage = draft.visits.isEmpty ? place.name : nil } else { draft.defaultStage = place.name }
    draft.isPipelineNamed = place.isPipelineNamed
    draft.isExported = isExport
    if isWhole { clear(&draft, row) }
    result.draft = draft
    return result
  }

  private func place(of row: TableRow) throws(CellFault) -> StageBook.Place {
    let claim = try asking { () throws(FieldFault) in try outcomes.claim(of: row) }
    switch book.place(for: claim) {
    case .success(let place): return place
    case .failure(.pipeline(let name)): throw CellFault(.pipeline, .unknownPipeline(name))
    case .failure(.stage(let known)): throw CellFault(.stage, .unknownStage(claim.stage, known: known))
    case .failure(.outcome): throw CellFault(.isClosed, .closedSomehow(text(.isClosed, row), stage: claim.stage))
    }
  }

  private func setName(of draft: inout DealDraft, _ row: TableRow, _ result: inout DealRow) throws(CellFault) {
    result.name = try name(.name, row) ?? ""
    if !result.name.isEmpty { draft.values.append(.set(\.name, result.name)) }
    if let id = try name(.externalID, row) {
      draft.values.append(.set(\.externalID, id))
      draft.idSource = try name(.idSource, row) ?? options.idSource
      result.externalID = ExternalID.text(id, source: draft.idSource)
    }
    guard !result.name.isEmpty || !text.has(.name) && result.externalID != nil else { throw CellFault(.name, .noName) }
    if let source = try name(.source, row) { draft.values.append(.set(\.source, source)) }
    if let reason = try name(.lossReason, row) {
      draft.values.append(.set(\.lossReason, reason))
      result.hasLossReason = true
    }
  }

  private func setPeople(of draft: inout DealDraft, _ row: TableRow, _ result: inout DealRow) throws(CellFault) {
    draft.company = try name(.company, row).map(withoutAssociationID)
    try setContacts(of: &draft, row, &result)
    draft.owner = try name(.owner, row)
    result.company = draft.company ?? ""
    result.hasOwner = draft.owner != nil
    if let phone = try name(.contactPhone, row) { draft.contactValues.append(.set(\.phone, phone)) }
    if let title = try name(.contactTitle, row) { draft.contactValues.append(.set(\.title, title)) }
    guard draft.company != nil else { return }
    let facts: [(ImportField, String)] = [
      (.companyDomain, "domain"), (.companyWebsite, "website"), (.companyIndustry, "industry"),
    ]
    for (field, name) in facts {
      let text = text(field, row)
      if !text.isEmpty { draft.companyValues.append(Assignment(field: name, value: .text(text))) }
    }
  }

  private func setSteps(of draft: inout DealDraft, _ row: TableRow, _ result: inout DealRow) throws(CellFault) {
    let title = try name(.nextStep, row)
    let due = try date(.nextStepDate, row)
    if title != nil || due != nil {
      draft.nextStep = NextStepDraft(
        title: title ?? Self.unnamedStep, dueAt: due?.moment(in: present.zone))
    }
    try setHistory(of: &draft, row, &result)
    result.hasStep = draft.nextStep != nil || draft.history.hasPendingTask
    let note = text(.note, row)
    if !note.isEmpty { draft.note = note }
    if let parked = try date(.parkedUntil, row) {
      draft.values.append(.set(\.parkedUntil, parked.moment(in: present.zone)))
    }
    let labels = text(.label, row)
    if !labels.isEmpty {
      draft.labels = labels.split { ",;".contains($0) }.map { String($0).trimmed }.filter { !$0.isEmpty }
    }
    let metadata = text(.metadata, row)
    if !metadata.isEmpty { draft.values.append(.set(\.metadata, Metadata(text: metadata))) }
    result.hasNote = draft.note != nil
  }

  /// What a next step is called of which a file has only the day.
  private static let unnamedStep = "Next activity"

  /// Clears what is empty in a row of a whole export.
  private func clear(_ draft: inout DealDraft, _ row: TableRow) {
    let clearable: [(column: ImportField, field: String)] = [
      (.source, "source"), (.lossReason, "loss_reason"), (.expectedClose, "expected_close"), (.company, "company_id"),
      (.contact, "contact_id"), (.owner, "owner_id"), (.parkedUntil, "parked_until"), (.metadata, "metadata"),
    ]
    for (column, field) in clearable where text.has(column) && text(column, row).isEmpty {
      draft.values.append(DealValue(field: field, value: .null))
    }
  }

  // MARK: Cells

  /// The text of a field that names something, so that its length is bounded; nil where the row has none.
  func name(_ field: ImportField, _ row: TableRow) throws(CellFault) -> String? {
    let name = text(field, row)
    if name.utf8.count > Limits.nameLength, field.isName {
      let length = name.unicodeScalars.count
      if length > Limits.nameLength { throw CellFault(field, .tooLong(length)) }
    }
    return name.isEmpty ? nil : name
  }

  func date(_ field: ImportField, _ row: TableRow) throws(CellFault) -> WrittenDate? {
    let text = text(field, row)
    if text.isEmpty { return nil }
    guard let date = dates[field]?.read(text) else { throw CellFault(field, .noDate(text)) }
    return date
  }

  /// The first contact of the row is the deal's, the others are kept beside it.
  private func setContacts(of draft: inout DealDraft, _ row: TableRow, _ result: inout DealRow) throws(CellFault) {
    let people =
      isExport
      ? PeopleCell(whole: text(.contact, row), email: text(.contactEmail, row))
      : PeopleCell(names: text(.contact, row), emails: text(.contactEmail, row))
    for (field, texts) in [(ImportField.contact, people.contacts), (.contactEmail, [people.email].compactMap(\.self))] {
      for text in texts where text.unicodeScalars.count > Limits.nameLength {
        throw CellFault(field, .tooLong(text.unicodeScalars.count))
      }
    }
    draft.contact = people.contacts.first
    draft.otherContacts = Array(people.contacts.dropFirst())
    if let email = people.email { draft.contactValues.append(.set(\.email, email)) }
    result.hasSeveralContacts = !draft.otherContacts.isEmpty
  }

  /// `Acme (1234567)`, as some exports name what a deal belongs to, is `Acme`; of several joined by `;` the first.
  private func withoutAssociationID(_ text: String) -> String {
    if isExport || !text.utf8.contains(UInt8(ascii: ")")) { return text }
    let first = text.split(separator: ";").first.map { String($0).trimmed } ?? text
    if let name = PeopleCell.withoutLink(text) { return name }
    guard first.last == ")", let open = first.lastIndex(of: "("), open > first.startIndex else { return text }
    let id = first[first.index(after: open)...].dropLast()
    guard id.utf8.count >= 6, id.utf8.allSatisfy({ $0.isDigit }) else { return text }
    return String(first[..<open]).trimmed
  }

  private func asking<Value>(_ body: () throws(FieldFault) -> Value) throws(CellFault) -> Value {
    do { return try body() } catch { throw CellFault(error.field, error.fault) }
  }
}

/// A fault of a row; the field is nil when the whole row is at fault.
struct CellFault: Error, Hashable, Sendable {
  let field: ImportField?
  let fault: RowFault

  init(_ field: ImportField?, _ fault: RowFault) {
    self.field = field
    self.fault = fault
  }
}

extension StageBook.Place {
  /// How the deal stands: as the row says, else as its stage does.
  func status(_ outcome: Claim.Outcome?) -> DealStatus {
    if case .status(let status) = outcome { return status }
    return type.status ?? .open
  }
}
