import Screen

// What terminals send for keys that are no characters: ECMA-48 control sequences as xterm, linux, rxvt, tmux and VT220
// use them. The description's own sequences come on top (`KeyDecoder.init`).

/// The key of `ESC [ parameters final`; nil for sequences that are none of our keys.
func controlKey(parameters: [Int], final: UInt8) -> Key? {
  let modifiers = max(0, (parameters.count > 1 ? parameters[1] : 1) - 1)
  switch Character(UnicodeScalar(final)) {
  case "A": return modified(.up, shifted: .shiftUp, by: modifiers)
  case "B": return modified(.down, shifted: .shiftDown, by: modifiers)
  case "C": return modified(.right, shifted: .shiftRight, by: modifiers)
  case "D": return modified(.left, shifted: .shiftLeft, by: modifiers)
  case "a": return .shiftUp
  case "b": return .shiftDown
  case "c": return .shiftRight
  case "d": return .shiftLeft
  case "H": return .home
  case "F": return .end
  case "Z": return .backTab
  case "P": return .function(1)
  case "Q": return .function(2)
  case "R" where parameters.count != 2: return .function(3)
  case "S": return .function(4)
  case "~": return numbered(parameters.first ?? 0)
  default: return nil
  }
}

/// The key of `ESC O final`, which keypads and cursor keys send in application mode.
func applicationKey(final: UInt8) -> Key? {
  switch Character(UnicodeScalar(final)) {
  case "A", "B", "C", "D", "H", "F", "P", "Q", "R", "S", "a", "b", "c", "d": controlKey(parameters: [], final: final)
  case "M": .enter
  case "j"..."y": .character(Character(UnicodeScalar(final - 0x40)))
  default: nil
  }
}

/// The key of `ESC [ [ final`, which the linux console sends for F1 to F5.
func consoleKey(final: UInt8) -> Key? {
  (0x41...0x45).contains(final) ? .function(Int(final) - 0x40) : nil
}

/// Bit 0 is Shift.
///
/// Ctrl and Alt with left and right go by words, as in shells; otherwise they change nothing.
private func modified(_ plain: Key, shifted: Key, by modifiers: Int) -> Key {
  if modifiers == 1 { return shifted }
  switch (plain, modifiers) {
  case (.left, 2), (.left, 4): return .alt("b")
  case (.right, 2), (.right, 4): return .alt("f")
  default: return plain
  }
}

private func numbered(_ number: Int) -> Key? {
  switch number {
  case 1, 7: .home
  case 2: .insert
  case 3: .delete
  case 4, 8: .end
  case 5: .pageUp
  case 6: .pageDown
  case 11...15: .function(number - 10)
  case 17...21: .function(number - 11)
  case 23, 24: .function(number - 12)
  default: nil
  }
}
