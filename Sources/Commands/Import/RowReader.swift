import Sales

/// Turns one row after the other into drafts of deals.
struct RowReader {
  private let columns: ColumnMap
  private let options: ImportOptions
  private let zone: Zone
  private let columnCount: Int
  /// Whether `export` wrote the file, so that nothing in it has to be guessed.
  private let isExport: Bool
  private var dates: [ImportField: DateColumn] = [:]
  private let amounts: AmountColumn
  var book: PipelineBook
  private var lineOfID: [String: Int] = [:]

  init(
    _ table: CSVTable, columns: ColumnMap, options: ImportOptions, book: PipelineBook, zone: Zone
  ) throws(ImportProblem) {
    self.columns = columns
    self.options = options
    self.book = book
    self.zone = zone
    columnCount = table.header.count
    isExport = table.header == ExportColumn.header && options.mappings.isEmpty
    for field in ImportField.allCases where field.holdsDates && columns.sources[field] != nil {
      let texts = table.rows.lazy.map { columns.text(field, $0.cells) }
      dates[field] = try DateColumn(texts, stated: options.dates, title: columns.title(field))
    }
    amounts = AmountColumn(table.rows.lazy.map { columns.text(.value, $0.cells) }, usual: isExport ? "." : nil)
  }

  mutating func draft(_ row: CSVRow) throws(RowIssue) -> (draft: DealDraft, stage: StageName, tally: Tally) {
    if row.cells.count > columnCount, row.cells[columnCount...].contains(where: { !$0.isEmpty }) {
      throw RowIssue(
        line: row.line, column: nil, fault: .tooManyCells(row.cells.count, columns: columnCount))
    }
    let name = try text(.name, row) ?? ""
    if name.isEmpty { throw issue(.name, row, .noName) }
    let (value, currency) = try money(row)
    let status = try status(row)
    let stage = try stage(row, status)
    let outcome = try outcome(of: stage, status, row)
    var draft = DealDraft(
      values: [.set(\.name, name), .set(\.value, value), .set(\.currency, currency)], stage: stage.name,
      company: try text(.company, row).map(withoutAssociationID),
      contact: try text(.contact, row).map(withoutAssociationID), owner: try text(.owner, row))
    if let status { draft.values.append(.set(\.status, status)) }
    if let source = try text(.source, row) { draft.values.append(.set(\.source, source)) }
    if let reason = try text(.lossReason, row) {
      guard outcome == .lost else { throw issue(.lossReason, row, .lossReasonWithoutLoss) }
      draft.values.append(.set(\.lossReason, reason))
    }
    try setDates(of: &draft, stage, isClosed: outcome.isClosed, row)
    if let id = try externalID(row) { draft.values.append(.set(\.externalID, id)) }
    return (draft, stage.name, Tally(deals: 1, sum: Money(minor: Int128(value), currency: currency)))
  }

  private func issue(_ field: ImportField, _ row: CSVRow, _ fault: RowFault) -> RowIssue {
    RowIssue(line: row.line, column: columns.title(field), fault: fault)
  }

  /// Nil when the row has no text for the field.
  private func text(_ field: ImportField, _ row: CSVRow) throws(RowIssue) -> String? {
    let text = columns.text(field, row.cells)
    let length = text.unicodeScalars.count
    if field.isName, length > Limits.nameLength { throw issue(field, row, .tooLong(length)) }
    return text.isEmpty ? nil : text
  }

  private mutating func externalID(_ row: CSVRow) throws(RowIssue) -> String? {
    guard let id = try text(.externalID, row) else { return nil }
    if let line = lineOfID[id] { throw issue(.externalID, row, .repeatedID(id, line: line)) }
    lineOfID[id] = row.line
    return id
  }

  /// `Acme (1234567)`, as some exports name what a deal belongs to, is `Acme`; of several joined by `;` the first.
  private func withoutAssociationID(_ text: String) -> String {
    if isExport { return text }
    let first = text.split(separator: ";").first.map { String($0).trimmed } ?? text
    guard first.last == ")", let open = first.lastIndex(of: "("), open > first.startIndex else { return text }
    let id = first[first.index(after: open)...].dropLast()
    guard id.utf8.count >= 6, id.utf8.allSatisfy({ $0.isDigit }) else { return text }
    return String(first[..<open]).trimmed
  }
}

// MARK: - Money

