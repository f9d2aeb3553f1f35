import Sales

/// Why a whole file cannot be imported as it is. Nothing has been written then.
enum ImportProblem: Error, Hashable, Sendable {
  case table(TableError)
  /// No column names the deals; the likeliest one, and what the file may hold instead.
  case noNameColumn([String], likeliest: String?, kind: ImportKind?)
  case unknownColumn(String, header: [String])
  /// No column holds a field without which rows of the kind mean nothing.
  case noColumn(String, of: ImportKind, header: [String])
  case badTemplate(String)
  /// Dates that can be read both ways.
  case ambiguousDates(column: String, [String])
  /// One row has the day first, another the month.
  case contradictoryDates(column: String, [String])
  case unknownPipeline(String, known: [String])
  /// The stage is there with another type than the options say.
  case stageHasType(String, StageType)
  case noStages(String)
  /// One stage as both.
  case wonAndLost(String)

  /// One or two sentences, without the full stop at the end, that name what to do.
  var sentence: String {
    switch self {
    case .table(let error): error.sentence
    case .noNameColumn(let header, let likeliest, let kind):
      noName(header, likeliest, kind)
    case .unknownColumn(let name, let header):
      "The file has no column \"\(name)\". Its columns are \(list(header))"
    case .noColumn(let field, let kind, let header):
      "No column holds the \(field) of the \(kind.title). Say which does, as in --map \(field)=COLUMN (columns: \(list(header)))"
    case .badTemplate(let text):
      "--map \"\(text)\" names no column. Write columns in braces, such as '{product} · {account}'"
    case .ambiguousDates(let column, let examples):
      "The dates in \(column) can be read two ways (\(list(examples))). Add --dates dmy for day first, or --dates mdy for month first"
    case .contradictoryDates(let column, let examples):
      "The dates in \(column) contradict each other (\(list(examples))). Add --dates dmy or --dates mdy to say which is right"
    case .unknownPipeline(let name, let known):
      "There is no pipeline \"\(name)\". Name its stages with --stages A,B,C, or add --create-stages"
        + (known.isEmpty ? "" : " (pipelines: \(list(known)))")
    case .stageHasType(let name, let type):
      "The stage \"\(name)\" is \(type == .open ? "an open" : "a " + type.rawValue) stage in the database. Leave it out of --won and --lost, or change it first"
    case .noStages(let pipeline):
      "The pipeline \"\(pipeline)\" has no stage for the deals. Name some with --stages A,B,C"
    case .wonAndLost(let name):
      "The stage \"\(name)\" is in both --won and --lost. Leave it out of one of them"
    }
  }

  private func noName(_ header: [String], _ likeliest: String?, _ kind: ImportKind?) -> String {
    let columns = "(columns: \(list(header)))"
    if let kind, kind != .deals {
      return
        "No column names the deals; this looks like \(kind.title). Import it with dealboard import \(kind.rawValue) FILE, "
        + "or name the column, as in --map name=\(shellQuoted("{\(likeliest ?? header.first ?? "column")}")) \(columns)"
    }
    let column = likeliest ?? header.first ?? "column"
    return "No column names the deals. Say which does, as in --map name=\(shellQuoted("{\(column)}")) \(columns)"
  }

  private func list(_ words: [String]) -> String { words.joined(separator: ", ") }
}

extension ImportKind {
  /// What rows of the kind are, in a sentence.
  var title: String { words.many }

  /// So many of them, in a sentence.
  func counted(_ number: Int) -> String { Sales.counted(number, words.one, many: words.many) }

  private var words: (one: String, many: String) {
    switch self {
    case .deals: ("deal", "deals")
    case .contacts: ("contact", "contacts")
    case .companies: ("company", "companies")
    case .activities: ("activity", "activities")
    case .tasks: ("task", "tasks")
    case .moves: ("stage change", "stage changes")
    }
  }
}

/// Why one row cannot be imported.
struct RowIssue: Error, Hashable, Sendable {
  let line: Int
  /// The field at fault; nil when the whole row is.
  let field: ImportField?
  /// The header that the field is read from.
  let column: String?
  let fault: RowFault

  /// `Line 12, close_value: "abc" is not an amount.`, with what cures it; for several rows alike with their count.
  func sentence(rows: Int = 1) -> String {
    let place = rows == 1 ? "Line \(line)" : nil
    let head = [place, column].compactMap(\.self).joined(separator: ", ")
    let count = rows == 1 ? "" : ", \(grouped(rows)) rows, the first on line \(line)"
    let cure = fault.cure(of: field).map { " " + $0 } ?? ""
    return (head.isEmpty ? capitalised(fault.reason) : "\(head): \(fault.reason)") + count + "." + cure
  }

  private func capitalised(_ words: String) -> String { words.prefix(1).uppercased() + words.dropFirst() }
}

