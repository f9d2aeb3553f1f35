package import Sales
package import Screen

/// What stays the same for a whole session.
package struct Setting: Sendable {
  /// The person at the keyboard; nil while the file does not know the login, which is entered with the first change.
  package private(set) var user: User?
  /// How the person is called in the title.
  package let login: String
  package let glyphs: Glyphs
  package let readOnly: ReadOnlyReason?
  /// Where the deals are saved, as people write it.
  package let place: String
  /// Whether this is the demo, whose file goes when it ends.
  package let isDemo: Bool
  /// Whether the board is read as on a day that was asked for, rather than today.
  package let isDated: Bool
  package let zone: Zone
  /// The colours that this terminal can show, for the words of the colour picker.
  package let depth: ColorDepth
  /// What the message row says at the start, such as what an import did; nil for nothing.
  package let greeting: String?
  /// How amounts and dates are written here.
  package let notation: Notation

  package init(
    user: User?, glyphs: Glyphs, readOnly: ReadOnlyReason?, place: String, isDemo: Bool, isDated: Bool = false,
    zone: Zone, depth: ColorDepth = .indexed256, login: String = "", greeting: String? = nil,
    notation: Notation = .unknown
  ) {
    self.user = user
    self.login = user?.name ?? login
    self.glyphs = glyphs
    self.readOnly = readOnly
    self.place = place
    self.isDemo = isDemo
    self.isDated = isDated
    self.zone = zone
    self.depth = depth
    self.greeting = greeting
    self.notation = notation
  }

  /// The same once the file knows the login.
  func with(_ user: User) -> Setting {
    var setting = self
    setting.user = user
    return setting
  }

  var money: MoneyText { MoneyText(hasSigns: !glyphs.isASCII) }
}
