import Sales

/// What importing a file of deals would write, decided from its rows alone: no store is read or written here, and no row
/// is held.
struct ImportPlan {
  let table: TableFile
  let options: ImportOptions
  let columns: ColumnMap
  let survey: RowSurvey
  let book: StageBook
  let context: ImportContext
  /// How the dates of each field are read.
  let dates: [ImportField: DateColumn]
  /// What must be answered before anything can be imported; the rest of the plan is then as if it were the first answer.
  let problems: [ImportProblem]
  /// How the amounts are read.
  let amounts: AmountColumn
  private let reader: RowReader

  init(_ table: TableFile, options: ImportOptions, context: ImportContext) throws(ImportProblem) {
    let kind = ImportKind.recognised(in: table.header)
    let columns = try ColumnMap(header: table.header, profiles: table.profiles, options: options)
    let isExport = ImportField.isExport(table.header) && options.mappings.isEmpty
    let isLiteral = isExport || table.isLiteral
    let stated = ValueAnswers(options.answers)
    let survey = try RowSurvey(table, FieldText(columns, answers: stated, isLiteral: isLiteral))
    let owners = survey.words[.owner]?.words ?? []
    let answers = stated.filled(with: isExport ? [] : context.ownerAnswers(owners))
    let text = FieldText(columns, answers: answers, isLiteral: isLiteral)
    let book = try StageBook(
      survey.stages, known: context.pipelines, isUntouched: context.isUntouched, options: options)
    var problems: [ImportProblem] = []
    if columns.lacksName(kind, isUntouched: context.isUntouched) {
      let likeliest = columns.likeliest(.name, table.profiles).map { table.header[$0] }
      problems.append(.noNameColumn(table.header, likeliest: likeliest, kind: kind))
    }
    let dates = Self.dates(
      survey, columns, stated: options.dates, startsIn1904: table.startsIn1904, &problems)
    (self.table, self.options, self.columns) = (table, options, columns)
    (self.survey, self.book, self.context, self.problems, self.dates) = (survey, book, context, problems, dates)
    amounts = AmountColumn(
      survey.amounts, usual: isExport || table.form.hasDecimalPoint ? "." : nil, stated: options.amounts)
    reader = RowReader(
      text: text, outcomes: OutcomeReader(text: text), book: book, dates: dates,
      amounts: amounts,
      options: options,
      currency: options.currency ?? context.currency, present: context.present, isExport: isExport,
      isWhole: isExport && ExportColumn.isWhole(table.header),
      columnCount: table.header.count, keepsToHeader: !table.form.isSheet)
  }

  /// The date columns; of one that can be read two ways the question, and the day first until it is answered.
  private static func dates(
    _ survey: RowSurvey, _ columns: ColumnMap, stated: DateOrder?, startsIn1904: Bool,
    _ problems: inout [ImportProblem]
  ) -> [ImportField: DateColumn] {
    let fields = ImportField.allCases.filter { survey.dates[$0] != nil }
    let titled = fields.map { (title: columns.title($0), votes: survey.dates[$0] ?? DateVotes()) }
    var dates: [ImportField: DateColumn] = [:]
    for (field, own) in zip(fields, titled) {
      do {
        dates[field] = try DateColumn(
          own.votes, stated: stated, title: own.title, others: titled, startsIn1904: startsIn1904)
      } catch {
        problems.append(error)
        dates[field] = try? DateColumn(
          own.votes, stated: .dayFirst, title: own.title, startsIn1904: startsIn1904)
      }
    }
    return dates
  }

  /// What a date column says about day and month that was taken from elsewhere in the file; nil where it says it itself.
  func dateGuess(of field: ImportField) -> String? {
    guard let column = dates[field], let source = column.orderSource else { return nil }
    return "\(column.order == .dayFirst ? "day" : "month") first, as in \(source)"
  }

  /// The order of day and month of a field that another column shows; nil where it shows it itself.
  func guessedOrder(of field: ImportField) -> DateOrder? {
    dates[field].flatMap { $0.orderSource == nil ? nil : $0.order }
  }

