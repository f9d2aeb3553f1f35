/// A stage colour, as the index into the canvas's ordered list of them (`Canvas.tints`).
package struct Tint: Hashable, Sendable {
  package let index: Int

  package init(_ index: Int) {
    self.index = index
  }
}

/// What a cell is for.
///
/// Drawing asks for a role, and only `Palette` knows which colour that is on this terminal.
package enum Role: Hashable, Sendable {
  /// Names, money, typed text.
  case text
  /// Screen name, headings, popup titles, prompt labels.
  case title
  /// Stage names, counts, marked names, the subject of a message.
  case strong
  /// Company, days, planned dates, hints, stalled deals.
  case muted
  /// Keys in footer, menus and help.
  case key
  /// What needs a person: `!` and its reason.
  case alert
  /// Due today, or something missing.
  case soon
  /// Won.
  case good
  /// The part that a filter or the palette matched.
  case match
  /// A piece of a typed line that was understood.
  case token
  /// The chosen row of a list, not of the board.
  case select
  /// States in the title row: filter, marks, order, read-only.
  case chip
  /// Popup frames, the pane's edge, rules.
  case border
  /// An error that stays.
  case banner
  /// Words on a stage's colour.
  case fill(Tint)
  /// A line or bar in a stage's colour; never words or digits, since any hex may be invisible on the background.
  case line(Tint)
}

extension Role {
  /// The role's name as pictures in tests have it: `muted`, `fill(0)`.
  package var name: String {
    switch self {
    case .text: "text"
    case .title: "title"
    case .strong: "strong"
    case .muted: "muted"
    case .key: "key"
    case .alert: "alert"
    case .soon: "soon"
    case .good: "good"
    case .match: "match"
    case .token: "token"
    case .select: "select"
    case .chip: "chip"
    case .border: "border"
    case .banner: "banner"
    case .fill(let tint): "fill(\(tint.index))"
    case .line(let tint): "line(\(tint.index))"
    }
  }
}

/// How a cell looks: its role, and whether it is underlined on top of that, as filter matches are inside other roles.
package struct Style: Hashable, Sendable {
  package var role: Role
  package var isUnderlined: Bool

  package init(_ role: Role, isUnderlined: Bool = false) {
    self.role = role
    self.isUnderlined = isUnderlined
  }

  /// Plain text: what blank cells have.
  package static let text = Style(.text)
}

/// A piece of a row in one style.
package struct Span: Hashable, Sendable {
  package var text: String
  package var style: Style

  package init(_ text: String, _ role: Role, isUnderlined: Bool = false) {
    self.text = text
    style = Style(role, isUnderlined: isUnderlined)
  }
}
