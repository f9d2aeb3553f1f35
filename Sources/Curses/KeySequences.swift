import Screen

// What terminals send for keys that are no characters: ECMA-48 control sequences as xterm, linux, rxvt, tmux and VT220
// use them. The description's own sequences come on top (`KeyDecoder.init`).

/// The key of `ESC [ parameters final`; nil for sequences that are none of our keys.
func controlKey(parameters: [Int], final: UInt8) -> Key? {
  switch Character(UnicodeScalar(final)) {
  case "A"..."D": return arrows(held: parameters.dropFirst().first ?? 1)[Int(final) - 0x41]
  case "a"..."d": return arrows(held: shift)[Int(final) - 0x61]
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

/// The key of `ESC O final`, which keypads and cursor keys send in application mode; rxvt also cursor keys with Ctrl.
func applicationKey(final: UInt8) -> Key? {
  switch Character(UnicodeScalar(final)) {
  case "A", "B", "C", "D", "H", "F", "P", "Q", "R", "S": controlKey(parameters: [], final: final)
  case "a"..."d": arrows(held: control)[Int(final) - 0x61]
  case "M": .enter
  case "j"..."y": .character(Character(UnicodeScalar(final - 0x40)))
  default: nil
  }
}

/// The key of `ESC [ [ final`, which the linux console sends for F1 to F5.
func consoleKey(final: UInt8) -> Key? {
  (0x41...0x45).contains(final) ? .function(Int(final) - 0x40) : nil
}

/// Whether a byte goes on with `ESC [`: digits, the console's second bracket, and the letters of keys, focus and mouse.
func continuesSequence(_ byte: UInt8) -> Bool {
  (0x30...0x3b).contains(byte) || byte == UInt8(ascii: "[") || byte == UInt8(ascii: "M") || isFocusReport(byte)
    || controlKey(parameters: [], final: byte) != nil
}

/// Whether `ESC [` and the byte say that the window got or lost the focus.
func isFocusReport(_ byte: UInt8) -> Bool { byte == UInt8(ascii: "I") || byte == UInt8(ascii: "O") }

// How a control sequence says what was held with a key.
private let (shift, alt, control) = (2, 3, 5)

/// Up, down, right and left with what is held; several modifiers at once count as none.
private func arrows(held modifiers: Int) -> [Key] {
  switch modifiers {
  case shift: [.shiftUp, .shiftDown, .shiftRight, .shiftLeft]
  case alt: [.altUp, .altDown, .altRight, .altLeft]
  case control: [.controlUp, .controlDown, .controlRight, .controlLeft]
  default: [.up, .down, .right, .left]
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
