import Sales
import Screen

// The menu that writes filter terms and keeps whole filters under names.
extension Model {
  mutating func openFilterMenu() -> [Effect] {
    view = .board
    mode = .filterMenu(FilterMenu())
    return []
  }

  mutating func pressInFilterMenu(_ key: Key, isForgetting: Bool) -> [Effect] {
    mode = .board
    if key == .escape || key == .control("c") || key == .character("q") { return [] }
    if case .character(let character) = key {
      if let place = character.wholeNumberValue, place > 0, place <= board.savedFilters.count {
        return isForgetting ? forget(place) : recall(board.savedFilters[place - 1])
      }
      if !isForgetting, let effects = choose(character) { return effects }
    }
    mode = .filterMenu(FilterMenu(isForgetting: isForgetting))
    say(isForgetting ? "\(key.name) is no saved filter; esc leaves." : "\(key.name) is no choice here; esc leaves.")
    return []
  }

  private mutating func choose(_ character: Character) -> [Effect]? {
    switch character {
    case "/": return perform(.filter)
    case "s":
      guard !filterText.isEmpty else {
        say("There is no filter to save: choose terms or type one first.")
        return []
      }
      mode = .saveFilter(FilterNameLine(LineEditor()))
      return []
    case "x":
      guard !board.savedFilters.isEmpty else {
        say("No filter is saved.")
        return []
      }
      mode = .filterMenu(FilterMenu(isForgetting: true))
      return []
    default:
      guard let choice = FilterChoice.all.first(where: { $0.key == character }) else { return nil }
      let effects = setFilter(filterText.togglingTerm(choice.term))
      sayFilter()
      return effects
    }
  }

  private mutating func recall(_ saved: SavedFilter) -> [Effect] {
    let effects = setFilter(saved.line)
    guard filterReading.fault == nil else { return effects }
    say("", subject: saved.name, ": " + saved.line, hint: "esc ends it")
    return effects
  }

  private mutating func sayFilter() {
    if filterText.isEmpty {
      say("All deals again.")
    } else {
      say("Only ", subject: filterText, "", hint: "f s saves it, esc ends it")
    }
  }

  private mutating func forget(_ place: Int) -> [Effect] {
    let saved = board.savedFilters.remove(at: place - 1)
    say("Forgotten: ", subject: saved.name, ", " + saved.line)
    return [.set(.savedFilters, board.savedFilters.setting)]
  }

  mutating func typeFilterName(_ key: Key, _ editor: LineEditor) -> [Effect] {
    var editor = editor
    switch key {
    case .escape, .control("c"):
      mode = .board
      return []
    case .enter: return saveFilter(editor.text)
    default: if editor.handle(key) { mode = .saveFilter(FilterNameLine(editor)) }
    }
    return []
  }

  /// Under a name that is there already it takes that one's place.
  private mutating func saveFilter(_ typed: String) -> [Effect] {
    let name = typed.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    guard !name.isEmpty else {
      notices.promptRefusal = "it needs a name, such as big ones"
      return []
    }
    let saved = SavedFilter(name: name, line: filterText)
    let place = board.savedFilters.firstIndex { folded($0.name) == folded(name) } ?? board.savedFilters.count
    if place < board.savedFilters.count {
      board.savedFilters[place] = saved
    } else if place < SavedFilter.most {
      board.savedFilters.append(saved)
    } else {
      notices.promptRefusal = "nine are saved already; f x forgets one"
      return []
    }
    mode = .board
    say("Saved as ", subject: name, "", hint: "f \(place + 1) brings it back")
    return [.set(.savedFilters, board.savedFilters.setting)]
  }
}
