import Sales
import Screen

/// The loop of the dialogue between terminal and store: waits for input, performs what it leads to, shows.
final class DialogueRun {
  private var importing: Importing
  private let terminal: BoardTerminal
  private var dialogue: ImportDialogue
  private var picture: Canvas?
  /// What arrived during a count or a write, and is not for that.
  private var waiting: [Input] = []
  /// The list that `w` wrote, as long as it holds what would be imported.
  private var savedPath: String?
  private var nextProgress: Int64 = 0
  /// Rows that the database refuses, by their lines.
  private var refused: [Int: RowIssue] = [:]
  private var beforeEscape = BeforeEscape<ImportDialogue>()

  /// Milliseconds before a count or a write first says how far it is, and between two times.
  private static let (delay, pause): (Int64, Int64) = (500, 250)

  private var job: Job { importing.job }
  private var display: any Display { terminal.display }

  init(_ importing: Importing, _ pages: ImportPages, _ terminal: BoardTerminal) {
    (self.importing, self.terminal) = (importing, terminal)
    dialogue = ImportDialogue(
      file: Self.name(of: importing.file), pages: pages, size: terminal.display.size, glyphs: terminal.glyphs)
    self.importing.watcher = ImportWatcher(
      show: { [unowned self] title, done, total in show(title, done, total) },
      isInterrupted: { [unowned self] in isInterrupted })
  }

  func run() throws(Failure) -> Int32 {
    var effects = dialogue.start()
    while true {
      while !effects.isEmpty {
        switch try perform(effects.removeFirst()) {
        case .more(let more): effects = more + effects
        case .end(let code): return code
        }
      }
      show()
      guard let input = waiting.isEmpty ? display.next(within: nil) : waiting.removeFirst() else { continue }
      effects = dialogue.update(remembering(input))
    }
  }

  /// Keeps the dialogue from before an Esc, and goes back to it where that was no key.
  private func remembering(_ input: Input) -> Input {
    let size = dialogue.size
    if let before = beforeEscape.state(before: input, at: dialogue) { dialogue = before }
    return input == .escapeTakenBack ? .resize(size) : input
  }

  private enum Outcome {
    case more([ImportDialogue.Effect])
    case end(Int32)
  }

  private func perform(_ effect: ImportDialogue.Effect) throws(Failure) -> Outcome {
    switch effect {
    case .plan(let options): return .more(plan(options))
    case .open(let options): return .more(open(options))
    case .count: return count()
    case .write: return try write()
    case .save: save()
    case .redraw:
      display.invalidate()
      picture = nil
    case .suspend:
      display.suspend()
      picture = nil
    case .leave: return .end(leave())
    case .end(let input):
      keep()
      return .end(terminal.close(input))
    }
    return .more([])
  }

  private func show() {
    let canvas = render(dialogue)
    guard canvas != picture else { return }
    picture = canvas
    display.show(canvas)
  }

  private func sentence(_ failure: Failure) -> String { failure.sentence(at: dialogue.present) ?? "" }

  private static func name(of path: String) -> String { path.split(separator: "/").last.map(String.init) ?? path }

  // MARK: Deciding

  private func plan(_ options: ImportOptions) -> [ImportDialogue.Effect] {
    do {
      savedPath = nil
      return dialogue.planned(try importing.pages(options))
    } catch {
      dialogue.refused(sentence(error))
      return []
    }
  }

  /// Reads the file as it is now said to be written. What was said of columns that it then has not is forgotten.
  private func open(_ options: ImportOptions) -> [ImportDialogue.Effect] {
    do {
      let table = try job.readTable(importing.file, options.table, tells: false)
      var options = options
      if table.header != importing.table.header { (options.mappings, options.ignoredColumns) = ([], []) }
      var reopened = importing
      reopened.table = table
      let pages = try reopened.pages(options)
      (importing, savedPath) = (reopened, nil)
      return dialogue.opened(pages)
    } catch {
      dialogue.refused(sentence(error))
      return []
    }
  }

  // MARK: Counting and writing

  private func count() -> Outcome {
    begin()
    do {
      let plan = dialogue.pages.plan
      var tally = try importing.asking { () throws(ImportProblem) in
        try plan.tally(countsNames: importing.rehearser == nil)
      }
      refused = [:]
      var counts: ImportCounts?
      if tally.deals > 0 {
        let rehearsal = try importing.rehearsal(of: plan, rows: tally.deals)
        (counts, refused) = (rehearsal.result?.counts, rehearsal.refused)
        let refused = refused
        if !refused.isEmpty {
          tally = try importing.asking { () throws(ImportProblem) in try plan.tally(refused: refused) }
        }
      }
      dialogue.tallied(ImportPages(plan: plan, tally: tally, counts: counts, money: job.money))
    } catch {
      return failed(error)
    }
    return .more([])
  }

