import Sales

/// What importing a file of contacts, companies, activities, tasks or stage changes would write.
struct RecordPlan: RowPlan {
  let table: TableFile
  let kind: ImportKind
  let options: ImportOptions
  let present: Present
  /// The column of each field that is read.
  let columns: [RecordField: Int]
  private let dates: [RecordField: DateColumn]

  init(_ table: TableFile, _ kind: ImportKind, options: ImportOptions, present: Present) throws(ImportProblem) {
    (self.table, self.kind, self.options, self.present) = (table, kind, options, present)
    let columns = try Self.columns(of: table.header, kind, options)
    self.columns = columns
    var votes: [RecordField: DateVotes] = [:]
    for field in columns.keys where field.isMoment { votes[field] = DateVotes() }
    do {
      try table.forEach { row in
        for field in votes.keys { votes[field]?.add(Self.text(columns[field], row)) }
      }
    } catch {
      throw .table(error)
    }
    let titled = votes.map { (title: table.header[columns[$0] ?? 0], votes: $1) }
    var dates: [RecordField: DateColumn] = [:]
    for (field, own) in votes {
      dates[field] = try DateColumn(
        own, stated: options.dates, title: table.header[columns[field] ?? 0], others: titled,
        startsIn1904: table.startsIn1904)
    }
    self.dates = dates
  }

  var rules: ImportRules { ImportRules() }
  var stagePlans: [ImportBatch.StagePlan] { [] }
  var usesDefaultPipeline: Bool { false }

  func scanFaults(_ body: (RowIssue, TableRow) -> Void) throws(ImportProblem) {
    try scan { row in
      if case .failure(let issue) = row.1 { body(issue, row.0) }
      return .next
    }
  }

  func scanRows(_ body: (Int, ImportRow) -> ScanStep) throws(ImportProblem) {
    if kind == .moves { return try scanMoves(body) }
    try scan { row in
      guard case .success(let record) = row.1 else { return .next }
      return body(row.0.line, record)
    }
  }

  /// Gives each row with what it holds, or its fault.
  func scan(_ body: ((TableRow, Result<ImportRow, RowIssue>)) -> ScanStep) throws(ImportProblem) {
    do {
      try table.scan { row in body((row, read(row))) }
    } catch {
      throw .table(error)
    }
  }

  /// Stage changes come oldest first, however the file has them.
  private func scanMoves(_ body: (Int, ImportRow) -> ScanStep) throws(ImportProblem) {
    var moves: [(line: Int, draft: MoveDraft)] = []
    try scan { row in
      if case .success(.move(let draft)) = row.1 { moves.append((row.0.line, draft)) }
      return .next
    }
    for move in moves.sorted(by: { ($0.draft.at, $0.line) < ($1.draft.at, $1.line) }) {
      if body(move.line, .move(move.draft)) == .stop { return }
    }
  }

  private static func columns(
    of header: [String], _ kind: ImportKind, _ options: ImportOptions
  ) throws(ImportProblem) -> [RecordField: Int] {
    var columns: [RecordField: Int] = [:]
    for field in kind.fields {
      if let stated = options.recordMappings[field.name] {
        if stated.isEmpty { continue }
        guard let column = header.firstIndex(where: { plainHeader($0) == plainHeader(stated) }) else {
          throw .unknownColumn(stated, header: header)
        }
        columns[field] = column
      }
    }
    let plain = header.map(plainHeader)
    for field in kind.fields where columns[field] == nil && options.recordMappings[field.name] == nil {
      let free = { (column: Int) in !columns.values.contains(column) }
      columns[field] = field.headers.lazy.compactMap { title in
        plain.firstIndex(of: title) ?? plain.firstIndex { withoutEntity($0) == title }
      }.first(where: free)
    }
    let missing = kind.needs.first { names in
      !columns.keys.contains { names.contains($0.name) }
    }
    if let missing { throw .noColumn(missing[0], of: kind, header: header) }
    return columns
  }

  /// Empty where the row has no such cell, or a word for nothing.
  private static func text(_ column: Int?, _ row: TableRow) -> String {
    guard let column, row.cells.indices.contains(column) else { return "" }
    let text = withoutFormulaGuard(row.cells[column].trimmed)
    return NullWords.isNull(text, in: .note) ? "" : text
  }

