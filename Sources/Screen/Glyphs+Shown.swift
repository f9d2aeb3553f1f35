extension Glyphs {
  /// The text as it may be put on the screen, where nothing in it can act on the terminal or shift its neighbours.
  ///
  /// - C0 controls and DEL become caret notation: a tab is `^I`, a line end `^J`, an escape `^[`.
  /// - C1 controls, bidi controls, other invisible characters, private-use and unassigned ones become U+FFFD.
  /// - Clusters that terminals measure differently become a plain form: joined emoji their first one, flags their letters,
  ///   skin tones and variation selectors go.
  /// - Every kind of one-column space becomes a space, a soft hyphen a hyphen.
  /// - A letter and its marks become the one code point that means both, where there is one: some terminals misplace
  ///   marks.
  /// - A cluster keeps three marks on each letter and six letters; what follows is shown as U+FFFD.
  ///
  /// With ASCII glyphs the result is ASCII: accents go, quotes, dashes and currency signs are spelled, `?` stands for the
  /// rest. Shown text is its own shown form.
  package func shown(_ text: String) -> String {
    if isASCII ? isPrintableASCII(text) : isSimple(text) { return text }
    var result = text
    // What goes may have kept its neighbours apart; they are then read anew. Each pass leaves fewer such places.
    for _ in 0..<4 {
      if isPrintableASCII(result) { break }
      let next = shownOnce(result)
      if next.unicodeScalars.elementsEqual(result.unicodeScalars) { break }
      result = next
    }
    return result
  }

  private func shownOnce(_ text: String) -> String {
    var result = ""
    var isAfterCurrency = false
    for cluster in text {
      let safe = plainForm(of: cluster)
      if isASCII {
        // `€40K` reads as `EUR 40K`.
        if isAfterCurrency && cluster.isNumber { result += " " }
        result += spelled(safe)
        isAfterCurrency = safe.unicodeScalars.count == 1 && cluster.isCurrencySymbol && cluster != "$"
      } else if let first = safe.unicodeScalars.first, columns(of: first) == 0 {
        // A mark without a letter needs something to stand on, or it would sit on its neighbour.
        result += " " + safe
      } else {
        result += safe
      }
    }
    return result
  }
}

/// Whether the text is printable ASCII, which is always its own shown form.
func isPrintableASCII(_ text: String) -> Bool {
  text.utf8.allSatisfy { $0 >= 0x20 && $0 < 0x7f }
}

/// Whether the text has only code points that stand for themselves in any company, as most text does: Latin letters,
/// the board's signs, kana, Chinese characters, Korean syllables.
///
/// Then each is a cluster and already shown.
func isSimple(_ text: String) -> Bool {
  text.unicodeScalars.allSatisfy { simpleColumns(of: $0) != nil }
}

/// The letters with marks that are one code point: Latin, Greek and Cyrillic ones, and kana. Characters are equal whichever
/// way they are written, which finds them by what they are made of.
private let composed: [Character: UnicodeScalar] = {
  let ranges: [ClosedRange<UInt32>] = [0xC0...0x24F, 0x386...0x45F, 0x1E00...0x1FFF, 0x3040...0x30FF]
  let letters = ranges.joined().compactMap(UnicodeScalar.init).map { (Character($0), $0) }
  return Dictionary(letters) { first, _ in first }
}()

private let replacement: UnicodeScalar = "\u{FFFD}"
private let joiner: UnicodeScalar = "\u{200D}"

/// The cluster without anything that is invisible, acts on the terminal or is measured differently by terminals.
private func plainForm(of cluster: Character) -> String {
  let scalars = cluster.unicodeScalars
  if scalars.count > 1, let composed = composed[cluster] { return String(composed) }
  guard let first = scalars.first else { return "" }
  let isPicture = first.value >= 0x80 && first.properties.isEmoji
  var result = String.UnicodeScalarView()
  var (letters, marks) = (0, 0)
  for (place, scalar) in scalars.enumerated() {
    if place > 0 {
      if isPicture && scalar == joiner { break }
      if isDropped(scalar, after: first) { continue }
    }
    if scalar.properties.generalCategory == .nonspacingMark {
      marks += 1
      if marks > 3 { continue }
    } else {
      (letters, marks) = (letters + 1, 0)
    }
    // The later parts of a Korean syllable fill no column of their own; without the first part nothing shows them.
    if letters > 6 || (isLateJamo(scalar) && !isHangul(first)) {
      result.append(replacement)
      break
    }
    result.append(contentsOf: plainForm(of: scalar))
  }
  return String(result)
}

private func isLateJamo(_ scalar: UnicodeScalar) -> Bool {
  (0x1160...0x11ff).contains(scalar.value) || (0xd7b0...0xd7ff).contains(scalar.value)
}

/// Whether a cluster that begins so can take later parts of a syllable.
private func isHangul(_ scalar: UnicodeScalar) -> Bool {
  switch scalar.value {
  case 0x1100...0x115e, 0xa960...0xa97c, 0xac00...0xd7a3: true
  default: false
  }
}

/// Selectors, joiners, skin tones and the like, which say only how the first code point of their cluster should look.
private func isDropped(_ scalar: UnicodeScalar, after first: UnicodeScalar) -> Bool {
  switch scalar.value {
  case 0xfe00...0xfe0f, 0xe0100...0xe01ef, 0x180b...0x180d, 0x180f, 0x34f, 0x20e3: true
  case 0x200c, 0x200d: first.properties.generalCategory == .otherLetter
  case 0xe0020...0xe007f: first.properties.isEmoji
  default: scalar.properties.isEmojiModifier
  }
}

private func caret(_ control: UInt8) -> String.UnicodeScalarView {
  String.UnicodeScalarView(["^", UnicodeScalar(control ^ 0x40)])
}

private func plainForm(of scalar: UnicodeScalar) -> String.UnicodeScalarView {
  switch scalar.value {
  case 0..<0x20, 0x7f:
    return caret(UInt8(scalar.value))
  case 0x1f1e6...0x1f1ff:
    return String.UnicodeScalarView([UnicodeScalar(UInt8(scalar.value - 0x1f1e6) + UInt8(ascii: "A"))])
  case 0xad: return "-".unicodeScalars
  case 0x3000: return "\u{3000}".unicodeScalars
  // Blanks that the general category calls letters, marks or symbols.
  case 0x115f, 0x1160, 0x3164, 0xffa0, 0x2800, 0x34f, 0xfe00...0xfe0f, 0xe0100...0xe01ef, 0x17b4, 0x17b5,
    0x180b...0x180f:
    return String.UnicodeScalarView([replacement])
  default: break
  }
  switch scalar.properties.generalCategory {
  case .spaceSeparator: return " ".unicodeScalars
  case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator:
    return String.UnicodeScalarView([replacement])
  default: return String.UnicodeScalarView([scalar])
  }
}
