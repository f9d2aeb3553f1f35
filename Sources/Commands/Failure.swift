import Contract
import Sales
import Screen

/// How the program ends.
package enum ExitCode: Int32, CaseIterable, Sendable {
  case done = 0
  /// A rule refused it, or what it names is not there.
  case refused = 1
  case usage = 2
  case storage = 3
  case interrupted = 130

  /// What it tells, in a few words without a full stop.
  package var meaning: String {
    switch self {
    case .done: "done"
    case .refused: "refused or not found"
    case .usage: "wrong usage"
    case .storage: "database trouble"
    case .interrupted: "interrupted"
    }
  }
}

/// Why a command did not do what it was asked.
enum Failure: Error, Hashable {
  case usage(UsageError)
  /// A term of the filter line that cannot be meant.
  case filter(FilterText.Fault, line: String)
  case store(StoreError)
  /// Another program holds the lock and says what for.
  case held(WriterNote)
  case file(FileError)
  case importing(ImportProblem, file: String)
  /// What the contract answered to a request.
  case answered(String, Problem.Code)
  /// Refused for a reason in these words.
  case refused(String)
  /// Everything has been said already.
  case told(ExitCode)

  /// One sentence that names what to do; nil when it has been said.
  func sentence(at present: Present) -> String? {
    switch self {
    case .usage(let error): asSentence(error.sentence)
    case .filter(let fault, _): asSentence(fault.sentence)
    case .store(let error): error.sentence(at: present)
    case .held(let note): note.words + ". Try again when that is done."
    case .file(let error): "\(error.path): \(error.reason); check the name and its permissions."
    case .importing(let problem, let file): "\(file): \(asSentence(problem.sentence))"
    // What begins with a name has it as it was given.
    case .refused(let words): ended(words)
    case .answered(let message, _): message
    case .told: nil
    }
  }

  /// Lines that show where it is; none for most.
  var excerpt: [String] {
    guard case .filter(let fault, let line) = self else { return [] }
    let before = visible(String(line.prefix(fault.range.lowerBound)))
    return ["  " + line, "  " + String(repeating: " ", count: columns(of: before)) + "^"]
  }

  private func asSentence(_ words: String) -> String {
    // The program's own name is written small wherever it stands.
    ended(words.hasPrefix("dealboard ") ? words : words.prefix(1).uppercased() + words.dropFirst())
  }

  private func ended(_ words: String) -> String { words + (words.hasSuffix("?") || words.hasSuffix(".") ? "" : ".") }

  var exitCode: ExitCode {
    switch self {
    case .usage, .filter: .usage
    case .store(let error): error.exitCode
    case .held: .storage
    case .file, .importing, .refused: .refused
    case .answered(_, let code): code.exitCode
    case .told(let code): code
    }
  }
}

extension Problem.Code {
  /// A parameter that cannot be meant is a wrong use of an option.
  fileprivate var exitCode: ExitCode {
    switch self {
    case .invalidRequest, .methodNotAllowed: .usage
    case .unauthorized, .forbidden, .notFound, .conflict, .lengthRequired, .preconditionFailed, .contentTooLarge,
      .validationError:
      .refused
    case .internalError, .storageUnavailable: .storage
    }
  }
}

extension StoreError {
  var exitCode: ExitCode {
    switch self {
    case .refused, .refusedAt, .notFound, .conflict: .refused
    case .busy, .readOnly, .replaced, .newerSchema, .foreign, .damaged, .full, .unusable, .failed: .storage
    case .interrupted: .interrupted
    }
  }
}

/// Asks the store, its errors becoming the command's.
func asking<Value>(_ question: () throws(StoreError) -> Value) throws(Failure) -> Value {
  do {
    return try question()
  } catch {
    throw .store(error)
  }
}
