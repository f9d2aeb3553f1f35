package import Sales
package import Screen

/// The loop between terminal, model and store: waits for input, lets the model decide, performs, shows.
///
/// One thread, no locks: what the model wants is performed before the next input is looked at, and a long question
/// asks between its steps whether a key has been pressed.
package final class Session {
  let store: any Store
  private let display: any Display
  private let now: () -> Timestamp
  private let editText: EditText
  let spareDrafts: SpareDrafts?
  private let writerNotes: WriterNotes
  private(set) var model: Model
  /// Inputs that arrived while something was being performed.
  var waiting: [Input] = []
  private var beforeEscape = BeforeEscape<Model>()
  private var mark: FileMark?
  /// Readings of the board that a key cut short; nothing that acts on a deal goes before them.
  private var unread: [BoardQuestion] = []
  /// What is still to be answered once nobody is typing.
  var postponed: [IdleQuestion] = []
  private var result: QuitReason?
  private var picture: Canvas?
  /// When the reading under way shows what stands so far, and the columns that do.
  private var glance: (due: ContinuousClock.Instant, answer: BoardAnswer?)?

  /// How long the loop sleeps before it looks for other writers, in milliseconds.
  private static let pollInterval = 250
  /// How long between tries of a change that waits for another writer.
  private static let retryInterval = 100
  /// How long a reading takes before what was typed is shown without its answer.
  private static let echoDelay = Duration.milliseconds(15)
  /// How long the first column of a filter waits for the others.
  private static let columnDelay = Duration.milliseconds(4)
  /// How long a commit takes before it says how far it is, and how often it then does.
  static let progressInterval = Duration.milliseconds(100)

  package init(
    store: any Store, display: any Display, setting: Setting, now: @escaping () -> Timestamp,
    spareDrafts: SpareDrafts? = nil, writerNotes: WriterNotes = .none,
    editText: @escaping EditText = { _ throws(EditorFailure) in throw EditorFailure("There is no editor here.") }
  ) {
    self.spareDrafts = spareDrafts
    self.writerNotes = writerNotes
    self.store = store
    self.display = display
    self.now = now
    self.editText = editText
    model = Model(size: display.size, present: Present(now: now(), zone: setting.zone), setting: setting)
  }

  /// Shows the board until it is left; the terminal is the caller's to close.
  package func run() -> QuitReason {
    store.patience = 50
    remember()
    perform(model.reload())
    mark = try? store.mark()
    // Said once: a board of another day has a clock of its own.
    if !model.world.setting.isDated, let date = (try? store.dateAhead(of: now())) ?? nil { tell(.fileIsAhead(date)) }
    while true {
      if let result { return result }
      show()
      step()
    }
  }

  // MARK: One turn

  private func step() {
    if let question = unread.first, !isCutShort {
      unread.removeFirst()
      load(question)
      return
    }
    let isBusy = !postponed.isEmpty || !unread.isEmpty
    let patience = isBusy ? 0 : model.notices.pending == nil ? Self.pollInterval : Self.retryInterval
    if let input = nextInput(within: patience) {
      receive(input)
      // Keys held down arrive faster than a slow line takes pictures: all that are here make one picture.
      var count = 0
      while result == nil, unread.isEmpty, count < 64, let more = nextInput(within: 0) {
        receive(more)
        count += 1
      }
    } else if !postponed.isEmpty {
      answerPostponed()
    } else {
      look()
    }
  }

  /// Keeps the model from before an Esc, and goes back to it where that turns out to have been no key.
  private func receive(_ input: Input) {
    if var before = beforeEscape.state(before: input, at: model) {
      (before.world.size, before.world.present) = (model.world.size, model.world.present)
      model = before
    }
    tell(.input(input))
  }

  private func nextInput(within milliseconds: Int?) -> Input? {
    waiting.isEmpty ? display.next(within: milliseconds) : waiting.removeFirst()
  }

  /// Notes what has arrived meanwhile. The end of the session goes before keys, which nobody waits for any more.
  func listen() {
    while waiting.first?.isEnd != true, let input = display.next(within: 0) {
      waiting.insert(input, at: input.isEnd ? 0 : waiting.endIndex)
    }
  }

  /// Whether what was typed first makes the reading under way pointless: the next letter of a filter, a step back, the
  /// end. Any other key means the board that is being read, and waits for it.
  var isCutShort: Bool {
    listen()
    guard let input = waiting.first else { return false }
    if case .filter = model.mode { return true }
    return input.isEnd || input == .key(.escape) || input == .key(.control("c"))
  }

  /// While nobody types: the clock, and other writers.
  private func look() {
    tell(.time(now()))
    guard let seen = try? store.mark(), let mark, seen != mark else { return }
    self.mark = seen
    let isSameFile = (seen.device, seen.inode) == (mark.device, mark.inode)
    tell(isSameFile && !seen.isReplaced ? .changedElsewhere : .replacedElsewhere)
  }

  /// Tells the model, and performs what it wants done because of it.
  func tell(_ message: Message) {
    perform(model.update(message))
  }

  func show() {
    show(model)
  }

  private func show(_ model: Model) {
    let canvas = render(model)
    guard canvas != picture else { return }
    picture = canvas
    display.show(canvas)
  }

  // MARK: Effects

  /// What an answer leads to comes before what stood after its question. A walk that passes over many deals asks for one
  /// after the other, and no call may stay open for each.
  private func perform(_ effects: [Effect]) {
    var rest = effects
    while result == nil, !rest.isEmpty {
      if let message = perform(rest.removeFirst()) { rest = model.update(message) + rest }
    }
  }

  /// Returns what the model has to be told of it at the end.
  private func perform(_ effect: Effect) -> Message? {
    switch effect {
    case .load(let question):
      if question.only == nil { unread = [] }
      load(question)
    case .whenIdle(let question): postpone(question)
    case .commit(let change, let intent): commit(change, intent)
    case .ask(let question): return ask(question)
    case .attentive(let question): look(for: question)
    case .editText(let text): return edit(text)
    case .copy(let text): display.copy(text)
    case .set(let name, let value): set(name, value)
    case .keep(let draft): keep(draft)
    case .claimDraft: return claimDraft()
    case .redraw:
      display.invalidate()
      picture = nil
    case .suspend:
      display.suspend()
      picture = nil
    case .quit(let reason): result = reason
    }
    return nil
  }

  private func edit(_ text: String) -> Message {
    defer { picture = nil }
    do {
      let page = try editText(text)
      listen()
      return .edited(page, isEnding: waiting.first?.isEnd == true)
    } catch {
      return .notEdited(error.sentence)
    }
  }

  private func ask(_ question: Question) -> Message {
    do { return .answered(try read(question)) } catch { return .loadFailed(error) }
  }

  private func load(_ question: BoardQuestion) {
    var effects: [Effect] = []
    do {
      try read(question, effects: &effects)
    } catch {
      if error == .interrupted { unread.append(question) } else { effects += model.update(.loadFailed(error)) }
    }
    // Not before the reading has ended: some of it is written.
    perform(effects)
  }

  private func read(_ question: BoardQuestion, effects: inout [Effect]) throws(StoreError) {
    let start = ContinuousClock.now
    glance = (start + Self.echoDelay, nil)
    store.isInterrupted = { [self] in
      showGlance()
      return isCutShort
    }
    defer { (store.isInterrupted, glance) = (nil, nil) }
    try store.reading { () throws(StoreError) in
      let answer = try readBoard(question) { [self] columns in
        guard case .filter = model.mode else { return }
        if glance?.answer == nil { glance?.due = start + Self.columnDelay }
        glance?.answer = columns
        showGlance()
      }
      effects += model.update(.loaded(answer))
      guard question.only == nil, answer.totals == nil, let pipeline = answer.plan?.pipeline.id else { return }
      // Cards that stand are shown at once where their sums take longer than a moment.
      glance = (.now, nil)
      effects += model.update(.totals(try totals(of: pipeline, question.filter), filter: question.filter))
    }
  }

  /// Shows what stands of the reading under way, if that is due. The model is not told of it: it takes the answer whole.
  private func showGlance() {
    guard let (due, answer) = glance, ContinuousClock.now > due else { return }
    glance?.due = .now + Self.echoDelay
    var model = model
    if let answer { _ = model.update(.loaded(answer)) }
    show(model)
  }

  private func commit(_ change: Change, _ intent: Intent) {
    // The model from before knows nothing of this change, and would write it again.
    beforeEscape = BeforeEscape()
    var change = change
    do {
      guard let user = try writer(of: &change) else { return }
      tell(.committed(try written(change, by: user), intent))
    } catch {
      guard error == .busy else { return tell(.notCommitted(error, intent)) }
      tell(.held(change, intent))
      tell(.otherWriter(writerNotes.read()))
    }
  }

  /// Writes the change; where that takes long, the message row says how far it is, and ctrl-c takes it back.
  private func written(_ change: Change, by user: UserID) throws(StoreError) -> Commit {
    let start = ContinuousClock.now
    var told = start
    store.progress = { [self] done, all in
      guard ContinuousClock.now - told > Self.progressInterval, done < all else { return }
      told = .now
      writerNotes.tell(
        WriterNote(name: model.world.setting.login, work: "changing deals", done: done, total: all, unit: "deals"))
      tell(.saving(done: done, of: all))
      show()
    }
    store.isInterrupted = { [self] in
      // Before anybody could see that it takes long, ctrl-c was not meant for it.
      guard ContinuousClock.now - start > Self.progressInterval else { return false }
      listen()
      guard let index = waiting.firstIndex(of: .key(.control("c"))) else { return waiting.first?.isEnd == true }
      waiting.remove(at: index)
      return true
    }
    defer {
      (store.progress, store.isInterrupted) = (nil, nil)
      writerNotes.tell(nil)
    }
    return try store.commit(change, by: user)
  }
}

extension Input {
  /// Whether the session ends by it, and not by somebody's key.
  var isEnd: Bool {
    switch self {
    case .terminate, .hangUp: true
    case .key, .paste, .escapeTakenBack, .resize, .resumed: false
    }
  }
}