enum RowFault: Hashable, Sendable {
  case noName
  case tooLong(Int)
  case tooManyCells(Int, columns: Int)
  case noAmount(String)
  /// An amount whose sign several currencies share.
  case openCurrency(String, [Currency])
  case noMinorUnits(String, Currency)
  case tooLarge(String)
  case unknownCurrency(String)
  case otherCurrency(String, Currency)
  case noDate(String)
  case closedAhead(String)
  case closedBeforeCreation(String, created: String)
  case unknownStage(String, known: [String])
  case unknownPipeline(String)
  case unknownStatus(String)
  case notYesOrNo(String)
  /// A cell of activities or tasks, and what is wrong with it.
  case unreadableList(String)
  /// A word of a vocabulary that is not known.
  case unknownWord(String)
  /// A row without a field that its kind needs.
  case missing(String)
  /// Closed in an open stage, without a word on how.
  case closedSomehow(String, stage: String)
  case repeatedID(String, line: Int)
  /// The store's own rules.
  case refused(String)

  /// What is wrong, without a full stop.
  var reason: String {
    switch self {
    case .noName: "the deal has no name"
    case .tooLong(let count): "\(grouped(count)) characters, at most \(Limits.nameLength) are kept"
    case .tooManyCells(let count, let columns): "\(count) cells where the header has \(columns)"
    case .noAmount(let text): "\"\(text)\" is not an amount"
    case .openCurrency(let text, let currencies):
      "\"\(text)\" can be in \(currencies.map(\.code).joined(separator: ", "))"
    case .noMinorUnits(let text, let currency):
      "\"\(text)\" has decimals, and --minor counts the smallest unit of \(currency)"
    case .tooLarge(let text): "\"\(text)\" is too large"
    case .unknownCurrency(let text): "\"\(text)\" is not a currency"
    case .otherCurrency(let text, let currency): "\"\(text)\" is not in \(currency)"
    case .noDate(let text): "\"\(text)\" is not a date"
    case .closedAhead(let text): "\"\(text)\" is in the future, and the deal is won or lost"
    case .closedBeforeCreation(let text, let created):
      "\"\(text)\" is before the deal was created (\(created))"
    case .unknownStage(let text, let known):
      "there is no stage \"\(text)\" (\(known.joined(separator: ", ")))"
    case .unknownPipeline(let text): "there is no pipeline \"\(text)\""
    case .unknownStatus(let text): "\"\(text)\" is not a status"
    case .notYesOrNo(let text): "\"\(text)\" is neither yes nor no"
    case .unreadableList(let reason):
      "the list cannot be read (\(reason.hasSuffix(".") ? String(reason.dropLast()) : reason)). A spreadsheet cuts cells after 32,767 characters"
    case .unknownWord(let text): "\"\(text)\" is not known here"
    case .missing(let field): "the row has no \(field)"
    case .closedSomehow(let text, let stage):
      "\"\(text)\" says closed, but not whether won or lost, in the stage \"\(stage)\""
    case .repeatedID(let id, let line): "\"\(id)\" is on line \(line) already"
    case .refused(let words): words
    }
  }

  /// The option that cures it, as a sentence to paste from; nil where only the file can be mended.
  func cure(of field: ImportField?) -> String? {
    switch self {
    case .noName, .tooManyCells, .repeatedID, .refused, .unknownWord, .missing: nil
    case .unreadableList: field.map { "To leave the column out: --map \($0.rawValue)=" }
    case .tooLong, .noMinorUnits, .tooLarge, .otherCurrency: nil
    case .noAmount(let text), .noDate(let text), .closedAhead(let text), .closedBeforeCreation(let text, _):
      field.map { "To leave it empty: \(option($0, text, ""))" }
    case .openCurrency(_, let currencies): "Say which, as in --currency \(currencies.first?.code ?? "EUR")"
    case .unknownCurrency(let text): "Say which, as in \(option(.currency, text, "USD"))"
    case .unknownStage(let text, let known):
      "To add it: --create-stages. To read it as another: \(option(.stage, text, known.first ?? "STAGE"))"
    case .unknownPipeline: "To add it: --create-stages"
    case .unknownStatus(let text): "Say which, as in \(option(.status, text, "stalled"))"
    case .notYesOrNo(let text): field.map { "Say which, as in \(option($0, text, "no"))" }
    case .closedSomehow(_, let stage):
      "If deals are won there: --won \(shellQuoted(stage)). If they are lost: --lost \(shellQuoted(stage))"
    }
  }

  private func option(_ field: ImportField, _ word: String, _ answer: String) -> String {
    "--value " + shellQuoted("\(field.rawValue):\(word)=\(answer)")
  }
}

/// The word as a shell takes it whole.
func shellQuoted(_ word: String) -> String {
  let isPlain =
    !word.isEmpty
    && word.unicodeScalars.allSatisfy { scalar in
      scalar.isASCII
        && (scalar.properties.isAlphabetic || scalar.properties.numericType != nil
          || "/._-+@:=,".unicodeScalars.contains(scalar))
    }
  return isPlain ? word : quotedForShell(word)
}

extension CSVError {
  /// What is wrong where, without a full stop.
  var sentence: String {
    switch fault {
    case .unclosedQuote:
      "line \(line), character \(column): a quote is opened here and never closed. Correct the file and try again"
    case .textAfterQuote:
      "line \(line), character \(column): text follows a closing quote. Double the quotes inside a quoted cell"
    }
  }
}
