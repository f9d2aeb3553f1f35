import Sales
import Screen

/// What a card says, as words with their roles, before anybody knows where they fit.
struct CardFacts {
  let card: Card
  let sign: CardSign
  let value: String
  let days: String
  let daysRole: Role
  /// Another owner's initials; empty when the deal is one's own or nobody's.
  let owner: String
  let isStalled: Bool
  let isMarked: Bool

  init(_ card: Card, stage: Stage, painter: Painter) {
    let model = painter.model
    self.card = card
    sign = card.sign(in: stage, at: model.world.present)
    value = model.money.card(card.deal.value, card.deal.currency)
    let isOver = card.isOverStageLimit(in: stage, at: model.world.present)
    days = (isOver ? "!" : "") + DateText.days(card.stageDays(at: model.world.present))
    daysRole = isOver ? .alert : .muted
    let isMine = card.deal.ownerID == nil || card.deal.ownerID == model.world.setting.user?.id
    owner = isMine ? "" : painter.glyphs.shown(card.owner.map(initials(of:)) ?? "")
    isStalled = card.deal.status == .stalled
    isMarked = model.isMarked(card.deal.id)
  }

  var company: String { card.company ?? card.contact ?? "" }
  var nameRole: Role { isMarked ? .strong : valueRole }
  var valueRole: Role { isStalled ? .muted : .text }

  var signRole: Role { sign.role }

  /// The company or contact that the filter matched where the name did not.
  func matchedField(_ filter: Filter) -> String? {
    guard !filter.isAll else { return nil }
    let name = folded(card.deal.name)
    guard let word = filter.words.first(where: { !name.contains($0) }) else { return nil }
    return [card.company, card.contact].compactMap(\.self).first { folded($0).contains(word) }
  }
}

extension CardSign {
  var role: Role {
    switch mark {
    case .alert: .alert
    case .today, .missing: .soon
    case .asleep, .planned, .lost: .muted
    case .won: .good
    }
  }

  /// `!`, `?`, `•`, `=`, or nothing.
  func prefix(_ glyphs: Glyphs) -> String { mark.sign(today: glyphs.bullet) }

  func words(_ glyphs: Glyphs) -> String { joined(word, glyphs) }
  func shortWords(_ glyphs: Glyphs) -> String { joined(shortWord, glyphs) }

  /// The longest form that fits, down to the mark alone, else nothing: a number that is cut tells something else. A
  /// reason is prose and is cut.
  func words(fitting cells: Int, _ glyphs: Glyphs) -> String {
    if mark == .lost { return cut(words(glyphs), to: cells, at: .end, glyphs: glyphs) }
    let forms = [word, shortWord, leastWord].map { joined($0, glyphs) }
    return forms.first { Screen.columns(of: $0) <= cells } ?? ""
  }

  private func joined(_ word: String, _ glyphs: Glyphs) -> String {
    let sign = prefix(glyphs)
    return [sign, glyphs.shown(word)].filter { !$0.isEmpty }.joined(separator: " ")
  }
}

/// Where the facts of a two-line card stand in its second line, the value's place being fixed at the end.
struct ShortFacts: Equatable {
  private(set) var word: String
  private(set) var ownerStart: Int?
  private(set) var daysStart: Int?

  init(_ facts: CardFacts, cells: Int, isNarrow: Bool, glyphs: Glyphs) {
    let value = Screen.columns(of: facts.value)
    let days = Screen.columns(of: facts.days)
    let usualEnd = cells - max(isNarrow ? 7 : 8, value + 1)
    let closeEnd = cells - value - 1
    let (long, short) = (facts.sign.words(glyphs), facts.sign.shortWords(glyphs))
    word = long
    for (text, end) in [(long, usualEnd), (short, usualEnd), (long, closeEnd), (short, closeEnd)] {
      if place(text, owner: facts.owner, daysStart: end - days, daysEnd: end) { return }
    }
    // The days go unless they warn; the word is what gives way.
    let warns = facts.daysRole == .alert
    daysStart = warns ? closeEnd - days : nil
    var edge = daysStart ?? cells - value
    if !facts.owner.isEmpty {
      edge -= Screen.columns(of: facts.owner) + 1
      ownerStart = max(0, edge)
    }
    word = facts.sign.words(fitting: edge - 1, glyphs)
  }

  /// Tries one arrangement; false when something would touch.
  private mutating func place(_ text: String, owner: String, daysStart: Int, daysEnd: Int) -> Bool {
    let wordEnd = Screen.columns(of: text)
    let ownerWidth = Screen.columns(of: owner)
    guard daysStart >= 0 else { return false }
    var ownerStart: Int?
    if ownerWidth == 0 {
      guard wordEnd < daysStart || wordEnd == 0 else { return false }
    } else {
      let usual = daysEnd - 5 - ownerWidth
      let start = usual > wordEnd && usual + ownerWidth < daysStart ? usual : daysStart - 1 - ownerWidth
      guard start > wordEnd || wordEnd == 0 && start == 0 else { return false }
      ownerStart = start
    }
    word = text
    self.ownerStart = ownerStart
    self.daysStart = daysStart
    return true
  }
}