  private func write() throws(Failure) -> Outcome {
    begin()
    let pages = dialogue.pages
    let skipped = pages.tally.faults.count
    let result: ImportResult
    let desk: Desk
    do {
      desk = try importing.desk(for: pages.plan)
      importing.known = desk
      var writing = importing
      if savedPath != nil { writing.rejectsPath = nil } else if skipped > 0 { writing.rejectsPath = rejectsPath }
      let faults = skipped - refused.count
      guard
        let written = try writing.write(
          pages.plan, rows: pages.tally.deals, faults: faults, leavingOut: refused, on: desk)
      else {
        // What the rows were counted against has changed since, or nothing was there to count against.
        dialogue.stopped()
        return .more([.count])
      }
      result = written
      savedPath = savedPath ?? writing.rejectsPath
    } catch {
      return failed(error)
    }
    // The deals are in; that the answers cannot be kept is no reason to say otherwise.
    try? importing.remember(pages.plan, result, on: desk)
    return .end(try job.board(on: desk, path: job.databasePath, in: terminal, greeting: greeting(result, skipped)))
  }

  /// The file that was named, else one beside the file.
  private var rejectsPath: String { importing.rejectsPath ?? importing.skippedPath() }

  private func greeting(_ result: ImportResult, _ skipped: Int) -> String {
    var words = "Imported \(counted(dialogue.pages.tally.deals, "deal"))"
    if skipped > 0 { words += ", skipped \(grouped(skipped))" + (savedPath.map { " (\(Self.name(of: $0)))" } ?? "") }
    return result.action == nil
      ? "Nothing changed: the file's deals are as they were." : words + " \(terminal.glyphs.dot) u takes it back"
  }

  /// After a count or a write that did not come to its end.
  private func failed(_ failure: Failure) -> Outcome {
    if let end = waiting.first, end.isEnd {
      keep()
      return .end(terminal.close(end))
    }
    dialogue.stopped()
    if failure != .store(.interrupted) { dialogue.refused(sentence(failure)) }
    return .more([])
  }

  private func begin() { nextProgress = job.platform.clock() + Self.delay }

  private func show(_ title: String, _ done: Int, _ total: Int) {
    let now = job.platform.clock()
    guard now >= nextProgress else { return }
    nextProgress = now + Self.pause
    dialogue.progress = ImportDialogue.Progress(title: title, done: done, total: total)
    show()
  }

  /// Whether Esc, Ctrl-C or the end of the terminal stops what is under way. Other keys are dropped: what they would
  /// answer was not in sight yet.
  private var isInterrupted: Bool {
    while let input = display.next(within: 0) {
      if input.isEnd {
        waiting.insert(input, at: 0)
        return true
      }
      switch input {
      case .key(.escape), .key(.control("c")): return true
      case .key, .paste, .escapeTakenBack: break
      case .resize, .resumed, .terminate, .hangUp: waiting.append(input)
      }
    }
    return false
  }

  private func save() {
    if let savedPath {
      dialogue.told("The list is in \(Self.name(of: savedPath)) already.")
      return
    }
    let path = importing.skippedPath()
    let preface = dialogue.pages.countLines.map { [$0.label, $0.text] } + [[""]]
    do {
      try importing.writeRejects(of: dialogue.pages.plan, refused, to: path, preface: preface)
      savedPath = path
      dialogue.told("Wrote \(Self.name(of: path)).")
    } catch {
      dialogue.told(sentence(error))
    }
  }

  // MARK: Leaving

  private func leave() -> Int32 {
    let isKept = keep()
    let code = terminal.close(nil)
    job.out.line("Nothing was imported." + (isKept ? " Your answers are kept for the next import of this file." : ""))
    return code
  }

  /// Keeps what was answered where there is a database; whether there was something to keep.
  @discardableResult
  private func keep() -> Bool {
    guard let desk = importing.known, let user = desk.user, desk.store.readOnlyReason == nil else { return false }
    let options = dialogue.options
    guard ImportOptions(json: options.json) != ImportOptions() else { return false }
    do throws(StoreError) {
      let name = job.invocation.value(.saveMap)
      try desk.store.keepAnswers(options, for: importing.table.header, named: name, of: user.id)
      return true
    } catch {
      return false
    }
  }
}

extension Input {
  /// Whether the program ends by it, and not by somebody's key.
  fileprivate var isEnd: Bool {
    switch self {
    case .terminate, .hangUp: true
    case .key, .paste, .escapeTakenBack, .resize, .resumed: false
    }
  }
}