  private func issue(_ field: RecordField?, _ row: TableRow, _ fault: RowFault) -> RowIssue {
    RowIssue(
      line: row.line, field: nil, column: field.flatMap { columns[$0] }.map { table.header[$0] }, fault: fault)
  }

  // MARK: Rows

  /// What a row says, by role.
  private struct Cells {
    var values: [(field: String, value: Scalar)] = []
    var texts: [RecordField.Role: String] = [:]
    var at: Timestamp?

    func assignments<E: Entity>(_ type: E.Type = E.self) -> [Assignment<E>] {
      values.map { Assignment(field: $0.field, value: $0.value) }
    }
  }

  private func read(_ row: TableRow) -> Result<ImportRow, RowIssue> {
    do {
      return .success(record(try cells(row)))
    } catch {
      return .failure(error)
    }
  }

  private func cells(_ row: TableRow) throws(RowIssue) -> Cells {
    var cells = Cells()
    for field in kind.fields {
      let text = Self.text(columns[field], row)
      if text.isEmpty { continue }
      switch field.role {
      case .text(let name): cells.values.append((name, .text(text)))
      case .moment(let name): cells.values.append((name, try moment(text, field, row).scalar))
      case .at: cells.at = try moment(text, field, row)
      case .word(let name, let vocabulary):
        guard let word = vocabulary.word(for: text) else { throw issue(field, row, .unknownWord(text)) }
        cells.values.append((name, .text(word)))
        if vocabulary == .activityType, word == ActivityType.other.rawValue {
          cells.values.append(("subtype", .text(text)))
        }
      case .name, .company, .contact, .owner, .deal, .dealID, .idSource, .stage, .pipeline:
        cells.texts[field.role] = text
      }
    }
    for names in kind.needs where !names.contains(where: { name in isFilled(name, row) }) {
      throw issue(nil, row, .missing(names[0]))
    }
    return cells
  }

  private func isFilled(_ name: String, _ row: TableRow) -> Bool {
    kind.fields.contains { $0.name == name && !Self.text(columns[$0], row).isEmpty }
  }

  private func moment(_ text: String, _ field: RecordField, _ row: TableRow) throws(RowIssue) -> Timestamp {
    guard let date = dates[field]?.read(text) else { throw issue(field, row, .noDate(text)) }
    return date.moment(in: present.zone)
  }

  private func record(_ cells: Cells) -> ImportRow {
    let (texts, source) = (cells.texts, cells.texts[.idSource] ?? options.idSource)
    let deal =
      texts[.deal] == nil && texts[.dealID] == nil
      ? nil
      : DealReference(
        externalID: texts[.dealID], idSource: source, name: texts[.deal], company: texts[.company])
    switch kind {
    case .contacts:
      return .contact(
        ContactDraft(
          name: texts[.name], values: cells.assignments(), company: texts[.company], owner: texts[.owner]))
    case .companies: return .company(CompanyDraft(values: cells.assignments(), owner: texts[.owner]))
    case .activities:
      return .activity(
        ActivityDraft(
          deal: deal, values: cells.assignments(), idSource: source, company: texts[.company],
          contact: texts[.contact], owner: texts[.owner]))
    case .tasks:
      return .task(
        TaskDraft(
          deal: deal, values: cells.assignments(), company: texts[.company], contact: texts[.contact],
          owner: texts[.owner]))
    case .moves, .deals:
      return .move(
        MoveDraft(
          deal: deal ?? DealReference(), stage: StageName(pipeline: texts[.pipeline], stage: texts[.stage] ?? ""),
          isPipelineNamed: texts[.pipeline] != nil, at: cells.at ?? present.now))
    }
  }
}

extension RecordField {
  fileprivate var isMoment: Bool {
    switch role {
    case .moment, .at: true
    case .text, .word, .name, .company, .contact, .owner, .deal, .dealID, .idSource, .stage, .pipeline: false
    }
  }
}

extension ImportKind {
  /// Without one of each of these a row means nothing.
  var needs: [[String]] {
    switch self {
    case .deals: []
    case .contacts: [["email", "name", "first-name", "last-name"]]
    case .companies: [["name"]]
    case .activities: [["type", "subject", "body"]]
    case .tasks: [["title"]]
    case .moves: [["deal", "deal-id"], ["stage"], ["at"]]
    }
  }
}
