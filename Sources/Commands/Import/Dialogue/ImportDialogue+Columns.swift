import Sales
import Screen

/// What a column can be read as.
struct ColumnReading: Hashable {
  /// Nil for a column that is not read.
  let field: ImportField?
  /// For dates that can be read both ways.
  var dates: DateOrder?
  /// For amounts, the currency of those that name none, and the mark before decimals where it is said.
  var currency: Currency?
  var mark: DecimalMark?
}

// The first page: what each column is read as.
extension ImportDialogue {
  var columnSections: [DialogueList.Section] {
    let rows = columnLines.map { DialogueRow(content: .column($0), sign: $0.sign, note: $0.note) }
    let isRead = { (row: DialogueRow) in
      if case .column(let line) = row.content { line.field != nil } else { false }
    }
    let quiet = rows.filter { $0.sign == .sure }
    return [
      DialogueList.Section(
        title: "Look at these", rows: rows.filter { $0.sign == .must } + rows.filter { $0.sign == .guess }),
      DialogueList.Section(title: "Read", rows: quiet.filter(isRead)),
      DialogueList.Section(title: "Not read", rows: quiet.filter { !isRead($0) }),
    ]
  }

  /// The columns with what is to be asked about each.
  private var columnLines: [ColumnLine] {
    var lines = pages.columns
    for index in lines.indices where lines[index].note == nil {
      lines[index].note = lines[index].field.flatMap(statedDates)
    }
    for problem in pages.plan.problems { ask(problem, in: &lines) }
    for field in [ImportField.stage, .value] {
      guard let column = missing(field), lines[column].sign == .sure else { continue }
      lines[column].sign = .guess
      lines[column].note = "No column is read as the \(field.title). Press l if it is."
    }
    return lines
  }

  private func ask(_ problem: ImportProblem, in lines: inout [ColumnLine]) {
    switch problem {
    case .ambiguousDates(let title, let examples), .contradictoryDates(let title, let examples):
      for index in lines.indices {
        guard let field = lines[index].field, pages.plan.columns.title(field) == title else { continue }
        lines[index].sign = .must
        lines[index].note = doubt(examples)
      }
    case .noNameColumn(_, let likeliest, _):
      guard let index = lines.firstIndex(where: { $0.title == likeliest }) ?? lines.indices.first else { return }
      lines[index].sign = .must
      lines[index].note = "No column names the deals. Press l if this one does."
    case .table, .unknownColumn, .noColumn, .badTemplate, .unknownPipeline, .stageHasType, .noStages, .wonAndLost:
      return
    }
  }

  /// `03/04 is 3 April or 4 March. Press l to choose.`
  private func doubt(_ examples: [String]) -> String {
    guard let example = examples.first, let day = shown(example, .dayFirst), let month = shown(example, .monthFirst)
    else {
      return "\(examples.joined(separator: " and ")) contradict each other. Press l to choose."
    }
    return "\(Self.head(of: example)) is \(day) or \(month). Press l to choose."
  }

  /// What was said of dates that can be read both ways; nil where nothing had to be.
  private func statedDates(of field: ImportField) -> String? {
    guard let order = options.dates, field.holdsDates, let example = pages.plan.survey.dates[field]?.examples.first,
      let day = shown(example, order)
    else { return nil }
    return "\(Self.head(of: example)) is \(day)"
  }

  /// `3 April`; nil where the numbers are no date so.
  private func shown(_ example: String, _ order: DateOrder) -> String? {
    guard let pair = WrittenDate.openPair(example) else { return nil }
    let (day, month) = order == .dayFirst ? (pair.first, pair.second) : (pair.second, pair.first)
    return (1...12).contains(month) && (1...31).contains(day) ? "\(day) \(DateText.wholeMonths[month - 1])" : nil
  }

  /// The two numbers of a date with the mark between them.
  private static func head(of example: String) -> String {
    let marks = example.indices.filter { "/-".contains(example[$0]) }
    return marks.count > 1 ? String(example[..<marks[1]]) : example
  }

  /// The column that is likeliest to be the field, where none is read as it and nobody said that none is.
  private func missing(_ field: ImportField) -> Int? {
    let plan = pages.plan
    guard !plan.columns.isRead(field), !options.unread.contains(field),
      let column = plan.columns.likeliest(field, plan.table.profiles), plan.columns.field(of: column) == nil
    else { return nil }
    return column
  }

  // MARK: Answers

  mutating func change(_ line: ColumnLine, by step: Int) -> [Effect] {
    let readings = readings(of: line)
    let isOpen = line.sign == .must || line.field == nil && line.note != nil
    let present = isOpen ? nil : readings.first { isPresent($0, line) }
    guard let next = Self.next(of: readings, from: present, by: step) else { return [] }
    return read(line, as: next)
  }

  mutating func leaveOut() -> [Effect] {
    guard case .column(let line) = list.chosenRow?.content else { return [] }
    if line.field == nil, line.sign != .must {
      message = "\(line.title) is not read already."
      return []
    }
    return read(line, as: ColumnReading(field: nil))
  }

