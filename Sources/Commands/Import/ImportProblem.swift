import Sales

/// Why a whole file cannot be imported as it is. Nothing has been written then.
enum ImportProblem: Error, Hashable, Sendable {
  case table(TableError)
  case noNameColumn([String])
  case unknownColumn(String, header: [String])
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

  /// One sentence that names what to do.
  var sentence: String {
    switch self {
    case .table(let error): error.sentence
    case .noNameColumn(let header):
      "no column names the deal; say which does, as in --map name='{\(header.first ?? "column")}' (columns: \(list(header)))"
    case .unknownColumn(let name, let header):
      "the file has no column \"\(name)\"; its columns are \(list(header))"
    case .badTemplate(let text):
      "--map \"\(text)\" names no column; write columns in braces, such as '{product} · {account}'"
    case .ambiguousDates(let column, let examples):
      "the dates in \(column) can be read two ways (\(list(examples))); add --dates dmy or --dates mdy"
    case .contradictoryDates(let column, let examples):
      "the dates in \(column) contradict one another (\(list(examples))); say with --dates dmy or --dates mdy which is right"
    case .unknownPipeline(let name, let known):
      "there is no pipeline \"\(name)\"; name its stages with --stages A,B,C or add --create-stages"
        + (known.isEmpty ? "" : " (pipelines: \(list(known)))")
    case .stageHasType(let name, let type):
      "the stage \"\(name)\" is there as \(type == .open ? "an open" : "a " + type.rawValue) stage; leave it out of --won and --lost or change it first"
    case .noStages(let pipeline):
      "the pipeline \"\(pipeline)\" has no stage for the deals; name some with --stages A,B,C"
    case .wonAndLost(let name):
      "the stage \"\(name)\" stands in both --won and --lost; leave it out of one of them"
    }
  }

  private func list(_ words: [String]) -> String { words.map(visible).joined(separator: ", ") }
}

extension CSVError {
  var sentence: String {
    switch fault {
    case .unclosedQuote:
      "line \(line), character \(column): a quote is opened here and never closed; correct the file and try again"
    case .textAfterQuote:
      "line \(line), character \(column): text follows a closing quote; double the quotes inside a quoted cell"
    }
  }
}

/// Why one row cannot be imported.
struct RowIssue: Error, Hashable, Sendable {
  let line: Int
  /// The header at fault; nil when the whole row is.
  let column: String?
  let fault: RowFault

  /// `line 12, close_value: "abc" is no amount`.
  var sentence: String { "line \(line)\(column.map { ", " + visible($0) } ?? ""): \(fault.reason)" }
}

enum RowFault: Hashable, Sendable {
  case noName
  case tooLong(Int)
  case tooManyCells(Int, columns: Int)
  case noAmount(String)
  case negativeAmount(String)
  case tooPrecise(String, Currency)
  case noMinorUnits(String, Currency)
  case tooLarge(String)
  case unknownCurrency(String)
  case otherCurrency(String, Currency)
  case noDate(String)
  case unknownStage(String, known: [String])
  case unknownPipeline(String)
  case unknownStatus(String)
  case contradictoryStatus(DealStatus, stage: String)
  case lossReasonWithoutLoss
  case repeatedID(String, line: Int)
  /// The store's own rules.
  case refused(String)

  var reason: String {
    switch self {
    case .noName: "the deal has no name"
    case .tooLong(let count): "\(count) characters, at most \(Limits.nameLength) are kept"
    case .tooManyCells(let count, let columns): "\(count) cells where the header has \(columns)"
    case .noAmount(let text): "\"\(visible(text))\" is no amount"
    case .negativeAmount(let text): "\"\(visible(text))\" is below zero"
    case .tooPrecise(let text, let currency):
      "\"\(visible(text))\" has more than the \(currency.exponent) decimals of \(currency)"
    case .noMinorUnits(let text, let currency):
      "\"\(visible(text))\" has decimals, and minor units have none; without --minor it is an amount in \(currency)"
    case .tooLarge(let text): "\"\(visible(text))\" is too large"
    case .unknownCurrency(let text): "\"\(visible(text))\" is no currency code such as USD"
    case .otherCurrency(let text, let currency): "\"\(visible(text))\" is not in \(currency)"
    case .noDate(let text): "\"\(visible(text))\" is no date"
    case .unknownStage(let text, let known):
      "there is no stage \"\(visible(text))\" (\(known.map(visible).joined(separator: ", "))); --create-stages makes it"
    case .unknownPipeline(let text): "there is no pipeline \"\(visible(text))\"; --create-stages makes it"
    case .unknownStatus(let text):
      "\"\(visible(text))\" is no status (open, won, lost, stalled); is the column the stage? then --map stage=COLUMN"
    case .contradictoryStatus(let status, let stage): "\(status.rawValue), but in the stage \"\(visible(stage))\""
    case .lossReasonWithoutLoss: "a reason of loss on a deal that is not lost"
    case .repeatedID(let id, let line): "\"\(visible(id))\" stands on line \(line) already"
    case .refused(let words): words
    }
  }
}
