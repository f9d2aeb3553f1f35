import Sales
import Screen

extension Model {
  /// Takes in one message and says what is to be done because of it: the only way in which the board changes.
  package mutating func update(_ message: Message) -> [Effect] {
    guard tour != nil else { return answer(message) }
    let before = self
    let effects = answer(message)
    tour = tour?.after(message, from: before, to: self)
    if tour == nil { settleAll() }
    return effects
  }

  private mutating func answer(_ message: Message) -> [Effect] {
    switch message {
    case .input(let input): return received(input: input)
    case .time(let now): return received(time: now)
    case .loaded(let answer): return received(board: answer)
    case .loadFailed(let error):
      notices.banner = "Not read: " + error.sentence
      return []
    case .totals(let totals, let filter): return received(totals: totals, of: filter)
    case .saving(let done, let all):
      say("Saving \(grouped(done)) of \(grouped(all)); ctrl-c takes it back.")
      return []
    case .otherWriter(let note):
      world.otherWriter = note
      return []
    case .entered(let user):
      know(user)
      return []
    case .committed(let commit, let intent): return received(commit: commit, intent)
    case .notCommitted(let error, let intent): return received(refusal: error, intent)
    case .held(let change, let intent):
      hold(change, intent)
      return []
    case .remembered(let texts):
      received(remembered: texts)
      return []
    case .claimed(let draft, let others):
      (self.unfinished.draft, unfinished.laterDrafts) = (draft, others)
      return openDraft()
    case .answered(let answer): return received(answer: answer)
    case .looking:
      say("Looking for a deal that needs attention; esc stops.")
      return []
    case .attentive(let answer, let question): return received(attentive: answer, to: question)
    case .edited(let page, let isEnding): return received(page: page, isEnding: isEnding)
    case .notEdited(let sentence):
      received(editorFailure: sentence)
      return []
    case .fileIsAhead(let date):
      say(
        "The last change is dated \(DateText.full(world.setting.zone.day(of: date))), later than this clock says. "
          + "Check the clock; dealboard doctor names the change.")
      return []
    case .changedElsewhere: return reload()
    case .replacedElsewhere:
      world.isReplaced = true
      notices.banner = replacedSentence
      return []
    }
  }

  private mutating func received(input: Input) -> [Effect] {
    switch input {
    case .key(let key):
      // Another program's line can be written over any screen, and over what that says.
      if mode != .board, Keymap.board.verbs[[key]] == .redraw { return [.redraw] }
      (notices.message, notices.isMessageWhole) = ([], false)
      notices.promptRefusal = nil
      notices.isFirstRun = false
      return press(key)
    case .paste(let text): return paste(text)
    case .resize(let size):
      self.world.size = size
      settleAll()
      showChosenField()
      return reload()
    case .resumed: return [.redraw] + reload()
    // The session has gone back to the model before the key, whose cards may be of an older file.
    case .escapeTakenBack: return reload()
    case .terminate(let signal): return keepingDraft() + keepingPlace() + [.quit(.signal(signal))]
    case .hangUp: return keepingDraft() + keepingPlace() + [.quit(.hangUp)]
    }
  }

  private mutating func received(time now: Timestamp) -> [Effect] {
    let before = world.present
    world.present = Present(now: now, zone: world.present.zone)
    var effects: [Effect] = []
    if let pending = notices.pending { effects.append(.commit(pending.change, pending.intent)) }
    // What is due today changes at midnight, and so do the ranges of the urgency order.
    return before.today == world.present.today ? effects : effects + reload()
  }

  /// Lets the mode answer the key; one that neither changes anything nor says why is told to do nothing here.
  private mutating func press(_ key: Key) -> [Effect] {
    if holdsBack(key) { return [] }
    let before = self
    let effects = dispatch(key)
    if effects.isEmpty, self == before { say("\(key.name) does nothing here.") }
    return effects
  }

  private mutating func dispatch(_ key: Key) -> [Effect] {
    if opensHelp(key) { return openHelp() }
    return mode.feature?.press(key, in: &self) ?? pressOnScreen(key)
  }

  /// The first esc over what was typed says so, and only the second one drops it.
  private mutating func holdsBack(_ key: Key) -> Bool {
    guard key == .escape || isForm && key == .control("c"), !isLeaving, wouldBeMissed else {
      notices.leaving = nil
      return false
    }
    if case .form(var form) = mode {
      form.notice = "Nothing is saved yet; esc again drops what was typed."
      mode = .form(form)
    } else {
      notices.promptRefusal = "not saved yet; esc again drops it"
    }
    notices.leaving = mode
    return true
  }

  private var isForm: Bool { if case .form = mode { true } else { false } }

  /// The filter acts as it is typed, so esc has its own meaning there.
  private var wouldBeMissed: Bool {
    if case .filter = mode { return false }
    return mode.feature?.draft(in: self) != nil
  }

  /// A paste goes into the line being typed; on the board it is never taken for keys.
  private mutating func paste(_ text: String) -> [Effect] {
    notices.message = []
    notices.promptRefusal = nil
    guard var editor = mode.editor else {
      say("Pasted text is not taken for keys; a adds a deal, and there it can be pasted.")
      return []
    }
    editor.insert(text)
    mode.editor = editor
    return mode.feature?.pasted(in: &self) ?? []
  }

  // MARK: Words

  /// Puts one sentence into the message row, until the next key; while a line is typed there, beside the line.
  mutating func say(_ words: String) {
    if mode.editor != nil { notices.promptRefusal = words } else { notices.message = [Span(words, .text)] }
  }

  /// Puts a sentence about a deal there, with the key that takes it back.
  mutating func say(_ before: String, subject: String, _ after: String, hint: String = "") {
    notices.message = [Span(before, .text), Span(subject, .strong), Span(after, .text)]
    if !hint.isEmpty { notices.message.append(Span(" \(glyphs.dot) " + hint, .muted)) }
  }
}
