import Sales
import Screen

// Keys. Each does something or says why it does not.
extension ImportDialogue {
  mutating func update(_ input: Input) -> [Effect] {
    switch input {
    case .key(let key):
      message = ""
      return press(key)
    case .paste(let text):
      paste(text)
      return []
    case .resize(let size):
      self.size = size
      list.keepInSight(bodyHeight)
      return []
    case .resumed: return [.redraw]
    // The loop has gone back to the dialogue before the key.
    case .escapeTakenBack: return []
    case .terminate, .hangUp: return [.end(input)]
    }
  }

  private mutating func press(_ key: Screen.Key) -> [Effect] {
    switch key {
    case .control("c"): return [.leave]
    case .control("l"): return [.redraw]
    case .control("z"): return [.suspend]
    default: break
    }
    switch mode {
    case .list: return pressInList(key)
    case .picker(let picker): return press(key, in: picker)
    case .form(let form): return press(key, in: form)
    case .help:
      closeHelp(key)
      return []
    }
  }

  private mutating func paste(_ text: String) {
    guard case .picker(var picker) = mode else {
      message = "Nothing to paste into. Press m to choose by name, then paste."
      return
    }
    picker.type(text)
    mode = .picker(picker)
  }

  private mutating func closeHelp(_ key: Screen.Key) {
    switch key {
    case .escape, .enter, .character("?"), .character("q"): mode = .list
    default: message = "Press Esc to close the help."
    }
  }

  // MARK: The list

  private mutating func pressInList(_ key: Screen.Key) -> [Effect] {
    let isSecond = isPrefixed
    isPrefixed = false
    if moves(key, isSecond: isSecond) { return [] }
    if size.rows < Self.smallest.rows || size.columns < Self.smallest.columns, key != .escape {
      message = "Make the window larger, or press Esc to go back."
      return []
    }
    switch key {
    case .enter: return goOn()
    case .escape: return goBack()
    case .character("?"):
      mode = .help
      return []
    case .character("g"):
      isPrefixed = true
      message = "Press g again to go to the first row."
      return []
    case .character("w") where page == .counts: return [.save]
    default: return answer(key)
    }
  }

  /// Answers the chosen row.
  private mutating func answer(_ key: Screen.Key) -> [Effect] {
    switch (key, page) {
    case (.character("h"), .columns), (.character("h"), .stages), (.character("h"), .words), (.left, .columns),
      (.left, .stages), (.left, .words):
      return change(by: -1)
    case (.character("l"), .columns), (.character("l"), .stages), (.character("l"), .words), (.right, .columns),
      (.right, .stages), (.right, .words):
      return change(by: 1)
    case (.character("m"), .columns), (.character("m"), .stages), (.character("m"), .words):
      openPicker()
      return []
    case (.character("a"), .stages), (.character("a"), .words): return answerAllAlike()
    case (.character("-"), .columns): return leaveOut()
    case (.character("o"), .columns):
      openTableForm()
      return []
    case (.character("J"), .stages), (.shiftDown, .stages): return moveStage(by: 1)
    case (.character("K"), .stages), (.shiftUp, .stages): return moveStage(by: -1)
    case (.character("c"), .stages): return changeColor()
    default:
      message = "\(key.name) does nothing on this page. Press ? for its keys."
      return []
    }
  }

  /// Whether the key moves in the list.
  private mutating func moves(_ key: Screen.Key, isSecond: Bool) -> Bool {
    let half = max(1, bodyHeight / 2)
    switch key {
    case .character("j"), .down: step(by: 1)
    case .character("k"), .up: step(by: -1)
    case .character("g") where isSecond, .home: step(by: -list.rows.count - list.lines(bodyHeight).count)
    case .character("G"), .end: step(by: list.rows.count + list.lines(bodyHeight).count)
    case .control("d"), .pageDown: step(by: half)
    case .control("u"), .pageUp: step(by: -half)
    default: return false
    }
    return true
  }

  private mutating func step(by step: Int) {
    if page == .counts {
      if !list.scroll(by: step, bodyHeight) {
        message = step < 0 ? "This is the first line." : "This is the last line."
      }
      return
    }
    let before = list.chosen
    list.choose(before + step, bodyHeight)
    if list.chosen == before { message = step < 0 ? "This is the first row." : "This is the last row." }
  }

  private mutating func change(by step: Int) -> [Effect] {
    switch list.chosenRow?.content {
    case .column(let line): return change(line, by: step)
    case .question(let question): return change(question, by: step)
    case .stage(let line): return change(line, by: step)
    case .word(let line): return change(line, by: step)
    case .fact, .count, .deal, nil:
      message = "There is no row to change."
      return []
    }
  }

  /// The choice so many steps from the present one, round and round; without a present one the first, or the last.
  static func next<Choice: Equatable>(of choices: [Choice], from present: Choice?, by step: Int) -> Choice? {
    if choices.isEmpty { return nil }
    guard let present, let place = choices.firstIndex(of: present) else {
      return step > 0 ? choices.first : choices.last
    }
    return choices[(place + step + choices.count) % choices.count]
  }
}