  /// Gives each row as it would be imported, until `body` says to stop.
  func scan(_ body: (PlannedRow) -> ScanStep) throws(ImportProblem) {
    var lines: [Int: Int] = [:]
    do {
      try table.scan { row in body(planned(row, &lines)) }
    } catch {
      throw .table(error)
    }
  }

  /// What all rows come to; `refused` are rows that the store does not take, by their lines.
  /// `countsNames` is for where no rehearsal says what would be made.
  func tally(refused: [Int: RowIssue] = [:], countsNames: Bool = false) throws(ImportProblem) -> ImportTally {
    var tally = ImportTally(countsNames: countsNames)
    try scan { row in
      switch row {
      case .deal(let deal): if let issue = refused[deal.line] { tally.add(issue) } else { tally.add(deal) }
      case .fault(let issue, _): tally.add(issue)
      case .deleted: tally.addDeleted()
      }
      return .next
    }
    tally.finish()
    return tally
  }

  /// What holds for all rows.
  var rules: ImportRules {
    ImportRules(
      matchesNames: options.matchesNames, replacesFirstPipeline: book.pipelines.contains(where: \.replacesFirst))
  }

  /// `lines` holds on which line an id stood before, by its hash.
  private func planned(_ row: TableRow, _ lines: inout [Int: Int]) -> PlannedRow {
    do throws(RowIssue) {
      if try reader.isDeleted(row) { return .deleted }
      let deal = try reader.read(row)
      if let id = deal.externalID, let line = lines.updateValue(row.line, forKey: id.hashValue) {
        return .fault(
          RowIssue(
            line: row.line, field: .externalID, column: columns.title(.externalID), fault: .repeatedID(id, line: line)),
          row)
      }
      return .deal(deal)
    } catch {
      return .fault(error, row)
    }
  }
}

/// One row of a file as it would be imported.
enum PlannedRow: Sendable {
  case deal(DealRow)
  case fault(RowIssue, TableRow)
  /// Marked as deleted in the program that it comes from.
  case deleted
}

/// What an import has to know of the database and of whoever imports.
struct ImportContext: Sendable {
  /// The default one among them.
  var pipelines: [PipelinePlan] = []
  /// Whether there is one to import into.
  var hasDatabase = false
  /// Whether answers can be kept although nothing is imported.
  var keepsAnswers = false
  /// Whether there is nothing but the pipeline that a new file starts with.
  var isUntouched = true
  /// The names of everybody who has used the file.
  var users: [String] = []
  /// The login of whoever imports.
  var login = ""
  /// The currency of amounts that say none.
  var currency = Currency.usd
  var present: Present

  /// Whom owners of the file are that have another name here, as far as that is clear.
  func ownerAnswers(_ words: [String]) -> [ValueAnswer] {
    words.compactMap { word in login(of: word).map { ValueAnswer(field: .owner, word: word, answer: $0) } }
  }

  /// The one user whose login is made of the name as firms make logins: `Dana Whitfield` is `dana`, `dwhitfield`,
  /// `dana.whitfield` or `dw`; `jonas@firm.example` is `jonas`. Nil where nobody is, or several are, and where a user has
  /// that very name.
  func login(of name: String) -> String? {
    let logins = users.contains(login) || login.isEmpty ? users : users + [login]
    let plain = folded(name)
    if logins.contains(where: { folded($0) == plain }) { return nil }
    let forms = LoginForms.forms(of: plain)
    let found = logins.filter { forms.contains(folded($0)) }
    return found.count == 1 ? found[0] : nil
  }
}

/// The logins that firms make of a name.
enum LoginForms {
  /// Of a folded name or address.
  static func forms(of name: String) -> Set<String> {
    if let at = name.firstIndex(of: "@") { return [String(name[..<at])] }
    let words = name.split { $0.isWhitespace || $0 == "." || $0 == "," }.map(String.init)
    guard words.count > 1, let first = words.first, let last = words.last, let initial = first.first else { return [] }
    return [
      first, "\(first).\(last)", "\(first)_\(last)", "\(first)-\(last)", first + last, "\(initial)\(last)",
      "\(initial).\(last)", "\(first)\(last.prefix(1))", "\(last).\(first)", "\(last)\(initial)",
    ]
  }
}