extension RowReader {
  private func money(_ row: CSVRow) throws(RowIssue) -> (value: Int64, currency: Currency) {
    let stated = try currency(row)
    let text = columns.text(.value, row.cells)
    if text.isEmpty { return (0, stated ?? options.currency) }
    guard let amount = amounts.read(text) else { throw issue(.value, row, .noAmount(text)) }
    if amount.isNegative, amount.digits != 0 { throw issue(.value, row, .negativeAmount(text)) }
    if let stated, let named = amount.currency, stated != named {
      throw issue(.value, row, .otherCurrency(text, stated))
    }
    let currency = stated ?? amount.currency ?? (amount.hasDollarSign ? .usd : options.currency)
    if options.isMinor, amount.decimals > 0 { throw issue(.value, row, .noMinorUnits(text, currency)) }
    guard let minor = options.isMinor ? Int64(exactly: amount.digits) : amount.minorUnits(of: currency) else {
      let isPrecise = amount.decimals > currency.exponent
      throw issue(.value, row, isPrecise ? .tooPrecise(text, currency) : .tooLarge(text))
    }
    return (minor, currency)
  }

  private func currency(_ row: CSVRow) throws(RowIssue) -> Currency? {
    let text = columns.text(.currency, row.cells)
    if text.isEmpty { return nil }
    guard let currency = Currency(text.uppercased()) else { throw issue(.currency, row, .unknownCurrency(text)) }
    return currency
  }
}

// MARK: - Place

extension RowReader {
  private func status(_ row: CSVRow) throws(RowIssue) -> DealStatus? {
    let text = columns.text(.status, row.cells)
    if text.isEmpty { return nil }
    guard let status = DealStatus(rawValue: folded(text)) else { throw issue(.status, row, .unknownStatus(text)) }
    return status
  }

  private mutating func stage(_ row: CSVRow, _ status: DealStatus?) throws(RowIssue) -> PipelineBook.KnownStage {
    let name = try text(.stage, row) ?? ""
    let pipeline = try text(.pipeline, row) ?? ""
    switch book.stage(named: name, pipeline: pipeline, status: status) {
    case .success(let stage): return stage
    case .failure(.pipeline(let name)): throw issue(.pipeline, row, .unknownPipeline(name))
    case .failure(.stage(let known)): throw issue(.stage, row, .unknownStage(name, known: known))
    }
  }

  /// How the deal will stand; the stage decides where it can.
  private func outcome(
    of stage: PipelineBook.KnownStage, _ status: DealStatus?, _ row: CSVRow
  ) throws(RowIssue) -> DealStatus {
    guard let outcome = stage.type.status else { return status ?? .open }
    if isExport, let status { return status }
    if let status, status != outcome {
      throw issue(.status, row, .contradictoryStatus(status, stage: stage.name.stage))
    }
    return outcome
  }
}

// MARK: - Time

extension RowReader {
  private func date(_ field: ImportField, _ row: CSVRow) throws(RowIssue) -> WrittenDate? {
    let text = columns.text(field, row.cells)
    if text.isEmpty { return nil }
    guard let date = dates[field]?.read(text) else { throw issue(field, row, .noDate(text)) }
    return date
  }

  /// Gives the draft its past. What the row does not say stays unsaid, and then the moment of the import counts.
  private func setDates(
    of draft: inout DealDraft, _ stage: PipelineBook.KnownStage, isClosed: Bool, _ row: CSVRow
  ) throws(RowIssue) {
    let created = try date(.created, row)?.moment(in: zone)
    let entered = try date(.stageEntered, row)?.moment(in: zone)
    let closing = try date(.closed, row)
    var expected = try date(.expectedClose, row)
    // Programs with one close date mean the day hoped for as long as the deal is open.
    if !isClosed, expected == nil { expected = closing }
    // An hour that another program wrote beside it is where that program's clock stands, and would shift the day.
    if let expected {
      draft.values.append(.set(\.expectedClose, isExport ? expected.moment(in: zone) : expected.day.midnightUTC))
    }
    let closed = isClosed ? closing?.moment(in: zone) : nil
    if let closed {
      draft.closing = .at(closed)
    } else if isClosed, isExport || entered == nil {
      // Nobody knows when, and the day of the creation would be an invention.
      draft.closing = .unknown
    }
    // As stated, also where a deal is older than its row, such as one that came from yet another program.
    draft.createdAt = created ?? [entered, closed].compactMap(\.self).min()
    let arrival = stage.type == .open ? entered ?? created : closed ?? entered ?? created
    guard let arrival else { return }
    if isExport {
      draft.visits.append(DealDraft.Visit(stage: stage.name, enteredAt: entered ?? arrival))
      return
    }
    // A closed row's earlier entry is that of the last open stage: it was worked on from then until it closed.
    if let entered, entered < arrival, let open = book.lastOpenStage(besides: stage) {
      draft.visits.append(DealDraft.Visit(stage: open.name, enteredAt: entered))
    }
    draft.visits.append(DealDraft.Visit(stage: stage.name, enteredAt: arrival))
  }
}