  /// Says that the column is read so, and that no other column is read as that field.
  mutating func read(_ line: ColumnLine, as reading: ColumnReading) -> [Effect] {
    let name = pages.plan.columns.name(of: line.column)
    let before = reading.field.map { field in
      pages.columns.filter { $0.field == field && $0.column != line.column }.map(\.title)
    }
    forget(line.column)
    if let field = reading.field {
      options.mappings.removeAll { $0.field == field }
      options.unread.remove(field)
      options.mappings.append(FieldMapping(field: field, template: template(of: line.column)))
    } else {
      options.ignoredColumns.append(name)
    }
    if let dates = reading.dates { options.dates = dates }
    if let currency = reading.currency { options.currency = currency }
    if let mark = reading.mark { options.amounts = mark }
    if let before, let first = before.first {
      let others = before.count == 1 ? "\(first) is" : "\(counted(before.count, "column")) are"
      message = "\(others) not read as \(reading.field?.title ?? "") any more."
    }
    return planIfChanged()
  }

  /// The column as a mapping names it.
  private func template(of column: Int) -> String {
    let name = pages.plan.columns.name(of: column)
    return name.contains("{") || name.contains("}") ? "#\(column + 1)" : name
  }

  /// Forgets what was said of the column.
  private mutating func forget(_ column: Int) {
    let header = pages.plan.table.header
    options.ignoredColumns.removeAll { ColumnMap.index(of: $0, in: header) == column }
    options.mappings.removeAll { mapping in
      let template = try? Template(mapping.template) { name throws(ImportProblem) in
        guard let index = ColumnMap.index(of: name, in: header) else { throw .unknownColumn(name, header: header) }
        return index
      }
      return template?.columns.contains(column) == true
    }
  }

  /// Takes the guess about the column.
  mutating func accept(_ line: ColumnLine) {
    guard let field = line.field else {
      for field in [ImportField.stage, .value] where missing(field) == line.column { options.unread.insert(field) }
      return
    }
    if pages.plan.columns.proposals.contains(where: { $0.column == line.column }) {
      let message = message
      _ = read(line, as: ColumnReading(field: field))
      self.message = message
    }
    for column in pages.plan.columns.rivals(for: field) {
      guard !options.mappings.contains(where: { $0.field == field && $0.template == template(of: column) }) else {
        break
      }
      options.mappings.append(FieldMapping(field: field, template: template(of: column)))
    }
    if let order = pages.plan.guessedOrder(of: field) { options.dates = order }
    if field == .value, pages.plan.options.currency == nil { options.currency = pages.plan.context.currency }
  }

  // MARK: What a column may be

  /// Likeliest first, and last that it is not read.
  func readings(of line: ColumnLine) -> [ColumnReading] {
    let profile = pages.plan.table.profiles[line.column]
    var fields: [ImportField] = []
    if line.sign == .must, pages.plan.columns.lacksName(options.kind, isUntouched: pages.plan.context.isUntouched) {
      fields.append(.name)
    }
    fields += [ImportField.stage, .value].filter { missing($0) == line.column }
    fields += [line.field, ImportField.matching(line.title)?.field].compactMap(\.self)
    fields += profile.likelyFields
    var seen: Set<ImportField> = []
    let likely = fields.filter { seen.insert($0).inserted }.prefix(Self.mostFields)
    return likely.flatMap { variants(of: $0, line) } + [ColumnReading(field: nil)]
  }

  private static let mostFields = 6

  /// A field in all ways in which the column's values could be meant.
  private func variants(of field: ImportField, _ line: ColumnLine) -> [ColumnReading] {
    let pairs = line.values.compactMap(WrittenDate.openPair)
    if field.holdsDates, pairs.contains(where: { $0.first != $0.second }) {
      return [.dayFirst, .monthFirst].map { ColumnReading(field: field, dates: $0) }
    }
    guard field == .value else { return [ColumnReading(field: field)] }
    let isOpen = line.values.contains { AmountColumn.hasLoneMark(before: 3, in: $0) }
    let marks: [DecimalMark?] = isOpen ? [.point, .comma] : [nil]
    let plan = pages.plan
    let isStated = plan.columns.isRead(.currency) || plan.columns.currency != nil
    let usual = options.currency ?? plan.context.currency
    let others: [Currency?] = isStated ? [nil] : [usual] + [.usd, .eur, .gbp].filter { $0 != usual }
    return others.flatMap { currency in
      marks.map { ColumnReading(field: field, currency: currency, mark: $0) }
    }
  }

  private func isPresent(_ reading: ColumnReading, _ line: ColumnLine) -> Bool {
    guard reading.field == line.field else { return false }
    let currency = options.currency ?? pages.plan.context.currency
    return (reading.dates == nil || reading.dates == options.dates)
      && (reading.mark == nil || reading.mark == (options.amounts ?? .point))
      && (reading.currency == nil || reading.currency == currency)
  }
}

extension ColumnProfile {
  /// What its values could be, likeliest first.
  fileprivate var likelyFields: [ImportField] {
    switch kind {
    case .dates: return [.closed, .expectedClose, .created, .nextStepDate, .lastActivity, .stageEntered]
    case .numbers: return [.value, .probability, .externalID, .contactPhone]
    case .booleans: return [.isWon, .isClosed, .isDeleted, .status]
    case .text, nil: break
    }
    if emails > 0 { return [.contactEmail, .owner, .contact] }
    let isVocabulary = differentCount <= 20 && differentCount * 2 <= filled
    return isVocabulary
      ? [.stage, .status, .owner, .source, .label, .pipeline] : [.name, .company, .contact, .owner, .nextStep, .note]
  }
}
